// A scrape from its first page to its last: who works on which page, and what is told of it. It prints nothing and ends no process.

import { ClientSession, TCPConnector } from "@tsyncio/http";
import {
  type Awaitable,
  BaseExceptionGroup,
  type Coroutine,
  Semaphore,
  TaskGroup,
  ValueError,
  asyncWith,
  coroutine,
  getRunningLoop,
  wait,
} from "tsyncio";

import { OutputError, isOfThePage, reasonOf } from "./failures.ts";
import { Fetcher } from "./fetcher.ts";
import { Frontier, type HostLine, type Page } from "./frontier.ts";
import {
  type Counts,
  type PageRecord,
  type Retry,
  type ScrapeEvents,
  type ScrapeOptions,
  type Settings,
  type Summary,
  settingsOf,
} from "./options.ts";
import { type Earlier, Report, isSettled, readReport } from "./report.ts";
import { Robots } from "./robots.ts";
import { Store } from "./store.ts";
import { siteOf, typedUrl } from "./urls.ts";
import { type Means, Visit, type Visited } from "./visit.ts";

/**
 * Scrape pages. What fails of the pages is in the records that `events.onPage` gets; it is no error of the scrape.
 *
 * A scrape that is cancelled leaves no half-written file: what is done is in the report, and `events.onEnd` is told what is not.
 *
 * @throws {@link ValueError} if an option is out of place.
 * @throws {@link OutputError} if the pages or the report cannot be written.
 */
export const scrape: (options: ScrapeOptions, events?: ScrapeEvents) => Awaitable<Summary> = coroutine(function* (
  options: ScrapeOptions,
  events: ScrapeEvents = {},
): Coroutine<Summary> {
  try {
    return yield* new Scrape(settingsOf(options), events).run();
  } catch (error) {
    throw firstOutputError(error) ?? error;
  }
});

/** One failure is enough to stop all workers: theirs is what matters. */
function firstOutputError(error: unknown): OutputError | null {
  if (error instanceof OutputError) return error;
  if (!(error instanceof BaseExceptionGroup)) return null;
  for (const inner of error.errors as unknown[]) {
    const found = firstOutputError(inner);
    if (found !== null) return found;
  }
  return null;
}

class Scrape {
  readonly #settings: Settings;
  readonly #events: ScrapeEvents;
  readonly #frontier: Frontier;
  readonly #store: Store | null;
  readonly #report: Report | null;
  readonly #workers = new TaskGroup();
  readonly #startedAt = getRunningLoop().time();
  readonly #counts = { ok: 0, failed: 0, skipped: 0, resumed: 0, bytes: 0 };

  constructor(settings: Settings, events: ScrapeEvents) {
    this.#settings = settings;
    this.#events = events;
    this.#frontier = new Frontier(settings.maxPages);
    this.#store = settings.out === null ? null : new Store(settings.out);
    this.#report = settings.report === null ? null : new Report(settings.report);
  }

  *run(): Coroutine<Summary> {
    const pages = this.#settings.urls.map(firstPage);
    if (this.#store !== null) yield* this.#store.prepare();
    const earlier = this.#settings.resume ? yield* readReport(this.#settings.report ?? "") : null;
    const work = (): Coroutine<void> => this.#telling(() => this.#visitAll(pages, earlier));
    if (this.#report === null) yield* work();
    else yield* this.#reporting(this.#report, earlier, work);
    return this.#summary();
  }

  /** Do `work`, and write the report meanwhile. However `work` ends, the report is written to its end. */
  *#reporting(report: Report, earlier: Earlier | null, work: () => Coroutine<void>): Coroutine<void> {
    const file = yield* report.open(earlier);
    const both = asyncWith(new TaskGroup(), function* (group) {
      const writer = group.createTask(report.write(file), { name: "report" });
      try {
        yield* work();
      } finally {
        report.finish();
        yield* wait([writer]);
      }
    });
    yield* asyncWith(file, () => both);
  }

  *#telling(work: () => Coroutine<void>): Coroutine<void> {
    try {
      yield* work();
    } finally {
      this.#events.onEnd?.(this.#summary());
    }
  }

  *#visitAll(pages: readonly Page[], earlier: Earlier | null): Coroutine<void> {
    const { concurrency, perHost, userAgent } = this.#settings;
    const connector = new TCPConnector({ limit: concurrency, limitPerHost: perHost });
    const session = new ClientSession({ connector, headers: { "User-Agent": userAgent } });
    yield* asyncWith(session, () => this.#visitWith(session, pages, earlier));
  }

