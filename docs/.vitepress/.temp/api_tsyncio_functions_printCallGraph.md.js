import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: printCallGraph()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/printCallGraph.md","filePath":"api/tsyncio/functions/printCallGraph.md"}');
const _sfc_main = { name: "api/tsyncio/functions/printCallGraph.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-printcallgraph" tabindex="-1">Function: printCallGraph() <a class="header-anchor" href="#function-printcallgraph" aria-label="Permalink to &quot;Function: printCallGraph()&quot;">​</a></h1><blockquote><p><strong>printCallGraph</strong>(<code>future?</code>, <code>options?</code>): <code>void</code></p></blockquote><p>Print the call graph.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>as <a href="./captureCallGraph">captureCallGraph</a> does.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython 3.14 <code>asyncio.print_call_graph</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="future" tabindex="-1">future? <a class="header-anchor" href="#future" aria-label="Permalink to &quot;future?&quot;">​</a></h3><p><a href="./../classes/Future"><code>Future</code></a>&lt;<code>unknown</code>&gt; | <code>null</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/PrintCallGraphOptions"><code>PrintCallGraphOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>void</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/printCallGraph.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const printCallGraph = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  printCallGraph as default
};
