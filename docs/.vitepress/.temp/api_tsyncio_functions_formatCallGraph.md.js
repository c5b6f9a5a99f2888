import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: formatCallGraph()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/formatCallGraph.md","filePath":"api/tsyncio/functions/formatCallGraph.md"}');
const _sfc_main = { name: "api/tsyncio/functions/formatCallGraph.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-formatcallgraph" tabindex="-1">Function: formatCallGraph() <a class="header-anchor" href="#function-formatcallgraph" aria-label="Permalink to &quot;Function: formatCallGraph()&quot;">​</a></h1><blockquote><p><strong>formatCallGraph</strong>(<code>future?</code>, <code>options?</code>): <code>string</code></p></blockquote><p>The call graph as text, in the form that Python uses.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>as <a href="./captureCallGraph">captureCallGraph</a> does.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython 3.14 <code>asyncio.format_call_graph</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="future" tabindex="-1">future? <a class="header-anchor" href="#future" aria-label="Permalink to &quot;future?&quot;">​</a></h3><p><a href="./../classes/Future"><code>Future</code></a>&lt;<code>unknown</code>&gt; | <code>null</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/CallGraphOptions"><code>CallGraphOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>string</code></p><p>&quot;&quot; if no future is given and no task runs</p><h2 id="example" tabindex="-1">Example <a class="header-anchor" href="#example" aria-label="Permalink to &quot;Example&quot;">​</a></h2><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">console.</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">log</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">formatCallGraph</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(task));</span></span>
<span class="line"><span style="--shiki-light:#6A737D;--shiki-dark:#6A737D;">// * Task(name=&#39;load&#39;)</span></span>
<span class="line"><span style="--shiki-light:#6A737D;--shiki-dark:#6A737D;">//   + Call stack:</span></span>
<span class="line"><span style="--shiki-light:#6A737D;--shiki-dark:#6A737D;">//   |   File &#39;/app/load.ts&#39;, line 12, in async fetchPage()</span></span>
<span class="line"><span style="--shiki-light:#6A737D;--shiki-dark:#6A737D;">//   |   File &#39;/app/load.ts&#39;, line 30, in async load()</span></span>
<span class="line"><span style="--shiki-light:#6A737D;--shiki-dark:#6A737D;">//   + Awaited by:</span></span>
<span class="line"><span style="--shiki-light:#6A737D;--shiki-dark:#6A737D;">//     * Task(name=&#39;main&#39;)</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/formatCallGraph.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const formatCallGraph = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  formatCallGraph as default
};
