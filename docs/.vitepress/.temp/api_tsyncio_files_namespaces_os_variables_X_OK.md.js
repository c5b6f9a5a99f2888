import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: X_OK","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/os/variables/X_OK.md","filePath":"api/tsyncio/files/namespaces/os/variables/X_OK.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/os/variables/X_OK.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-x-ok" tabindex="-1">Variable: X_OK <a class="header-anchor" href="#variable-x-ok" aria-label="Permalink to &quot;Variable: X\\_OK&quot;">​</a></h1><blockquote><p><code>const</code> <strong>X_OK</strong>: <code>number</code> = <code>constants.X_OK</code></p></blockquote><p>For <a href="./../functions/access">access</a>: it may be executed; of a folder: entered.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/os/variables/X_OK.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const X_OK = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  X_OK as default
};
