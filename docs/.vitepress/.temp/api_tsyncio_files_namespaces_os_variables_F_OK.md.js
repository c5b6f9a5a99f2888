import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: F_OK","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/os/variables/F_OK.md","filePath":"api/tsyncio/files/namespaces/os/variables/F_OK.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/os/variables/F_OK.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-f-ok" tabindex="-1">Variable: F_OK <a class="header-anchor" href="#variable-f-ok" aria-label="Permalink to &quot;Variable: F\\_OK&quot;">​</a></h1><blockquote><p><code>const</code> <strong>F_OK</strong>: <code>number</code> = <code>constants.F_OK</code></p></blockquote><p>For <a href="./../functions/access">access</a>: the file exists.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/os/variables/F_OK.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const F_OK = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  F_OK as default
};
