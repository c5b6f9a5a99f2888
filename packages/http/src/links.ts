// The `Link` header: what a response refers to. Nothing else.

/** One entry of a `Link` header. */
export interface Link {
  /** Where it leads, resolved against the URL of the response. */
  readonly url: URL;
  /** All that the header says of it: `rel`, `title`, `type`. Names are in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * The links of a response by their relation (`next`, `prev`), or by the address as it stands there if they name none.
 *
 * Of several with one relation the first is given. What cannot be read is left out.
 *
 * @param headers the values of all `Link` headers
 * @param base the URL of the response
 * @see aiohttp `ClientResponse.links`
 */
export function parseLinks(headers: readonly string[], base: URL): Map<string, Link> {
  const links = new Map<string, Link>();
  for (const entry of headers.join(", ").split(/,(?=\s*<)/)) {
    const match = /^\s*<([^>]*)>(.*)$/s.exec(entry);
    if (match === null) continue;
    const [, address = "", tail = ""] = match;
    const parameters = parametersOf(tail);
    const key = parameters.get("rel") ?? address;
    const url = URL.canParse(address, base.href) ? new URL(address, base) : null;
    if (url !== null && !links.has(key)) links.set(key, { url, parameters });
  }
  return links;
}

const PARAMETER = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^;]*))/g;

function parametersOf(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [, name = "", quoted, single, plain] of text.matchAll(PARAMETER)) {
    const value = quoted?.replace(/\\(.)/g, "$1") ?? single ?? plain?.trim() ?? "";
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
  }
  return parameters;
}
