import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Class: OpenTemporaryFolder","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/tempfile/classes/OpenTemporaryFolder.md","filePath":"api/tsyncio/files/namespaces/tempfile/classes/OpenTemporaryFolder.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/tempfile/classes/OpenTemporaryFolder.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="class-opentemporaryfolder" tabindex="-1">Class: OpenTemporaryFolder <a class="header-anchor" href="#class-opentemporaryfolder" aria-label="Permalink to &quot;Class: OpenTemporaryFolder&quot;">​</a></h1><p>A folder that is there until <code>cleanup()</code>.</p><h2 id="implements" tabindex="-1">Implements <a class="header-anchor" href="#implements" aria-label="Permalink to &quot;Implements&quot;">​</a></h2><ul><li><code>AsyncDisposable</code></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="name" tabindex="-1">name <a class="header-anchor" href="#name" aria-label="Permalink to &quot;name&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>name</strong>: <code>string</code></p></blockquote><p>Its path.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="asyncdispose" tabindex="-1">[asyncDispose]() <a class="header-anchor" href="#asyncdispose" aria-label="Permalink to &quot;\\[asyncDispose\\]()&quot;">​</a></h3><blockquote><p><strong>[asyncDispose]</strong>(): <a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p></blockquote><p>The same, for <code>await using</code>.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p><h4 id="implementation-of" tabindex="-1">Implementation of <a class="header-anchor" href="#implementation-of" aria-label="Permalink to &quot;Implementation of&quot;">​</a></h4><p><code>AsyncDisposable.[asyncDispose]</code></p><hr><h3 id="cleanup" tabindex="-1">cleanup() <a class="header-anchor" href="#cleanup" aria-label="Permalink to &quot;cleanup()&quot;">​</a></h3><blockquote><p><strong>cleanup</strong>(): <a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p></blockquote><p>Remove the folder and what is in it.</p><p>Cancellation: the wait ends; what the system has begun it finishes.</p><h4 id="returns-1" tabindex="-1">Returns <a class="header-anchor" href="#returns-1" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/tempfile/classes/OpenTemporaryFolder.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OpenTemporaryFolder = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OpenTemporaryFolder as default
};
