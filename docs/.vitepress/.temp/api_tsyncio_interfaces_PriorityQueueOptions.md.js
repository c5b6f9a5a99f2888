import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PriorityQueueOptions<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/PriorityQueueOptions.md","filePath":"api/tsyncio/interfaces/PriorityQueueOptions.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/PriorityQueueOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-priorityqueueoptions-t" tabindex="-1">Interface: PriorityQueueOptions&lt;T&gt; <a class="header-anchor" href="#interface-priorityqueueoptions-t" aria-label="Permalink to &quot;Interface: PriorityQueueOptions\\&lt;T\\&gt;&quot;">​</a></h1><p>How a <a href="./../classes/PriorityQueue">PriorityQueue</a> orders its items.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="compare" tabindex="-1">compare? <a class="header-anchor" href="#compare" aria-label="Permalink to &quot;compare?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>compare?</strong>: (<code>a</code>, <code>b</code>) =&gt; <code>number</code></p></blockquote><p>Negative if <code>a</code> comes before <code>b</code>, positive if after, zero if they are equal.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="a" tabindex="-1">a <a class="header-anchor" href="#a" aria-label="Permalink to &quot;a&quot;">​</a></h5><p><code>T</code></p><h5 id="b" tabindex="-1">b <a class="header-anchor" href="#b" aria-label="Permalink to &quot;b&quot;">​</a></h5><p><code>T</code></p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>number</code></p><hr><h3 id="key" tabindex="-1">key? <a class="header-anchor" href="#key" aria-label="Permalink to &quot;key?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>key?</strong>: (<code>item</code>) =&gt; <code>unknown</code></p></blockquote><p>What the items are ordered by, lowest first: a number, string, bigint or <code>Date</code>, or an array of these.</p><h4 id="parameters-1" tabindex="-1">Parameters <a class="header-anchor" href="#parameters-1" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="item" tabindex="-1">item <a class="header-anchor" href="#item" aria-label="Permalink to &quot;item&quot;">​</a></h5><p><code>T</code></p><h4 id="returns-1" tabindex="-1">Returns <a class="header-anchor" href="#returns-1" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>unknown</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/PriorityQueueOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PriorityQueueOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PriorityQueueOptions as default
};
