// One page: robots.txt, redirects, its body into a file and its links out of it. Which page comes next is not decided here.

import type { ClientResponse } from "@tsyncio/http";
import { type Coroutine, asyncFor } from "tsyncio";

import { PageError } from "./failures.ts";
import type { Fetcher } from "./fetcher.ts";
import type { Frontier, Page } from "./frontier.ts";
import type { PageRecord, Settings } from "./options.ts";
import { isHtml, readPage } from "./pages.ts";
import type { Robots } from "./robots.ts";
import type { Store, WritePiece } from "./store.ts";
import { siteOf, webUrl } from "./urls.ts";

const MOST_REDIRECTS = 10;

/** Longer pages are kept, but not searched for links: that would hold up everybody else. */
const LONGEST_HTML = 5 * 2 ** 20;

/** What a visit needs. */
export interface Means {
  readonly settings: Settings;
  readonly frontier: Frontier;
  readonly fetcher: Fetcher;
  /** `null`: nobody asks what is allowed. */
  readonly robots: Robots | null;
  /** `null`: pages are not kept. */
  readonly store: Store | null;
}

/** What came of a visit, or has come of it so far: an error leaves it as it was then. */
export type Visited = {
  -readonly [Key in "finalUrl" | "status" | "bytes" | "title" | "note" | "file"]: PageRecord[Key];
} & {
  /** What the page links to; `null`: nobody looked. */
  links: readonly string[] | null;
};

/** A visit of one page. */
export class Visit {
  readonly found: Visited;
  readonly #page: Page;
  readonly #means: Means;

  constructor(page: Page, means: Means) {
    this.#page = page;
    this.#means = means;
    this.found = { finalUrl: page.url, status: null, bytes: 0, title: null, note: null, file: null, links: null };
  }

  /** Go there, and wherever redirects lead. @throws {@link PageError}, or what the client throws, if there is no such page. */
  *go(): Coroutine<void> {
    const { robots, fetcher } = this.#means;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const url = this.found.finalUrl;
      if (robots !== null && !(yield* robots.allows(url))) {
        this.found.note = "robots.txt disallows it";
        return;
      }
      const next = yield* fetcher.get(url, (response) => this.#take(response));
      if (next === null) return;
      if (!this.#mayFollow(next)) return;
    }
    throw new PageError(`there are more than ${MOST_REDIRECTS} redirects`);
  }

  /** @returns where to go on; `null`: this is the end */
  *#take(response: ClientResponse): Coroutine<string | null> {
    const { status } = response;
    this.found.status = status;
    const location = status >= 300 && status < 400 ? response.headers.get("Location") : null;
    if (location !== null) {
      const next = webUrl(location, this.found.finalUrl);
      if (next === null)
        throw new PageError(`it redirects to ${JSON.stringify(location)}, which is no page of the web`);
      return next;
    }
    if (!response.ok) throw new PageError(`HTTP ${status} ${response.reason}`.trim());
    yield* this.#takePage(response);
    return null;
  }

  #mayFollow(url: string): boolean {
    const { site } = this.#page;
    this.found.finalUrl = url;
    if (site !== null && siteOf(url) !== site) this.found.note = "it redirects to another site";
    else if (!this.#means.frontier.claim(url, this.#page))
      this.found.note = "it redirects to a page that is there already";
    return this.found.note === null;
  }

  *#takePage(response: ClientResponse): Coroutine<void> {
    const { store } = this.#means;
    const { contentType } = response;
    const pieces: Uint8Array[] | null = isHtml(contentType) ? [] : null;
    if (store === null) yield* this.#readBody(response, pieces, null);
    else {
      const fill = (write: WritePiece): Coroutine<void> => this.#readBody(response, pieces, write);
      this.found.file = yield* store.save(this.found.finalUrl, contentType, fill);
    }
    this.found.links = [];
    if (pieces !== null && this.found.bytes <= LONGEST_HTML) {
      const { title, links } = readPage(Buffer.concat(pieces), this.found.finalUrl, response.charset);
      this.found.title = title;
      this.found.links = links;
    }
  }

  /** Piece by piece, so that a page of any size takes little memory. */
  *#readBody(response: ClientResponse, pieces: Uint8Array[] | null, write: WritePiece | null): Coroutine<void> {
    const { found } = this;
    const { maxBytes } = this.#means.settings;
    found.bytes = 0;
    yield* asyncFor(response.content.iterAny(), function* (piece) {
      found.bytes += piece.length;
      if (found.bytes > maxBytes) throw new PageError(`it is longer than ${maxBytes} bytes`);
      if (found.bytes <= LONGEST_HTML) pieces?.push(piece);
      if (write !== null) yield* write(piece);
    });
  }
}
