import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: createSubprocessShell()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/functions/createSubprocessShell.md","filePath":"api/tsyncio/functions/createSubprocessShell.md"}');
const _sfc_main = { name: "api/tsyncio/functions/createSubprocessShell.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-createsubprocessshell" tabindex="-1">Function: createSubprocessShell() <a class="header-anchor" href="#function-createsubprocessshell" aria-label="Permalink to &quot;Function: createSubprocessShell()&quot;">​</a></h1><blockquote><p><strong>createSubprocessShell</strong>(<code>command</code>, <code>options?</code>): <a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<a href="./../classes/Process"><code>Process</code></a>&gt;</p></blockquote><p>The same for a command line, which the system&#39;s shell runs: <code>/bin/sh</code>, on Windows <code>cmd.exe</code>.</p><p>Never build it of what others have written; give the parts to <a href="./createSubprocessExec">createSubprocessExec</a>.</p><h2 id="see" tabindex="-1">See <a class="header-anchor" href="#see" aria-label="Permalink to &quot;See&quot;">​</a></h2><p>CPython <code>asyncio.create_subprocess_shell</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="command" tabindex="-1">command <a class="header-anchor" href="#command" aria-label="Permalink to &quot;command&quot;">​</a></h3><p><code>string</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/CreateSubprocessOptions"><code>CreateSubprocessOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Awaitable"><code>Awaitable</code></a>&lt;<a href="./../classes/Process"><code>Process</code></a>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/functions/createSubprocessShell.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const createSubprocessShell = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  createSubprocessShell as default
};
