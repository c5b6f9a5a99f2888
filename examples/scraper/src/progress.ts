// What people see of a scrape: a bar in a terminal, plain lines elsewhere, and the closing words.

import cliProgress from "cli-progress";

import type { Counts, PageRecord, Retry, ScrapeEvents, Summary } from "./options.ts";

/** Shows how far a scrape is. */
export interface Display extends ScrapeEvents {
  /** Show no more. */
  stop(): void;
}

/** Where a display writes: `process.stderr`, as a rule. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** For a terminal: a line that changes. What went wrong stays above it. */
export class BarDisplay implements Display {
  readonly #output: Output;
  // One bar would do, but only a MultiBar can write lines above it.
  readonly #bars: cliProgress.MultiBar;
  #bar: cliProgress.SingleBar | null = null;

  constructor(output: Output) {
    this.#output = output;
    this.#bars = new cliProgress.MultiBar(
      {
        stream: output,
        format: "{bar} {value}/{total}  {size}  {last}",
        barsize: BAR_WIDTH,
        fps: 12,
        hideCursor: true,
        linewrap: null,
        clearOnComplete: true,
        // Ctrl-C is the program's.
        gracefulExit: false,
      },
      cliProgress.Presets.shades_classic,
    );
  }

  onStart(url: string, counts: Counts): void {
    this.#show(url, counts);
  }

  onPage(record: PageRecord, counts: Counts): void {
    if (record.outcome === "failed") this.#bars.log(`${lineOf(record)}\n`);
    this.#show(record.url, counts);
  }

  onRetry(retry: Retry): void {
    this.#bars.log(`${lineOfRetry(retry)}\n`);
  }

  stop(): void {
    this.#bars.update();
    this.#bars.stop();
  }

  #show(url: string, { known, done, bytes }: Counts): void {
    const size = sizeText(bytes);
    const payload = { size, last: this.#shortened(url, `${known}${done}${size}`.length) };
    this.#bar ??= this.#bars.create(known, done, payload);
    this.#bar.setTotal(known);
    this.#bar.update(done, payload);
  }

  /** What has room in the line, which must not wrap. */
  #shortened(url: string, taken: number): string {
    const columns = this.#output.columns ?? 0;
    const room = Math.max(1, (columns > 0 ? columns : 80) - BAR_WIDTH - taken - 8);
    return url.length <= room ? url : `…${url.slice(url.length - room + 1)}`;
  }
}

const BAR_WIDTH = 24;

/** For pipes and files: a line a page. */
export class LinesDisplay implements Display {
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  onPage(record: PageRecord): void {
    this.#output.write(`${lineOf(record)}\n`);
  }

  onRetry(retry: Retry): void {
    this.#output.write(`${lineOfRetry(retry)}\n`);
  }

  stop(): void {
    // Nothing is shown that would have to go.
  }
}

/** Shows only what failed. */
export class QuietDisplay implements Display {
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  onPage(record: PageRecord): void {
    if (record.outcome === "failed") this.#output.write(`${lineOf(record)}\n`);
  }

  stop(): void {
    // Nothing is shown that would have to go.
  }
}

/** A page in a line. */
export function lineOf({ url, finalUrl, outcome, status, bytes, seconds, error, note }: PageRecord): string {
  const where = finalUrl === url ? url : `${url} -> ${finalUrl}`;
  const facts = `${seconds.toFixed(2).padStart(6)} s  ${sizeText(bytes).padStart(8)}`;
  const remark = error ?? note;
  return `${outcome.padEnd(7)} ${String(status ?? "---")} ${facts}  ${where}${remark === null ? "" : `  (${remark})`}`;
}

function lineOfRetry({ url, attempt, seconds, reason }: Retry): string {
  return `retry   ${reason}: attempt ${attempt + 1} in ${seconds.toFixed(1)} s  ${url}`;
}

/** All in a few lines. */
export function summaryText(summary: Summary): string {
  const { done, ok, failed, skipped, resumed, bytes, seconds, unfinished } = summary;
  const what = [
    `${ok} ok`,
    `${failed} failed`,
    `${skipped} skipped`,
    ...(resumed > 0 ? [`${resumed} done before`] : []),
  ].join(", ");
  const isStopped = unfinished.length > 0;
  const lines = [
    `${isStopped ? "stopped: " : ""}${plural(done, "page")} in ${seconds.toFixed(1)} s: ${what}; ${sizeText(bytes)}`,
  ];
  if (isStopped) lines.push(`not done: ${plural(unfinished.length, "page")}`, ...someOf(unfinished));
  return lines.join("\n");
}

const MOST_SHOWN = 5;

function someOf(urls: readonly string[]): string[] {
  const more = urls.length - MOST_SHOWN;
  return [...urls.slice(0, MOST_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `  ${line}`);
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** Bytes as people read them. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  for (const [unit, size] of [
    ["kB", 1e3],
    ["MB", 1e6],
  ] as const) {
    if (bytes < size * 999.5) return `${(bytes / size).toFixed(bytes < size * 10 ? 1 : 0)} ${unit}`;
  }
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
