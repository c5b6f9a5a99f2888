// `npm run chapter`: all programs of the chapter at once, what each printed and when, and whether that is what CPython prints.

import process from "node:process";
import { parseArgs } from "node:util";

import { Company, allScores, dialects, sectionOf } from "./runner/company.ts";
import { type Score, difference } from "./runner/compare.ts";
import { Drawing } from "./runner/draw.ts";
import { Metronome } from "./runner/metronome.ts";
import type { Played } from "./runner/play.ts";

const USAGE = `Usage: npm run chapter -- [options]

Runs all programs of the chapter at once, each as generators and as async functions, and compares what they print, and
when, with what CPython prints.

Options:
  --only <text>     run only programs whose file name contains <text>, such as 5.7 or gather
  --late <seconds>  how late a line may come before it counts as a difference (default: 0.5, and as much more as
                    this machine delays its timers)
  --virtual         run in virtual time what needs no network and no files: the result is the same, without the waiting
  -h, --help        show this help`;

/** How often the line that says how far all is is drawn again, in milliseconds. */
const REFRESH_MS = 100;

/** How late a line may come, in seconds. */
const USUAL_LATENESS = 0.5;

/** What went wrong with the command line, in a line. */
class UsageError extends Error {}

interface Options {
  readonly only: string;
  /** In seconds; `null`: what is usual, and what the machine is late by itself. */
  readonly late: number | null;
  readonly virtual: boolean;
}

function readOptions(): Options | null {
  const options = {
    only: { type: "string", default: "" },
    late: { type: "string" },
    virtual: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help) return null;
  return { only: values.only, late: readSeconds(values.late), virtual: values.virtual };
}

function readSeconds(text: string | undefined): number | null {
  if (text === undefined) return null;
  const seconds = Number(text);
  if (text.trim() !== "" && seconds >= 0) return seconds;
  throw new UsageError(`--late must be a number of seconds, not ${JSON.stringify(text)}`);
}

interface Entry {
  readonly score: Score;
  /** By dialect, in the order of {@link dialects}. */
  readonly played: Promise<Played[]>;
}

/** Start everything, then show one program after the other as soon as it and those before it have ended. */
async function perform({ only, late, virtual }: Options): Promise<number> {
  const scores = allScores().filter((score) => score.program.includes(only));
  if (scores.length === 0) throw new UsageError(`no program's file name contains ${JSON.stringify(only)}`);
  const isTerminal = process.stdout.isTTY;
  const drawing = new Drawing(isTerminal && !process.env["NO_COLOR"]);
  const company = await Company.open(virtual);
  process.once("exit", () => company.close());
  await company.prepare(scores);
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  const metronome = new Metronome();
  let ended = 0;
  const entries = scores.map((score): Entry => {
    const played = Promise.all([...dialects.keys()].map((suffix) => company.play(score, suffix)));
    return { score, played: played.finally(() => ended++) };
  });
  const progress = (): void => {
    process.stdout.write(`\r\u001b[K${drawing.progress(ended, entries.length, seconds())}`);
  };
  const refreshing = isTerminal ? setInterval(progress, REFRESH_MS) : undefined;
  let differing = 0;
  for (const { score, played } of entries) {
    const results = await played;
    // Times mean nothing where the network or files are real and all else is virtual.
    const lateness = virtual && score.io === true ? Infinity : (late ?? USUAL_LATENESS + metronome.delays);
    const verdicts = [...dialects.values()].map((dialect, index) => ({
      dialect,
      difference: difference(results[index] as Played, score, lateness),
    }));
    const wrong = verdicts.findIndex((verdict) => verdict.difference !== null);
    if (wrong >= 0) differing++;
    if (isTerminal) process.stdout.write("\r\u001b[K");
    console.log(drawing.program(sectionOf(score), score, results[Math.max(wrong, 0)] as Played, verdicts));
  }
  clearInterval(refreshing);
  metronome.stop();
  console.log(drawing.summary(entries.length, differing, seconds(), virtual ? 0 : metronome.delays));
  return differing === 0 ? 0 : 1;
}

// Nobody reads our output any more, as with `npm run chapter | head`: there is nothing left to do.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(1);
});
// Each program's loop listens for Ctrl-C, and they are many. The runner stops them all.
process.setMaxListeners(0);
process.prependListener("SIGINT", () => {
  console.log("\ninterrupted");
  process.exit(130);
});

try {
  const options = readOptions();
  if (options === null) console.log(USAGE);
  process.exitCode = options === null ? 0 : await perform(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`chapter: ${error.message}`);
  process.exitCode = 2;
}
// What is left are loops that were stopped in the middle.
process.exit();
