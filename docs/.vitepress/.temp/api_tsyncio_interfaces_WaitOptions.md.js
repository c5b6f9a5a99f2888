import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: WaitOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/WaitOptions.md","filePath":"api/tsyncio/interfaces/WaitOptions.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/WaitOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-waitoptions" tabindex="-1">Interface: WaitOptions <a class="header-anchor" href="#interface-waitoptions" aria-label="Permalink to &quot;Interface: WaitOptions&quot;">​</a></h1><p>Options of <a href="./../functions/wait">wait</a>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="returnwhen" tabindex="-1">returnWhen? <a class="header-anchor" href="#returnwhen" aria-label="Permalink to &quot;returnWhen?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>returnWhen?</strong>: <a href="./../type-aliases/ReturnWhen"><code>ReturnWhen</code></a></p></blockquote><p>What to wait for.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><p><a href="./../variables/ALL_COMPLETED">ALL_COMPLETED</a></p><hr><h3 id="timeout" tabindex="-1">timeout? <a class="header-anchor" href="#timeout" aria-label="Permalink to &quot;timeout?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>timeout?</strong>: <code>number</code> | <code>null</code></p></blockquote><p>Return after this many seconds at the latest; <code>null</code>: no limit.</p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">null</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/WaitOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WaitOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WaitOptions as default
};
