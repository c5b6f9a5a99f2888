import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ExecutorJob<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/ExecutorJob.md","filePath":"api/tsyncio/interfaces/ExecutorJob.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/ExecutorJob.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-executorjob-t" tabindex="-1">Interface: ExecutorJob&lt;T&gt; <a class="header-anchor" href="#interface-executorjob-t" aria-label="Permalink to &quot;Interface: ExecutorJob\\&lt;T\\&gt;&quot;">​</a></h1><p>A call that an <a href="./Executor">Executor</a> was given.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>PromiseLike</code>&lt;<code>T</code>&gt;</li></ul><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="cancel" tabindex="-1">cancel()? <a class="header-anchor" href="#cancel" aria-label="Permalink to &quot;cancel()?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>cancel</strong>(): <code>unknown</code></p></blockquote><p>Forget the call if it has not begun; one that has begun may run on.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>unknown</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/ExecutorJob.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ExecutorJob = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ExecutorJob as default
};
