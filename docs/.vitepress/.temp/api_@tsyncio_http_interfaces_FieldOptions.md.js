import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FieldOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/FieldOptions.md","filePath":"api/@tsyncio/http/interfaces/FieldOptions.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/FieldOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fieldoptions" tabindex="-1">Interface: FieldOptions <a class="header-anchor" href="#interface-fieldoptions" aria-label="Permalink to &quot;Interface: FieldOptions&quot;">​</a></h1><p>Options of <a href="./../classes/FormData#addfield">FormData.addField</a>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="contenttransferencoding" tabindex="-1">contentTransferEncoding? <a class="header-anchor" href="#contenttransferencoding" aria-label="Permalink to &quot;contentTransferEncoding?&quot;">​</a></h3><blockquote><p><code>readonly</code> <code>optional</code> <strong>contentTransferEncoding?</strong>: <code>string</code></p></blockquote><p><code>base64</code>, <code>binary</code>, <code>7bit</code> or <code>8bit</code>. Servers need not know it in forms.</p><hr><h3 id="contenttype" tabindex="-1">contentType? <a class="header-anchor" href="#contenttype" aria-label="Permalink to &quot;contentType?&quot;">​</a></h3><blockquote><p><code>readonly</code> <code>optional</code> <strong>contentType?</strong>: <code>string</code></p></blockquote><hr><h3 id="filename" tabindex="-1">filename? <a class="header-anchor" href="#filename" aria-label="Permalink to &quot;filename?&quot;">​</a></h3><blockquote><p><code>readonly</code> <code>optional</code> <strong>filename?</strong>: <code>string</code></p></blockquote><p>The name of the file that it is said to be.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">that </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">of</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> the value, </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">if</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> it is a file</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/FieldOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FieldOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FieldOptions as default
};
