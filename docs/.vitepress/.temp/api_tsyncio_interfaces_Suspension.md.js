import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Suspension","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/Suspension.md","filePath":"api/tsyncio/interfaces/Suspension.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/Suspension.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-suspension" tabindex="-1">Interface: Suspension <a class="header-anchor" href="#interface-suspension" aria-label="Permalink to &quot;Interface: Suspension&quot;">​</a></h1><p>What travels from a coroutine to its task at each wait. Opaque: only <code>yield*</code> of an awaitable makes one.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="suspensionbrand" tabindex="-1">[suspensionBrand] <a class="header-anchor" href="#suspensionbrand" aria-label="Permalink to &quot;\\[suspensionBrand\\]&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>[suspensionBrand]</strong>: <code>never</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/Suspension.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Suspension = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Suspension as default
};
