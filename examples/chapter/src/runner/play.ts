// Runs one program on a loop of its own, and notes what it prints, when it does, and what its loop reports.

import { type EventLoop, type ExceptionContext, Task, getRunningLoop } from "tsyncio";

import type { Program, Stage } from "../program.ts";

/** A line that a program printed, `t` seconds after its start. */
export interface Line {
  readonly t: number;
  readonly text: string;
}

/** What came of a program. */
export interface Played {
  readonly lines: Line[];
  /** What the loop reported: errors that nobody received, and what debug mode has found. */
  readonly reports: Line[];
  /** Why it failed; `null` if it did not. */
  failure: string | null;
}

/** How to run a program. */
export interface PlayOptions {
  readonly makeLoop: () => EventLoop;
  readonly stage?: Stage;
  /** Stop the loop after as many seconds: for the program that never ends. */
  readonly stopAfter: number;
  /** Changes what is printed: ports and folders are others each time. */
  readonly edit?: (text: string) => string;
}

type Printer = (text: string) => void;

const printers = new WeakMap<EventLoop, Printer>();
let isInstalled = false;

/** Programs print with `console.log`. Who prints is told by the loop that runs: each program has its own. */
function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  const log = console.log.bind(console);
  console.log = (...values: unknown[]): void => {
    const printer = printerOfRunningLoop();
    if (printer === undefined) log(...values);
    else printer(values.join(" "));
  };
}

function printerOfRunningLoop(): Printer | undefined {
  try {
    return printers.get(getRunningLoop());
  } catch {
    return undefined; // no loop runs: it is the runner itself that prints
  }
}

/** Run `program` to its end. It never rejects: what went wrong is in the result. */
export async function play(program: Program, options: PlayOptions): Promise<Played> {
  install();
  const played: Played = { lines: [], reports: [], failure: null };
  const makeLoop = (): EventLoop => {
    const loop = options.makeLoop();
    const start = loop.time();
    const now = (): number => loop.time() - start;
    printers.set(loop, (text) => {
      const edited = options.edit?.(text) ?? text;
      for (const line of edited.split("\n")) played.lines.push({ t: now(), text: line });
    });
    loop.setExceptionHandler((_, context) => void played.reports.push({ t: now(), text: describeReport(context) }));
    loop.callLater(options.stopAfter, () => loop.stop());
    return loop;
  };
  try {
    await program(makeLoop, options.stage);
  } catch (error) {
    played.failure = String(error);
  }
  return played;
}

/** A report in one line: what, whose, and where that was made. */
function describeReport({ message, exception, task, sourceTraceback }: ExceptionContext): string {
  const place = /([^\\/()\s]+\.[jt]s:\d+)/.exec(sourceTraceback ?? "")?.[1];
  return [
    message,
    ...(exception === undefined ? [] : [String(exception)]),
    ...(task instanceof Task && !message.includes(task.getName()) ? [`task name='${task.getName()}'`] : []),
    ...(place === undefined ? [] : [`made at ${place}`]),
  ].join(", ");
}
