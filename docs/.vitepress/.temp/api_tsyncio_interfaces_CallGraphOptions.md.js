import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CallGraphOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/CallGraphOptions.md","filePath":"api/tsyncio/interfaces/CallGraphOptions.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/CallGraphOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-callgraphoptions" tabindex="-1">Interface: CallGraphOptions <a class="header-anchor" href="#interface-callgraphoptions" aria-label="Permalink to &quot;Interface: CallGraphOptions&quot;">​</a></h1><p>Options of <a href="./../functions/captureCallGraph">captureCallGraph</a> and <a href="./../functions/formatCallGraph">formatCallGraph</a>.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./PrintCallGraphOptions"><code>PrintCallGraphOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="depth" tabindex="-1">depth? <a class="header-anchor" href="#depth" aria-label="Permalink to &quot;depth?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>depth?</strong>: <code>number</code></p></blockquote><p>How many frames of the caller to leave out, less one, if the graph is that of the current task.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">1</span></span></code></pre></div><hr><h3 id="limit" tabindex="-1">limit? <a class="header-anchor" href="#limit" aria-label="Permalink to &quot;limit?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>limit?</strong>: <code>number</code> | <code>null</code></p></blockquote><p>How many entries to keep of each call stack: if positive the outermost, if negative the innermost; 0: no call stacks at all; <code>null</code>: all entries.</p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">null</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/CallGraphOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CallGraphOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CallGraphOptions as default
};
