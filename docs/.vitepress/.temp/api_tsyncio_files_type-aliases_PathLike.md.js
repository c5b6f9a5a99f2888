import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: PathLike","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/type-aliases/PathLike.md","filePath":"api/tsyncio/files/type-aliases/PathLike.md"}');
const _sfc_main = { name: "api/tsyncio/files/type-aliases/PathLike.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-pathlike" tabindex="-1">Type Alias: PathLike <a class="header-anchor" href="#type-alias-pathlike" aria-label="Permalink to &quot;Type Alias: PathLike&quot;">​</a></h1><blockquote><p><strong>PathLike</strong> = <code>string</code> | <code>URL</code> | <a href="./../interfaces/HasPath"><code>HasPath</code></a></p></blockquote><p>What names a file: a path, a <code>file:</code> URL, or a <code>Path</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/type-aliases/PathLike.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PathLike = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PathLike as default
};
