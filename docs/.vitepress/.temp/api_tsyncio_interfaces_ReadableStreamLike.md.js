import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ReadableStreamLike","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/ReadableStreamLike.md","filePath":"api/tsyncio/interfaces/ReadableStreamLike.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/ReadableStreamLike.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-readablestreamlike" tabindex="-1">Interface: ReadableStreamLike <a class="header-anchor" href="#interface-readablestreamlike" aria-label="Permalink to &quot;Interface: ReadableStreamLike&quot;">​</a></h1><p>What of a <code>ReadableStream</code> is used: any implementation will do.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="getreader" tabindex="-1">getReader() <a class="header-anchor" href="#getreader" aria-label="Permalink to &quot;getReader()&quot;">​</a></h3><blockquote><p><strong>getReader</strong>(): <code>object</code></p></blockquote><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>object</code></p><h5 id="cancel" tabindex="-1">cancel() <a class="header-anchor" href="#cancel" aria-label="Permalink to &quot;cancel()&quot;">​</a></h5><blockquote><p><strong>cancel</strong>(<code>reason?</code>): <code>PromiseLike</code>&lt;<code>void</code>&gt;</p></blockquote><h6 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h6><h6 id="reason" tabindex="-1">reason? <a class="header-anchor" href="#reason" aria-label="Permalink to &quot;reason?&quot;">​</a></h6><p><code>unknown</code></p><h6 id="returns-1" tabindex="-1">Returns <a class="header-anchor" href="#returns-1" aria-label="Permalink to &quot;Returns&quot;">​</a></h6><p><code>PromiseLike</code>&lt;<code>void</code>&gt;</p><h5 id="read" tabindex="-1">read() <a class="header-anchor" href="#read" aria-label="Permalink to &quot;read()&quot;">​</a></h5><blockquote><p><strong>read</strong>(): <code>PromiseLike</code>&lt;{ <code>done</code>: <code>boolean</code>; <code>value?</code>: <code>unknown</code>; }&gt;</p></blockquote><h6 id="returns-2" tabindex="-1">Returns <a class="header-anchor" href="#returns-2" aria-label="Permalink to &quot;Returns&quot;">​</a></h6><p><code>PromiseLike</code>&lt;{ <code>done</code>: <code>boolean</code>; <code>value?</code>: <code>unknown</code>; }&gt;</p><h5 id="releaselock" tabindex="-1">releaseLock() <a class="header-anchor" href="#releaselock" aria-label="Permalink to &quot;releaseLock()&quot;">​</a></h5><blockquote><p><strong>releaseLock</strong>(): <code>void</code></p></blockquote><h6 id="returns-3" tabindex="-1">Returns <a class="header-anchor" href="#returns-3" aria-label="Permalink to &quot;Returns&quot;">​</a></h6><p><code>void</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/ReadableStreamLike.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ReadableStreamLike = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ReadableStreamLike as default
};
