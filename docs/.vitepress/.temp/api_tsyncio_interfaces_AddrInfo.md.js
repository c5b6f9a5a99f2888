import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AddrInfo","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/AddrInfo.md","filePath":"api/tsyncio/interfaces/AddrInfo.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/AddrInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-addrinfo" tabindex="-1">Interface: AddrInfo <a class="header-anchor" href="#interface-addrinfo" aria-label="Permalink to &quot;Interface: AddrInfo&quot;">​</a></h1><p>Where a host can be reached.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>socket.getaddrinfo</code>, whose tuples have these in the same order</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="canonname" tabindex="-1">canonname <a class="header-anchor" href="#canonname" aria-label="Permalink to &quot;canonname&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>canonname</strong>: <code>string</code></p></blockquote><p>Always empty: the hosts do not tell it.</p><hr><h3 id="family" tabindex="-1">family <a class="header-anchor" href="#family" aria-label="Permalink to &quot;family&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>family</strong>: <code>4</code> | <code>6</code></p></blockquote><hr><h3 id="proto" tabindex="-1">proto <a class="header-anchor" href="#proto" aria-label="Permalink to &quot;proto&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>proto</strong>: <code>6</code> | <code>17</code></p></blockquote><p>6 for TCP, 17 for UDP.</p><hr><h3 id="sockaddr" tabindex="-1">sockaddr <a class="header-anchor" href="#sockaddr" aria-label="Permalink to &quot;sockaddr&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>sockaddr</strong>: <a href="./../type-aliases/SocketAddress"><code>SocketAddress</code></a></p></blockquote><hr><h3 id="type" tabindex="-1">type <a class="header-anchor" href="#type" aria-label="Permalink to &quot;type&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>type</strong>: <code>&quot;stream&quot;</code> | <code>&quot;dgram&quot;</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/AddrInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AddrInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AddrInfo as default
};
