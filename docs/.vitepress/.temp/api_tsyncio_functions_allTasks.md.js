import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: allTasks()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/allTasks.md","filePath":"api/tsyncio/functions/allTasks.md"}');
const _sfc_main = { name: "api/tsyncio/functions/allTasks.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-alltasks" tabindex="-1">Function: allTasks() <a class="header-anchor" href="#function-alltasks" aria-label="Permalink to &quot;Function: allTasks()&quot;">​</a></h1><blockquote><p><strong>allTasks</strong>(<code>loop?</code>): <code>Set</code>&lt;<a href="./../classes/Task"><code>Task</code></a>&lt;<code>unknown</code>&gt;&gt;</p></blockquote><p>The tasks of a loop that are not done, in the order of their creation (but those that started eagerly before those that have not started).</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><a href="./../classes/RuntimeError">RuntimeError</a> if no loop is given and none runs.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.all_tasks</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="loop" tabindex="-1">loop? <a class="header-anchor" href="#loop" aria-label="Permalink to &quot;loop?&quot;">​</a></h3><p><a href="./../classes/AbstractEventLoop"><code>AbstractEventLoop</code></a> = <code>...</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>Set</code>&lt;<a href="./../classes/Task"><code>Task</code></a>&lt;<code>unknown</code>&gt;&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/allTasks.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const allTasks = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  allTasks as default
};
