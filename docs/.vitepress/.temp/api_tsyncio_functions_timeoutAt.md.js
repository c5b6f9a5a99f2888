import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: timeoutAt()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/timeoutAt.md","filePath":"api/tsyncio/functions/timeoutAt.md"}');
const _sfc_main = { name: "api/tsyncio/functions/timeoutAt.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-timeoutat" tabindex="-1">Function: timeoutAt() <a class="header-anchor" href="#function-timeoutat" aria-label="Permalink to &quot;Function: timeoutAt()&quot;">​</a></h1><blockquote><p><strong>timeoutAt</strong>(<code>when</code>): <a href="./../classes/Timeout"><code>Timeout</code></a></p></blockquote><p>The same as <a href="./timeout">timeout</a> with a point in time.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><a href="./../classes/ValueError">ValueError</a> if <code>when</code> is not a number.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.timeout_at</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="when" tabindex="-1">when <a class="header-anchor" href="#when" aria-label="Permalink to &quot;when&quot;">​</a></h3><p><code>number</code> | <code>null</code></p><p>seconds on the loop&#39;s clock, <code>loop.time()</code>; <code>null</code>: no limit</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Timeout"><code>Timeout</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/timeoutAt.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const timeoutAt = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  timeoutAt as default
};
