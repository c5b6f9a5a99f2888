import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RecordedEvent<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/testing/interfaces/RecordedEvent.md","filePath":"api/tsyncio/testing/interfaces/RecordedEvent.md"}');
const _sfc_main = { name: "api/tsyncio/testing/interfaces/RecordedEvent.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-recordedevent-t" tabindex="-1">Interface: RecordedEvent&lt;T&gt; <a class="header-anchor" href="#interface-recordedevent-t" aria-label="Permalink to &quot;Interface: RecordedEvent\\&lt;T\\&gt;&quot;">​</a></h1><p>Something that happened in a test.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="event" tabindex="-1">event <a class="header-anchor" href="#event" aria-label="Permalink to &quot;event&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>event</strong>: <code>T</code></p></blockquote><p>What was recorded.</p><hr><h3 id="task" tabindex="-1">task <a class="header-anchor" href="#task" aria-label="Permalink to &quot;task&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>task</strong>: <code>string</code> | <code>null</code></p></blockquote><p>The name of the task in which it happened, <code>null</code> in a callback.</p><hr><h3 id="time" tabindex="-1">time <a class="header-anchor" href="#time" aria-label="Permalink to &quot;time&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>time</strong>: <code>number</code></p></blockquote><p>The loop&#39;s time, in seconds.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/testing/interfaces/RecordedEvent.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RecordedEvent = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RecordedEvent as default
};
