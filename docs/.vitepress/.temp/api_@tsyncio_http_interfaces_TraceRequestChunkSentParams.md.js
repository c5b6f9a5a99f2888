import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TraceRequestChunkSentParams","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/TraceRequestChunkSentParams.md","filePath":"api/@tsyncio/http/interfaces/TraceRequestChunkSentParams.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/TraceRequestChunkSentParams.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tracerequestchunksentparams" tabindex="-1">Interface: TraceRequestChunkSentParams <a class="header-anchor" href="#interface-tracerequestchunksentparams" aria-label="Permalink to &quot;Interface: TraceRequestChunkSentParams&quot;">​</a></h1><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="chunk" tabindex="-1">chunk <a class="header-anchor" href="#chunk" aria-label="Permalink to &quot;chunk&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>chunk</strong>: <code>Uint8Array</code></p></blockquote><hr><h3 id="method" tabindex="-1">method <a class="header-anchor" href="#method" aria-label="Permalink to &quot;method&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>method</strong>: <code>string</code></p></blockquote><hr><h3 id="url" tabindex="-1">url <a class="header-anchor" href="#url" aria-label="Permalink to &quot;url&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>url</strong>: <code>URL</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/TraceRequestChunkSentParams.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TraceRequestChunkSentParams = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TraceRequestChunkSentParams as default
};
