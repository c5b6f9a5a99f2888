import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ReturnWhen","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/ReturnWhen.md","filePath":"api/tsyncio/type-aliases/ReturnWhen.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/ReturnWhen.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-returnwhen" tabindex="-1">Type Alias: ReturnWhen <a class="header-anchor" href="#type-alias-returnwhen" aria-label="Permalink to &quot;Type Alias: ReturnWhen&quot;">​</a></h1><blockquote><p><strong>ReturnWhen</strong> = <em>typeof</em> <a href="./../variables/FIRST_COMPLETED"><code>FIRST_COMPLETED</code></a> | <em>typeof</em> <a href="./../variables/FIRST_EXCEPTION"><code>FIRST_EXCEPTION</code></a> | <em>typeof</em> <a href="./../variables/ALL_COMPLETED"><code>ALL_COMPLETED</code></a></p></blockquote><p>When <a href="./../functions/wait">wait</a> returns.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/ReturnWhen.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ReturnWhen = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ReturnWhen as default
};
