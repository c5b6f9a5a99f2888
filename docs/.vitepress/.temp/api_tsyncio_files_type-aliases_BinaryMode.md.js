import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: BinaryMode","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/type-aliases/BinaryMode.md","filePath":"api/tsyncio/files/type-aliases/BinaryMode.md"}');
const _sfc_main = { name: "api/tsyncio/files/type-aliases/BinaryMode.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-binarymode" tabindex="-1">Type Alias: BinaryMode <a class="header-anchor" href="#type-alias-binarymode" aria-label="Permalink to &quot;Type Alias: BinaryMode&quot;">​</a></h1><blockquote><p><strong>BinaryMode</strong> = <code>Plus</code>&lt;<code>\`\${Purpose}b\`</code>&gt; | <code>\`\${Purpose}+b\`</code></p></blockquote><p>The same of files of bytes.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/type-aliases/BinaryMode.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BinaryMode = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BinaryMode as default
};
