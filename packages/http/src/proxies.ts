// Which proxies there are, and which one the environment names for a URL. Opens nothing.

import { ValueError } from "tsyncio";

import { isSocksUrl } from "./socks.ts";

/** What was given as a proxy. @throws {@link ValueError} if it is no URL of an HTTP or SOCKS proxy. */
export function proxyUrl(proxy: string | URL): URL {
  const text = String(proxy);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !(url.protocol === "http:" || url.protocol === "https:" || isSocksUrl(url))) {
    throw new ValueError(`proxy must be the URL of an HTTP or SOCKS proxy, got ${JSON.stringify(text)}`);
  }
  return url;
}

/**
 * The proxy for `url` that the environment names, `null` if there is none: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, and NO_PROXY for
 * the hosts that need none; in small letters, too, which count first.
 *
 * @see CPython `urllib.request.getproxies`, `proxy_bypass`
 */
export function proxyFromEnvironment(url: URL, environment: Readonly<Record<string, string | undefined>>): URL | null {
  const read = (name: string): string => {
    const small = environment[name];
    if (small !== undefined) return small;
    // A CGI program finds the header `Proxy` of its visitor in HTTP_PROXY.
    if (name === "http_proxy" && environment["REQUEST_METHOD"] !== undefined) return "";
    return environment[name.toUpperCase()] ?? "";
  };
  if (isExempt(url, read("no_proxy"))) return null;
  const proxy = read(`${url.protocol.slice(0, -1)}_proxy`) || read("all_proxy");
  if (proxy === "") return null;
  const text = proxy.includes("://") ? proxy : `http://${proxy}`;
  return URL.canParse(text) ? new URL(text) : null;
}

/** Whether `list`, a NO_PROXY, names the host of `url`: itself, a domain above it, with or without a port, or `*`. */
function isExempt(url: URL, list: string): boolean {
  const host = url.hostname.toLowerCase();
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  for (const item of list.toLowerCase().split(/[\s,]+/)) {
    if (item === "") continue;
    if (item === "*") return true;
    // `host:port`, where the host may be `[::1]`; several colons without brackets are an address.
    const found = /^(\[.*\]|[^:]*):(\d+)$/.exec(item);
    if (found !== null && found[2] !== port) continue;
    const plain = (found?.[1] ?? item).replace(/^\*?\.+/, "");
    const name = plain.includes(":") && !plain.startsWith("[") ? `[${plain}]` : plain;
    if (host === name || host.endsWith(`.${name}`)) return true;
  }
  return false;
}