  *#visitWith(session: ClientSession, pages: readonly Page[], earlier: Earlier | null): Coroutine<void> {
    const { concurrency, userAgent, ignoreRobots } = this.#settings;
    const onRetry = (retry: Retry): void => this.#events.onRetry?.(retry);
    const fetcher = new Fetcher(session, this.#settings, new Semaphore(concurrency), onRetry);
    const robots = ignoreRobots ? null : new Robots(fetcher, userAgent);
    const means: Means = { settings: this.#settings, frontier: this.#frontier, fetcher, robots, store: this.#store };
    yield* asyncWith(this.#workers, () => {
      const found = earlier === null ? [] : this.#resume(earlier);
      for (const page of [...pages, ...found]) if (this.#frontier.find(page)) this.#enqueue(page, means);
    });
  }

  /** Take what an earlier run did for done. @returns what it found */
  #resume({ records }: Earlier): Page[] {
    const { crawl } = this.#settings;
    const found: Page[] = [];
    for (const record of records.values()) {
      const mustLookForLinks = record.outcome === "ok" && record.links === undefined && record.depth < crawl;
      if (!isSettled(record) || mustLookForLinks) continue;
      this.#frontier.forget(record.url);
      if (record.outcome === "ok") this.#frontier.forget(record.finalUrl);
      if (record.file !== null) this.#store?.names.claim(record.file, record.finalUrl);
      this.#counts.resumed += 1;
      const next = { depth: record.depth + 1, site: siteOf(record.finalUrl) };
      if (next.depth <= crawl) for (const url of record.links ?? []) found.push({ url, ...next });
    }
    return found;
  }

  #enqueue(page: Page, means: Means): void {
    const line = this.#frontier.enqueue(page);
    if (line === null || line.workers >= this.#settings.perHost) return;
    line.workers += 1;
    this.#workers.createTask(this.#work(line, means), { name: `worker for ${new URL(page.url).host}` });
  }

  /** One of the workers for a host. It goes when nothing waits. */
  *#work(line: HostLine, means: Means): Coroutine<void> {
    try {
      while (!line.waiting.empty()) yield* this.#visit(line.waiting.getNowait(), means);
    } finally {
      line.workers -= 1;
    }
  }

  *#visit(page: Page, means: Means): Coroutine<void> {
    const loop = getRunningLoop();
    const startedAt = loop.time();
    const visit = new Visit(page, means);
    this.#events.onStart?.(page.url, this.#progress());
    let error: string | null = null;
    try {
      yield* visit.go();
    } catch (thrown) {
      if (!isOfThePage(thrown)) throw thrown;
      error = reasonOf(thrown);
    }
    const { links, ...found } = visit.found;
    this.#finish(page, {
      url: page.url,
      ...found,
      outcome: outcomeOf(found.note, error),
      seconds: Number((loop.time() - startedAt).toFixed(3)),
      error,
      depth: page.depth,
      ...this.#follow(page, { links, ...found }, means),
    });
  }

  /** Go on to what is new behind a page. @returns what that is, for the record; nothing if nobody looked for it */
  #follow(page: Page, { links, finalUrl }: Visited, means: Means): Pick<PageRecord, "links"> {
    const { crawl, include, exclude } = this.#settings;
    if (links === null || (page.depth >= crawl && links.length > 0)) return {};
    const site = page.site ?? siteOf(finalUrl);
    const found: string[] = [];
    for (const url of links) {
      if (siteOf(url) !== site || include?.test(url) === false || exclude?.test(url) === true) continue;
      const next = { url, depth: page.depth + 1, site };
      if (!this.#frontier.find(next)) continue;
      found.push(url);
      this.#enqueue(next, means);
    }
    return { links: found };
  }

  #finish(page: Page, record: PageRecord): void {
    this.#frontier.finish(page);
    this.#counts[record.outcome] += 1;
    this.#counts.bytes += record.bytes;
    this.#report?.add(record);
    this.#events.onPage?.(record, this.#progress());
  }

  #progress(): Counts {
    const { ok, failed, skipped } = this.#counts;
    return { known: this.#frontier.known, done: ok + failed + skipped, ...this.#counts };
  }

  #summary(): Summary {
    const seconds = getRunningLoop().time() - this.#startedAt;
    return { ...this.#progress(), seconds, unfinished: this.#frontier.unfinished };
  }
}

function outcomeOf(note: string | null, error: string | null): PageRecord["outcome"] {
  if (error !== null) return "failed";
  return note === null ? "ok" : "skipped";
}

function firstPage(text: string): Page {
  const url = typedUrl(text);
  if (url === null) throw new ValueError(`urls: ${JSON.stringify(text)} is no URL of the web`);
  return { url, depth: 0, site: null };
}
