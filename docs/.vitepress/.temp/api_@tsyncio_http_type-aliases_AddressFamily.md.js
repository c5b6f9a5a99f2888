import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: AddressFamily","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/AddressFamily.md","filePath":"api/@tsyncio/http/type-aliases/AddressFamily.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/AddressFamily.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-addressfamily" tabindex="-1">Type Alias: AddressFamily <a class="header-anchor" href="#type-alias-addressfamily" aria-label="Permalink to &quot;Type Alias: AddressFamily&quot;">​</a></h1><blockquote><p><strong>AddressFamily</strong> = <code>0</code> | <code>4</code> | <code>6</code></p></blockquote><p>Which addresses are asked for: 4, 6, or 0 for both.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/AddressFamily.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AddressFamily = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AddressFamily as default
};
