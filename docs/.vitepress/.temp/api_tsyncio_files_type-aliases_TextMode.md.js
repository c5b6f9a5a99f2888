import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TextMode","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/type-aliases/TextMode.md","filePath":"api/tsyncio/files/type-aliases/TextMode.md"}');
const _sfc_main = { name: "api/tsyncio/files/type-aliases/TextMode.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-textmode" tabindex="-1">Type Alias: TextMode <a class="header-anchor" href="#type-alias-textmode" aria-label="Permalink to &quot;Type Alias: TextMode&quot;">​</a></h1><blockquote><p><strong>TextMode</strong> = <code>Plus</code>&lt;<code>Purpose</code>&gt; | <code>Plus</code>&lt;<code>\`\${Purpose}t\`</code>&gt; | <code>\`\${Purpose}+t\`</code></p></blockquote><p>Modes of text files: read, write (emptied first), append, create (must not exist); with <code>+</code> both ways.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/type-aliases/TextMode.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TextMode = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TextMode as default
};
