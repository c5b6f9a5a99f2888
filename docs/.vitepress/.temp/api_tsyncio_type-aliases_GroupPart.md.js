import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: GroupPart<E>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/GroupPart.md","filePath":"api/tsyncio/type-aliases/GroupPart.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/GroupPart.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-grouppart-e" tabindex="-1">Type Alias: GroupPart&lt;E&gt; <a class="header-anchor" href="#type-alias-grouppart-e" aria-label="Permalink to &quot;Type Alias: GroupPart\\&lt;E\\&gt;&quot;">​</a></h1><blockquote><p><strong>GroupPart</strong>&lt;<code>E</code>&gt; = <a href="./../classes/BaseExceptionGroup"><code>BaseExceptionGroup</code></a>&lt;<code>E</code> | <a href="./../classes/BaseExceptionGroup"><code>BaseExceptionGroup</code></a>&gt;</p></blockquote><p>A part of a group, which may have groups in it, as the whole had.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="e" tabindex="-1">E <a class="header-anchor" href="#e" aria-label="Permalink to &quot;E&quot;">​</a></h3><p><code>E</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/GroupPart.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const GroupPart = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  GroupPart as default
};
