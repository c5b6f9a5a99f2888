import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: newEventLoop()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/newEventLoop.md","filePath":"api/tsyncio/functions/newEventLoop.md"}');
const _sfc_main = { name: "api/tsyncio/functions/newEventLoop.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-neweventloop" tabindex="-1">Function: newEventLoop() <a class="header-anchor" href="#function-neweventloop" aria-label="Permalink to &quot;Function: newEventLoop()&quot;">​</a></h1><blockquote><p><strong>newEventLoop</strong>(): <a href="./../classes/EventLoop"><code>EventLoop</code></a></p></blockquote><p>A new event loop on the installed host.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.new_event_loop</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/EventLoop"><code>EventLoop</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/newEventLoop.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const newEventLoop = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  newEventLoop as default
};
