import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: GatherOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/GatherOptions.md","filePath":"api/tsyncio/interfaces/GatherOptions.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/GatherOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-gatheroptions" tabindex="-1">Interface: GatherOptions <a class="header-anchor" href="#interface-gatheroptions" aria-label="Permalink to &quot;Interface: GatherOptions&quot;">​</a></h1><p>Options of <a href="./../functions/gather">gather</a>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="returnexceptions" tabindex="-1">returnExceptions? <a class="header-anchor" href="#returnexceptions" aria-label="Permalink to &quot;returnExceptions?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>returnExceptions?</strong>: <code>boolean</code></p></blockquote><p>Put errors and cancellations among the results, in place of failing with the first.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">false</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/GatherOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const GatherOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  GatherOptions as default
};
