import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: BodyProducer","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/type-aliases/BodyProducer.md","filePath":"api/@tsyncio/http/type-aliases/BodyProducer.md"}');
const _sfc_main = { name: "api/@tsyncio/http/type-aliases/BodyProducer.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-bodyproducer" tabindex="-1">Type Alias: BodyProducer <a class="header-anchor" href="#type-alias-bodyproducer" aria-label="Permalink to &quot;Type Alias: BodyProducer&quot;">​</a></h1><blockquote><p><strong>BodyProducer</strong> = (<code>writer</code>) =&gt; <a href="./Answer"><code>Answer</code></a>&lt;<code>unknown</code>&gt;</p></blockquote><p>A function that makes the body: by writing its pieces, or by returning it.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="writer" tabindex="-1">writer <a class="header-anchor" href="#writer" aria-label="Permalink to &quot;writer&quot;">​</a></h3><p><a href="./../interfaces/PayloadWriter"><code>PayloadWriter</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./Answer"><code>Answer</code></a>&lt;<code>unknown</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/type-aliases/BodyProducer.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BodyProducer = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BodyProducer as default
};
