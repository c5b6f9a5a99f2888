// `npm start`: the command line of the tour.

import process from "node:process";
import { parseArgs } from "node:util";

import {
  CancelledError,
  type Coroutine,
  KeyboardInterrupt,
  OSError,
  type Task,
  currentTask,
  getRunningLoop,
  run,
} from "tsyncio";

import { chatAct } from "./acts/chat.ts";
import { copyTreeAct } from "./acts/copy_tree.ts";
import { scraperAct } from "./acts/scraper.ts";
import { type Screen, screenFor } from "./screen.ts";
import { type Act, errorsOf } from "./stage.ts";
import { withStageFright } from "./stage_fright.ts";
import { showSummary } from "./summary.ts";
import { Tour } from "./tour.ts";

const acts: readonly Act[] = [chatAct, scraperAct, copyTreeAct];
const names = acts.map(({ name }) => name).join(", ");

const USAGE = `Usage: npm start -- [options]

Runs the example applications side by side in one event loop, on local servers and a temporary folder, and checks what
they did. Ctrl-C stops them all.

Options:
  --fail <name>  let one of them fail after a second, to see what becomes of the others: ${names}
  -h, --help     show this help

Exit codes: 0, all is as it should be; 1, something is not; 2, the command line is wrong; 3, nobody read
the output to its end; 130, stopped by Ctrl-C; 143, by the signal that ends programs.`;

/** The last two are what shells say of SIGINT and SIGTERM. `unread`: nobody reads our output any more. */
const ExitCode = { done: 0, wrong: 1, usage: 2, unread: 3, interrupted: 130, terminated: 143 } as const;

/** What is wrong with the command line, in a line. */
class UsageError extends Error {}

interface Options {
  /** The name of the act that is to fail. */
  readonly fail: string | null;
}

/** @returns `null`: help was asked for */
function readOptions(): Options | null {
  const options = { fail: { type: "string" }, help: { type: "boolean", short: "h", default: false } } as const;
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help) return null;
  const { fail = null } = values;
  if (fail !== null && !acts.some(({ name }) => name === fail))
    throw new UsageError(`--fail must be one of ${names}, not ${JSON.stringify(fail)}`);
  return { fail };
}

async function perform({ fail }: Options): Promise<number> {
  const screen = screenFor(process.stdout, !process.env["NO_COLOR"]);
  const tour = new Tour(
    acts.map((act) => (act.name === fail ? withStageFright(act) : act)),
    screen,
  );
  const code = await runTour(tour, screen);
  if (code !== ExitCode.unread) showSummary(tour, screen, code === ExitCode.done ? "over" : "interrupted");
  return code === ExitCode.done && !tour.isFine ? ExitCode.wrong : code;
}

/** Perform the tour, unless it is interrupted. */
async function runTour(tour: Tour, screen: Screen): Promise<number> {
  let cause: number = ExitCode.interrupted;
  function* main(): Coroutine {
    listenForTheEnd(currentTask() as Task<void>, (code) => {
      cause = code;
    });
    screen.line(
      `${screen.style("bold", "The tour")}: ${names}, side by side in one event loop. Ctrl-C stops them all.`,
    );
    yield* tour.run();
  }
  try {
    await run(main());
    return ExitCode.done;
  } catch (error) {
    if (error instanceof KeyboardInterrupt || error instanceof CancelledError) return cause;
    throw error;
  }
}

/** Cancel the task of the tour when that is of no use any more. `onCancel` is told the exit code that says why. */
function listenForTheEnd(task: Task<void>, onCancel: (code: number) => void): void {
  const cancel = (code: number): void => {
    onCancel(code);
    task.cancel();
  };
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // As with `npm start | head`, or else with a full disk.
    if (error.code !== "EPIPE") console.error(`tour: what it says cannot be written: ${error.message}`);
    cancel(ExitCode.unread);
  });
  // As `kill` and service managers do. Ctrl-C is run()'s business.
  if (process.platform !== "win32") getRunningLoop().addSignalHandler("SIGTERM", () => cancel(ExitCode.terminated));
}

try {
  const options = readOptions();
  if (options === null) console.log(USAGE);
  process.exitCode = options === null ? ExitCode.done : await perform(options);
} catch (error) {
  tell(error);
}

/** In a line, if it is not our fault. */
function tell(error: unknown): void {
  const errors = errorsOf(error);
  // The temporary folder cannot be made, or not be removed.
  if (!(error instanceof UsageError) && !errors.every((each) => each instanceof OSError)) throw error;
  for (const each of errors) console.error(`tour: ${(each as Error).message}`);
  process.exitCode = error instanceof UsageError ? ExitCode.usage : ExitCode.wrong;
}
