import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RequestInfo","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/RequestInfo.md","filePath":"api/@tsyncio/http/interfaces/RequestInfo.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/RequestInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-requestinfo" tabindex="-1">Interface: RequestInfo <a class="header-anchor" href="#interface-requestinfo" aria-label="Permalink to &quot;Interface: RequestInfo&quot;">​</a></h1><p>What was asked for.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiohttp <code>RequestInfo</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="headers" tabindex="-1">headers <a class="header-anchor" href="#headers" aria-label="Permalink to &quot;headers&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>headers</strong>: <a href="./../classes/HttpHeaders"><code>HttpHeaders</code></a></p></blockquote><hr><h3 id="method" tabindex="-1">method <a class="header-anchor" href="#method" aria-label="Permalink to &quot;method&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>method</strong>: <code>string</code></p></blockquote><hr><h3 id="realurl" tabindex="-1">realUrl <a class="header-anchor" href="#realurl" aria-label="Permalink to &quot;realUrl&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>realUrl</strong>: <code>URL</code></p></blockquote><p>With the fragment.</p><hr><h3 id="url" tabindex="-1">url <a class="header-anchor" href="#url" aria-label="Permalink to &quot;url&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>url</strong>: <code>URL</code></p></blockquote><p>Without the fragment.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/RequestInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RequestInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RequestInfo as default
};
