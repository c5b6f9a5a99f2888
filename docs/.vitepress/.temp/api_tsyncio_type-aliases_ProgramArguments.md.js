import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ProgramArguments<Options>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/ProgramArguments.md","filePath":"api/tsyncio/type-aliases/ProgramArguments.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/ProgramArguments.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-programarguments-options" tabindex="-1">Type Alias: ProgramArguments&lt;Options&gt; <a class="header-anchor" href="#type-alias-programarguments-options" aria-label="Permalink to &quot;Type Alias: ProgramArguments\\&lt;Options\\&gt;&quot;">​</a></h1><blockquote><p><strong>ProgramArguments</strong>&lt;<code>Options</code>&gt; = <code>string</code>[] | [<code>args</code>: <code>string</code>[], <code>options</code>: <code>Options</code>]</p></blockquote><p>What follows the program&#39;s name: its arguments, then options if there are any.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="options" tabindex="-1">Options <a class="header-anchor" href="#options" aria-label="Permalink to &quot;Options&quot;">​</a></h3><p><code>Options</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/ProgramArguments.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProgramArguments = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProgramArguments as default
};
