import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ResponseErrorDetails","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/ResponseErrorDetails.md","filePath":"api/@tsyncio/http/interfaces/ResponseErrorDetails.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/ResponseErrorDetails.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-responseerrordetails" tabindex="-1">Interface: ResponseErrorDetails <a class="header-anchor" href="#interface-responseerrordetails" aria-label="Permalink to &quot;Interface: ResponseErrorDetails&quot;">​</a></h1><p>What a <a href="./../classes/ClientResponseError">ClientResponseError</a> tells of the response.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./ErrorOptionsOf"><code>ErrorOptionsOf</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="cause" tabindex="-1">cause? <a class="header-anchor" href="#cause" aria-label="Permalink to &quot;cause?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>cause?</strong>: <code>unknown</code></p></blockquote><h4 id="inherited-from" tabindex="-1">Inherited from <a class="header-anchor" href="#inherited-from" aria-label="Permalink to &quot;Inherited from&quot;">​</a></h4><p><a href="./ErrorOptionsOf"><code>ErrorOptionsOf</code></a>.<a href="./ErrorOptionsOf#cause"><code>cause</code></a></p><hr><h3 id="headers" tabindex="-1">headers? <a class="header-anchor" href="#headers" aria-label="Permalink to &quot;headers?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>headers?</strong>: <a href="./../classes/HttpHeaders"><code>HttpHeaders</code></a> | <code>null</code></p></blockquote><hr><h3 id="message" tabindex="-1">message? <a class="header-anchor" href="#message" aria-label="Permalink to &quot;message?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>message?</strong>: <code>string</code></p></blockquote><hr><h3 id="status" tabindex="-1">status? <a class="header-anchor" href="#status" aria-label="Permalink to &quot;status?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>status?</strong>: <code>number</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/ResponseErrorDetails.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ResponseErrorDetails = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ResponseErrorDetails as default
};
