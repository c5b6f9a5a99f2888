import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"path","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/path/index.md","filePath":"api/tsyncio/files/namespaces/path/index.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/path/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="path" tabindex="-1">path <a class="header-anchor" href="#path" aria-label="Permalink to &quot;path&quot;">​</a></h1><h2 id="functions" tabindex="-1">Functions <a class="header-anchor" href="#functions" aria-label="Permalink to &quot;Functions&quot;">​</a></h2><ul><li><a href="./functions/abspath">abspath</a></li><li><a href="./functions/exists">exists</a></li><li><a href="./functions/getatime">getatime</a></li><li><a href="./functions/getctime">getctime</a></li><li><a href="./functions/getmtime">getmtime</a></li><li><a href="./functions/getsize">getsize</a></li><li><a href="./functions/isdir">isdir</a></li><li><a href="./functions/isfile">isfile</a></li><li><a href="./functions/islink">islink</a></li><li><a href="./functions/ismount">ismount</a></li><li><a href="./functions/lexists">lexists</a></li><li><a href="./functions/realpath">realpath</a></li><li><a href="./functions/samefile">samefile</a></li><li><a href="./functions/sameopenfile">sameopenfile</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/path/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
