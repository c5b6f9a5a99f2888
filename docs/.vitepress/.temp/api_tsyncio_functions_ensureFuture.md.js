import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: ensureFuture()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/ensureFuture.md","filePath":"api/tsyncio/functions/ensureFuture.md"}');
const _sfc_main = { name: "api/tsyncio/functions/ensureFuture.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-ensurefuture" tabindex="-1">Function: ensureFuture() <a class="header-anchor" href="#function-ensurefuture" aria-label="Permalink to &quot;Function: ensureFuture()&quot;">​</a></h1><blockquote><p><strong>ensureFuture</strong>&lt;<code>T</code>&gt;(<code>source</code>, <code>options?</code>): <a href="./../classes/Future"><code>Future</code></a>&lt;<code>T</code>&gt;</p></blockquote><p><code>source</code> as a future: a future is given back as it is, a coroutine becomes a task.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><a href="./../classes/ValueError">ValueError</a> if <code>source</code> is a future of another loop than <code>options.loop</code>.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.ensure_future</code></p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="source" tabindex="-1">source <a class="header-anchor" href="#source" aria-label="Permalink to &quot;source&quot;">​</a></h3><p><a href="./../type-aliases/CoroutineLike"><code>CoroutineLike</code></a>&lt;<code>T</code>&gt; | <a href="./../classes/Future"><code>Future</code></a>&lt;<code>T</code>&gt;</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><h4 id="loop" tabindex="-1">loop? <a class="header-anchor" href="#loop" aria-label="Permalink to &quot;loop?&quot;">​</a></h4><p><a href="./../classes/AbstractEventLoop"><code>AbstractEventLoop</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Future"><code>Future</code></a>&lt;<code>T</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/ensureFuture.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ensureFuture = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ensureFuture as default
};
