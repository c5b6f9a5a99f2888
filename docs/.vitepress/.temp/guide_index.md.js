import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Guide","description":"","frontmatter":{},"headers":[],"relativePath":"guide/index.md","filePath":"guide/index.md"}');
const _sfc_main = { name: "guide/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="guide" tabindex="-1">Guide <a class="header-anchor" href="#guide" aria-label="Permalink to &quot;Guide&quot;">​</a></h1><p>Coming from somewhere:</p><ul><li><a href="./from-python">Coming from Python</a>: every construct of asyncio, and how it is written here.</li><li><a href="./from-promises">Coming from promises</a>: what a promise has not got, each with the bug that this causes.</li></ul><p>How to:</p><ul><li><a href="./timeouts">Timeouts</a>: limits for one call and for a whole block, retries within a deadline.</li><li><a href="./cancellation">Cancellation and cleanup</a>: what to do in a <code>finally</code>, what to shield, what not to swallow.</li><li><a href="./rate-limits">Rate limits</a>: so many at once, so many a second.</li><li><a href="./worker-pools">Worker pools</a>: many jobs, few workers.</li><li><a href="./graceful-shutdown">Graceful shutdown</a>: Ctrl-C, SIGTERM, and a deadline for those who do not hurry.</li><li><a href="/testing">Testing</a>: virtual time.</li><li><a href="./fetch-and-abortsignal"><code>fetch</code> and AbortSignal</a>: promises of others, in both directions.</li><li><a href="./express-and-fastify">Express and Fastify</a>: coroutines in request handlers.</li><li><a href="./streams">Streams</a>: TCP, TLS, lines, and bridges to the streams of Node and of the web.</li><li><a href="./subprocesses">Subprocesses</a>: run programs, talk to them, stop them.</li><li><a href="./threads-and-processes">Threads and processes</a>: computations beside the loop.</li><li><a href="./debugging">Debugging</a>: debug mode, and who waits for whom.</li></ul><p>Libraries: <a href="/http">HTTP</a>, <a href="/files">files</a>.</p><p>Background: <a href="/design">design</a>, <a href="/differences">differences from CPython</a>, <a href="/parity">parity</a>, <a href="/performance">performance</a>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("guide/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
