import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: STDOUT","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/variables/STDOUT.md","filePath":"api/tsyncio/variables/STDOUT.md"}');
const _sfc_main = { name: "api/tsyncio/variables/STDOUT.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-stdout" tabindex="-1">Variable: STDOUT <a class="header-anchor" href="#variable-stdout" aria-label="Permalink to &quot;Variable: STDOUT&quot;">​</a></h1><blockquote><p><code>const</code> <strong>STDOUT</strong>: <code>-2</code> = <code>-2</code></p></blockquote><p>As <code>stderr</code>: to where standard output goes.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.subprocess.STDOUT</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/variables/STDOUT.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const STDOUT = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  STDOUT as default
};
