import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"tempfile","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/tempfile/index.md","filePath":"api/tsyncio/files/namespaces/tempfile/index.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/tempfile/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="tempfile" tabindex="-1">tempfile <a class="header-anchor" href="#tempfile" aria-label="Permalink to &quot;tempfile&quot;">​</a></h1><h2 id="classes" tabindex="-1">Classes <a class="header-anchor" href="#classes" aria-label="Permalink to &quot;Classes&quot;">​</a></h2><ul><li><a href="./classes/OpenTemporaryFolder">OpenTemporaryFolder</a></li><li><a href="./classes/TemporaryFolder">TemporaryFolder</a></li><li><a href="./classes/TemporaryOpening">TemporaryOpening</a></li></ul><h2 id="interfaces" tabindex="-1">Interfaces <a class="header-anchor" href="#interfaces" aria-label="Permalink to &quot;Interfaces&quot;">​</a></h2><ul><li><a href="./interfaces/NamedOptions">NamedOptions</a></li><li><a href="./interfaces/NameOptions">NameOptions</a></li><li><a href="./interfaces/SpooledOptions">SpooledOptions</a></li><li><a href="./interfaces/TemporaryDirectoryOptions">TemporaryDirectoryOptions</a></li><li><a href="./interfaces/TemporaryFileOptions">TemporaryFileOptions</a></li></ul><h2 id="functions" tabindex="-1">Functions <a class="header-anchor" href="#functions" aria-label="Permalink to &quot;Functions&quot;">​</a></h2><ul><li><a href="./functions/gettempdir">gettempdir</a></li><li><a href="./functions/mkdtemp">mkdtemp</a></li><li><a href="./functions/mkstemp">mkstemp</a></li><li><a href="./functions/NamedTemporaryFile">NamedTemporaryFile</a></li><li><a href="./functions/SpooledTemporaryFile">SpooledTemporaryFile</a></li><li><a href="./functions/TemporaryDirectory">TemporaryDirectory</a></li><li><a href="./functions/TemporaryFile">TemporaryFile</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/tempfile/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
