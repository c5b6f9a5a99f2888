import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: aclosing()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/aclosing.md","filePath":"api/tsyncio/functions/aclosing.md"}');
const _sfc_main = { name: "api/tsyncio/functions/aclosing.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-aclosing" tabindex="-1">Function: aclosing() <a class="header-anchor" href="#function-aclosing" aria-label="Permalink to &quot;Function: aclosing()&quot;">​</a></h1><blockquote><p><strong>aclosing</strong>&lt;<code>T</code>&gt;(<code>thing</code>): <a href="./../interfaces/AsyncContextManager"><code>AsyncContextManager</code></a>&lt;<code>T</code>&gt;</p></blockquote><p>A manager that closes <code>thing</code> when it is left: calls its <code>aclose()</code>, or <code>return()</code> if it is an async generator.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>contextlib.aclosing</code></p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code> <em>extends</em> { <code>aclose</code>(): <code>unknown</code>; } | <code>AsyncGenerator</code>&lt;<code>unknown</code>, <code>unknown</code>, <code>never</code>&gt;</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="thing" tabindex="-1">thing <a class="header-anchor" href="#thing" aria-label="Permalink to &quot;thing&quot;">​</a></h3><p><code>T</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/AsyncContextManager"><code>AsyncContextManager</code></a>&lt;<code>T</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/aclosing.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const aclosing = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  aclosing as default
};
