import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: WSMsgType","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/WSMsgType.md","filePath":"api/@tsyncio/http/type-aliases/WSMsgType.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/WSMsgType.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-wsmsgtype" tabindex="-1">Type Alias: WSMsgType <a class="header-anchor" href="#type-alias-wsmsgtype" aria-label="Permalink to &quot;Type Alias: WSMsgType&quot;">​</a></h1><blockquote><p><strong>WSMsgType</strong> = <em>typeof</em> <a href="./../variables/WSMsgType"><code>WSMsgType</code></a>[keyof <em>typeof</em> <a href="./../variables/WSMsgType"><code>WSMsgType</code></a>]</p></blockquote><p>The kinds of messages. The first six are on the wire, the others come from the client itself.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiohttp <code>WSMsgType</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/WSMsgType.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WSMsgType = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WSMsgType as default
};
