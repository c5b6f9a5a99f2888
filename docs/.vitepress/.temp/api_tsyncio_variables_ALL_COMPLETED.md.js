import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: ALL_COMPLETED","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/variables/ALL_COMPLETED.md","filePath":"api/tsyncio/variables/ALL_COMPLETED.md"}');
const _sfc_main = { name: "api/tsyncio/variables/ALL_COMPLETED.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-all-completed" tabindex="-1">Variable: ALL_COMPLETED <a class="header-anchor" href="#variable-all-completed" aria-label="Permalink to &quot;Variable: ALL\\_COMPLETED&quot;">​</a></h1><blockquote><p><code>const</code> <strong>ALL_COMPLETED</strong>: <code>&quot;ALL_COMPLETED&quot;</code> = <code>&quot;ALL_COMPLETED&quot;</code></p></blockquote><p><a href="./../functions/wait">wait</a> returns when all futures are done.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/variables/ALL_COMPLETED.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ALL_COMPLETED = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ALL_COMPLETED as default
};
