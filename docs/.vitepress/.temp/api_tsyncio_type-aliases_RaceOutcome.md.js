import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: RaceOutcome<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/RaceOutcome.md","filePath":"api/tsyncio/type-aliases/RaceOutcome.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/RaceOutcome.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-raceoutcome-t" tabindex="-1">Type Alias: RaceOutcome&lt;T&gt; <a class="header-anchor" href="#type-alias-raceoutcome-t" aria-label="Permalink to &quot;Type Alias: RaceOutcome\\&lt;T\\&gt;&quot;">​</a></h1><blockquote><p><strong>RaceOutcome</strong>&lt;<code>T</code>&gt; = [<code>result</code>: <code>T</code> | <code>null</code>, <code>index</code>: <code>number</code> | <code>null</code>, <code>errors</code>: <code>unknown</code>[]]</p></blockquote><p>What <a href="./../functions/staggeredRace">staggeredRace</a> gives: the winner&#39;s result and place, and what the attempts threw, <code>null</code> for the winner.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/RaceOutcome.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RaceOutcome = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RaceOutcome as default
};
