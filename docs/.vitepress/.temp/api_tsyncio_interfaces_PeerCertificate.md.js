import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PeerCertificate","description":"","frontmatter":{},"headers":[],"relativePath":"api/tsyncio/interfaces/PeerCertificate.md","filePath":"api/tsyncio/interfaces/PeerCertificate.md"}');
const _sfc_main = { name: "api/tsyncio/interfaces/PeerCertificate.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-peercertificate" tabindex="-1">Interface: PeerCertificate <a class="header-anchor" href="#interface-peercertificate" aria-label="Permalink to &quot;Interface: PeerCertificate&quot;">​</a></h1><p>A certificate, in the words of Node&#39;s <code>getPeerCertificate()</code>. The usual ones.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="fingerprint256" tabindex="-1">fingerprint256 <a class="header-anchor" href="#fingerprint256" aria-label="Permalink to &quot;fingerprint256&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>fingerprint256</strong>: <code>string</code></p></blockquote><hr><h3 id="issuer" tabindex="-1">issuer <a class="header-anchor" href="#issuer" aria-label="Permalink to &quot;issuer&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>issuer</strong>: <code>object</code></p></blockquote><hr><h3 id="raw" tabindex="-1">raw <a class="header-anchor" href="#raw" aria-label="Permalink to &quot;raw&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>raw</strong>: <code>Uint8Array</code></p></blockquote><p>All of it, as DER.</p><hr><h3 id="serialnumber" tabindex="-1">serialNumber <a class="header-anchor" href="#serialnumber" aria-label="Permalink to &quot;serialNumber&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>serialNumber</strong>: <code>string</code></p></blockquote><hr><h3 id="subject" tabindex="-1">subject <a class="header-anchor" href="#subject" aria-label="Permalink to &quot;subject&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>subject</strong>: <code>object</code></p></blockquote><hr><h3 id="subjectaltname" tabindex="-1">subjectaltname? <a class="header-anchor" href="#subjectaltname" aria-label="Permalink to &quot;subjectaltname?&quot;">​</a></h3><blockquote><p><code>readonly</code> <code>optional</code> <strong>subjectaltname?</strong>: <code>string</code></p></blockquote><p>The names and addresses that it is for, such as <code>&quot;DNS:example.org, IP Address:192.0.2.1&quot;</code>.</p><hr><h3 id="valid-from" tabindex="-1">valid_from <a class="header-anchor" href="#valid-from" aria-label="Permalink to &quot;valid\\_from&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>valid_from</strong>: <code>string</code></p></blockquote><hr><h3 id="valid-to" tabindex="-1">valid_to <a class="header-anchor" href="#valid-to" aria-label="Permalink to &quot;valid\\_to&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>valid_to</strong>: <code>string</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tsyncio/interfaces/PeerCertificate.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PeerCertificate = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PeerCertificate as default
};
