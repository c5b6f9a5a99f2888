import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TraceCallback<P, C>","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/TraceCallback.md","filePath":"api/@tsyncio/http/type-aliases/TraceCallback.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/TraceCallback.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-tracecallback-p-c" tabindex="-1">Type Alias: TraceCallback&lt;P, C&gt; <a class="header-anchor" href="#type-alias-tracecallback-p-c" aria-label="Permalink to &quot;Type Alias: TraceCallback\\&lt;P, C\\&gt;&quot;">​</a></h1><blockquote><p><strong>TraceCallback</strong>&lt;<code>P</code>, <code>C</code>&gt; = (<code>session</code>, <code>context</code>, <code>params</code>) =&gt; <a href="./Answer"><code>Answer</code></a>&lt;<code>unknown</code>&gt;</p></blockquote><p>Is told of a signal: the session, the context of this request, and what the signal tells. Waited for.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="p" tabindex="-1">P <a class="header-anchor" href="#p" aria-label="Permalink to &quot;P&quot;">​</a></h3><p><code>P</code></p><h3 id="c" tabindex="-1">C <a class="header-anchor" href="#c" aria-label="Permalink to &quot;C&quot;">​</a></h3><p><code>C</code> = <code>unknown</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="session" tabindex="-1">session <a class="header-anchor" href="#session" aria-label="Permalink to &quot;session&quot;">​</a></h3><p><a href="./../classes/ClientSession"><code>ClientSession</code></a></p><h3 id="context" tabindex="-1">context <a class="header-anchor" href="#context" aria-label="Permalink to &quot;context&quot;">​</a></h3><p><code>C</code></p><h3 id="params" tabindex="-1">params <a class="header-anchor" href="#params" aria-label="Permalink to &quot;params&quot;">​</a></h3><p><code>P</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./Answer"><code>Answer</code></a>&lt;<code>unknown</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/TraceCallback.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TraceCallback = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TraceCallback as default
};
