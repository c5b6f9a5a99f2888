import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: setHost()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/setHost.md","filePath":"api/tsyncio/functions/setHost.md"}');
const _sfc_main = { name: "api/tsyncio/functions/setHost.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-sethost" tabindex="-1">Function: setHost() <a class="header-anchor" href="#function-sethost" aria-label="Permalink to &quot;Function: setHost()&quot;">​</a></h1><blockquote><p><strong>setHost</strong>(<code>host</code>): <code>void</code></p></blockquote><p>Make <code>host</code> the one that new event loops use. The package&#39;s entry point does it.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="host" tabindex="-1">host <a class="header-anchor" href="#host" aria-label="Permalink to &quot;host&quot;">​</a></h3><p><a href="./../interfaces/Host"><code>Host</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>void</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/setHost.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const setHost = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  setHost as default
};
