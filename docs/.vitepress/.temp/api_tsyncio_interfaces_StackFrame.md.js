import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: StackFrame","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/StackFrame.md","filePath":"api/tsyncio/interfaces/StackFrame.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/StackFrame.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-stackframe" tabindex="-1">Interface: StackFrame <a class="header-anchor" href="#interface-stackframe" aria-label="Permalink to &quot;Interface: StackFrame&quot;">​</a></h1><p>A place in a call stack.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="columnnumber" tabindex="-1">columnNumber <a class="header-anchor" href="#columnnumber" aria-label="Permalink to &quot;columnNumber&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>columnNumber</strong>: <code>number</code></p></blockquote><hr><h3 id="filename" tabindex="-1">fileName <a class="header-anchor" href="#filename" aria-label="Permalink to &quot;fileName&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>fileName</strong>: <code>string</code></p></blockquote><p>The file, as the host names it: a path or a URL.</p><hr><h3 id="functionname" tabindex="-1">functionName <a class="header-anchor" href="#functionname" aria-label="Permalink to &quot;functionName&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>functionName</strong>: <code>string</code></p></blockquote><p>The function&#39;s name, with its class where the host tells it; <code>&lt;anonymous&gt;</code> if it has none.</p><hr><h3 id="iscoroutine" tabindex="-1">isCoroutine <a class="header-anchor" href="#iscoroutine" aria-label="Permalink to &quot;isCoroutine&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>isCoroutine</strong>: <code>boolean</code></p></blockquote><p>Whether it is the frame of a generator or of an async function.</p><hr><h3 id="linenumber" tabindex="-1">lineNumber <a class="header-anchor" href="#linenumber" aria-label="Permalink to &quot;lineNumber&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>lineNumber</strong>: <code>number</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/StackFrame.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const StackFrame = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  StackFrame as default
};
