import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: DEVNULL","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/variables/DEVNULL.md","filePath":"api/tsyncio/variables/DEVNULL.md"}');
const _sfc_main = { name: "api/tsyncio/variables/DEVNULL.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-devnull" tabindex="-1">Variable: DEVNULL <a class="header-anchor" href="#variable-devnull" aria-label="Permalink to &quot;Variable: DEVNULL&quot;">​</a></h1><blockquote><p><code>const</code> <strong>DEVNULL</strong>: <code>-3</code> = <code>-3</code></p></blockquote><p>As <code>stdin</code>, <code>stdout</code> or <code>stderr</code>: nothing comes, and what is written is dropped.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.subprocess.DEVNULL</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/variables/DEVNULL.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DEVNULL = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DEVNULL as default
};
