import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: createEagerTaskFactory()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/createEagerTaskFactory.md","filePath":"api/tsyncio/functions/createEagerTaskFactory.md"}');
const _sfc_main = { name: "api/tsyncio/functions/createEagerTaskFactory.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-createeagertaskfactory" tabindex="-1">Function: createEagerTaskFactory() <a class="header-anchor" href="#function-createeagertaskfactory" aria-label="Permalink to &quot;Function: createEagerTaskFactory()&quot;">​</a></h1><blockquote><p><strong>createEagerTaskFactory</strong>(<code>constructor</code>): <a href="./../type-aliases/TaskFactory"><code>TaskFactory</code></a></p></blockquote><p>A task factory like <a href="./../variables/eagerTaskFactory">eagerTaskFactory</a> that makes tasks of a class of your own.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.create_eager_task_factory</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="constructor" tabindex="-1">constructor <a class="header-anchor" href="#constructor" aria-label="Permalink to &quot;constructor&quot;">​</a></h3><p>new &lt;<code>T</code>&gt;(<code>coro</code>, <code>options?</code>) =&gt; <a href="./../classes/Task"><code>Task</code></a>&lt;<code>T</code>&gt;</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../type-aliases/TaskFactory"><code>TaskFactory</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/createEagerTaskFactory.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const createEagerTaskFactory = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  createEagerTaskFactory as default
};
