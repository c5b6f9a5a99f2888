import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: TemporaryDirectory()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/tempfile/functions/TemporaryDirectory.md","filePath":"api/tsyncio/files/namespaces/tempfile/functions/TemporaryDirectory.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/tempfile/functions/TemporaryDirectory.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-temporarydirectory" tabindex="-1">Function: TemporaryDirectory() <a class="header-anchor" href="#function-temporarydirectory" aria-label="Permalink to &quot;Function: TemporaryDirectory()&quot;">​</a></h1><blockquote><p><strong>TemporaryDirectory</strong>(<code>options?</code>): <a href="./../classes/TemporaryFolder"><code>TemporaryFolder</code></a></p></blockquote><p>A folder that is removed, with all that is in it, when it is left.</p><p><code>asyncWith(TemporaryDirectory(), function* (path) { ... })</code>; <code>await using folder = await TemporaryDirectory()</code> has <code>name</code>.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiofiles <code>aiofiles.tempfile.TemporaryDirectory</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/TemporaryDirectoryOptions"><code>TemporaryDirectoryOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/TemporaryFolder"><code>TemporaryFolder</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/tempfile/functions/TemporaryDirectory.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TemporaryDirectory = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TemporaryDirectory as default
};
