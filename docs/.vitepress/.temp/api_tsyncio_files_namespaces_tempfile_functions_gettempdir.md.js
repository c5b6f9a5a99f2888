import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: gettempdir()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/tempfile/functions/gettempdir.md","filePath":"api/tsyncio/files/namespaces/tempfile/functions/gettempdir.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/tempfile/functions/gettempdir.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-gettempdir" tabindex="-1">Function: gettempdir() <a class="header-anchor" href="#function-gettempdir" aria-label="Permalink to &quot;Function: gettempdir()&quot;">​</a></h1><blockquote><p><strong>gettempdir</strong>(): <code>string</code></p></blockquote><p>The folder for temporary files.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>tempfile.gettempdir</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>string</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/tempfile/functions/gettempdir.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const gettempdir = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  gettempdir as default
};
