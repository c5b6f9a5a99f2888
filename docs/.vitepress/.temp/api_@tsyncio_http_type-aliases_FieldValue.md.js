import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: FieldValue","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/FieldValue.md","filePath":"api/@tsyncio/http/type-aliases/FieldValue.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/FieldValue.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-fieldvalue" tabindex="-1">Type Alias: FieldValue <a class="header-anchor" href="#type-alias-fieldvalue" aria-label="Permalink to &quot;Type Alias: FieldValue&quot;">​</a></h1><blockquote><p><strong>FieldValue</strong> = <a href="./BodyLike"><code>BodyLike</code></a> | <code>Readable</code> | <code>number</code> | <code>boolean</code> | <code>bigint</code></p></blockquote><p>What the value of a field may be.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/FieldValue.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FieldValue = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FieldValue as default
};
