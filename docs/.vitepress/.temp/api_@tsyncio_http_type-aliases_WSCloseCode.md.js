import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: WSCloseCode","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/WSCloseCode.md","filePath":"api/@tsyncio/http/type-aliases/WSCloseCode.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/WSCloseCode.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-wsclosecode" tabindex="-1">Type Alias: WSCloseCode <a class="header-anchor" href="#type-alias-wsclosecode" aria-label="Permalink to &quot;Type Alias: WSCloseCode&quot;">​</a></h1><blockquote><p><strong>WSCloseCode</strong> = <em>typeof</em> <a href="./../variables/WSCloseCode"><code>WSCloseCode</code></a>[keyof <em>typeof</em> <a href="./../variables/WSCloseCode"><code>WSCloseCode</code></a>]</p></blockquote><p>Why a connection is closed (RFC 6455, section 7.4).</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiohttp <code>WSCloseCode</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/WSCloseCode.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WSCloseCode = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WSCloseCode as default
};
