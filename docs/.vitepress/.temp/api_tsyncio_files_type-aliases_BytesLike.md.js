import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: BytesLike","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/type-aliases/BytesLike.md","filePath":"api/tsyncio/files/type-aliases/BytesLike.md"}');
const _sfc_main = { name: "api/tsyncio/files/type-aliases/BytesLike.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-byteslike" tabindex="-1">Type Alias: BytesLike <a class="header-anchor" href="#type-alias-byteslike" aria-label="Permalink to &quot;Type Alias: BytesLike&quot;">​</a></h1><blockquote><p><strong>BytesLike</strong> = <code>Uint8Array</code> | <code>ArrayBufferView</code> | <code>ArrayBuffer</code></p></blockquote><p>What can be written.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/type-aliases/BytesLike.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BytesLike = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BytesLike as default
};
