import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TaskFactory","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/type-aliases/TaskFactory.md","filePath":"api/tsyncio/type-aliases/TaskFactory.md"}');
const _sfc_main = { name: "api/tsyncio/type-aliases/TaskFactory.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-taskfactory" tabindex="-1">Type Alias: TaskFactory <a class="header-anchor" href="#type-alias-taskfactory" aria-label="Permalink to &quot;Type Alias: TaskFactory&quot;">​</a></h1><blockquote><p><strong>TaskFactory</strong> = &lt;<code>T</code>&gt;(<code>loop</code>, <code>coro</code>, <code>options?</code>) =&gt; <a href="./../classes/Task"><code>Task</code></a>&lt;<code>T</code>&gt;</p></blockquote><p>Makes the tasks of a loop.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>loop.set_task_factory</code></p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="loop" tabindex="-1">loop <a class="header-anchor" href="#loop" aria-label="Permalink to &quot;loop&quot;">​</a></h3><p><a href="./../classes/AbstractEventLoop"><code>AbstractEventLoop</code></a></p><h3 id="coro" tabindex="-1">coro <a class="header-anchor" href="#coro" aria-label="Permalink to &quot;coro&quot;">​</a></h3><p><a href="./CoroutineLike"><code>CoroutineLike</code></a>&lt;<code>T</code>&gt;</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/TaskOptions"><code>TaskOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Task"><code>Task</code></a>&lt;<code>T</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/type-aliases/TaskFactory.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TaskFactory = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TaskFactory as default
};
