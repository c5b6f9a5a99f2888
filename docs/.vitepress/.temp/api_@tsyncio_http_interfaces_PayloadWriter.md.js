import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PayloadWriter","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/PayloadWriter.md","filePath":"api/@tsyncio/http/interfaces/PayloadWriter.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/PayloadWriter.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-payloadwriter" tabindex="-1">Interface: PayloadWriter <a class="header-anchor" href="#interface-payloadwriter" aria-label="Permalink to &quot;Interface: PayloadWriter&quot;">​</a></h1><p>Takes the body of a request, piece by piece.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="write" tabindex="-1">write() <a class="header-anchor" href="#write" aria-label="Permalink to &quot;write()&quot;">​</a></h3><blockquote><p><strong>write</strong>(<code>chunk</code>): <code>Awaitable</code>&lt;<code>void</code>&gt;</p></blockquote><p>Send a piece; done when the connection can take more: the pieces wait for each other.</p><p>The bytes are kept, not copied, until it is done.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="chunk" tabindex="-1">chunk <a class="header-anchor" href="#chunk" aria-label="Permalink to &quot;chunk&quot;">​</a></h5><p><code>Uint8Array</code></p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>Awaitable</code>&lt;<code>void</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/PayloadWriter.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PayloadWriter = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PayloadWriter as default
};
