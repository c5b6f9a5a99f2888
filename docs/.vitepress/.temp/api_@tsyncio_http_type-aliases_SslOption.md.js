import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: SslOption","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/SslOption.md","filePath":"api/@tsyncio/http/type-aliases/SslOption.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/SslOption.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-ssloption" tabindex="-1">Type Alias: SslOption <a class="header-anchor" href="#type-alias-ssloption" aria-label="Permalink to &quot;Type Alias: SslOption&quot;">​</a></h1><blockquote><p><strong>SslOption</strong> = <code>boolean</code> | <code>ConnectionOptions</code> | <a href="./../classes/Fingerprint"><code>Fingerprint</code></a></p></blockquote><p>How TLS is done: <code>true</code>: certificates are checked; <code>false</code>: any certificate will do; a <a href="./../classes/Fingerprint">Fingerprint</a>: only that one will do; options of <code>node:tls</code>: <code>ca</code>, <code>cert</code>, <code>key</code>, <code>ciphers</code>, <code>minVersion</code>...</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/SslOption.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SslOption = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SslOption as default
};
