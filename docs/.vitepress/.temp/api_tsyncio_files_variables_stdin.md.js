import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: stdin","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/variables/stdin.md","filePath":"api/tsyncio/files/variables/stdin.md"}');
const _sfc_main = { name: "api/tsyncio/files/variables/stdin.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-stdin" tabindex="-1">Variable: stdin <a class="header-anchor" href="#variable-stdin" aria-label="Permalink to &quot;Variable: stdin&quot;">​</a></h1><blockquote><p><code>const</code> <strong>stdin</strong>: <a href="./../classes/TextFile"><code>TextFile</code></a> = <code>stdinText</code></p></blockquote><p>Standard input as text.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiofiles <code>aiofiles.stdin</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/variables/stdin.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const stdin = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  stdin as default
};
