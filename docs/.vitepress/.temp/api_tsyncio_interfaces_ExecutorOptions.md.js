import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ExecutorOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/ExecutorOptions.md","filePath":"api/tsyncio/interfaces/ExecutorOptions.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/ExecutorOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-executoroptions" tabindex="-1">Interface: ExecutorOptions <a class="header-anchor" href="#interface-executoroptions" aria-label="Permalink to &quot;Interface: ExecutorOptions&quot;">​</a></h1><p>Options of <a href="./../classes/ThreadPoolExecutor">ThreadPoolExecutor</a> and <a href="./../classes/ProcessPoolExecutor">ProcessPoolExecutor</a>.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./ThreadPoolOptions"><code>ThreadPoolOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="initargs" tabindex="-1">initargs? <a class="header-anchor" href="#initargs" aria-label="Permalink to &quot;initargs?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>initargs?</strong>: readonly <code>unknown</code>[]</p></blockquote><p>The arguments of the initializer.</p><hr><h3 id="initializer" tabindex="-1">initializer? <a class="header-anchor" href="#initializer" aria-label="Permalink to &quot;initializer?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>initializer?</strong>: <code>AnyFunction</code></p></blockquote><p>Called in each worker before any other call. If it fails, the executor is broken.</p><hr><h3 id="maxworkers" tabindex="-1">maxWorkers? <a class="header-anchor" href="#maxworkers" aria-label="Permalink to &quot;maxWorkers?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>maxWorkers?</strong>: <code>number</code></p></blockquote><p>How many workers there may be; they are started as they are needed.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><p><code>os.availableParallelism()</code></p><hr><h3 id="oncancel" tabindex="-1">onCancel? <a class="header-anchor" href="#oncancel" aria-label="Permalink to &quot;onCancel?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>onCancel?</strong>: <code>&quot;finish&quot;</code> | <code>&quot;terminate&quot;</code></p></blockquote><p>What the cancellation of a call does that has begun: nothing, as in CPython (<code>&quot;finish&quot;</code>), or it ends the worker, which is replaced when it is needed (<code>&quot;terminate&quot;</code>).</p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><p><code>&quot;finish&quot;</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/ExecutorOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ExecutorOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ExecutorOptions as default
};
