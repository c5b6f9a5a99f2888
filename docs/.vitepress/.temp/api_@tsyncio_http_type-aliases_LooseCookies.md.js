import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: LooseCookies","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/LooseCookies.md","filePath":"api/@tsyncio/http/type-aliases/LooseCookies.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/LooseCookies.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-loosecookies" tabindex="-1">Type Alias: LooseCookies <a class="header-anchor" href="#type-alias-loosecookies" aria-label="Permalink to &quot;Type Alias: LooseCookies&quot;">​</a></h1><blockquote><p><strong>LooseCookies</strong> = <code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code> | <a href="./../classes/Cookie"><code>Cookie</code></a>&gt;&gt; | <code>Iterable</code>&lt;readonly [<code>name</code>: <code>string</code>, <code>value</code>: <code>string</code> | <a href="./../classes/Cookie"><code>Cookie</code></a>]&gt;</p></blockquote><p>What names and values may be given as.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/LooseCookies.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LooseCookies = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LooseCookies as default
};
