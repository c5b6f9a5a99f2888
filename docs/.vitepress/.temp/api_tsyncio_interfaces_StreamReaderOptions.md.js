import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: StreamReaderOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/StreamReaderOptions.md","filePath":"api/tsyncio/interfaces/StreamReaderOptions.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/StreamReaderOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-streamreaderoptions" tabindex="-1">Interface: StreamReaderOptions <a class="header-anchor" href="#interface-streamreaderoptions" aria-label="Permalink to &quot;Interface: StreamReaderOptions&quot;">​</a></h1><p>Options of <a href="./../classes/StreamReader">StreamReader</a>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="limit" tabindex="-1">limit? <a class="header-anchor" href="#limit" aria-label="Permalink to &quot;limit?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>limit?</strong>: <code>number</code></p></blockquote><p>The longest line, in bytes; twice as much is buffered before the transport is paused.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">65536</span></span></code></pre></div><hr><h3 id="loop" tabindex="-1">loop? <a class="header-anchor" href="#loop" aria-label="Permalink to &quot;loop?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>loop?</strong>: <a href="./../classes/AbstractEventLoop"><code>AbstractEventLoop</code></a></p></blockquote><p>The loop it belongs to.</p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">the one that runs when a read has to wait</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/StreamReaderOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const StreamReaderOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  StreamReaderOptions as default
};
