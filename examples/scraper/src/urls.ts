// URLs as the scraper compares them. Nothing is fetched here.

/** `text` as a URL of the web, without its fragment; `null` if it is none. */
export function webUrl(text: string, base?: string): string | null {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  if ((url.protocol !== "http:" && url.protocol !== "https:") || url.hostname === "") return null;
  url.hash = "";
  // An empty query is none.
  if (url.search === "") url.search = "";
  return url.href;
}

/** A URL that somebody typed: `example.org/page` is one, too. */
export function typedUrl(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  // A scheme, unless what looks like one is a host before a port.
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed)) return webUrl(trimmed);
  return /^[\p{L}\p{N}_.[\]:-]+([/?#]|$)/u.test(trimmed) ? webUrl(`http://${trimmed}`) : null;
}

const site = /^https?:\/\/(?:[^/@]*@)?(?:www\.)?([^/?]*)/;

/** What makes pages one site: host and port. With and without `www.` are one, and so are http and https. */
export function siteOf(url: string): string {
  return site.exec(url)?.[1] ?? url;
}
