import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MimeType","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/MimeType.md","filePath":"api/@tsyncio/http/interfaces/MimeType.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/MimeType.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-mimetype" tabindex="-1">Interface: MimeType <a class="header-anchor" href="#interface-mimetype" aria-label="Permalink to &quot;Interface: MimeType&quot;">​</a></h1><p>A media type, taken apart. All but the values of parameters is in lower case.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiohttp <code>helpers.MimeType</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="parameters" tabindex="-1">parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;parameters&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>parameters</strong>: <code>ReadonlyMap</code>&lt;<code>string</code>, <code>string</code>&gt;</p></blockquote><hr><h3 id="subtype" tabindex="-1">subtype <a class="header-anchor" href="#subtype" aria-label="Permalink to &quot;subtype&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>subtype</strong>: <code>string</code></p></blockquote><p><code>html</code> of <code>text/html</code>, <code>svg</code> of <code>image/svg+xml</code>.</p><hr><h3 id="suffix" tabindex="-1">suffix <a class="header-anchor" href="#suffix" aria-label="Permalink to &quot;suffix&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>suffix</strong>: <code>string</code></p></blockquote><p><code>xml</code> of <code>image/svg+xml</code>.</p><hr><h3 id="type" tabindex="-1">type <a class="header-anchor" href="#type" aria-label="Permalink to &quot;type&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>type</strong>: <code>string</code></p></blockquote><p><code>text</code> of <code>text/html</code>; empty if there was none.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/MimeType.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MimeType = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MimeType as default
};
