import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ErrorCondition<E>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/ErrorCondition.md","filePath":"api/tsyncio/type-aliases/ErrorCondition.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/ErrorCondition.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-errorcondition-e" tabindex="-1">Type Alias: ErrorCondition&lt;E&gt; <a class="header-anchor" href="#type-alias-errorcondition-e" aria-label="Permalink to &quot;Type Alias: ErrorCondition\\&lt;E\\&gt;&quot;">​</a></h1><blockquote><p><strong>ErrorCondition</strong>&lt;<code>E</code>&gt; = <a href="./ErrorClass"><code>ErrorClass</code></a>&lt;<code>E</code>&gt; | readonly <a href="./ErrorClass"><code>ErrorClass</code></a>&lt;<code>E</code>&gt;[] | ((<code>error</code>) =&gt; <code>error is E</code>) | ((<code>error</code>) =&gt; <code>boolean</code>)</p></blockquote><p>Which errors are meant: those of a class, of one of several classes, or those that a function says yes to.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="e" tabindex="-1">E <a class="header-anchor" href="#e" aria-label="Permalink to &quot;E&quot;">​</a></h3><p><code>E</code> = <code>unknown</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/ErrorCondition.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ErrorCondition = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ErrorCondition as default
};
