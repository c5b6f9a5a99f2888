import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: CoroutineFunction<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/CoroutineFunction.md","filePath":"api/tsyncio/type-aliases/CoroutineFunction.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/CoroutineFunction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-coroutinefunction-t" tabindex="-1">Type Alias: CoroutineFunction&lt;T&gt; <a class="header-anchor" href="#type-alias-coroutinefunction-t" aria-label="Permalink to &quot;Type Alias: CoroutineFunction\\&lt;T\\&gt;&quot;">​</a></h1><blockquote><p><strong>CoroutineFunction</strong>&lt;<code>T</code>&gt; = () =&gt; <a href="./Coroutine"><code>Coroutine</code></a>&lt;<code>T</code>&gt; | <a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>T</code>&gt; | <code>PromiseLike</code>&lt;<code>T</code>&gt; | <code>T</code></p></blockquote><p>A function that starts a coroutine: a generator function, an async function, or a plain one.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./Coroutine"><code>Coroutine</code></a>&lt;<code>T</code>&gt; | <a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>T</code>&gt; | <code>PromiseLike</code>&lt;<code>T</code>&gt; | <code>T</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/CoroutineFunction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CoroutineFunction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CoroutineFunction as default
};
