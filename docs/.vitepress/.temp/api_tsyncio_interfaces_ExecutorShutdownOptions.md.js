import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ExecutorShutdownOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/ExecutorShutdownOptions.md","filePath":"api/tsyncio/interfaces/ExecutorShutdownOptions.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/ExecutorShutdownOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-executorshutdownoptions" tabindex="-1">Interface: ExecutorShutdownOptions <a class="header-anchor" href="#interface-executorshutdownoptions" aria-label="Permalink to &quot;Interface: ExecutorShutdownOptions&quot;">​</a></h1><p>Options of <a href="./Executor#shutdown">Executor.shutdown</a>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="cancelfutures" tabindex="-1">cancelFutures? <a class="header-anchor" href="#cancelfutures" aria-label="Permalink to &quot;cancelFutures?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>cancelFutures?</strong>: <code>boolean</code></p></blockquote><p>Whether calls that have not begun are cancelled.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">false</span></span></code></pre></div><hr><h3 id="wait" tabindex="-1">wait? <a class="header-anchor" href="#wait" aria-label="Permalink to &quot;wait?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>wait?</strong>: <code>boolean</code></p></blockquote><p>Whether the promise waits for the calls that were begun.</p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">true</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/ExecutorShutdownOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ExecutorShutdownOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ExecutorShutdownOptions as default
};
