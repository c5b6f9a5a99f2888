import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Class: FrameCallGraphEntry","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/classes/FrameCallGraphEntry.md","filePath":"api/tsyncio/classes/FrameCallGraphEntry.md"}');
const _sfc_main = { name: "api/tsyncio/classes/FrameCallGraphEntry.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="class-framecallgraphentry" tabindex="-1">Class: FrameCallGraphEntry <a class="header-anchor" href="#class-framecallgraphentry" aria-label="Permalink to &quot;Class: FrameCallGraphEntry&quot;">​</a></h1><p>An entry of a call stack.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython 3.14 <code>asyncio.FrameCallGraphEntry</code></p><h2 id="constructors" tabindex="-1">Constructors <a class="header-anchor" href="#constructors" aria-label="Permalink to &quot;Constructors&quot;">​</a></h2><h3 id="constructor" tabindex="-1">Constructor <a class="header-anchor" href="#constructor" aria-label="Permalink to &quot;Constructor&quot;">​</a></h3><blockquote><p><strong>new FrameCallGraphEntry</strong>(<code>frame</code>): <code>FrameCallGraphEntry</code></p></blockquote><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="frame" tabindex="-1">frame <a class="header-anchor" href="#frame" aria-label="Permalink to &quot;frame&quot;">​</a></h5><p><a href="./../interfaces/StackFrame"><code>StackFrame</code></a></p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>FrameCallGraphEntry</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="frame-1" tabindex="-1">frame <a class="header-anchor" href="#frame-1" aria-label="Permalink to &quot;frame&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>frame</strong>: <a href="./../interfaces/StackFrame"><code>StackFrame</code></a></p></blockquote><p>Where it is: JavaScript gives names and places, no frame objects.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/classes/FrameCallGraphEntry.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FrameCallGraphEntry = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FrameCallGraphEntry as default
};
