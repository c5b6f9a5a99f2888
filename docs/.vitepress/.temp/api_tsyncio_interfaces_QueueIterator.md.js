import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: QueueIterator<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/QueueIterator.md","filePath":"api/tsyncio/interfaces/QueueIterator.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/QueueIterator.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-queueiterator-t" tabindex="-1">Interface: QueueIterator&lt;T&gt; <a class="header-anchor" href="#interface-queueiterator-t" aria-label="Permalink to &quot;Interface: QueueIterator\\&lt;T\\&gt;&quot;">​</a></h1><p>Iterates over a queue until that is shut down and empty.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="asynciterator" tabindex="-1">[asyncIterator]() <a class="header-anchor" href="#asynciterator" aria-label="Permalink to &quot;\\[asyncIterator\\]()&quot;">​</a></h3><blockquote><p><strong>[asyncIterator]</strong>(): <code>this</code></p></blockquote><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>this</code></p><hr><h3 id="next" tabindex="-1">next() <a class="header-anchor" href="#next" aria-label="Permalink to &quot;next()&quot;">​</a></h3><blockquote><p><strong>next</strong>(): <a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>IteratorResult</code>&lt;<code>T</code>, <code>undefined</code>&gt;&gt;</p></blockquote><p>The next item, once there is one; at the end <code>{ done: true }</code>.</p><h4 id="returns-1" tabindex="-1">Returns <a class="header-anchor" href="#returns-1" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>IteratorResult</code>&lt;<code>T</code>, <code>undefined</code>&gt;&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/QueueIterator.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const QueueIterator = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  QueueIterator as default
};
