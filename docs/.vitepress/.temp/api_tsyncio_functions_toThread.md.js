import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: toThread()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/toThread.md","filePath":"api/tsyncio/functions/toThread.md"}');
const _sfc_main = { name: "api/tsyncio/functions/toThread.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-tothread" tabindex="-1">Function: toThread() <a class="header-anchor" href="#function-tothread" aria-label="Permalink to &quot;Function: toThread()&quot;">​</a></h1><blockquote><p><strong>toThread</strong>&lt;<code>A</code>, <code>R</code>&gt;(<code>fn</code>, ...<code>args</code>): <a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>Awaited</code>&lt;<code>R</code>&gt;&gt;</p></blockquote><p>Call <code>fn(...args)</code> in a thread of the loop&#39;s default executor.</p><p>Cancellation: the wait ends at once; a call that has begun runs on, and what comes of it is dropped.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><a href="./../classes/NotImplementedError">NotImplementedError</a> if the loop has no default executor, and its host no threads: see <code>loop.setDefaultExecutor()</code>.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.to_thread</code></p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="a" tabindex="-1">A <a class="header-anchor" href="#a" aria-label="Permalink to &quot;A&quot;">​</a></h3><p><code>A</code> <em>extends</em> <code>unknown</code>[]</p><h3 id="r" tabindex="-1">R <a class="header-anchor" href="#r" aria-label="Permalink to &quot;R&quot;">​</a></h3><p><code>R</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="fn" tabindex="-1">fn <a class="header-anchor" href="#fn" aria-label="Permalink to &quot;fn&quot;">​</a></h3><p>(...<code>args</code>) =&gt; <code>R</code></p><h3 id="args" tabindex="-1">args <a class="header-anchor" href="#args" aria-label="Permalink to &quot;args&quot;">​</a></h3><p>...<code>A</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>Awaited</code>&lt;<code>R</code>&gt;&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/toThread.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const toThread = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  toThread as default
};
