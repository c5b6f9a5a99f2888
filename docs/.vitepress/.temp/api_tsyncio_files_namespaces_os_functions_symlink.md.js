import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: symlink()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/namespaces/os/functions/symlink.md","filePath":"api/tsyncio/files/namespaces/os/functions/symlink.md"}');
const _sfc_main = { name: "api/tsyncio/files/namespaces/os/functions/symlink.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-symlink" tabindex="-1">Function: symlink() <a class="header-anchor" href="#function-symlink" aria-label="Permalink to &quot;Function: symlink()&quot;">​</a></h1><blockquote><p><strong>symlink</strong>(<code>src</code>, <code>dst</code>, <code>options?</code>): <a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p></blockquote><p>Make a symbolic link at <code>dst</code> that points to <code>src</code>.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="src" tabindex="-1">src <a class="header-anchor" href="#src" aria-label="Permalink to &quot;src&quot;">​</a></h3><p><a href="./../../../type-aliases/PathLike"><code>PathLike</code></a></p><h3 id="dst" tabindex="-1">dst <a class="header-anchor" href="#dst" aria-label="Permalink to &quot;dst&quot;">​</a></h3><p><a href="./../../../type-aliases/PathLike"><code>PathLike</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><h4 id="targetisdirectory" tabindex="-1">targetIsDirectory? <a class="header-anchor" href="#targetisdirectory" aria-label="Permalink to &quot;targetIsDirectory?&quot;">​</a></h4><p><code>boolean</code></p><p>what it points to is a folder; matters on Windows only, where it is looked up if left out</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/namespaces/os/functions/symlink.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const symlink = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  symlink as default
};
