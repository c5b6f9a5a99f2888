import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TraceDnsParams","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/TraceDnsParams.md","filePath":"api/@tsyncio/http/interfaces/TraceDnsParams.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/TraceDnsParams.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tracednsparams" tabindex="-1">Interface: TraceDnsParams <a class="header-anchor" href="#interface-tracednsparams" aria-label="Permalink to &quot;Interface: TraceDnsParams&quot;">​</a></h1><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="host" tabindex="-1">host <a class="header-anchor" href="#host" aria-label="Permalink to &quot;host&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>host</strong>: <code>string</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/TraceDnsParams.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TraceDnsParams = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TraceDnsParams as default
};
