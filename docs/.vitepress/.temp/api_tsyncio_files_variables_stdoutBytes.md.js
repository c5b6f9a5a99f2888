import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: stdoutBytes","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/variables/stdoutBytes.md","filePath":"api/tsyncio/files/variables/stdoutBytes.md"}');
const _sfc_main = { name: "api/tsyncio/files/variables/stdoutBytes.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-stdoutbytes" tabindex="-1">Variable: stdoutBytes <a class="header-anchor" href="#variable-stdoutbytes" aria-label="Permalink to &quot;Variable: stdoutBytes&quot;">​</a></h1><blockquote><p><code>const</code> <strong>stdoutBytes</strong>: <a href="./../classes/BufferedFile"><code>BufferedFile</code></a> = <code>stdoutBuffer</code></p></blockquote><p>Standard output as bytes.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiofiles <code>aiofiles.stdout_bytes</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/variables/stdoutBytes.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const stdoutBytes = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  stdoutBytes as default
};
