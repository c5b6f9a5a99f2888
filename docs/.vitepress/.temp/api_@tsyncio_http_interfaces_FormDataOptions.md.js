import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FormDataOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/FormDataOptions.md","filePath":"api/@tsyncio/http/interfaces/FormDataOptions.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/FormDataOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-formdataoptions" tabindex="-1">Interface: FormDataOptions <a class="header-anchor" href="#interface-formdataoptions" aria-label="Permalink to &quot;Interface: FormDataOptions&quot;">​</a></h1><p>Options of <a href="./../classes/FormData">FormData</a>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="defaulttomultipart" tabindex="-1">defaultToMultipart? <a class="header-anchor" href="#defaulttomultipart" aria-label="Permalink to &quot;defaultToMultipart?&quot;">​</a></h3><blockquote><p><code>readonly</code> <code>optional</code> <strong>defaultToMultipart?</strong>: <code>boolean</code></p></blockquote><p>Write it as <code>multipart/form-data</code> whatever the fields are.</p><h4 id="default-value" tabindex="-1">Default Value <a class="header-anchor" href="#default-value" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">false</span></span></code></pre></div><hr><h3 id="quotefields" tabindex="-1">quoteFields? <a class="header-anchor" href="#quotefields" aria-label="Permalink to &quot;quoteFields?&quot;">​</a></h3><blockquote><p><code>readonly</code> <code>optional</code> <strong>quoteFields?</strong>: <code>boolean</code></p></blockquote><p>Write names of files in ASCII, with escapes as in URLs.</p><h4 id="default-value-1" tabindex="-1">Default Value <a class="header-anchor" href="#default-value-1" aria-label="Permalink to &quot;Default Value&quot;">​</a></h4><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">true</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/FormDataOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FormDataOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FormDataOptions as default
};
