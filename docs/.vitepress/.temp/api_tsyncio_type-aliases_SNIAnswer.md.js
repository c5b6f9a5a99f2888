import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: SNIAnswer","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/SNIAnswer.md","filePath":"api/tsyncio/type-aliases/SNIAnswer.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/SNIAnswer.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-snianswer" tabindex="-1">Type Alias: SNIAnswer <a class="header-anchor" href="#type-alias-snianswer" aria-label="Permalink to &quot;Type Alias: SNIAnswer&quot;">​</a></h1><blockquote><p><strong>SNIAnswer</strong> = (<code>error</code>, <code>context?</code>) =&gt; <code>void</code></p></blockquote><p>Says which certificate to show, <code>undefined</code> for that of the settings.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="error" tabindex="-1">error <a class="header-anchor" href="#error" aria-label="Permalink to &quot;error&quot;">​</a></h3><p><code>Error</code> | <code>null</code></p><h3 id="context" tabindex="-1">context? <a class="header-anchor" href="#context" aria-label="Permalink to &quot;context?&quot;">​</a></h3><p><a href="./../interfaces/SecureContext"><code>SecureContext</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>void</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/SNIAnswer.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SNIAnswer = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SNIAnswer as default
};
