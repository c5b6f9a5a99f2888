import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: writerToWeb()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/writerToWeb.md","filePath":"api/tsyncio/functions/writerToWeb.md"}');
const _sfc_main = { name: "api/tsyncio/functions/writerToWeb.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-writertoweb" tabindex="-1">Function: writerToWeb() <a class="header-anchor" href="#function-writertoweb" aria-label="Permalink to &quot;Function: writerToWeb()&quot;">​</a></h1><blockquote><p><strong>writerToWeb</strong>(<code>writer</code>, <code>options?</code>): <code>WritableStream</code>&lt;<code>Uint8Array</code>&lt;<code>ArrayBufferLike</code>&gt;&gt;</p></blockquote><p>A Web Stream that writes to <code>writer</code>. It is full while <code>drain()</code> would wait.</p><p>Its end closes the writer, or only ends the sending (<code>halfClose</code>); aborted, it aborts the connection. It fails when the connection is lost.</p><p>An own addition.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>TypeError if <code>writer</code> is none.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="writer" tabindex="-1">writer <a class="header-anchor" href="#writer" aria-label="Permalink to &quot;writer&quot;">​</a></h3><p><a href="./../classes/StreamWriter"><code>StreamWriter</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/WriterSinkOptions"><code>WriterSinkOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>WritableStream</code>&lt;<code>Uint8Array</code>&lt;<code>ArrayBufferLike</code>&gt;&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/writerToWeb.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const writerToWeb = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  writerToWeb as default
};
