import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"tsyncio/testing","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/testing/index.md","filePath":"api/tsyncio/testing/index.md"}');
const _sfc_main = { name: "api/tsyncio/testing/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="tsyncio-testing" tabindex="-1">tsyncio/testing <a class="header-anchor" href="#tsyncio-testing" aria-label="Permalink to &quot;tsyncio/testing&quot;">​</a></h1><h2 id="classes" tabindex="-1">Classes <a class="header-anchor" href="#classes" aria-label="Permalink to &quot;Classes&quot;">​</a></h2><ul><li><a href="./classes/DeadlockError">DeadlockError</a></li><li><a href="./classes/LeakedTasksError">LeakedTasksError</a></li><li><a href="./classes/Recording">Recording</a></li><li><a href="./classes/Sequencer">Sequencer</a></li><li><a href="./classes/TestTimeoutError">TestTimeoutError</a></li><li><a href="./classes/UnreceivedError">UnreceivedError</a></li><li><a href="./classes/VirtualEventLoop">VirtualEventLoop</a></li></ul><h2 id="interfaces" tabindex="-1">Interfaces <a class="header-anchor" href="#interfaces" aria-label="Permalink to &quot;Interfaces&quot;">​</a></h2><ul><li><a href="./interfaces/RecordedEvent">RecordedEvent</a></li><li><a href="./interfaces/RunVirtualOptions">RunVirtualOptions</a></li><li><a href="./interfaces/VirtualTestOptions">VirtualTestOptions</a></li><li><a href="./interfaces/VirtualTimeOptions">VirtualTimeOptions</a></li></ul><h2 id="type-aliases" tabindex="-1">Type Aliases <a class="header-anchor" href="#type-aliases" aria-label="Permalink to &quot;Type Aliases&quot;">​</a></h2><ul><li><a href="./type-aliases/TestBody">TestBody</a></li></ul><h2 id="functions" tabindex="-1">Functions <a class="header-anchor" href="#functions" aria-label="Permalink to &quot;Functions&quot;">​</a></h2><ul><li><a href="./functions/runVirtual">runVirtual</a></li><li><a href="./functions/virtualTest">virtualTest</a></li><li><a href="./functions/waitAllTasksBlocked">waitAllTasksBlocked</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/testing/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
