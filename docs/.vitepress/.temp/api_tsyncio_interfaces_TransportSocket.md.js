import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TransportSocket","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/TransportSocket.md","filePath":"api/tsyncio/interfaces/TransportSocket.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/TransportSocket.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-transportsocket" tabindex="-1">Interface: TransportSocket <a class="header-anchor" href="#interface-transportsocket" aria-label="Permalink to &quot;Interface: TransportSocket&quot;">​</a></h1><p>What may be asked of a transport&#39;s socket.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.trsock.TransportSocket</code></p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="getpeername" tabindex="-1">getpeername() <a class="header-anchor" href="#getpeername" aria-label="Permalink to &quot;getpeername()&quot;">​</a></h3><blockquote><p><strong>getpeername</strong>(): <a href="./../type-aliases/SocketAddress"><code>SocketAddress</code></a></p></blockquote><p>The address on the other side.</p><h4 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h4><p><a href="./../classes/OSError">OSError</a> if it is connected to nobody.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./../type-aliases/SocketAddress"><code>SocketAddress</code></a></p><hr><h3 id="getsockname" tabindex="-1">getsockname() <a class="header-anchor" href="#getsockname" aria-label="Permalink to &quot;getsockname()&quot;">​</a></h3><blockquote><p><strong>getsockname</strong>(): <a href="./../type-aliases/SocketAddress"><code>SocketAddress</code></a></p></blockquote><p>The address on this side.</p><h4 id="returns-1" tabindex="-1">Returns <a class="header-anchor" href="#returns-1" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./../type-aliases/SocketAddress"><code>SocketAddress</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/TransportSocket.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TransportSocket = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TransportSocket as default
};
