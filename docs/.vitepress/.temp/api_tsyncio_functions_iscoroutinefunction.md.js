import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: iscoroutinefunction()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/iscoroutinefunction.md","filePath":"api/tsyncio/functions/iscoroutinefunction.md"}');
const _sfc_main = { name: "api/tsyncio/functions/iscoroutinefunction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-iscoroutinefunction" tabindex="-1">Function: iscoroutinefunction() <a class="header-anchor" href="#function-iscoroutinefunction" aria-label="Permalink to &quot;Function: iscoroutinefunction()&quot;">​</a></h1><blockquote><p><strong>iscoroutinefunction</strong>(<code>value</code>): <code>value is (args: never[]) =&gt; unknown</code></p></blockquote><p>Whether <code>value</code> is a function whose call gives a coroutine: <code>function*</code>, <code>async function</code>, or what <code>coroutine()</code> made.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.iscoroutinefunction</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="value" tabindex="-1">value <a class="header-anchor" href="#value" aria-label="Permalink to &quot;value&quot;">​</a></h3><p><code>unknown</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>value is (args: never[]) =&gt; unknown</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/iscoroutinefunction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const iscoroutinefunction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  iscoroutinefunction as default
};
