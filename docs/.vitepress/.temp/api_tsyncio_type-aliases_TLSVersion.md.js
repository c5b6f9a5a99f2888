import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TLSVersion","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/TLSVersion.md","filePath":"api/tsyncio/type-aliases/TLSVersion.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/TLSVersion.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-tlsversion" tabindex="-1">Type Alias: TLSVersion <a class="header-anchor" href="#type-alias-tlsversion" aria-label="Permalink to &quot;Type Alias: TLSVersion&quot;">​</a></h1><blockquote><p><strong>TLSVersion</strong> = <code>&quot;TLSv1&quot;</code> | <code>&quot;TLSv1.1&quot;</code> | <code>&quot;TLSv1.2&quot;</code> | <code>&quot;TLSv1.3&quot;</code></p></blockquote><p>A version of the protocol.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/TLSVersion.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TLSVersion = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TLSVersion as default
};
