import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: startUnixServer()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/startUnixServer.md","filePath":"api/tsyncio/functions/startUnixServer.md"}');
const _sfc_main = { name: "api/tsyncio/functions/startUnixServer.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-startunixserver" tabindex="-1">Function: startUnixServer() <a class="header-anchor" href="#function-startunixserver" aria-label="Permalink to &quot;Function: startUnixServer()&quot;">​</a></h1><blockquote><p><strong>startUnixServer</strong>(<code>clientConnected</code>, <code>path</code>, <code>options?</code>): <a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<a href="./../classes/Server"><code>Server</code></a>&gt;</p></blockquote><p>The same as <a href="./startServer">startServer</a> at the Unix socket <code>path</code>; on Windows, at the named pipe <code>\\\\.\\pipe\\...</code>.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>TypeError, <a href="./../classes/ValueError">ValueError</a>, <a href="./../classes/OSError">OSError</a> at once if an argument is no good; <a href="./../classes/OSError">OSError</a> if the path cannot be had.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.start_unix_server</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="clientconnected" tabindex="-1">clientConnected <a class="header-anchor" href="#clientconnected" aria-label="Permalink to &quot;clientConnected&quot;">​</a></h3><p><a href="./../type-aliases/ClientConnectedCallback"><code>ClientConnectedCallback</code></a></p><h3 id="path" tabindex="-1">path <a class="header-anchor" href="#path" aria-label="Permalink to &quot;path&quot;">​</a></h3><p><code>string</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/StartUnixServerOptions"><code>StartUnixServerOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<a href="./../classes/Server"><code>Server</code></a>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/startUnixServer.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const startUnixServer = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  startUnixServer as default
};
