import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: BodyLike","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/BodyLike.md","filePath":"api/@tsyncio/http/type-aliases/BodyLike.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/BodyLike.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-bodylike" tabindex="-1">Type Alias: BodyLike <a class="header-anchor" href="#type-alias-bodylike" aria-label="Permalink to &quot;Type Alias: BodyLike&quot;">​</a></h1><blockquote><p><strong>BodyLike</strong> = <a href="./../interfaces/Payload"><code>Payload</code></a> | <code>Uint8Array</code> | <code>ArrayBuffer</code> | <code>string</code> | <code>Blob</code> | <code>URLSearchParams</code> | <a href="./../interfaces/ReadableFile"><code>ReadableFile</code></a> | <code>AsyncIterableLike</code>&lt;<code>Uint8Array</code> | <code>string</code>&gt; | <code>Iterable</code>&lt;<code>Uint8Array</code>&gt; | <a href="./BodyProducer"><code>BodyProducer</code></a></p></blockquote><p>What is taken as the body of a request.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/BodyLike.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BodyLike = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BodyLike as default
};
