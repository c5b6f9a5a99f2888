import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Cipher","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/Cipher.md","filePath":"api/tsyncio/interfaces/Cipher.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/Cipher.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-cipher" tabindex="-1">Interface: Cipher <a class="header-anchor" href="#interface-cipher" aria-label="Permalink to &quot;Interface: Cipher&quot;">​</a></h1><p>How a connection is encrypted.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="name" tabindex="-1">name <a class="header-anchor" href="#name" aria-label="Permalink to &quot;name&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>name</strong>: <code>string</code></p></blockquote><p>OpenSSL&#39;s name for it.</p><hr><h3 id="standardname" tabindex="-1">standardName <a class="header-anchor" href="#standardname" aria-label="Permalink to &quot;standardName&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>standardName</strong>: <code>string</code></p></blockquote><p>The name in the standard.</p><hr><h3 id="version" tabindex="-1">version <a class="header-anchor" href="#version" aria-label="Permalink to &quot;version&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>version</strong>: <code>string</code></p></blockquote><p>The version of TLS, such as <code>&quot;TLSv1.3&quot;</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/Cipher.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Cipher = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Cipher as default
};
