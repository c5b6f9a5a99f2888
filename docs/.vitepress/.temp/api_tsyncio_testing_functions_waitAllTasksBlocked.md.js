import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: waitAllTasksBlocked()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/testing/functions/waitAllTasksBlocked.md","filePath":"api/tsyncio/testing/functions/waitAllTasksBlocked.md"}');
const _sfc_main = { name: "api/tsyncio/testing/functions/waitAllTasksBlocked.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="function-waitalltasksblocked" tabindex="-1">Function: waitAllTasksBlocked() <a class="header-anchor" href="#function-waitalltasksblocked" aria-label="Permalink to &quot;Function: waitAllTasksBlocked()&quot;">​</a></h1><blockquote><p><strong>waitAllTasksBlocked</strong>(): <a href="./../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p></blockquote><p>Wait until every other task waits for something, so that nothing more will happen at this moment of virtual time.</p><p>The clock does not move. Use it in place of a <code>sleep()</code> of a guessed length, to let others get as far as they can.</p><p>Cancellation: the wait ends at once.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p>RuntimeError if the running loop is not a virtual one.</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../classes/Awaitable"><code>Awaitable</code></a>&lt;<code>void</code>&gt;</p><h2 id="example" tabindex="-1">Example <a class="header-anchor" href="#example" aria-label="Permalink to &quot;Example&quot;">​</a></h2><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> task</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;"> =</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> createTask</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">consumer</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(queue));</span></span>
<span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">yield*</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> waitAllTasksBlocked</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(); </span><span style="--shiki-light:#6A737D;--shiki-dark:#6A737D;">// the consumer waits in queue.get() by now</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">task.</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">cancel</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">();</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/testing/functions/waitAllTasksBlocked.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const waitAllTasksBlocked = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  waitAllTasksBlocked as default
};
