import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ClientConnectedCallback","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/ClientConnectedCallback.md","filePath":"api/tsyncio/type-aliases/ClientConnectedCallback.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/ClientConnectedCallback.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-clientconnectedcallback" tabindex="-1">Type Alias: ClientConnectedCallback <a class="header-anchor" href="#type-alias-clientconnectedcallback" aria-label="Permalink to &quot;Type Alias: ClientConnectedCallback&quot;">​</a></h1><blockquote><p><strong>ClientConnectedCallback</strong> = (<code>reader</code>, <code>writer</code>) =&gt; <a href="./Coroutine"><code>Coroutine</code></a>&lt;<code>unknown</code>&gt; | <code>PromiseLike</code>&lt;<code>unknown</code>&gt; | <code>void</code></p></blockquote><p>Serves one connection.</p><p>A generator function or an async function; it runs as a task. If it fails, that is reported, and the connection closed.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="reader" tabindex="-1">reader <a class="header-anchor" href="#reader" aria-label="Permalink to &quot;reader&quot;">​</a></h3><p><a href="./../classes/StreamReader"><code>StreamReader</code></a></p><h3 id="writer" tabindex="-1">writer <a class="header-anchor" href="#writer" aria-label="Permalink to &quot;writer&quot;">​</a></h3><p><a href="./../classes/StreamWriter"><code>StreamWriter</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./Coroutine"><code>Coroutine</code></a>&lt;<code>unknown</code>&gt; | <code>PromiseLike</code>&lt;<code>unknown</code>&gt; | <code>void</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/ClientConnectedCallback.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ClientConnectedCallback = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ClientConnectedCallback as default
};
