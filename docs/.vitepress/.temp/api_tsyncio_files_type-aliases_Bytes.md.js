import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Bytes","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/type-aliases/Bytes.md","filePath":"api/tsyncio/files/type-aliases/Bytes.md"}');
const _sfc_main = { name: "api/tsyncio/files/type-aliases/Bytes.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-bytes" tabindex="-1">Type Alias: Bytes <a class="header-anchor" href="#type-alias-bytes" aria-label="Permalink to &quot;Type Alias: Bytes&quot;">​</a></h1><blockquote><p><strong>Bytes</strong> = <code>Uint8Array</code>&lt;<code>ArrayBuffer</code>&gt;</p></blockquote><p>The bytes of a file.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/type-aliases/Bytes.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Bytes = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Bytes as default
};
