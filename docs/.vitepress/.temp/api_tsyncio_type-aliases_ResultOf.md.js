import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ResultOf<C>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/ResultOf.md","filePath":"api/tsyncio/type-aliases/ResultOf.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/ResultOf.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-resultof-c" tabindex="-1">Type Alias: ResultOf&lt;C&gt; <a class="header-anchor" href="#type-alias-resultof-c" aria-label="Permalink to &quot;Type Alias: ResultOf\\&lt;C\\&gt;&quot;">​</a></h1><blockquote><p><strong>ResultOf</strong>&lt;<code>C</code>&gt; = <code>C</code> <em>extends</em> <a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;infer T&gt; ? <code>T</code> : <code>C</code> <em>extends</em> <code>Generator</code>&lt;infer _Yielded, infer T, infer _Sent&gt; ? <code>T</code> : <code>C</code> <em>extends</em> () =&gt; infer R ? <code>R</code> <em>extends</em> <code>Generator</code>&lt;infer _Yielded, infer T, infer _Sent&gt; ? <code>T</code> : <code>Awaited</code>&lt;<code>R</code>&gt; : <code>never</code></p></blockquote><p>The result of a <a href="./CoroutineLike">CoroutineLike</a>.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="c" tabindex="-1">C <a class="header-anchor" href="#c" aria-label="Permalink to &quot;C&quot;">​</a></h3><p><code>C</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/ResultOf.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ResultOf = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ResultOf as default
};
