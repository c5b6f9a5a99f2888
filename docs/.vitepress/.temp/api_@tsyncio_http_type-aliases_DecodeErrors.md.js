import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: DecodeErrors","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/DecodeErrors.md","filePath":"api/@tsyncio/http/type-aliases/DecodeErrors.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/DecodeErrors.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-decodeerrors" tabindex="-1">Type Alias: DecodeErrors <a class="header-anchor" href="#type-alias-decodeerrors" aria-label="Permalink to &quot;Type Alias: DecodeErrors&quot;">​</a></h1><blockquote><p><strong>DecodeErrors</strong> = <code>&quot;strict&quot;</code> | <code>&quot;replace&quot;</code> | <code>&quot;ignore&quot;</code></p></blockquote><p>What is done with bytes that the charset does not have.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>bytes.decode(errors=)</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/DecodeErrors.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DecodeErrors = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DecodeErrors as default
};
