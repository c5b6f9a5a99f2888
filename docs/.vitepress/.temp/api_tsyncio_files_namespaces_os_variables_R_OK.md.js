import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: R_OK","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/os/variables/R_OK.md","filePath":"api/tsyncio/files/namespaces/os/variables/R_OK.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/os/variables/R_OK.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-r-ok" tabindex="-1">Variable: R_OK <a class="header-anchor" href="#variable-r-ok" aria-label="Permalink to &quot;Variable: R\\_OK&quot;">​</a></h1><blockquote><p><code>const</code> <strong>R_OK</strong>: <code>number</code> = <code>constants.R_OK</code></p></blockquote><p>For <a href="./../functions/access">access</a>: it may be read.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/os/variables/R_OK.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const R_OK = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  R_OK as default
};
