import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: getHost()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/getHost.md","filePath":"api/tsyncio/functions/getHost.md"}');
const _sfc_main = { name: "api/tsyncio/functions/getHost.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-gethost" tabindex="-1">Function: getHost() <a class="header-anchor" href="#function-gethost" aria-label="Permalink to &quot;Function: getHost()&quot;">​</a></h1><blockquote><p><strong>getHost</strong>(): <a href="./../interfaces/Host"><code>Host</code></a></p></blockquote><p>The host that new event loops use.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>Error if none is installed.</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/Host"><code>Host</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/getHost.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const getHost = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  getHost as default
};
