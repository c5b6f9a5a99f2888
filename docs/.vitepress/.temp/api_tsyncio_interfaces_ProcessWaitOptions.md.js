import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ProcessWaitOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/ProcessWaitOptions.md","filePath":"api/tsyncio/interfaces/ProcessWaitOptions.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/ProcessWaitOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-processwaitoptions" tabindex="-1">Interface: ProcessWaitOptions <a class="header-anchor" href="#interface-processwaitoptions" aria-label="Permalink to &quot;Interface: ProcessWaitOptions&quot;">​</a></h1><p>Options of <a href="./../classes/Process#wait">Process.wait</a> and <a href="./../classes/Process#communicate">Process.communicate</a>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="killoncancel" tabindex="-1">killOnCancel? <a class="header-anchor" href="#killoncancel" aria-label="Permalink to &quot;killOnCancel?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>killOnCancel?</strong>: <code>boolean</code></p></blockquote><p>Kill the process if the call is cancelled, and only then pass the cancellation on, once the process has ended. An own addition.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">what was said when the process was created; </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">false</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/ProcessWaitOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProcessWaitOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProcessWaitOptions as default
};
