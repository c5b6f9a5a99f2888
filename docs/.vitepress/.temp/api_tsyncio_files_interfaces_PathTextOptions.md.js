import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PathTextOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/files/interfaces/PathTextOptions.md","filePath":"api/tsyncio/files/interfaces/PathTextOptions.md"}');
const _sfc_main = { name: "api/tsyncio/files/interfaces/PathTextOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-pathtextoptions" tabindex="-1">Interface: PathTextOptions <a class="header-anchor" href="#interface-pathtextoptions" aria-label="Permalink to &quot;Interface: PathTextOptions&quot;">​</a></h1><p>Options of <a href="./../classes/Path#readtext">Path.readText</a> and <a href="./../classes/Path#writetext">Path.writeText</a>: those of <code>open()</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="encoding" tabindex="-1">encoding? <a class="header-anchor" href="#encoding" aria-label="Permalink to &quot;encoding?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>encoding?</strong>: <code>string</code></p></blockquote><hr><h3 id="errors" tabindex="-1">errors? <a class="header-anchor" href="#errors" aria-label="Permalink to &quot;errors?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>errors?</strong>: <code>string</code></p></blockquote><hr><h3 id="newline" tabindex="-1">newline? <a class="header-anchor" href="#newline" aria-label="Permalink to &quot;newline?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>newline?</strong>: <a href="./../type-aliases/Newline"><code>Newline</code></a></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/files/interfaces/PathTextOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PathTextOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PathTextOptions as default
};
