import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Newline","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/type-aliases/Newline.md","filePath":"api/tsyncio/files/type-aliases/Newline.md"}');
const _sfc_main = { name: "api/tsyncio/files/type-aliases/Newline.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-newline" tabindex="-1">Type Alias: Newline <a class="header-anchor" href="#type-alias-newline" aria-label="Permalink to &quot;Type Alias: Newline&quot;">​</a></h1><blockquote><p><strong>Newline</strong> = <code>null</code> | <code>&quot;&quot;</code> | &quot;\\n&quot; | &quot;\\r&quot; | &quot;\\r\\n&quot;</p></blockquote><p>How lines end: see Python&#39;s <code>open()</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/type-aliases/Newline.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Newline = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Newline as default
};
