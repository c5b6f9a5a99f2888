import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: FIRST_EXCEPTION","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/variables/FIRST_EXCEPTION.md","filePath":"api/tsyncio/variables/FIRST_EXCEPTION.md"}');
const _sfc_main = { name: "api/tsyncio/variables/FIRST_EXCEPTION.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-first-exception" tabindex="-1">Variable: FIRST_EXCEPTION <a class="header-anchor" href="#variable-first-exception" aria-label="Permalink to &quot;Variable: FIRST\\_EXCEPTION&quot;">​</a></h1><blockquote><p><code>const</code> <strong>FIRST_EXCEPTION</strong>: <code>&quot;FIRST_EXCEPTION&quot;</code> = <code>&quot;FIRST_EXCEPTION&quot;</code></p></blockquote><p><a href="./../functions/wait">wait</a> returns when the first future has failed, or all are done.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/variables/FIRST_EXCEPTION.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FIRST_EXCEPTION = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FIRST_EXCEPTION as default
};
