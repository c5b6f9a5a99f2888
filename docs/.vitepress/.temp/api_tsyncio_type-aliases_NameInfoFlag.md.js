import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: NameInfoFlag","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/NameInfoFlag.md","filePath":"api/tsyncio/type-aliases/NameInfoFlag.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/NameInfoFlag.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-nameinfoflag" tabindex="-1">Type Alias: NameInfoFlag <a class="header-anchor" href="#type-alias-nameinfoflag" aria-label="Permalink to &quot;Type Alias: NameInfoFlag&quot;">​</a></h1><blockquote><p><strong>NameInfoFlag</strong> = <code>&quot;NI_NUMERICHOST&quot;</code> | <code>&quot;NI_NUMERICSERV&quot;</code> | <code>&quot;NI_NAMEREQD&quot;</code> | <code>&quot;NI_DGRAM&quot;</code></p></blockquote><p>How a name is looked for, under the system&#39;s names.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/NameInfoFlag.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NameInfoFlag = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NameInfoFlag as default
};
