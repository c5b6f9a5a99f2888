import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TestBody<This, A>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/testing/type-aliases/TestBody.md","filePath":"api/tsyncio/testing/type-aliases/TestBody.md"}');
const _sfc_main = { name: "api/tsyncio/testing/type-aliases/TestBody.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-testbody-this-a" tabindex="-1">Type Alias: TestBody&lt;This, A&gt; <a class="header-anchor" href="#type-alias-testbody-this-a" aria-label="Permalink to &quot;Type Alias: TestBody\\&lt;This, A\\&gt;&quot;">​</a></h1><blockquote><p><strong>TestBody</strong>&lt;<code>This</code>, <code>A</code>&gt; = (<code>this</code>, ...<code>args</code>) =&gt; <code>Promise</code>&lt;<code>void</code>&gt;</p></blockquote><p>A function that a test runner takes for a test: it declares no parameters, and returns a promise.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="this" tabindex="-1">This <a class="header-anchor" href="#this" aria-label="Permalink to &quot;This&quot;">​</a></h3><p><code>This</code></p><h3 id="a" tabindex="-1">A <a class="header-anchor" href="#a" aria-label="Permalink to &quot;A&quot;">​</a></h3><p><code>A</code> <em>extends</em> <code>unknown</code>[]</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="this-1" tabindex="-1">this <a class="header-anchor" href="#this-1" aria-label="Permalink to &quot;this&quot;">​</a></h3><p><code>This</code></p><h3 id="args" tabindex="-1">args <a class="header-anchor" href="#args" aria-label="Permalink to &quot;args&quot;">​</a></h3><p>...<code>A</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>Promise</code>&lt;<code>void</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/testing/type-aliases/TestBody.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TestBody = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TestBody as default
};
