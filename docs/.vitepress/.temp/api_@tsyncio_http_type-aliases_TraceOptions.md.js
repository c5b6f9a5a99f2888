import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TraceOptions<C>","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/TraceOptions.md","filePath":"api/@tsyncio/http/type-aliases/TraceOptions.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/TraceOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-traceoptions-c" tabindex="-1">Type Alias: TraceOptions&lt;C&gt; <a class="header-anchor" href="#type-alias-traceoptions-c" aria-label="Permalink to &quot;Type Alias: TraceOptions\\&lt;C\\&gt;&quot;">​</a></h1><blockquote><p><strong>TraceOptions</strong>&lt;<code>C</code>&gt; = <code>{ readonly [Name in keyof TraceSignals]?: TraceCallback&lt;TraceSignals[Name], C&gt; }</code> &amp; <code>object</code></p></blockquote><p>Options of <a href="./../classes/TraceConfig">TraceConfig</a>: a callback for each signal that is of interest, and what makes the context.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="c" tabindex="-1">C <a class="header-anchor" href="#c" aria-label="Permalink to &quot;C&quot;">​</a></h3><p><code>C</code></p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><h3 id="traceconfigctxfactory" tabindex="-1">traceConfigCtxFactory? <a class="header-anchor" href="#traceconfigctxfactory" aria-label="Permalink to &quot;traceConfigCtxFactory?&quot;">​</a></h3><blockquote><p><code>readonly</code> <code>optional</code> <strong>traceConfigCtxFactory?</strong>: (<code>traceRequestCtx</code>) =&gt; <code>C</code></p></blockquote><p>Makes the context that all callbacks of one request share.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="tracerequestctx" tabindex="-1">traceRequestCtx <a class="header-anchor" href="#tracerequestctx" aria-label="Permalink to &quot;traceRequestCtx&quot;">​</a></h5><p><code>unknown</code></p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>C</code></p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">an empty object</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/TraceOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TraceOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TraceOptions as default
};
