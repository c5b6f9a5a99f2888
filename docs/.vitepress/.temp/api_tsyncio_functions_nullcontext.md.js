import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: nullcontext()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/nullcontext.md","filePath":"api/tsyncio/functions/nullcontext.md"}');
const _sfc_main = { name: "api/tsyncio/functions/nullcontext.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-nullcontext" tabindex="-1">Function: nullcontext() <a class="header-anchor" href="#function-nullcontext" aria-label="Permalink to &quot;Function: nullcontext()&quot;">​</a></h1><h2 id="call-signature" tabindex="-1">Call Signature <a class="header-anchor" href="#call-signature" aria-label="Permalink to &quot;Call Signature&quot;">​</a></h2><blockquote><p><strong>nullcontext</strong>(): <a href="./../interfaces/AsyncContextManager"><code>AsyncContextManager</code></a>&lt;<code>void</code>&gt;</p></blockquote><p>A manager that does nothing, and gives <code>value</code>: for where one is asked for and none is needed.</p><h3 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h3><p>CPython <code>contextlib.nullcontext</code></p><h3 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h3><p><a href="./../interfaces/AsyncContextManager"><code>AsyncContextManager</code></a>&lt;<code>void</code>&gt;</p><h2 id="call-signature-1" tabindex="-1">Call Signature <a class="header-anchor" href="#call-signature-1" aria-label="Permalink to &quot;Call Signature&quot;">​</a></h2><blockquote><p><strong>nullcontext</strong>&lt;<code>T</code>&gt;(<code>value</code>): <a href="./../interfaces/AsyncContextManager"><code>AsyncContextManager</code></a>&lt;<code>T</code>&gt;</p></blockquote><p>A manager that does nothing, and gives <code>value</code>: for where one is asked for and none is needed.</p><h3 id="see-1" tabindex="-1">See <a class="header-anchor" href="#see-1" aria-label="Permalink to &quot;See&quot;">​</a></h3><p>CPython <code>contextlib.nullcontext</code></p><h3 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h3><h4 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h4><p><code>T</code></p><h3 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h3><h4 id="value" tabindex="-1">value <a class="header-anchor" href="#value" aria-label="Permalink to &quot;value&quot;">​</a></h4><p><code>T</code></p><h3 id="returns-1" tabindex="-1">Returns <a class="header-anchor" href="#returns-1" aria-label="Permalink to &quot;Returns&quot;">​</a></h3><p><a href="./../interfaces/AsyncContextManager"><code>AsyncContextManager</code></a>&lt;<code>T</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/nullcontext.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const nullcontext = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  nullcontext as default
};
