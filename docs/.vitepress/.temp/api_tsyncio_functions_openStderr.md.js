import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: openStderr()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/openStderr.md","filePath":"api/tsyncio/functions/openStderr.md"}');
const _sfc_main = { name: "api/tsyncio/functions/openStderr.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-openstderr" tabindex="-1">Function: openStderr() <a class="header-anchor" href="#function-openstderr" aria-label="Permalink to &quot;Function: openStderr()&quot;">​</a></h1><blockquote><p><strong>openStderr</strong>(): <a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<a href="./../classes/StreamWriter"><code>StreamWriter</code></a>&gt;</p></blockquote><p>The same for the standard error.</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<a href="./../classes/StreamWriter"><code>StreamWriter</code></a>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/openStderr.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const openStderr = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  openStderr as default
};
