import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: AddrInfoFlag","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/AddrInfoFlag.md","filePath":"api/tsyncio/type-aliases/AddrInfoFlag.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/AddrInfoFlag.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-addrinfoflag" tabindex="-1">Type Alias: AddrInfoFlag <a class="header-anchor" href="#type-alias-addrinfoflag" aria-label="Permalink to &quot;Type Alias: AddrInfoFlag&quot;">​</a></h1><blockquote><p><strong>AddrInfoFlag</strong> = <code>&quot;AI_PASSIVE&quot;</code> | <code>&quot;AI_NUMERICHOST&quot;</code> | <code>&quot;AI_ADDRCONFIG&quot;</code> | <code>&quot;AI_V4MAPPED&quot;</code> | <code>&quot;AI_ALL&quot;</code></p></blockquote><p>How <a href="./../interfaces/AddrInfo">AddrInfo</a>s are looked for, under the system&#39;s names.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/AddrInfoFlag.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AddrInfoFlag = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AddrInfoFlag as default
};
