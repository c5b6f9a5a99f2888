import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ErrorOptionsOf","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/ErrorOptionsOf.md","filePath":"api/@tsyncio/http/interfaces/ErrorOptionsOf.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/ErrorOptionsOf.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-erroroptionsof" tabindex="-1">Interface: ErrorOptionsOf <a class="header-anchor" href="#interface-erroroptionsof" aria-label="Permalink to &quot;Interface: ErrorOptionsOf&quot;">​</a></h1><p>What an error was caused by.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./ResponseErrorDetails"><code>ResponseErrorDetails</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="cause" tabindex="-1">cause? <a class="header-anchor" href="#cause" aria-label="Permalink to &quot;cause?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>cause?</strong>: <code>unknown</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/ErrorOptionsOf.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ErrorOptionsOf = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ErrorOptionsOf as default
};
