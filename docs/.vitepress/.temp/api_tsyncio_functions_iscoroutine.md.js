import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: iscoroutine()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/iscoroutine.md","filePath":"api/tsyncio/functions/iscoroutine.md"}');
const _sfc_main = { name: "api/tsyncio/functions/iscoroutine.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-iscoroutine" tabindex="-1">Function: iscoroutine() <a class="header-anchor" href="#function-iscoroutine" aria-label="Permalink to &quot;Function: iscoroutine()&quot;">​</a></h1><blockquote><p><strong>iscoroutine</strong>(<code>value</code>): value is Awaitable&lt;unknown&gt; | Coroutine&lt;unknown&gt;</p></blockquote><p>Whether <code>value</code> is a coroutine: a generator object, or an <a href="./../classes/Awaitable">Awaitable</a> that one of the library&#39;s coroutines returned.</p><p>A promise is none: it runs already.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.iscoroutine</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="value" tabindex="-1">value <a class="header-anchor" href="#value" aria-label="Permalink to &quot;value&quot;">​</a></h3><p><code>unknown</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p>value is Awaitable&lt;unknown&gt; | Coroutine&lt;unknown&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/iscoroutine.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const iscoroutine = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  iscoroutine as default
};
