// What the program does: what is shown, Ctrl-C, exit codes. The command line is read already.

import process from "node:process";

import { type Coroutine, KeyboardInterrupt, OSError, asyncWith, currentTask, getRunningLoop, run } from "tsyncio";

import { type CommandOptions, WRONG_ARGUMENTS } from "./command_line.ts";
import { startDemoSite } from "./demo_site.ts";
import { OutputError, reasonOf } from "./failures.ts";
import { UsageError, readUrls } from "./input.ts";
import type { ScrapeEvents, ScrapeOptions, Summary } from "./options.ts";
import { BarDisplay, type Display, LinesDisplay, QuietDisplay, summaryText } from "./progress.ts";
import { lineOf } from "./report.ts";
import { scrape } from "./scrape.ts";

const exitCodes = { failed: 1, usage: WRONG_ARGUMENTS, interrupted: 130 } as const;

/** How deep the demo's site is. */
const DEMO_DEPTH = 3;

/** What else stops us, like Ctrl-C: `kill` and service managers, a terminal that is closed. */
const endings = [
  { signal: "SIGHUP", exitCode: 129 },
  { signal: "SIGTERM", exitCode: 143 },
] as const;

/** The exit code, if somebody else than the user stops us. */
let endedBy: number | null = null;

function* main(given: readonly string[], options: CommandOptions): Coroutine<void> {
  stopOnRequest();
  if (options.resume === true && (options.report ?? "-") === "-") {
    throw new UsageError("--resume needs a --report that is a file");
  }
  if (options.demo !== true) return yield* scrapeAndTell(yield* readUrls(given, options.file), options);
  if (given.length > 0 || options.file !== undefined) throw new UsageError("--demo scrapes its own site, and no other");
  yield* asyncWith(yield* startDemoSite(), (site) => {
    process.stderr.write(`scraping a site of this program's own at ${site.url}\n`);
    return scrapeAndTell([site.url], { ...options, crawl: options.crawl || DEMO_DEPTH });
  });
}

function stopOnRequest(): void {
  const task = currentTask();
  const stop = (exitCode: number): void => {
    endedBy = exitCode;
    task?.cancel();
  };
  // Nobody reads the report any more, as with `scraper --report - | head -n 1`: there is nothing left to do.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    stop(exitCodes.failed);
  });
  // What nobody reads on the standard error was for people; the pages are wanted still.
  process.stderr.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  if (process.platform === "win32") return;
  for (const { signal, exitCode } of endings) getRunningLoop().addSignalHandler(signal, () => stop(exitCode));
}

function* scrapeAndTell(urls: readonly string[], options: CommandOptions): Coroutine<void> {
  const { file: _file, demo, quiet, report, ...rest } = options;
  const settings: ScrapeOptions = { urls, ...rest, report: report === "-" ? null : (report ?? null) };
  const display = displayOf(quiet === true);
  const tell = (summary: Summary): void => {
    display.stop();
    if (quiet !== true) process.stderr.write(`${summaryText(summary)}\n`);
  };
  const events: ScrapeEvents = {
    onStart: (url, counts) => display.onStart?.(url, counts),
    onRetry: (retry) => display.onRetry?.(retry),
    onPage: (record, counts) => {
      display.onPage?.(record, counts);
      if (report === "-") process.stdout.write(lineOf(record));
    },
    onEnd: tell,
  };
  const summary = yield* scrape(settings, events);
  // The demo's site has a page that is not there, to show what that looks like.
  if (summary.failed > 0 && demo !== true) process.exitCode = exitCodes.failed;
}

function displayOf(isQuiet: boolean): Display {
  if (isQuiet) return new QuietDisplay(process.stderr);
  return process.stderr.isTTY ? new BarDisplay(process.stderr) : new LinesDisplay(process.stderr);
}

/** Do it all, and set the exit code. */
export async function start(urls: string[], options: CommandOptions): Promise<void> {
  try {
    await run(main(urls, options));
  } catch (error) {
    if (error instanceof KeyboardInterrupt) process.exitCode = exitCodes.interrupted;
    else if (endedBy !== null) process.exitCode = endedBy;
    else if (error instanceof UsageError) fail(error.message, exitCodes.usage);
    else if (error instanceof OutputError) fail(error.message, exitCodes.failed);
    else if (error instanceof OSError) fail(reasonOf(error), exitCodes.failed);
    else throw error;
  }
}

function fail(message: string, exitCode: number): void {
  process.stderr.write(`scraper: ${message}\n`);
  process.exitCode = exitCode;
}
