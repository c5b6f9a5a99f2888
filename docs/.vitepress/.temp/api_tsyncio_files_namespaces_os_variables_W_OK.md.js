import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: W_OK","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/os/variables/W_OK.md","filePath":"api/tsyncio/files/namespaces/os/variables/W_OK.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/os/variables/W_OK.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-w-ok" tabindex="-1">Variable: W_OK <a class="header-anchor" href="#variable-w-ok" aria-label="Permalink to &quot;Variable: W\\_OK&quot;">​</a></h1><blockquote><p><code>const</code> <strong>W_OK</strong>: <code>number</code> = <code>constants.W_OK</code></p></blockquote><p>For <a href="./../functions/access">access</a>: it may be written.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/os/variables/W_OK.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const W_OK = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  W_OK as default
};
