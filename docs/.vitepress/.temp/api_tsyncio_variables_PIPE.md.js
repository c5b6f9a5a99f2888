import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: PIPE","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/variables/PIPE.md","filePath":"api/tsyncio/variables/PIPE.md"}');
const _sfc_main = { name: "api/tsyncio/variables/PIPE.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-pipe" tabindex="-1">Variable: PIPE <a class="header-anchor" href="#variable-pipe" aria-label="Permalink to &quot;Variable: PIPE&quot;">​</a></h1><blockquote><p><code>const</code> <strong>PIPE</strong>: <code>-1</code> = <code>-1</code></p></blockquote><p>As <code>stdin</code>, <code>stdout</code> or <code>stderr</code>: a pipe between this program and the other.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.subprocess.PIPE</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/variables/PIPE.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PIPE = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PIPE as default
};
