import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AbstractResolver","description":"","frontmatter":{},"headers":[],"relativePath":"api/@tsyncio/http/interfaces/AbstractResolver.md","filePath":"api/@tsyncio/http/interfaces/AbstractResolver.md"}');
const _sfc_main = { name: "api/@tsyncio/http/interfaces/AbstractResolver.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-abstractresolver" tabindex="-1">Interface: AbstractResolver <a class="header-anchor" href="#interface-abstractresolver" aria-label="Permalink to &quot;Interface: AbstractResolver&quot;">​</a></h1><p>Finds the addresses of a host.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>aiohttp <code>abc.AbstractResolver</code></p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="resolve" tabindex="-1">resolve() <a class="header-anchor" href="#resolve" aria-label="Permalink to &quot;resolve()&quot;">​</a></h3><blockquote><p><strong>resolve</strong>(<code>host</code>, <code>family</code>, <code>done</code>): <code>void</code></p></blockquote><p>Call <code>done</code> once, with an error or the addresses.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="host" tabindex="-1">host <a class="header-anchor" href="#host" aria-label="Permalink to &quot;host&quot;">​</a></h5><p><code>string</code></p><h5 id="family" tabindex="-1">family <a class="header-anchor" href="#family" aria-label="Permalink to &quot;family&quot;">​</a></h5><p><a href="./../type-aliases/AddressFamily"><code>AddressFamily</code></a></p><h5 id="done" tabindex="-1">done <a class="header-anchor" href="#done" aria-label="Permalink to &quot;done&quot;">​</a></h5><p>(<code>error</code>, <code>addresses</code>) =&gt; <code>void</code></p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>void</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/@tsyncio/http/interfaces/AbstractResolver.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AbstractResolver = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AbstractResolver as default
};
