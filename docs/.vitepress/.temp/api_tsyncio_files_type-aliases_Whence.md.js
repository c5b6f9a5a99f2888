import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Whence","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/type-aliases/Whence.md","filePath":"api/tsyncio/files/type-aliases/Whence.md"}');
const _sfc_main = { name: "api/tsyncio/files/type-aliases/Whence.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-whence" tabindex="-1">Type Alias: Whence <a class="header-anchor" href="#type-alias-whence" aria-label="Permalink to &quot;Type Alias: Whence&quot;">​</a></h1><blockquote><p><strong>Whence</strong> = <code>0</code> | <code>1</code> | <code>2</code></p></blockquote><p>Where FileBase.seek counts from: <a href="./../variables/SEEK_SET">SEEK_SET</a>, <a href="./../variables/SEEK_CUR">SEEK_CUR</a> or <a href="./../variables/SEEK_END">SEEK_END</a>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/type-aliases/Whence.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Whence = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Whence as default
};
