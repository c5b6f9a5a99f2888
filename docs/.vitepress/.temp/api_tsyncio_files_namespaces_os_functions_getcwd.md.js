import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: getcwd()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/os/functions/getcwd.md","filePath":"api/tsyncio/files/namespaces/os/functions/getcwd.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/os/functions/getcwd.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-getcwd" tabindex="-1">Function: getcwd() <a class="header-anchor" href="#function-getcwd" aria-label="Permalink to &quot;Function: getcwd()&quot;">​</a></h1><blockquote><p><strong>getcwd</strong>(): <a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>string</code>&gt;</p></blockquote><p>The folder that the process works in.</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>string</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/os/functions/getcwd.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const getcwd = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  getcwd as default
};
