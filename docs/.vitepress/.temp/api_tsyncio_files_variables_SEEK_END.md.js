import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: SEEK_END","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/variables/SEEK_END.md","filePath":"api/tsyncio/files/variables/SEEK_END.md"}');
const _sfc_main = { name: "api/tsyncio/files/variables/SEEK_END.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-seek-end" tabindex="-1">Variable: SEEK_END <a class="header-anchor" href="#variable-seek-end" aria-label="Permalink to &quot;Variable: SEEK\\_END&quot;">​</a></h1><blockquote><p><code>const</code> <strong>SEEK_END</strong>: <code>2</code> = <code>2</code></p></blockquote><p>Positions count from the end of the file.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/variables/SEEK_END.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SEEK_END = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SEEK_END as default
};
