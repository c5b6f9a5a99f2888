import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: WSMessage","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/WSMessage.md","filePath":"api/@tsyncio/http/type-aliases/WSMessage.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/WSMessage.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-wsmessage" tabindex="-1">Type Alias: WSMessage <a class="header-anchor" href="#type-alias-wsmessage" aria-label="Permalink to &quot;Type Alias: WSMessage&quot;">​</a></h1><blockquote><p><strong>WSMessage</strong> = <code>{ [T in WSMsgType]: Message&lt;T&gt; }</code>[<a href="./WSMsgType"><code>WSMsgType</code></a>]</p></blockquote><p>A message that was received. Its <code>type</code> tells what <code>data</code> is.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiohttp <code>WSMessage</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/WSMessage.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WSMessage = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WSMessage as default
};
