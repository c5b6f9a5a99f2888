// The scraper: it crawls the small site that it serves for such purposes, and what it kept is compared with that.

import { Buffer } from "node:buffer";
import nodePath from "node:path";

import { type Counts, type PageRecord, type ScrapeEvents, type DemoSite, scrape, startDemoSite } from "example-scraper";
import { type Coroutine, TaskGroup, asyncWith, until } from "tsyncio";
import { Path } from "tsyncio/files";

import type { Act, Stage } from "../stage.ts";

/** How many links away from the front page the site ends. */
const DEPTH = 2;
/** Seconds between two requests: long enough for them to be seen beside the other acts. */
const DELAY_SECONDS = 0.05;
/** Seconds that the slow page takes, and that the busy one asks for. */
const SITE_SECONDS = { slowSeconds: 1, busySeconds: 1 };
/** Which share of the act is over when the site is crawled. */
const CRAWLED = 0.8;
/** The pages of the site that are not just read: it has lost one, its robots.txt forbids one, two answer at the second attempt. */
const LOST = "/gone";
const FORBIDDEN = "/private/diary";
const RETRIED = ["/busy", "/shaky"];

export const scraperAct: Act = {
  name: "scraper",
  *perform(stage, folder) {
    const site = yield* startDemoSite(SITE_SECONDS);
    try {
      stage.tell(`a site is served at ${site.url}`);
      yield* new Crawl(stage, site, nodePath.join(folder, "pages")).run();
    } finally {
      yield* site.close();
    }
  },
};

class Crawl {
  readonly #stage: Stage;
  readonly #site: DemoSite;
  readonly #folder: string;
  readonly #records: PageRecord[] = [];
  readonly #retried: string[] = [];

  constructor(stage: Stage, site: DemoSite, folder: string) {
    this.#stage = stage;
    this.#site = site;
    this.#folder = folder;
  }

  *run(): Coroutine {
    yield* scrape({ urls: [this.#site.url], crawl: DEPTH, delay: DELAY_SECONDS, out: this.#folder }, this.#events());
    this.#stage.tell("all is crawled; the pages that were kept are compared with the site");
    const asked = [...this.#site.requests];
    this.#check(asked, yield* this.#compare());
  }

  #events(): ScrapeEvents {
    return {
      onPage: (record, counts) => {
        this.#records.push(record);
        this.#tellProgress(record, counts);
      },
      onRetry: ({ url, reason, seconds }) => {
        this.#retried.push(pathOf(url));
        this.#stage.tell(`${pathOf(url)}: ${reason}; once more in ${seconds.toFixed(1)} s`);
      },
      onEnd: ({ ok, known, failed, skipped, bytes, unfinished }) => {
        const rest = unfinished.length === 0 ? "" : `, and ${unfinished.length} were not reached`;
        this.#stage.report.push(
          `crawled ${known} pages: ${ok} kept (${(bytes / 1024 ** 2).toFixed(1)} MiB), ${failed} failed, ${skipped} skipped${rest}`,
        );
        for (const record of this.#records.filter(({ outcome }) => outcome !== "ok"))
          this.#stage.report.push(`    ${pathOf(record.url)}: ${record.error ?? record.note}`);
      },
    };
  }

  #tellProgress({ url, outcome }: PageRecord, { done, known }: Counts): void {
    this.#stage.progress((done / known) * CRAWLED, `${done} of ${known} pages: ${pathOf(url)} ${outcome}`);
  }

  /** Ask for each page that was kept once more, with the host's own fetch. */
  *#compare(): Coroutine<Comparison> {
    const kept = this.#records.filter(({ outcome }) => outcome === "ok");
    const comparison: Comparison = { differing: [], linked: new Set() };
    let compared = 0;
    const compare = function* (this: Crawl, { url, finalUrl, file }: PageRecord): Coroutine {
      const page = yield* until(async (signal) => Buffer.from(await (await fetch(url, { signal })).arrayBuffer()));
      const copy = yield* new Path(this.#folder, file ?? "").readBytes();
      if (!page.equals(copy)) comparison.differing.push(pathOf(url));
      for (const [, link] of page.toString().matchAll(/href="([^"]*)"/g))
        comparison.linked.add(pathOf(new URL(link ?? "", finalUrl).href));
      compared++;
      const share = CRAWLED + (compared / kept.length) * (1 - CRAWLED);
      this.#stage.progress(share, `${compared} of ${kept.length} pages compared`);
    };
    yield* asyncWith(new TaskGroup(), (group) => {
      for (const record of kept) group.createTask(compare.call(this, record));
    });
    return comparison;
  }

  /** @param asked the paths that the site was asked for */
  #check(asked: readonly string[], { differing, linked }: Comparison): void {
    const crawled = new Set(this.#records.map(({ url }) => pathOf(url)));
    const claim = (text: string, faults: Iterable<string>): void => {
      const all = [...faults].join(", ");
      this.#stage.check(text, all === "" ? null : all);
    };
    claim(
      "every page that the site links to was crawled",
      [...linked].filter((path) => !crawled.has(path)),
    );
    claim("what was kept is what the site serves, byte for byte", differing);
    claim(`only ${LOST} failed`, differences(this.#pathsOf("failed"), [LOST]));
    claim(`only ${FORBIDDEN} was skipped, as robots.txt wishes, and never asked for`, [
      ...differences(this.#pathsOf("skipped"), [FORBIDDEN]),
      ...asked.filter((path) => path === FORBIDDEN),
    ]);
    claim(`${RETRIED.join(" and ")} were had at the second attempt`, differences(this.#retried, RETRIED));
  }

  #pathsOf(outcome: PageRecord["outcome"]): string[] {
    return this.#records.filter((record) => record.outcome === outcome).map(({ url }) => pathOf(url));
  }
}

/** What came of asking once more. */
interface Comparison {
  /** Paths of pages whose copy is another one. */
  readonly differing: string[];
  /** Paths that the pages link to. */
  readonly linked: Set<string>;
}

/** What is in one of the lists only. */
function differences(left: readonly string[], right: readonly string[]): string[] {
  return [...left.filter((each) => !right.includes(each)), ...right.filter((each) => !left.includes(each))];
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
