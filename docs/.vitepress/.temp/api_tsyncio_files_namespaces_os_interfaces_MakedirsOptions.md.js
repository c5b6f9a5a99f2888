import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MakedirsOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/os/interfaces/MakedirsOptions.md","filePath":"api/tsyncio/files/namespaces/os/interfaces/MakedirsOptions.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/os/interfaces/MakedirsOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-makedirsoptions" tabindex="-1">Interface: MakedirsOptions <a class="header-anchor" href="#interface-makedirsoptions" aria-label="Permalink to &quot;Interface: MakedirsOptions&quot;">​</a></h1><p>Options of <a href="./../functions/makedirs">makedirs</a>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="existok" tabindex="-1">existOk? <a class="header-anchor" href="#existok" aria-label="Permalink to &quot;existOk?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>existOk?</strong>: <code>boolean</code></p></blockquote><p>Whether the folder may be there already.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">false</span></span></code></pre></div><hr><h3 id="mode" tabindex="-1">mode? <a class="header-anchor" href="#mode" aria-label="Permalink to &quot;mode?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>mode?</strong>: <code>number</code></p></blockquote><p>The permissions of the last folder.</p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">0o777</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/os/interfaces/MakedirsOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MakedirsOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MakedirsOptions as default
};
