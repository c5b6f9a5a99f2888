import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Class: Handle","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/classes/Handle.md","filePath":"api/tsyncio/classes/Handle.md"}');
const _sfc_main = { name: "api/tsyncio/classes/Handle.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="class-handle" tabindex="-1">Class: Handle <a class="header-anchor" href="#class-handle" aria-label="Permalink to &quot;Class: Handle&quot;">​</a></h1><p>A callback that waits to be called.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.Handle</code></p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./TimerHandle"><code>TimerHandle</code></a></li></ul><h2 id="implements" tabindex="-1">Implements <a class="header-anchor" href="#implements" aria-label="Permalink to &quot;Implements&quot;">​</a></h2><ul><li><code>Runnable</code></li></ul><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="cancel" tabindex="-1">cancel() <a class="header-anchor" href="#cancel" aria-label="Permalink to &quot;cancel()&quot;">​</a></h3><blockquote><p><strong>cancel</strong>(): <code>void</code></p></blockquote><p>Don&#39;t call the callback. Once it was called, this does nothing.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>void</code></p><hr><h3 id="cancelled" tabindex="-1">cancelled() <a class="header-anchor" href="#cancelled" aria-label="Permalink to &quot;cancelled()&quot;">​</a></h3><blockquote><p><strong>cancelled</strong>(): <code>boolean</code></p></blockquote><p>Whether <a href="#cancel">Handle.cancel</a> was called.</p><h4 id="returns-1" tabindex="-1">Returns <a class="header-anchor" href="#returns-1" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>boolean</code></p><hr><h3 id="getcontext" tabindex="-1">getContext() <a class="header-anchor" href="#getcontext" aria-label="Permalink to &quot;getContext()&quot;">​</a></h3><blockquote><p><strong>getContext</strong>(): <a href="./Context"><code>Context</code></a></p></blockquote><p>The context that the callback runs in.</p><h4 id="returns-2" tabindex="-1">Returns <a class="header-anchor" href="#returns-2" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./Context"><code>Context</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/classes/Handle.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Handle = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Handle as default
};
