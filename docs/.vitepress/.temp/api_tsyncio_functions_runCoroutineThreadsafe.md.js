import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: runCoroutineThreadsafe()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/runCoroutineThreadsafe.md","filePath":"api/tsyncio/functions/runCoroutineThreadsafe.md"}');
const _sfc_main = { name: "api/tsyncio/functions/runCoroutineThreadsafe.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-runcoroutinethreadsafe" tabindex="-1">Function: runCoroutineThreadsafe() <a class="header-anchor" href="#function-runcoroutinethreadsafe" aria-label="Permalink to &quot;Function: runCoroutineThreadsafe()&quot;">​</a></h1><blockquote><p><strong>runCoroutineThreadsafe</strong>&lt;<code>T</code>&gt;(<code>coro</code>, <code>loop</code>): <a href="./../classes/Future"><code>Future</code></a>&lt;<code>T</code>&gt;</p></blockquote><p>Start a coroutine in <code>loop</code> from code that the loop does not run: a callback of the host&#39;s, say, or plain async code.</p><p>The future can be awaited there, too. Cancelling it cancels the task; before the loop has started the coroutine, it is never started.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>TypeError if <code>coro</code> is not a coroutine; <a href="./../classes/RuntimeError">RuntimeError</a> if the loop is closed.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.run_coroutine_threadsafe</code></p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="coro" tabindex="-1">coro <a class="header-anchor" href="#coro" aria-label="Permalink to &quot;coro&quot;">​</a></h3><p><a href="./../type-aliases/CoroutineLike"><code>CoroutineLike</code></a>&lt;<code>T</code>&gt;</p><h3 id="loop" tabindex="-1">loop <a class="header-anchor" href="#loop" aria-label="Permalink to &quot;loop&quot;">​</a></h3><p><a href="./../classes/AbstractEventLoop"><code>AbstractEventLoop</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Future"><code>Future</code></a>&lt;<code>T</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/runCoroutineThreadsafe.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const runCoroutineThreadsafe = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  runCoroutineThreadsafe as default
};
