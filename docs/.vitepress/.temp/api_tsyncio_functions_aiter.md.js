import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: aiter()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/aiter.md","filePath":"api/tsyncio/functions/aiter.md"}');
const _sfc_main = { name: "api/tsyncio/functions/aiter.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-aiter" tabindex="-1">Function: aiter() <a class="header-anchor" href="#function-aiter" aria-label="Permalink to &quot;Function: aiter()&quot;">​</a></h1><blockquote><p><strong>aiter</strong>&lt;<code>T</code>&gt;(<code>source</code>): <a href="./../interfaces/AsyncIteratorLike"><code>AsyncIteratorLike</code></a>&lt;<code>T</code>&gt;</p></blockquote><p>The asynchronous iterator of <code>source</code>, for <a href="./anext">anext</a>.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>TypeError if it has none.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>aiter</code></p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="source" tabindex="-1">source <a class="header-anchor" href="#source" aria-label="Permalink to &quot;source&quot;">​</a></h3><p><a href="./../interfaces/AsyncIterableLike"><code>AsyncIterableLike</code></a>&lt;<code>T</code>&gt;</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/AsyncIteratorLike"><code>AsyncIteratorLike</code></a>&lt;<code>T</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/aiter.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const aiter = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  aiter as default
};
