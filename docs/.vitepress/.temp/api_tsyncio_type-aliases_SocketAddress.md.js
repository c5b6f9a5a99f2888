import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: SocketAddress","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/SocketAddress.md","filePath":"api/tsyncio/type-aliases/SocketAddress.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/SocketAddress.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-socketaddress" tabindex="-1">Type Alias: SocketAddress <a class="header-anchor" href="#type-alias-socketaddress" aria-label="Permalink to &quot;Type Alias: SocketAddress&quot;">​</a></h1><blockquote><p><strong>SocketAddress</strong> = readonly [<code>host</code>: <code>string</code>, <code>port</code>: <code>number</code>]</p></blockquote><p>An address of the internet: ready to be spread into <code>openConnection(...address)</code>. Of a Unix socket or a named pipe it is the path, and 0; the path is empty if it has none.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/SocketAddress.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SocketAddress = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SocketAddress as default
};
