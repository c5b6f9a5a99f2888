import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ResolvedAddress","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/ResolvedAddress.md","filePath":"api/@tsyncio/http/interfaces/ResolvedAddress.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/ResolvedAddress.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-resolvedaddress" tabindex="-1">Interface: ResolvedAddress <a class="header-anchor" href="#interface-resolvedaddress" aria-label="Permalink to &quot;Interface: ResolvedAddress&quot;">​</a></h1><p>An address of a host.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="address" tabindex="-1">address <a class="header-anchor" href="#address" aria-label="Permalink to &quot;address&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>address</strong>: <code>string</code></p></blockquote><hr><h3 id="family" tabindex="-1">family <a class="header-anchor" href="#family" aria-label="Permalink to &quot;family&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>family</strong>: <code>4</code> | <code>6</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/ResolvedAddress.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ResolvedAddress = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ResolvedAddress as default
};
