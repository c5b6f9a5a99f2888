import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: RaiseForStatus","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/RaiseForStatus.md","filePath":"api/@tsyncio/http/type-aliases/RaiseForStatus.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/RaiseForStatus.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-raiseforstatus" tabindex="-1">Type Alias: RaiseForStatus <a class="header-anchor" href="#type-alias-raiseforstatus" aria-label="Permalink to &quot;Type Alias: RaiseForStatus&quot;">​</a></h1><blockquote><p><strong>RaiseForStatus</strong> = <code>boolean</code> | ((<code>response</code>) =&gt; <a href="./Answer"><code>Answer</code></a>&lt;<code>void</code>&gt;)</p></blockquote><p>Whether a status of 400 or above is an error: true, or a function that decides by throwing.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/RaiseForStatus.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RaiseForStatus = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RaiseForStatus as default
};
