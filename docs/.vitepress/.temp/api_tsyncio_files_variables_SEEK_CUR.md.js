import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: SEEK_CUR","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/variables/SEEK_CUR.md","filePath":"api/tsyncio/files/variables/SEEK_CUR.md"}');
const _sfc_main = { name: "api/tsyncio/files/variables/SEEK_CUR.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-seek-cur" tabindex="-1">Variable: SEEK_CUR <a class="header-anchor" href="#variable-seek-cur" aria-label="Permalink to &quot;Variable: SEEK\\_CUR&quot;">​</a></h1><blockquote><p><code>const</code> <strong>SEEK_CUR</strong>: <code>1</code> = <code>1</code></p></blockquote><p>Positions count from where the file is.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/variables/SEEK_CUR.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SEEK_CUR = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SEEK_CUR as default
};
