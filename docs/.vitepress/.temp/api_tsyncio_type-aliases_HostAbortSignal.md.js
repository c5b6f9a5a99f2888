import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: HostAbortSignal","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/HostAbortSignal.md","filePath":"api/tsyncio/type-aliases/HostAbortSignal.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/HostAbortSignal.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-hostabortsignal" tabindex="-1">Type Alias: HostAbortSignal <a class="header-anchor" href="#type-alias-hostabortsignal" aria-label="Permalink to &quot;Type Alias: HostAbortSignal&quot;">​</a></h1><blockquote><p><strong>HostAbortSignal</strong> = <em>typeof</em> <code>globalThis</code> <em>extends</em> <code>object</code> ? <code>Signal</code> : <code>MinimalAbortSignal</code></p></blockquote><p>The program&#39;s own <code>AbortSignal</code> type if its TypeScript setup declares one (DOM or Node), else the part the core uses.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/HostAbortSignal.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HostAbortSignal = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HostAbortSignal as default
};
