// Which pages are known, which wait, and which are not done: every URL once. Nothing is fetched here.

import { Queue } from "tsyncio";

/** A page to be asked for. */
export interface Page {
  readonly url: string;
  /** How many links away from where the scrape began. */
  readonly depth: number;
  /** The site that must not be left; `null`: wherever the page turns out to be. */
  readonly site: string | null;
}

/** The pages of one host that wait, and how many workers it has. */
export class HostLine {
  readonly waiting: Queue<Page> = new Queue();
  workers = 0;
}

/** All pages of a scrape. */
export class Frontier {
  /** The page that a URL belongs to. A page has several where it was led on by redirects. */
  readonly #owners = new Map<string, Page | null>();
  readonly #unfinished = new Set<string>();
  readonly #lines = new Map<string, HostLine>();
  readonly #limit: number;
  #known = 0;

  /** @param limit how many pages there may be */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many pages there are. */
  get known(): number {
    return this.#known;
  }

  /** What is not done, in the order it was found in. */
  get unfinished(): readonly string[] {
    return [...this.#unfinished];
  }

  /** A page was found. @returns whether it is new */
  find(page: Page): boolean {
    if (this.#owners.has(page.url)) return false;
    this.#owners.set(page.url, page);
    return true;
  }

  /** Let a page wait that was found. @returns the line it waits in; `null` if it is one too many */
  enqueue(page: Page): HostLine | null {
    if (this.#known >= this.#limit) return null;
    this.#known += 1;
    this.#unfinished.add(page.url);
    const line = this.#lineOf(new URL(page.url).host);
    line.waiting.putNowait(page);
    return line;
  }

  /** Never ask for this URL: an earlier run did. */
  forget(url: string): void {
    this.#owners.set(url, null);
  }

  /** A redirect led `page` to `url`. @returns false if that belongs to another page */
  claim(url: string, page: Page): boolean {
    if (this.#owners.has(url)) return this.#owners.get(url) === page;
    this.#owners.set(url, page);
    return true;
  }

  /** The page is done. */
  finish(page: Page): void {
    this.#unfinished.delete(page.url);
  }

  #lineOf(host: string): HostLine {
    let line = this.#lines.get(host);
    if (line === undefined) this.#lines.set(host, (line = new HostLine()));
    return line;
  }
}
