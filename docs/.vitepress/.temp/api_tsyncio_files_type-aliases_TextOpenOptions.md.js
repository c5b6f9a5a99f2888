import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TextOpenOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/type-aliases/TextOpenOptions.md","filePath":"api/tsyncio/files/type-aliases/TextOpenOptions.md"}');
const _sfc_main = { name: "api/tsyncio/files/type-aliases/TextOpenOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-textopenoptions" tabindex="-1">Type Alias: TextOpenOptions <a class="header-anchor" href="#type-alias-textopenoptions" aria-label="Permalink to &quot;Type Alias: TextOpenOptions&quot;">​</a></h1><blockquote><p><strong>TextOpenOptions</strong> = <a href="./../interfaces/OpenOptions"><code>OpenOptions</code></a></p></blockquote><p>Options of <a href="./../functions/open">open</a> for a text file.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/type-aliases/TextOpenOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TextOpenOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TextOpenOptions as default
};
