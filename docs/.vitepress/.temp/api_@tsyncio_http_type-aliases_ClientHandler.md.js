import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ClientHandler","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/ClientHandler.md","filePath":"api/@tsyncio/http/type-aliases/ClientHandler.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/ClientHandler.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-clienthandler" tabindex="-1">Type Alias: ClientHandler <a class="header-anchor" href="#type-alias-clienthandler" aria-label="Permalink to &quot;Type Alias: ClientHandler&quot;">​</a></h1><blockquote><p><strong>ClientHandler</strong> = (<code>request</code>) =&gt; <code>Awaitable</code>&lt;<a href="./../classes/ClientResponse"><code>ClientResponse</code></a>&gt;</p></blockquote><p>Sends a request on: to the next middleware, at last to the server.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="request" tabindex="-1">request <a class="header-anchor" href="#request" aria-label="Permalink to &quot;request&quot;">​</a></h3><p><a href="./../classes/ClientRequest"><code>ClientRequest</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>Awaitable</code>&lt;<a href="./../classes/ClientResponse"><code>ClientResponse</code></a>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/ClientHandler.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ClientHandler = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ClientHandler as default
};
