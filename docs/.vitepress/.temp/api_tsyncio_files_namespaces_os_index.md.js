import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"os","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/os/index.md","filePath":"api/tsyncio/files/namespaces/os/index.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/os/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="os" tabindex="-1">os <a class="header-anchor" href="#os" aria-label="Permalink to &quot;os&quot;">​</a></h1><h2 id="classes" tabindex="-1">Classes <a class="header-anchor" href="#classes" aria-label="Permalink to &quot;Classes&quot;">​</a></h2><ul><li><a href="./classes/DirEntry">DirEntry</a></li></ul><h2 id="interfaces" tabindex="-1">Interfaces <a class="header-anchor" href="#interfaces" aria-label="Permalink to &quot;Interfaces&quot;">​</a></h2><ul><li><a href="./interfaces/FollowOptions">FollowOptions</a></li><li><a href="./interfaces/MakedirsOptions">MakedirsOptions</a></li></ul><h2 id="variables" tabindex="-1">Variables <a class="header-anchor" href="#variables" aria-label="Permalink to &quot;Variables&quot;">​</a></h2><ul><li><a href="./variables/F_OK">F_OK</a></li><li><a href="./variables/R_OK">R_OK</a></li><li><a href="./variables/W_OK">W_OK</a></li><li><a href="./variables/X_OK">X_OK</a></li></ul><h2 id="functions" tabindex="-1">Functions <a class="header-anchor" href="#functions" aria-label="Permalink to &quot;Functions&quot;">​</a></h2><ul><li><a href="./functions/access">access</a></li><li><a href="./functions/chmod">chmod</a></li><li><a href="./functions/getcwd">getcwd</a></li><li><a href="./functions/link">link</a></li><li><a href="./functions/listdir">listdir</a></li><li><a href="./functions/lstat">lstat</a></li><li><a href="./functions/makedirs">makedirs</a></li><li><a href="./functions/mkdir">mkdir</a></li><li><a href="./functions/readlink">readlink</a></li><li><a href="./functions/remove">remove</a></li><li><a href="./functions/removedirs">removedirs</a></li><li><a href="./functions/rename">rename</a></li><li><a href="./functions/renames">renames</a></li><li><a href="./functions/replace">replace</a></li><li><a href="./functions/rmdir">rmdir</a></li><li><a href="./functions/scandir">scandir</a></li><li><a href="./functions/stat">stat</a></li><li><a href="./functions/statvfs">statvfs</a></li><li><a href="./functions/symlink">symlink</a></li><li><a href="./functions/unlink">unlink</a></li><li><a href="./functions/utime">utime</a></li></ul><h2 id="references" tabindex="-1">References <a class="header-anchor" href="#references" aria-label="Permalink to &quot;References&quot;">​</a></h2><h3 id="path" tabindex="-1">path <a class="header-anchor" href="#path" aria-label="Permalink to &quot;path&quot;">​</a></h3><p>Re-exports <a href="./../path/">path</a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/os/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
