import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Answer<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/Answer.md","filePath":"api/@tsyncio/http/type-aliases/Answer.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/Answer.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-answer-t" tabindex="-1">Type Alias: Answer&lt;T&gt; <a class="header-anchor" href="#type-alias-answer-t" aria-label="Permalink to &quot;Type Alias: Answer\\&lt;T\\&gt;&quot;">​</a></h1><blockquote><p><strong>Answer</strong>&lt;<code>T</code>&gt; = <code>Coroutine</code>&lt;<code>T</code>&gt; | <code>Awaitable</code>&lt;<code>T</code>&gt; | <code>PromiseLike</code>&lt;<code>T</code>&gt; | <code>T</code></p></blockquote><p>What a function of the user&#39;s may answer: in either dialect, or at once.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/Answer.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Answer = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Answer as default
};
