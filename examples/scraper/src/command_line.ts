// What the user can type. Nothing is done here.

import { Command, InvalidArgumentError } from "commander";

import { type ScrapeOptions, defaults } from "./options.ts";

/** The options of the command line, besides those of a scrape. */
export interface CommandOptions extends Partial<Omit<ScrapeOptions, "urls">> {
  readonly file?: string;
  readonly demo?: true;
  readonly quiet?: true;
}

/** The exit code for them. */
export const WRONG_ARGUMENTS = 2;

/** The whole of it. */
export function commandLine(run: (urls: string[], options: CommandOptions) => Promise<void>): Command {
  const program = new Command("scraper")
    .description(
      "Fetch pages of the web, politely, many at once.\n\n" +
        "The URLs come from the arguments, from --file, or, without both, from the standard input, one a line.",
    )
    .argument("[urls...]", "where to begin; http:// may be left out")
    .helpOption("-h, --help", "show this help")
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "scraper: ")) })
    .action(run);
  addInput(program);
  addRequests(program);
  addOutput(program);
  program.addHelpText("after", examples);
  return program;
}

function addInput(program: Command): void {
  program
    .option("-f, --file <file>", "read URLs from this file, one a line; -: the standard input")
    .option("--demo", "serve a small site on this machine, and scrape that")
    .option("--crawl <depth>", "follow links within the site, so many links far", whole(0), defaults.crawl)
    .option("--include <pattern>", "follow only links to URLs that match this regular expression", pattern)
    .option("--exclude <pattern>", "follow no link to a URL that matches this regular expression", pattern)
    .option("--max-pages <number>", "ask for so many pages at most", whole(1));
}

function addRequests(program: Command): void {
  program
    .option("-c, --concurrency <number>", "requests under way at once, in all", whole(1), defaults.concurrency)
    .option("--per-host <number>", "requests under way at once, to one host", whole(1), defaults.perHost)
    .option("--delay <seconds>", "at least so long between two requests to one host", seconds, defaults.delay)
    .option("--timeout <seconds>", "how long one attempt may take, to the last byte", positive, defaults.timeout)
    .option("--retries <number>", "how often to try again", whole(0), defaults.retries)
    .option(
      "--retry-delay <seconds>",
      "the first wait before trying again; each further one is twice as long",
      seconds,
      defaults.retryDelay,
    )
    .option(
      "--patience <seconds>",
      "the longest wait that a server may ask for with Retry-After",
      seconds,
      defaults.patience,
    )
    .option("--max-bytes <number>", "give up pages that are longer", whole(1), defaults.maxBytes)
    .option("--user-agent <name>", "what to call oneself", header, defaults.userAgent)
    .option("--ignore-robots", "do not read robots.txt; only for sites that are yours");
}

function addOutput(program: Command): void {
  program
    .option("-o, --out <folder>", "keep the pages in this folder")
    .option("-r, --report <file>", "write a line of JSON for each page into this file; -: the standard output")
    .option("--resume", "skip what the report has already, and add to it")
    .option("-q, --quiet", "show only what failed");
}

const examples = `
Examples:
  scraper example.org/one example.org/two --out pages
  scraper example.org --crawl 3 --out pages --report report.jsonl
  scraper example.org --crawl 3 --out pages --report report.jsonl --resume
  scraper --file urls.txt --report - | jq .title
  scraper --demo --out demo-pages

Ctrl-C stops; no half-written file is left, and --resume goes on from there.
Exit codes: 0 all pages are there, 1 some failed or nothing could be written, 2 wrong arguments, 130 stopped by Ctrl-C.`;

function whole(lowest: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= lowest && Number.isSafeInteger(number)) return number;
    throw new InvalidArgumentError(`It must be a whole number, ${lowest} or more.`);
  };
}

function seconds(text: string): number {
  if (/^(\d+\.?\d*|\.\d+)$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a number of seconds, 0 or more.");
}

function positive(text: string): number {
  const number = seconds(text);
  if (number > 0) return number;
  throw new InvalidArgumentError("It must be above 0.");
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, "u");
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function header(text: string): string {
  if (/^[\x20-\x7e]+$/.test(text)) return text;
  throw new InvalidArgumentError("It must be printable ASCII.");
}
