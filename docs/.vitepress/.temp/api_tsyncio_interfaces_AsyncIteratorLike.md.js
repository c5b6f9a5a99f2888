import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AsyncIteratorLike<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/AsyncIteratorLike.md","filePath":"api/tsyncio/interfaces/AsyncIteratorLike.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/AsyncIteratorLike.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-asynciteratorlike-t" tabindex="-1">Interface: AsyncIteratorLike&lt;T&gt; <a class="header-anchor" href="#interface-asynciteratorlike-t" aria-label="Permalink to &quot;Interface: AsyncIteratorLike\\&lt;T\\&gt;&quot;">​</a></h1><p>What <a href="./../functions/aiter">aiter</a> returns and <a href="./../functions/anext">anext</a> takes.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="next" tabindex="-1">next() <a class="header-anchor" href="#next" aria-label="Permalink to &quot;next()&quot;">​</a></h3><blockquote><p><strong>next</strong>(): <code>PromiseLike</code>&lt;<code>IteratorResult</code>&lt;<code>T</code>, <code>unknown</code>&gt;&gt;</p></blockquote><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>PromiseLike</code>&lt;<code>IteratorResult</code>&lt;<code>T</code>, <code>unknown</code>&gt;&gt;</p><hr><h3 id="return" tabindex="-1">return()? <a class="header-anchor" href="#return" aria-label="Permalink to &quot;return()?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>return</strong>(<code>value</code>): <code>PromiseLike</code>&lt;<code>unknown</code>&gt;</p></blockquote><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="value" tabindex="-1">value <a class="header-anchor" href="#value" aria-label="Permalink to &quot;value&quot;">​</a></h5><p><code>never</code></p><h4 id="returns-1" tabindex="-1">Returns <a class="header-anchor" href="#returns-1" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>PromiseLike</code>&lt;<code>unknown</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/AsyncIteratorLike.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AsyncIteratorLike = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AsyncIteratorLike as default
};
