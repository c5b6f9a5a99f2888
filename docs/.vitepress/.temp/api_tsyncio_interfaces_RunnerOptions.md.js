import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RunnerOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/RunnerOptions.md","filePath":"api/tsyncio/interfaces/RunnerOptions.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/RunnerOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-runneroptions" tabindex="-1">Interface: RunnerOptions <a class="header-anchor" href="#interface-runneroptions" aria-label="Permalink to &quot;Interface: RunnerOptions&quot;">​</a></h1><p>Options of <a href="./../functions/run">run</a> and <a href="./../classes/Runner">Runner</a>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="debug" tabindex="-1">debug? <a class="header-anchor" href="#debug" aria-label="Permalink to &quot;debug?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>debug?</strong>: <code>boolean</code></p></blockquote><p>Whether the loop runs in debug mode.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><p>what the environment&#39;s <code>TSYNCIO_DEBUG</code> says</p><hr><h3 id="loopfactory" tabindex="-1">loopFactory? <a class="header-anchor" href="#loopfactory" aria-label="Permalink to &quot;loopFactory?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>loopFactory?</strong>: () =&gt; <a href="./../classes/EventLoop"><code>EventLoop</code></a></p></blockquote><p>Makes the loop.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./../classes/EventLoop"><code>EventLoop</code></a></p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><p><a href="./../functions/newEventLoop">newEventLoop</a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/RunnerOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RunnerOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RunnerOptions as default
};
