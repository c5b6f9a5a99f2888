import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ParamsLike","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/ParamsLike.md","filePath":"api/@tsyncio/http/type-aliases/ParamsLike.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/ParamsLike.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-paramslike" tabindex="-1">Type Alias: ParamsLike <a class="header-anchor" href="#type-alias-paramslike" aria-label="Permalink to &quot;Type Alias: ParamsLike&quot;">​</a></h1><blockquote><p><strong>ParamsLike</strong> = <code>string</code> | <code>URLSearchParams</code> | <code>Iterable</code>&lt;readonly [<code>string</code>, <code>string</code> | <code>number</code>]&gt; | <code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code> | <code>number</code> | readonly (<code>string</code> | <code>number</code>)[]&gt;&gt;</p></blockquote><p>What the query of a URL may be given as.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/ParamsLike.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ParamsLike = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ParamsLike as default
};
