import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: AuthEncoding","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/AuthEncoding.md","filePath":"api/@tsyncio/http/type-aliases/AuthEncoding.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/AuthEncoding.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-authencoding" tabindex="-1">Type Alias: AuthEncoding <a class="header-anchor" href="#type-alias-authencoding" aria-label="Permalink to &quot;Type Alias: AuthEncoding&quot;">​</a></h1><blockquote><p><strong>AuthEncoding</strong> = <code>&quot;latin1&quot;</code> | <code>&quot;utf-8&quot;</code></p></blockquote><p>How <a href="./../classes/BasicAuth">BasicAuth</a> turns characters into bytes.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/AuthEncoding.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AuthEncoding = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AuthEncoding as default
};
