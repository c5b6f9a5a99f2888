import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ContentDisposition","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/ContentDisposition.md","filePath":"api/@tsyncio/http/interfaces/ContentDisposition.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/ContentDisposition.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-contentdisposition" tabindex="-1">Interface: ContentDisposition <a class="header-anchor" href="#interface-contentdisposition" aria-label="Permalink to &quot;Interface: ContentDisposition&quot;">​</a></h1><p>What <code>Content-Disposition</code> says.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiohttp <code>ContentDisposition</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="filename" tabindex="-1">filename <a class="header-anchor" href="#filename" aria-label="Permalink to &quot;filename&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>filename</strong>: <code>string</code> | <code>null</code></p></blockquote><p>The name for the file, decoded; <code>null</code> if none is given. Not safe as a path: it is what the server says.</p><hr><h3 id="parameters" tabindex="-1">parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;parameters&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>parameters</strong>: <code>ReadonlyMap</code>&lt;<code>string</code>, <code>string</code>&gt;</p></blockquote><hr><h3 id="type" tabindex="-1">type <a class="header-anchor" href="#type" aria-label="Permalink to &quot;type&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>type</strong>: <code>string</code></p></blockquote><p><code>attachment</code>, <code>inline</code>, <code>form-data</code>: in lower case.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/ContentDisposition.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ContentDisposition = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ContentDisposition as default
};
