import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ExitCallback","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/ExitCallback.md","filePath":"api/tsyncio/type-aliases/ExitCallback.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/ExitCallback.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-exitcallback" tabindex="-1">Type Alias: ExitCallback <a class="header-anchor" href="#type-alias-exitcallback" aria-label="Permalink to &quot;Type Alias: ExitCallback&quot;">​</a></h1><blockquote><p><strong>ExitCallback</strong> = (<code>error</code>) =&gt; <code>Answer</code>&lt;<code>unknown</code>&gt;</p></blockquote><p>What is called when an <a href="./../classes/AsyncExitStack">AsyncExitStack</a> unwinds: told the error, <code>undefined</code> if there is none; truthy: dealt with.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="error" tabindex="-1">error <a class="header-anchor" href="#error" aria-label="Permalink to &quot;error&quot;">​</a></h3><p><code>unknown</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>Answer</code>&lt;<code>unknown</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/ExitCallback.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ExitCallback = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ExitCallback as default
};
