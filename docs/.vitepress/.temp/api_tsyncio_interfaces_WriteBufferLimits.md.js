import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: WriteBufferLimits","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/WriteBufferLimits.md","filePath":"api/tsyncio/interfaces/WriteBufferLimits.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/WriteBufferLimits.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-writebufferlimits" tabindex="-1">Interface: WriteBufferLimits <a class="header-anchor" href="#interface-writebufferlimits" aria-label="Permalink to &quot;Interface: WriteBufferLimits&quot;">​</a></h1><p>Where a transport asks its protocol to stop writing, and to go on, in bytes.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="high" tabindex="-1">high? <a class="header-anchor" href="#high" aria-label="Permalink to &quot;high?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>high?</strong>: <code>number</code></p></blockquote><p>More bytes than this: stop.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><p>64 KiB, or four times <code>low</code></p><hr><h3 id="low" tabindex="-1">low? <a class="header-anchor" href="#low" aria-label="Permalink to &quot;low?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>low?</strong>: <code>number</code></p></blockquote><p>No more bytes than this: go on.</p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><p>a quarter of <code>high</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/WriteBufferLimits.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WriteBufferLimits = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WriteBufferLimits as default
};
