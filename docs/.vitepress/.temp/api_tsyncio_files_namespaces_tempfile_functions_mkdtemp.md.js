import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: mkdtemp()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/tempfile/functions/mkdtemp.md","filePath":"api/tsyncio/files/namespaces/tempfile/functions/mkdtemp.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/tempfile/functions/mkdtemp.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-mkdtemp" tabindex="-1">Function: mkdtemp() <a class="header-anchor" href="#function-mkdtemp" aria-label="Permalink to &quot;Function: mkdtemp()&quot;">​</a></h1><blockquote><p><strong>mkdtemp</strong>(<code>options?</code>): <a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>string</code>&gt;</p></blockquote><p>Make a temporary folder that it is left to you to remove.</p><p>Cancellation: a folder that was made all the same is removed.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>tempfile.mkdtemp</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/NameOptions"><code>NameOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>string</code>&gt;</p><p>its path</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/tempfile/functions/mkdtemp.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const mkdtemp = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  mkdtemp as default
};
