import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TLSTimeouts","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/TLSTimeouts.md","filePath":"api/tsyncio/interfaces/TLSTimeouts.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/TLSTimeouts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tlstimeouts" tabindex="-1">Interface: TLSTimeouts <a class="header-anchor" href="#interface-tlstimeouts" aria-label="Permalink to &quot;Interface: TLSTimeouts&quot;">​</a></h1><p>How long TLS may take, in seconds.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./ClientTLSOptions"><code>ClientTLSOptions</code></a></li><li><a href="./ServerTLSOptions"><code>ServerTLSOptions</code></a></li><li><a href="./StartTlsOptions"><code>StartTlsOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="sslhandshaketimeout" tabindex="-1">sslHandshakeTimeout? <a class="header-anchor" href="#sslhandshaketimeout" aria-label="Permalink to &quot;sslHandshakeTimeout?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>sslHandshakeTimeout?</strong>: <code>number</code></p></blockquote><p>For the handshake.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">60</span></span></code></pre></div><hr><h3 id="sslshutdowntimeout" tabindex="-1">sslShutdownTimeout? <a class="header-anchor" href="#sslshutdowntimeout" aria-label="Permalink to &quot;sslShutdownTimeout?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>sslShutdownTimeout?</strong>: <code>number</code></p></blockquote><p>To send what waits and to take leave, before the connection is cut.</p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">30</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/TLSTimeouts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TLSTimeouts = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TLSTimeouts as default
};
