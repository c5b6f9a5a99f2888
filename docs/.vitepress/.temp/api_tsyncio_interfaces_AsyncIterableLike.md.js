import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AsyncIterableLike<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/AsyncIterableLike.md","filePath":"api/tsyncio/interfaces/AsyncIterableLike.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/AsyncIterableLike.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-asynciterablelike-t" tabindex="-1">Interface: AsyncIterableLike&lt;T&gt; <a class="header-anchor" href="#interface-asynciterablelike-t" aria-label="Permalink to &quot;Interface: AsyncIterableLike\\&lt;T\\&gt;&quot;">​</a></h1><p>What <a href="./../functions/asyncFor">asyncFor</a> and <a href="./../functions/aiter">aiter</a> take: an async generator, a queue, what <code>asCompleted()</code> returns.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="asynciterator" tabindex="-1">[asyncIterator]() <a class="header-anchor" href="#asynciterator" aria-label="Permalink to &quot;\\[asyncIterator\\]()&quot;">​</a></h3><blockquote><p><strong>[asyncIterator]</strong>(): <a href="./AsyncIteratorLike"><code>AsyncIteratorLike</code></a>&lt;<code>T</code>&gt;</p></blockquote><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./AsyncIteratorLike"><code>AsyncIteratorLike</code></a>&lt;<code>T</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/AsyncIterableLike.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AsyncIterableLike = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AsyncIterableLike as default
};
