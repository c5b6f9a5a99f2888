import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ErrorClass<E>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/ErrorClass.md","filePath":"api/tsyncio/type-aliases/ErrorClass.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/ErrorClass.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-errorclass-e" tabindex="-1">Type Alias: ErrorClass&lt;E&gt; <a class="header-anchor" href="#type-alias-errorclass-e" aria-label="Permalink to &quot;Type Alias: ErrorClass\\&lt;E\\&gt;&quot;">​</a></h1><blockquote><p><strong>ErrorClass</strong>&lt;<code>E</code>&gt; = abstract new (...<code>args</code>) =&gt; <code>E</code></p></blockquote><p>A class of errors.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="e" tabindex="-1">E <a class="header-anchor" href="#e" aria-label="Permalink to &quot;E&quot;">​</a></h3><p><code>E</code> = <code>unknown</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="args" tabindex="-1">args <a class="header-anchor" href="#args" aria-label="Permalink to &quot;args&quot;">​</a></h3><p>...<code>never</code>[]</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>E</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/ErrorClass.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ErrorClass = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ErrorClass as default
};
