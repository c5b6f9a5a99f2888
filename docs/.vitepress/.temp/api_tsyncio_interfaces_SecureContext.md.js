import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SecureContext","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/SecureContext.md","filePath":"api/tsyncio/interfaces/SecureContext.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/SecureContext.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-securecontext" tabindex="-1">Interface: SecureContext <a class="header-anchor" href="#interface-securecontext" aria-label="Permalink to &quot;Interface: SecureContext&quot;">​</a></h1><p>What the host has made of TLS settings: on Node what <code>tls.createSecureContext()</code> gives.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="context" tabindex="-1">context <a class="header-anchor" href="#context" aria-label="Permalink to &quot;context&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>context</strong>: <code>unknown</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/SecureContext.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SecureContext = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SecureContext as default
};
