import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: SEEK_SET","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/variables/SEEK_SET.md","filePath":"api/tsyncio/files/variables/SEEK_SET.md"}');
const _sfc_main = { name: "api/tsyncio/files/variables/SEEK_SET.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-seek-set" tabindex="-1">Variable: SEEK_SET <a class="header-anchor" href="#variable-seek-set" aria-label="Permalink to &quot;Variable: SEEK\\_SET&quot;">​</a></h1><blockquote><p><code>const</code> <strong>SEEK_SET</strong>: <code>0</code> = <code>0</code></p></blockquote><p>Positions count from the start of the file.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/variables/SEEK_SET.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SEEK_SET = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SEEK_SET as default
};
