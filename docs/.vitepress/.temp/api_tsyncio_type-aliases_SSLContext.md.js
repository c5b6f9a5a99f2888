import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: SSLContext","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/SSLContext.md","filePath":"api/tsyncio/type-aliases/SSLContext.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/SSLContext.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-sslcontext" tabindex="-1">Type Alias: SSLContext <a class="header-anchor" href="#type-alias-sslcontext" aria-label="Permalink to &quot;Type Alias: SSLContext&quot;">​</a></h1><blockquote><p><strong>SSLContext</strong> = <a href="./../interfaces/SSLOptions"><code>SSLOptions</code></a> | <a href="./../interfaces/SecureContext"><code>SecureContext</code></a></p></blockquote><p>How connections are secured: settings, or what <code>tls.createSecureContext()</code> made of them.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/SSLContext.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SSLContext = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SSLContext as default
};
