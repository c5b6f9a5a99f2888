import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TraceRequestStartParams","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/TraceRequestStartParams.md","filePath":"api/@tsyncio/http/type-aliases/TraceRequestStartParams.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/TraceRequestStartParams.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-tracerequeststartparams" tabindex="-1">Type Alias: TraceRequestStartParams <a class="header-anchor" href="#type-alias-tracerequeststartparams" aria-label="Permalink to &quot;Type Alias: TraceRequestStartParams&quot;">​</a></h1><blockquote><p><strong>TraceRequestStartParams</strong> = <code>RequestParams</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/TraceRequestStartParams.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TraceRequestStartParams = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TraceRequestStartParams as default
};
