import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Class: Token<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/classes/Token.md","filePath":"api/tsyncio/classes/Token.md"}');
const _sfc_main = { name: "api/tsyncio/classes/Token.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="class-token-t" tabindex="-1">Class: Token&lt;T&gt; <a class="header-anchor" href="#class-token-t" aria-label="Permalink to &quot;Class: Token\\&lt;T\\&gt;&quot;">​</a></h1><p>What <a href="./ContextVar#set">ContextVar.set</a> returns, to undo it with <a href="./ContextVar#reset">ContextVar.reset</a>.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="hadvalue" tabindex="-1">hadValue <a class="header-anchor" href="#hadvalue" aria-label="Permalink to &quot;hadValue&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>hadValue</strong>: <code>boolean</code></p></blockquote><p>Whether the variable had a value before.</p><hr><h3 id="oldvalue" tabindex="-1">oldValue <a class="header-anchor" href="#oldvalue" aria-label="Permalink to &quot;oldValue&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>oldValue</strong>: <code>T</code> | <code>undefined</code></p></blockquote><p>The value before, if there was one.</p><hr><h3 id="variable" tabindex="-1">variable <a class="header-anchor" href="#variable" aria-label="Permalink to &quot;variable&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>variable</strong>: <a href="./ContextVar"><code>ContextVar</code></a>&lt;<code>T</code>&gt;</p></blockquote><p>The variable that was set.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/classes/Token.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Token = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Token as default
};
