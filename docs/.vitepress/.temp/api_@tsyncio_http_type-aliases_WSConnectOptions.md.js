import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: WSConnectOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/WSConnectOptions.md","filePath":"api/@tsyncio/http/type-aliases/WSConnectOptions.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/WSConnectOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-wsconnectoptions" tabindex="-1">Type Alias: WSConnectOptions <a class="header-anchor" href="#type-alias-wsconnectoptions" aria-label="Permalink to &quot;Type Alias: WSConnectOptions&quot;">​</a></h1><blockquote><p><strong>WSConnectOptions</strong> = <a href="./../interfaces/WebSocketOptions"><code>WebSocketOptions</code></a> &amp; <code>Omit</code>&lt;<a href="./../interfaces/RequestOptions"><code>RequestOptions</code></a>, <code>&quot;autoDecompress&quot;</code> | <code>&quot;chunked&quot;</code> | <code>&quot;compress&quot;</code> | <code>&quot;data&quot;</code> | <code>&quot;json&quot;</code> | <code>&quot;readBufsize&quot;</code>&gt; &amp; <code>object</code></p></blockquote><p>Options of <code>ClientSession.wsConnect</code>: those of a WebSocket, and of a request without a body.</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><h3 id="method" tabindex="-1">method? <a class="header-anchor" href="#method" aria-label="Permalink to &quot;method?&quot;">​</a></h3><blockquote><p><code>readonly</code> <code>optional</code> <strong>method?</strong>: <code>string</code></p></blockquote><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><p><code>&quot;GET&quot;</code></p><h3 id="origin" tabindex="-1">origin? <a class="header-anchor" href="#origin" aria-label="Permalink to &quot;origin?&quot;">​</a></h3><blockquote><p><code>readonly</code> <code>optional</code> <strong>origin?</strong>: <code>string</code></p></blockquote><p>The page that asks, for servers that look at that.</p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">none</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/WSConnectOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WSConnectOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WSConnectOptions as default
};
