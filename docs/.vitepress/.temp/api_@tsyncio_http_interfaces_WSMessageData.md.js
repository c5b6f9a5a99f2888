import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: WSMessageData","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/WSMessageData.md","filePath":"api/@tsyncio/http/interfaces/WSMessageData.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/WSMessageData.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-wsmessagedata" tabindex="-1">Interface: WSMessageData <a class="header-anchor" href="#interface-wsmessagedata" aria-label="Permalink to &quot;Interface: WSMessageData&quot;">​</a></h1><p>What each kind of message carries.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="_0" tabindex="-1">0 <a class="header-anchor" href="#_0" aria-label="Permalink to &quot;0&quot;">​</a></h3><blockquote><p><strong>0</strong>: <code>Uint8Array</code></p></blockquote><hr><h3 id="_1" tabindex="-1">1 <a class="header-anchor" href="#_1" aria-label="Permalink to &quot;1&quot;">​</a></h3><blockquote><p><strong>1</strong>: <code>string</code></p></blockquote><hr><h3 id="_10" tabindex="-1">10 <a class="header-anchor" href="#_10" aria-label="Permalink to &quot;10&quot;">​</a></h3><blockquote><p><strong>10</strong>: <code>Uint8Array</code></p></blockquote><hr><h3 id="_2" tabindex="-1">2 <a class="header-anchor" href="#_2" aria-label="Permalink to &quot;2&quot;">​</a></h3><blockquote><p><strong>2</strong>: <code>Uint8Array</code></p></blockquote><hr><h3 id="_256" tabindex="-1">256 <a class="header-anchor" href="#_256" aria-label="Permalink to &quot;256&quot;">​</a></h3><blockquote><p><strong>256</strong>: <code>null</code></p></blockquote><hr><h3 id="_257" tabindex="-1">257 <a class="header-anchor" href="#_257" aria-label="Permalink to &quot;257&quot;">​</a></h3><blockquote><p><strong>257</strong>: <code>null</code></p></blockquote><hr><h3 id="_258" tabindex="-1">258 <a class="header-anchor" href="#_258" aria-label="Permalink to &quot;258&quot;">​</a></h3><blockquote><p><strong>258</strong>: <code>Error</code></p></blockquote><hr><h3 id="_8" tabindex="-1">8 <a class="header-anchor" href="#_8" aria-label="Permalink to &quot;8&quot;">​</a></h3><blockquote><p><strong>8</strong>: <code>number</code></p></blockquote><hr><h3 id="_9" tabindex="-1">9 <a class="header-anchor" href="#_9" aria-label="Permalink to &quot;9&quot;">​</a></h3><blockquote><p><strong>9</strong>: <code>Uint8Array</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/WSMessageData.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WSMessageData = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WSMessageData as default
};
