import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: getRunningLoop()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/getRunningLoop.md","filePath":"api/tsyncio/functions/getRunningLoop.md"}');
const _sfc_main = { name: "api/tsyncio/functions/getRunningLoop.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-getrunningloop" tabindex="-1">Function: getRunningLoop() <a class="header-anchor" href="#function-getrunningloop" aria-label="Permalink to &quot;Function: getRunningLoop()&quot;">​</a></h1><blockquote><p><strong>getRunningLoop</strong>(): <a href="./../classes/EventLoop"><code>EventLoop</code></a></p></blockquote><p>The loop that runs the calling coroutine or callback.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><a href="./../classes/RuntimeError">RuntimeError</a> where no loop runs.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.get_running_loop</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/EventLoop"><code>EventLoop</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/getRunningLoop.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const getRunningLoop = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  getRunningLoop as default
};
