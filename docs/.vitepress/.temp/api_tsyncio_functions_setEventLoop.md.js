import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: setEventLoop()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/setEventLoop.md","filePath":"api/tsyncio/functions/setEventLoop.md"}');
const _sfc_main = { name: "api/tsyncio/functions/setEventLoop.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-seteventloop" tabindex="-1">Function: setEventLoop() <a class="header-anchor" href="#function-seteventloop" aria-label="Permalink to &quot;Function: setEventLoop()&quot;">​</a></h1><blockquote><p><strong>setEventLoop</strong>(<code>loop</code>): <code>void</code></p></blockquote><p>Make <code>loop</code> the current one of this thread; <code>null</code>: none.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.set_event_loop</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="loop" tabindex="-1">loop <a class="header-anchor" href="#loop" aria-label="Permalink to &quot;loop&quot;">​</a></h3><p><a href="./../classes/EventLoop"><code>EventLoop</code></a> | <code>null</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>void</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/setEventLoop.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const setEventLoop = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  setEventLoop as default
};
