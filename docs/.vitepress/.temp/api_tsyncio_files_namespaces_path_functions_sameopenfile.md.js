import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: sameopenfile()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/path/functions/sameopenfile.md","filePath":"api/tsyncio/files/namespaces/path/functions/sameopenfile.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/path/functions/sameopenfile.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-sameopenfile" tabindex="-1">Function: sameopenfile() <a class="header-anchor" href="#function-sameopenfile" aria-label="Permalink to &quot;Function: sameopenfile()&quot;">​</a></h1><blockquote><p><strong>sameopenfile</strong>(<code>first</code>, <code>second</code>): <a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>boolean</code>&gt;</p></blockquote><p>Whether two numbers of open files stand for the same file.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="first" tabindex="-1">first <a class="header-anchor" href="#first" aria-label="Permalink to &quot;first&quot;">​</a></h3><p><code>number</code></p><h3 id="second" tabindex="-1">second <a class="header-anchor" href="#second" aria-label="Permalink to &quot;second&quot;">​</a></h3><p><code>number</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>boolean</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/path/functions/sameopenfile.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const sameopenfile = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  sameopenfile as default
};
