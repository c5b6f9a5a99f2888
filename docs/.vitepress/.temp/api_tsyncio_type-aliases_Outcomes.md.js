import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Outcomes<Cs>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/Outcomes.md","filePath":"api/tsyncio/type-aliases/Outcomes.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/Outcomes.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-outcomes-cs" tabindex="-1">Type Alias: Outcomes&lt;Cs&gt; <a class="header-anchor" href="#type-alias-outcomes-cs" aria-label="Permalink to &quot;Type Alias: Outcomes\\&lt;Cs\\&gt;&quot;">​</a></h1><blockquote><p><strong>Outcomes</strong>&lt;<code>Cs</code>&gt; = { -readonly [K in keyof Cs]: ResultOf&lt;Cs[K]&gt; | Error }</p></blockquote><p>What <a href="./../functions/gather">gather</a> gives with <code>returnExceptions</code>: results, and what was thrown in place of one.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="cs" tabindex="-1">Cs <a class="header-anchor" href="#cs" aria-label="Permalink to &quot;Cs&quot;">​</a></h3><p><code>Cs</code> <em>extends</em> readonly <code>unknown</code>[]</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/Outcomes.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Outcomes = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Outcomes as default
};
