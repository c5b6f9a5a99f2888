import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: parseMimetype()","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/functions/parseMimetype.md","filePath":"api/@tsyncio/http/functions/parseMimetype.md"}');
const _sfc_main = { name: "api/@tsyncio/http/functions/parseMimetype.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-parsemimetype" tabindex="-1">Function: parseMimetype() <a class="header-anchor" href="#function-parsemimetype" aria-label="Permalink to &quot;Function: parseMimetype()&quot;">​</a></h1><blockquote><p><strong>parseMimetype</strong>(<code>text</code>): <a href="./../interfaces/MimeType"><code>MimeType</code></a></p></blockquote><p>Take a media type apart. It never fails: what cannot be read is left empty.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiohttp <code>helpers.parse_mimetype</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="text" tabindex="-1">text <a class="header-anchor" href="#text" aria-label="Permalink to &quot;text&quot;">​</a></h3><p><code>string</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/MimeType"><code>MimeType</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/functions/parseMimetype.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const parseMimetype = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  parseMimetype as default
};
