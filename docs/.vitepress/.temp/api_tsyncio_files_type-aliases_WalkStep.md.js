import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: WalkStep","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/type-aliases/WalkStep.md","filePath":"api/tsyncio/files/type-aliases/WalkStep.md"}');
const _sfc_main = { name: "api/tsyncio/files/type-aliases/WalkStep.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-walkstep" tabindex="-1">Type Alias: WalkStep <a class="header-anchor" href="#type-alias-walkstep" aria-label="Permalink to &quot;Type Alias: WalkStep&quot;">​</a></h1><blockquote><p><strong>WalkStep</strong> = [<code>folder</code>: <a href="./../classes/Path"><code>Path</code></a>, <code>folders</code>: <code>string</code>[], <code>files</code>: <code>string</code>[]]</p></blockquote><p>A folder, the names of the folders in it, and of the rest.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/type-aliases/WalkStep.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WalkStep = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WalkStep as default
};
