import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Link","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/Link.md","filePath":"api/@tsyncio/http/interfaces/Link.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/Link.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-link" tabindex="-1">Interface: Link <a class="header-anchor" href="#interface-link" aria-label="Permalink to &quot;Interface: Link&quot;">​</a></h1><p>One entry of a <code>Link</code> header.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="parameters" tabindex="-1">parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;parameters&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>parameters</strong>: <code>ReadonlyMap</code>&lt;<code>string</code>, <code>string</code>&gt;</p></blockquote><p>All that the header says of it: <code>rel</code>, <code>title</code>, <code>type</code>. Names are in lower case.</p><hr><h3 id="url" tabindex="-1">url <a class="header-anchor" href="#url" aria-label="Permalink to &quot;url&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>url</strong>: <code>URL</code></p></blockquote><p>Where it leads, resolved against the URL of the response.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/Link.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Link = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Link as default
};
