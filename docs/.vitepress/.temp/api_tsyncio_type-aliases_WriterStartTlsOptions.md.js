import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: WriterStartTlsOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/WriterStartTlsOptions.md","filePath":"api/tsyncio/type-aliases/WriterStartTlsOptions.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/WriterStartTlsOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-writerstarttlsoptions" tabindex="-1">Type Alias: WriterStartTlsOptions <a class="header-anchor" href="#type-alias-writerstarttlsoptions" aria-label="Permalink to &quot;Type Alias: WriterStartTlsOptions&quot;">​</a></h1><blockquote><p><strong>WriterStartTlsOptions</strong> = <code>Omit</code>&lt;<a href="./../interfaces/StartTlsOptions"><code>StartTlsOptions</code></a>, <code>&quot;serverSide&quot;</code>&gt;</p></blockquote><p>Options of <a href="./../classes/StreamWriter#starttls">StreamWriter.startTls</a>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/WriterStartTlsOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WriterStartTlsOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WriterStartTlsOptions as default
};
