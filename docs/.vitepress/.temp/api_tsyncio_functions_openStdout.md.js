import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: openStdout()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/openStdout.md","filePath":"api/tsyncio/functions/openStdout.md"}');
const _sfc_main = { name: "api/tsyncio/functions/openStdout.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-openstdout" tabindex="-1">Function: openStdout() <a class="header-anchor" href="#function-openstdout" aria-label="Permalink to &quot;Function: openStdout()&quot;">​</a></h1><blockquote><p><strong>openStdout</strong>(): <a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<a href="./../classes/StreamWriter"><code>StreamWriter</code></a>&gt;</p></blockquote><p>Write to this program&#39;s standard output, with <code>drain()</code> where the reader is slow. To close the writer leaves the standard output open.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><a href="./../classes/RuntimeError">RuntimeError</a> if another writer is open; <a href="./../classes/NotImplementedError">NotImplementedError</a> at once if the host has no such thing.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>loop.connect_write_pipe</code> with <code>sys.stdout</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<a href="./../classes/StreamWriter"><code>StreamWriter</code></a>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/openStdout.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const openStdout = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  openStdout as default
};
