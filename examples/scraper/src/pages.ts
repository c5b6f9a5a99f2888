// What a page of HTML says: its title and its links. Nothing is fetched here.

import { type CheerioAPI, loadBuffer } from "cheerio";

import { webUrl } from "./urls.ts";

/** What is read of a page. */
export interface PageContent {
  readonly title: string | null;
  /** Where it links to: each once, without fragments, in the order of the page. */
  readonly links: readonly string[];
}

/** Whether something is a page with links. */
export const isHtml = (contentType: string): boolean =>
  contentType === "text/html" || contentType === "application/xhtml+xml";

/**
 * @param url where the page is: relative links start there
 * @param charset what the server calls the encoding; the page itself may say it otherwise
 */
export function readPage(html: Uint8Array, url: string, charset: string | null): PageContent {
  const encoding = charset === null ? {} : { transportLayerEncodingLabel: charset };
  const $ = loadBuffer(Buffer.from(html.buffer, html.byteOffset, html.length), { encoding });
  const title = $("head > title").first().text().replaceAll(/\s+/g, " ").trim();
  const base = webUrl($("base[href]").first().attr("href") ?? "", url) ?? url;
  const links = new Set<string>();
  for (const element of asksNotToFollow($) ? [] : $("a[href], area[href]")) {
    const { href = "", rel = "" } = element.attribs;
    const link = /\bnofollow\b/i.test(rel) ? null : webUrl(href, base);
    if (link !== null) links.add(link);
  }
  return { title: title === "" ? null : title, links: [...links] };
}

const asksNotToFollow = ($: CheerioAPI): boolean => $("meta[name=robots i][content*=nofollow i]").length > 0;
