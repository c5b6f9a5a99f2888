import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: utime()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/os/functions/utime.md","filePath":"api/tsyncio/files/namespaces/os/functions/utime.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/os/functions/utime.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-utime" tabindex="-1">Function: utime() <a class="header-anchor" href="#function-utime" aria-label="Permalink to &quot;Function: utime()&quot;">​</a></h1><blockquote><p><strong>utime</strong>(<code>path</code>, <code>times?</code>, <code>options?</code>): <a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p></blockquote><p>Set when a file was last read and changed, in seconds since 1970; <code>null</code>: now.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="path" tabindex="-1">path <a class="header-anchor" href="#path" aria-label="Permalink to &quot;path&quot;">​</a></h3><p><a href="./../../../type-aliases/PathLike"><code>PathLike</code></a></p><h3 id="times" tabindex="-1">times? <a class="header-anchor" href="#times" aria-label="Permalink to &quot;times?&quot;">​</a></h3><p>readonly [<code>number</code>, <code>number</code>] | <code>null</code> = <code>null</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/FollowOptions"><code>FollowOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/os/functions/utime.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const utime = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  utime as default
};
