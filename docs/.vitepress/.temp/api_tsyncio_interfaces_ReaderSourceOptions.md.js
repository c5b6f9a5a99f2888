import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ReaderSourceOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/ReaderSourceOptions.md","filePath":"api/tsyncio/interfaces/ReaderSourceOptions.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/ReaderSourceOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-readersourceoptions" tabindex="-1">Interface: ReaderSourceOptions <a class="header-anchor" href="#interface-readersourceoptions" aria-label="Permalink to &quot;Interface: ReaderSourceOptions&quot;">​</a></h1><p>Options of bridges that take a <a href="./../classes/StreamReader">StreamReader</a>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="preventcancel" tabindex="-1">preventCancel? <a class="header-anchor" href="#preventcancel" aria-label="Permalink to &quot;preventCancel?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>preventCancel?</strong>: <code>boolean</code></p></blockquote><p>Leave the connection open when the stream is cancelled or destroyed before its end: what was not taken stays in the reader.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">false</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/ReaderSourceOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ReaderSourceOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ReaderSourceOptions as default
};
