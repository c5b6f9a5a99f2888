import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: renames()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/os/functions/renames.md","filePath":"api/tsyncio/files/namespaces/os/functions/renames.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/os/functions/renames.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-renames" tabindex="-1">Function: renames() <a class="header-anchor" href="#function-renames" aria-label="Permalink to &quot;Function: renames()&quot;">​</a></h1><blockquote><p><strong>renames</strong>(<code>old</code>, <code>target</code>): <a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p></blockquote><p><a href="./rename">rename</a> that makes the folders that the new name needs, and removes those that the old one leaves empty.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="old" tabindex="-1">old <a class="header-anchor" href="#old" aria-label="Permalink to &quot;old&quot;">​</a></h3><p><a href="./../../../type-aliases/PathLike"><code>PathLike</code></a></p><h3 id="target" tabindex="-1">target <a class="header-anchor" href="#target" aria-label="Permalink to &quot;target&quot;">​</a></h3><p><a href="./../../../type-aliases/PathLike"><code>PathLike</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/os/functions/renames.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const renames = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  renames as default
};
