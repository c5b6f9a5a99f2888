import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TimeoutLike","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/TimeoutLike.md","filePath":"api/@tsyncio/http/type-aliases/TimeoutLike.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/TimeoutLike.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-timeoutlike" tabindex="-1">Type Alias: TimeoutLike <a class="header-anchor" href="#type-alias-timeoutlike" aria-label="Permalink to &quot;Type Alias: TimeoutLike&quot;">​</a></h1><blockquote><p><strong>TimeoutLike</strong> = <a href="./../classes/ClientTimeout"><code>ClientTimeout</code></a> | <a href="./../interfaces/ClientTimeoutOptions"><code>ClientTimeoutOptions</code></a> | <code>number</code> | <code>null</code></p></blockquote><p>What time limits may be given as: a number is the limit for all; <code>null</code>: none.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/TimeoutLike.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TimeoutLike = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TimeoutLike as default
};
