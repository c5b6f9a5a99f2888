import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: getEventLoop()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/getEventLoop.md","filePath":"api/tsyncio/functions/getEventLoop.md"}');
const _sfc_main = { name: "api/tsyncio/functions/getEventLoop.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-geteventloop" tabindex="-1">Function: getEventLoop() <a class="header-anchor" href="#function-geteventloop" aria-label="Permalink to &quot;Function: getEventLoop()&quot;">​</a></h1><blockquote><p><strong>getEventLoop</strong>(): <a href="./../classes/EventLoop"><code>EventLoop</code></a></p></blockquote><p>The running loop, else the one that <a href="./setEventLoop">setEventLoop</a> made current.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><a href="./../classes/RuntimeError">RuntimeError</a> if there is neither: like Python since 3.14, it makes none.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.get_event_loop</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/EventLoop"><code>EventLoop</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/getEventLoop.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const getEventLoop = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  getEventLoop as default
};
