import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: BREAK","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/variables/BREAK.md","filePath":"api/tsyncio/variables/BREAK.md"}');
const _sfc_main = { name: "api/tsyncio/variables/BREAK.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-break" tabindex="-1">Variable: BREAK <a class="header-anchor" href="#variable-break" aria-label="Permalink to &quot;Variable: BREAK&quot;">​</a></h1><blockquote><p><code>const</code> <strong>BREAK</strong>: unique <code>symbol</code></p></blockquote><p>Returned by the body of <a href="./../functions/asyncFor">asyncFor</a>, it ends the iteration.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/variables/BREAK.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BREAK = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BREAK as default
};
