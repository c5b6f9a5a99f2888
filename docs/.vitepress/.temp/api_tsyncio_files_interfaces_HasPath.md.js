import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HasPath","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/interfaces/HasPath.md","filePath":"api/tsyncio/files/interfaces/HasPath.md"}');
const _sfc_main = { name: "api/tsyncio/files/interfaces/HasPath.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-haspath" tabindex="-1">Interface: HasPath <a class="header-anchor" href="#interface-haspath" aria-label="Permalink to &quot;Interface: HasPath&quot;">​</a></h1><p>What has a path: <code>Path</code> has it.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="fspath" tabindex="-1">fspath() <a class="header-anchor" href="#fspath" aria-label="Permalink to &quot;fspath()&quot;">​</a></h3><blockquote><p><strong>fspath</strong>(): <code>string</code></p></blockquote><p>The path as text.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>string</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/interfaces/HasPath.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HasPath = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HasPath as default
};
