import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Class: WebSocketError","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/classes/WebSocketError.md","filePath":"api/@tsyncio/http/classes/WebSocketError.md"}');
const _sfc_main = { name: "api/@tsyncio/http/classes/WebSocketError.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="class-websocketerror" tabindex="-1">Class: WebSocketError <a class="header-anchor" href="#class-websocketerror" aria-label="Permalink to &quot;Class: WebSocketError&quot;">​</a></h1><p>The peer broke the protocol, or a limit.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiohttp <code>WebSocketError</code></p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>Error</code></li></ul><h2 id="constructors" tabindex="-1">Constructors <a class="header-anchor" href="#constructors" aria-label="Permalink to &quot;Constructors&quot;">​</a></h2><h3 id="constructor" tabindex="-1">Constructor <a class="header-anchor" href="#constructor" aria-label="Permalink to &quot;Constructor&quot;">​</a></h3><blockquote><p><strong>new WebSocketError</strong>(<code>closeCode</code>, <code>message</code>, <code>options?</code>): <code>WebSocketError</code></p></blockquote><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="closecode" tabindex="-1">closeCode <a class="header-anchor" href="#closecode" aria-label="Permalink to &quot;closeCode&quot;">​</a></h5><p><code>number</code></p><h5 id="message" tabindex="-1">message <a class="header-anchor" href="#message" aria-label="Permalink to &quot;message&quot;">​</a></h5><p><code>string</code></p><h5 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h5><p><code>ErrorOptions</code></p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>WebSocketError</code></p><h4 id="overrides" tabindex="-1">Overrides <a class="header-anchor" href="#overrides" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>Error.constructor</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="closecode-1" tabindex="-1">closeCode <a class="header-anchor" href="#closecode-1" aria-label="Permalink to &quot;closeCode&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>closeCode</strong>: <code>number</code></p></blockquote><p>The code that the connection was closed with.</p><hr><h3 id="code" tabindex="-1">code <a class="header-anchor" href="#code" aria-label="Permalink to &quot;code&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>code</strong>: <code>string</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/classes/WebSocketError.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WebSocketError = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WebSocketError as default
};
