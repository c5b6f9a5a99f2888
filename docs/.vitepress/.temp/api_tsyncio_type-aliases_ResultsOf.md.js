import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ResultsOf<Cs>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/ResultsOf.md","filePath":"api/tsyncio/type-aliases/ResultsOf.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/ResultsOf.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-resultsof-cs" tabindex="-1">Type Alias: ResultsOf&lt;Cs&gt; <a class="header-anchor" href="#type-alias-resultsof-cs" aria-label="Permalink to &quot;Type Alias: ResultsOf\\&lt;Cs\\&gt;&quot;">​</a></h1><blockquote><p><strong>ResultsOf</strong>&lt;<code>Cs</code>&gt; = <code>{ -readonly [K in keyof Cs]: ResultOf&lt;Cs[K]&gt; }</code></p></blockquote><p>The results of several, place by place.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="cs" tabindex="-1">Cs <a class="header-anchor" href="#cs" aria-label="Permalink to &quot;Cs&quot;">​</a></h3><p><code>Cs</code> <em>extends</em> readonly <code>unknown</code>[]</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/ResultsOf.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ResultsOf = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ResultsOf as default
};
