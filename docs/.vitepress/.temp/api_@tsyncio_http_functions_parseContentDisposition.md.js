import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: parseContentDisposition()","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/functions/parseContentDisposition.md","filePath":"api/@tsyncio/http/functions/parseContentDisposition.md"}');
const _sfc_main = { name: "api/@tsyncio/http/functions/parseContentDisposition.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-parsecontentdisposition" tabindex="-1">Function: parseContentDisposition() <a class="header-anchor" href="#function-parsecontentdisposition" aria-label="Permalink to &quot;Function: parseContentDisposition()&quot;">​</a></h1><blockquote><p><strong>parseContentDisposition</strong>(<code>header</code>): <a href="./../interfaces/ContentDisposition"><code>ContentDisposition</code></a> | <code>null</code></p></blockquote><p>Take a <code>Content-Disposition</code> header apart.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="header" tabindex="-1">header <a class="header-anchor" href="#header" aria-label="Permalink to &quot;header&quot;">​</a></h3><p><code>string</code> | <code>null</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/ContentDisposition"><code>ContentDisposition</code></a> | <code>null</code></p><p><code>null</code> if there is none, or it makes no sense</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/functions/parseContentDisposition.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const parseContentDisposition = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  parseContentDisposition as default
};
