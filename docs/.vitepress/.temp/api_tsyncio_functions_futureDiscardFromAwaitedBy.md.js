import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: futureDiscardFromAwaitedBy()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/futureDiscardFromAwaitedBy.md","filePath":"api/tsyncio/functions/futureDiscardFromAwaitedBy.md"}');
const _sfc_main = { name: "api/tsyncio/functions/futureDiscardFromAwaitedBy.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-futurediscardfromawaitedby" tabindex="-1">Function: futureDiscardFromAwaitedBy() <a class="header-anchor" href="#function-futurediscardfromawaitedby" aria-label="Permalink to &quot;Function: futureDiscardFromAwaitedBy()&quot;">​</a></h1><blockquote><p><strong>futureDiscardFromAwaitedBy</strong>(<code>future</code>, <code>waiter</code>): <code>void</code></p></blockquote><p>Take back what <a href="./futureAddToAwaitedBy">futureAddToAwaitedBy</a> did.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython 3.14 <code>asyncio.future_discard_from_awaited_by</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="future" tabindex="-1">future <a class="header-anchor" href="#future" aria-label="Permalink to &quot;future&quot;">​</a></h3><p><a href="./../classes/Future"><code>Future</code></a>&lt;<code>unknown</code>&gt;</p><h3 id="waiter" tabindex="-1">waiter <a class="header-anchor" href="#waiter" aria-label="Permalink to &quot;waiter&quot;">​</a></h3><p><a href="./../classes/Future"><code>Future</code></a>&lt;<code>unknown</code>&gt;</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>void</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/futureDiscardFromAwaitedBy.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const futureDiscardFromAwaitedBy = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  futureDiscardFromAwaitedBy as default
};
