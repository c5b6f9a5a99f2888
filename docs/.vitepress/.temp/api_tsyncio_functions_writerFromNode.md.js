import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: writerFromNode()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/writerFromNode.md","filePath":"api/tsyncio/functions/writerFromNode.md"}');
const _sfc_main = { name: "api/tsyncio/functions/writerFromNode.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-writerfromnode" tabindex="-1">Function: writerFromNode() <a class="header-anchor" href="#function-writerfromnode" aria-label="Permalink to &quot;Function: writerFromNode()&quot;">​</a></h1><blockquote><p><strong>writerFromNode</strong>(<code>stream</code>): <a href="./../classes/StreamWriter"><code>StreamWriter</code></a></p></blockquote><p>Write to a stream of Node&#39;s. <code>drain()</code> waits while it has more than 64 KiB to send; an error of it shows there.</p><p>Close the writer to end the stream.</p><p>An own addition.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>TypeError if <code>stream</code> is none that can be written to; <a href="./../classes/RuntimeError">RuntimeError</a> if somebody here writes to it already.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="stream" tabindex="-1">stream <a class="header-anchor" href="#stream" aria-label="Permalink to &quot;stream&quot;">​</a></h3><p><code>Writable</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/StreamWriter"><code>StreamWriter</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/writerFromNode.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const writerFromNode = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  writerFromNode as default
};
