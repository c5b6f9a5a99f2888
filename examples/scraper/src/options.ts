// What a scrape may be told, what it tells, and what it gives. No behaviour but the checks of the numbers.

import { ValueError } from "tsyncio";

/** What to scrape, and how. All but the URLs may be left out. */
export interface ScrapeOptions {
  /** Where to begin. */
  readonly urls: readonly string[];
  /** How many links away from the URLs to go, within their sites; 0: not to follow links. @defaultValue 0 */
  readonly crawl?: number;
  /** Follow only links to URLs that match this. */
  readonly include?: RegExp | null;
  /** Follow no link to a URL that matches this. */
  readonly exclude?: RegExp | null;
  /** How many pages to ask for at most. @defaultValue no limit */
  readonly maxPages?: number;
  /** How many requests may be under way. @defaultValue 16 */
  readonly concurrency?: number;
  /** How many of them to one host. @defaultValue 4 */
  readonly perHost?: number;
  /** Seconds from the start of one request to one host to that of the next. robots.txt may ask for more. @defaultValue 0 */
  readonly delay?: number;
  /** Seconds for one attempt, to the last byte. @defaultValue 30 */
  readonly timeout?: number;
  /** How often to try again. @defaultValue 3 */
  readonly retries?: number;
  /** Seconds before the first of these attempts, about; each next one waits twice as long. @defaultValue 0.5 */
  readonly retryDelay?: number;
  /** The longest wait, in seconds, that a server may ask for with `Retry-After`. @defaultValue 60 */
  readonly patience?: number;
  /** How many bytes a page may have. @defaultValue 100 MiB */
  readonly maxBytes?: number;
  /** What to call oneself. */
  readonly userAgent?: string;
  /** Read no robots.txt. @defaultValue false */
  readonly ignoreRobots?: boolean;
  /** The folder where the pages go. @defaultValue none: pages are read, and not kept */
  readonly out?: string | null;
  /** The file where a line of JSON a page goes. @defaultValue none */
  readonly report?: string | null;
  /** Skip what the report has already, and add to it. @defaultValue false: a report that is there is replaced */
  readonly resume?: boolean;
}

/** A page in the report. */
export interface PageRecord {
  readonly url: string;
  /** Where the redirects ended. */
  readonly finalUrl: string;
  /** `null`: there was no answer. */
  readonly status: number | null;
  /** `skipped`: it was not to be read, and `note` says why. */
  readonly outcome: "ok" | "failed" | "skipped";
  readonly bytes: number;
  /** From the first request to the last byte, waits for further attempts included. */
  readonly seconds: number;
  readonly title: string | null;
  readonly error: string | null;
  readonly note: string | null;
  /** Where it is, relative to the folder of the pages. */
  readonly file: string | null;
  /** How many links away from where the scrape began. */
  readonly depth: number;
  /** The URLs that were first found here: what `resume` goes on with. Missing where links were not looked at. */
  readonly links?: readonly string[];
}

/** How far it is. */
export interface Counts {
  /** Pages that are known. */
  readonly known: number;
  /** Pages that are done: the next three together. */
  readonly done: number;
  readonly ok: number;
  readonly failed: number;
  readonly skipped: number;
  /** Pages that an earlier run had done. */
  readonly resumed: number;
  readonly bytes: number;
}

/** What became of it. */
export interface Summary extends Counts {
  readonly seconds: number;
  /** What was known and is not done, if the scrape was stopped. */
  readonly unfinished: readonly string[];
}

/** An attempt that failed, before the next one. */
export interface Retry {
  readonly url: string;
  /** Which attempt failed: 1 is the first. */
  readonly attempt: number;
  /** How long to wait for the next one. */
  readonly seconds: number;
  readonly reason: string;
}

/** Whom to tell. They are called in the loop, one at a time, and must not wait. */
export interface ScrapeEvents {
  /** A page is asked for. */
  onStart?(url: string, counts: Counts): void;
  /** A page is done. */
  onPage?(record: PageRecord, counts: Counts): void;
  onRetry?(retry: Retry): void;
  /** All is over, even if by a cancellation or an error. */
  onEnd?(summary: Summary): void;
}

/** The options with all that may be left out. */
export type Settings = Required<ScrapeOptions>;

export const defaults: Omit<Settings, "urls"> = {
  crawl: 0,
  include: null,
  exclude: null,
  maxPages: Infinity,
  concurrency: 16,
  perHost: 4,
  delay: 0,
  timeout: 30,
  retries: 3,
  retryDelay: 0.5,
  patience: 60,
  maxBytes: 100 * 2 ** 20,
  userAgent: "tsyncio-scraper/0.1",
  ignoreRobots: false,
  out: null,
  report: null,
  resume: false,
};

const lowestValues = [
  [1, ["concurrency", "perHost", "maxPages", "maxBytes"]],
  [0, ["crawl", "delay", "retries", "retryDelay", "patience"]],
] as const;

/** @throws {@link ValueError} if a number is out of place. */
export function settingsOf(options: ScrapeOptions): Settings {
  const settings: Settings = { ...defaults, ...options };
  for (const [lowest, names] of lowestValues) {
    for (const name of names) {
      const value = settings[name];
      if (!(value >= lowest)) throw new ValueError(`${name} must be ${lowest} or more, not ${value}`);
    }
  }
  if (!(settings.timeout > 0)) throw new ValueError(`timeout must be above 0, not ${settings.timeout}`);
  if (settings.resume && settings.report === null) throw new ValueError("resume needs a report");
  return settings;
}
