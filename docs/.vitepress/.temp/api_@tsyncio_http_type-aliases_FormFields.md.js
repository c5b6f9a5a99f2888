import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: FormFields","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/FormFields.md","filePath":"api/@tsyncio/http/type-aliases/FormFields.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/FormFields.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-formfields" tabindex="-1">Type Alias: FormFields <a class="header-anchor" href="#type-alias-formfields" aria-label="Permalink to &quot;Type Alias: FormFields&quot;">​</a></h1><blockquote><p><strong>FormFields</strong> = <code>globalThis.FormData</code> | <code>URLSearchParams</code> | <code>Iterable</code>&lt;readonly [<code>name</code>: <code>string</code>, <code>value</code>: <a href="./FieldValue"><code>FieldValue</code></a>]&gt; | <code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <a href="./FieldValue"><code>FieldValue</code></a> | readonly <a href="./FieldValue"><code>FieldValue</code></a>[]&gt;&gt;</p></blockquote><p>Fields in one go: names and values, several values of a name as an array, or a form of the web&#39;s making.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/FormFields.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FormFields = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FormFields as default
};
