import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LoopHandlers","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/LoopHandlers.md","filePath":"api/tsyncio/interfaces/LoopHandlers.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/LoopHandlers.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-loophandlers" tabindex="-1">Interface: LoopHandlers <a class="header-anchor" href="#interface-loophandlers" aria-label="Permalink to &quot;Interface: LoopHandlers&quot;">​</a></h1><p>What other threads may have called in a loop, by name: callbacks for <a href="./../classes/LoopPort#callsoonthreadsafe">LoopPort.callSoonThreadsafe</a>, whose results are dropped, and coroutine functions of either dialect for <a href="./../classes/LoopPort#runcoroutinethreadsafe">LoopPort.runCoroutineThreadsafe</a>.</p><h2 id="indexable" tabindex="-1">Indexable <a class="header-anchor" href="#indexable" aria-label="Permalink to &quot;Indexable&quot;">​</a></h2><blockquote><p>[<code>name</code>: <code>string</code>]: (...<code>args</code>) =&gt; <code>unknown</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/LoopHandlers.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LoopHandlers = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LoopHandlers as default
};
