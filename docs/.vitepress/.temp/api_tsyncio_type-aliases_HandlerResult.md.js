import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: HandlerResult<F>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/HandlerResult.md","filePath":"api/tsyncio/type-aliases/HandlerResult.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/HandlerResult.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-handlerresult-f" tabindex="-1">Type Alias: HandlerResult&lt;F&gt; <a class="header-anchor" href="#type-alias-handlerresult-f" aria-label="Permalink to &quot;Type Alias: HandlerResult\\&lt;F\\&gt;&quot;">​</a></h1><blockquote><p><strong>HandlerResult</strong>&lt;<code>F</code>&gt; = <a href="./ResultOf"><code>ResultOf</code></a>&lt;() =&gt; <code>SettledResult</code>&lt;<code>ReturnType</code>&lt;<code>F</code>&gt;&gt;&gt;</p></blockquote><p>What comes of a handler that is run as a coroutine.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="f" tabindex="-1">F <a class="header-anchor" href="#f" aria-label="Permalink to &quot;F&quot;">​</a></h3><p><code>F</code> <em>extends</em> (...<code>args</code>) =&gt; <code>unknown</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/HandlerResult.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HandlerResult = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HandlerResult as default
};
