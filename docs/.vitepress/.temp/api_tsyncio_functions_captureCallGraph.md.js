import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: captureCallGraph()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/captureCallGraph.md","filePath":"api/tsyncio/functions/captureCallGraph.md"}');
const _sfc_main = { name: "api/tsyncio/functions/captureCallGraph.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-capturecallgraph" tabindex="-1">Function: captureCallGraph() <a class="header-anchor" href="#function-capturecallgraph" aria-label="Permalink to &quot;Function: captureCallGraph()&quot;">​</a></h1><blockquote><p><strong>captureCallGraph</strong>(<code>future?</code>, <code>options?</code>): <a href="./../classes/FutureCallGraph"><code>FutureCallGraph</code></a> | <code>null</code></p></blockquote><p>The call graph of <code>future</code>, or of the current task: where its coroutine is suspended, through all <code>yield*</code>, who waits for it, where that one is suspended, and so on.</p><p>It costs nothing until it is called. Of an async function that is suspended, the call stack is not known.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><a href="./../classes/RuntimeError">RuntimeError</a> if no future is given and no loop runs; TypeError if <code>future</code> is something else.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython 3.14 <code>asyncio.capture_call_graph</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="future" tabindex="-1">future? <a class="header-anchor" href="#future" aria-label="Permalink to &quot;future?&quot;">​</a></h3><p><a href="./../classes/Future"><code>Future</code></a>&lt;<code>unknown</code>&gt; | <code>null</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/CallGraphOptions"><code>CallGraphOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/FutureCallGraph"><code>FutureCallGraph</code></a> | <code>null</code></p><p><code>null</code> if no future is given and no task runs, as in a callback</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/captureCallGraph.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const captureCallGraph = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  captureCallGraph as default
};
