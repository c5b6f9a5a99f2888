import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: eagerTaskFactory","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/variables/eagerTaskFactory.md","filePath":"api/tsyncio/variables/eagerTaskFactory.md"}');
const _sfc_main = { name: "api/tsyncio/variables/eagerTaskFactory.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-eagertaskfactory" tabindex="-1">Variable: eagerTaskFactory <a class="header-anchor" href="#variable-eagertaskfactory" aria-label="Permalink to &quot;Variable: eagerTaskFactory&quot;">​</a></h1><blockquote><p><code>const</code> <strong>eagerTaskFactory</strong>: <a href="./../type-aliases/TaskFactory"><code>TaskFactory</code></a></p></blockquote><p>A task factory that runs each task&#39;s first stretch at once, inside <code>createTask</code>.</p><p>Give it to <code>loop.setTaskFactory()</code>. An async function then runs up to its first <code>await</code>.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.eager_task_factory</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/variables/eagerTaskFactory.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const eagerTaskFactory = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  eagerTaskFactory as default
};
