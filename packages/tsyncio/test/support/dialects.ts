// Runs a program in virtual time, in either dialect, and notes all that happens. Nothing about any one feature.

import process from "node:process";

import {
  type Awaitable,
  CancelledError,
  type Coroutine,
  type CoroutineLike,
  type ExceptionContext,
  type Future,
  Runner,
  type RunnerOptions,
} from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";

import { expect, it } from "./suite.ts";

/** What a program is given to record with. */
export interface Recorder {
  /** The loop that the program runs in. */
  readonly loop: VirtualEventLoop;
  /** What was logged so far. */
  readonly events: readonly string[];
  /** Add a line to the events; the parts are joined by spaces. */
  log(this: void, ...parts: unknown[]): void;
  /** The same with the virtual time before it: `t=1.5 text`. */
  stamp(this: void, ...parts: unknown[]): void;
}

/** A recorder for a program that is written once, as a generator, for both dialects. */
export interface Dialect extends Recorder {
  readonly name: "generator" | "async";
  /** Wait for one of the library's awaitables (or a future): `yield*` in the one dialect, a true `await` in the other. */
  wait<T>(this: void, awaitable: Awaitable<T>): Coroutine<T>;
  /** A coroutine function of the dialect, to be started as a task: a `function*`, or an async function. */
  fn<T>(this: void, body: () => Coroutine<T>): () => Coroutine<T> | Promise<T>;
  /** Call a helper in place: `yield* body()` in the one dialect, `await` of an async function in the other. */
  call<T>(this: void, body: () => Coroutine<T>): Coroutine<T>;
}

type Settled<T> = { result: T } | { error: unknown };

interface OutcomeRecord<T> {
  readonly events: readonly string[];
  readonly endedAt: number;
  readonly settled: Settled<T>;
  readonly reports: ExceptionContext[];
  readonly unhandled: unknown[];
}

/** All that came of a program. What is there and was not looked at by the end of the check fails the test. */
export class Outcome<T> {
  readonly events: readonly string[];
  /** The virtual time at which the program ended, in seconds. */
  readonly endedAt: number;
  readonly #settled: Settled<T>;
  readonly #reports: ExceptionContext[];
  readonly #unhandled: unknown[];
  #errorSeen = false;
  #reportsSeen = false;
  #unhandledSeen = false;

  constructor(record: OutcomeRecord<T>) {
    this.events = record.events;
    this.endedAt = record.endedAt;
    this.#settled = record.settled;
    this.#reports = record.reports;
    this.#unhandled = record.unhandled;
  }

  /** What the program returned. @throws what it threw */
  get result(): T {
    if ("result" in this.#settled) return this.#settled.result;
    this.#errorSeen = true;
    throw this.#settled.error;
  }

  /** What the program threw, `null` if it returned. */
  get error(): unknown {
    this.#errorSeen = true;
    return "error" in this.#settled ? this.#settled.error : null;
  }

  /** What the loop's exception handler was told. */
  get reports(): readonly ExceptionContext[] {
    this.#reportsSeen = true;
    return this.#reports;
  }

  /** The reasons of promises that were rejected and never handled. */
  get unhandled(): readonly unknown[] {
    this.#unhandledSeen = true;
    return this.#unhandled;
  }

  /** @throws if something went wrong that the check did not look at. */
  verify(): void {
    if ("error" in this.#settled && !this.#errorSeen) throw this.#settled.error;
    if (this.#reports.length > 0 && !this.#reportsSeen) {
      const messages = this.#reports.map(({ message, exception }) => `${message} (${String(exception)})`);
      throw new Error(`the exception handler was called: ${messages.join("; ")}`, {
        cause: this.#reports[0]?.exception,
      });
    }
    if (this.#unhandled.length > 0 && !this.#unhandledSeen) {
      throw new Error(`a rejection was not handled: ${String(this.#unhandled[0])}`, { cause: this.#unhandled[0] });
    }
  }
}

/** A generator function or an async function. */
export type Program<T> = (recorder: Recorder) => Coroutine<T> | Promise<T>;

export interface Programs<T> {
  generator: (recorder: Recorder) => Coroutine<T>;
  async: (recorder: Recorder) => Promise<T>;
}

export type Check<T> = (outcome: Outcome<T>) => void;

/** Run `program` as the main task of a virtual loop, and tell what came of it. Nothing it did wrong is lost. */
export function outcomeOf<T>(program: Program<T>, options?: Omit<RunnerOptions, "loopFactory">): Promise<Outcome<T>> {
  return record(mainOf(program), [], false, options);
}

/** Register `sentence` as two tests: one runs the generator, one the async function. */
export function inBothDialects<T>(sentence: string, programs: Programs<T>, check?: Check<T>): void {
  it(`${sentence} (generator)`, () => verify(generatorMain(programs), check));
  it(`${sentence} (async function)`, () => verify(asyncMain(programs), check));
}

/**
 * The same for a program that is written once: each wait goes through the adapter.
 *
 *     bothDialects("a lock goes to who asked first", function* ({ wait, fn, log }) {
 *       const task = createTask(fn(function* () { yield* wait(sleep(1)); log("child"); }));
 *       yield* wait(task);
 *     }, ({ events }) => expect(events).toEqual(["child"]));
 */
export function bothDialects<T>(sentence: string, program: (dialect: Dialect) => Coroutine<T>, check?: Check<T>): void {
  inBothDialects<T>(sentence, once<T>(program), check);
}

/**
 * The same for programs that must leave exactly `trace`: a line of `stamp()` each, `HANDLER message | error` for each call of
 * the exception handler, `run() raised error` if the program throws. Errors read as Python prints them.
 */
export function followsTrace(sentence: string, programs: Programs<unknown>, trace: string): void {
  const follow = async (main: Main<unknown>): Promise<void> => expect(await traceOfMain(main)).toEqual(lines(trace));
  it(`${sentence} (generator)`, () => follow(generatorMain(programs)));
  it(`${sentence} (async function)`, () => follow(asyncMain(programs)));
}

/** The trace of one program, as {@link followsTrace} compares it. */
export function traceOf(program: Program<unknown>): Promise<string[]> {
  return traceOfMain(mainOf(program));
}

async function traceOfMain(main: Main<unknown>): Promise<string[]> {
  const events: string[] = [];
  const outcome = await record(main, events, true);
  void outcome.reports; // they stand in the trace
  const error = outcome.error;
  if (error !== null) events.push(`t=${seconds(outcome.endedAt)} run() raised ${repr(error)}`);
  outcome.verify();
  return events;
}

/** Register a test that drives a virtual loop by hand; at its end the loop is closed, and reports what is left. */
export function byHand<T>(sentence: string, drive: (recorder: Recorder) => Promise<T>, check?: Check<T>): void {
  it(sentence, () => verifyDriven(drive, check));
}

/** The same with coroutines in it: as two tests, one a dialect. */
export function byHandInBothDialects<T>(
  sentence: string,
  drive: (dialect: Dialect) => Promise<T>,
  check?: Check<T>,
): void {
  it(`${sentence} (generator)`, () => verifyDriven((recorder) => drive({ ...generatorDialect, ...recorder }), check));
  it(`${sentence} (async function)`, () => verifyDriven((recorder) => drive({ ...asyncDialect, ...recorder }), check));
}

async function verifyDriven<T>(drive: (recorder: Recorder) => Promise<T>, check: Check<T> | undefined): Promise<void> {
  const outcome = await recordDriven([], false, drive);
  if (check !== undefined) check(outcome);
  outcome.verify();
}

/** Programs for {@link followsTrace} from one that is written once. */
export function once<T>(program: (dialect: Dialect) => Coroutine<T>): Programs<T> {
  return {
    generator: (recorder) => program({ ...generatorDialect, ...recorder }),
    async: (recorder) => driveAsync(program({ ...asyncDialect, ...recorder })),
  };
}

/** What is given to the runner. */
type Main<T> = (recorder: Recorder) => CoroutineLike<T>;

function generatorMain<T>(programs: Programs<T>): Main<T> {
  return programs.generator;
}

// An async function is given uncalled: its task starts it.
function asyncMain<T>(programs: Programs<T>): Main<T> {
  return (recorder) => () => programs.async(recorder);
}

function mainOf<T>(program: Program<T>): Main<T> {
  return isGeneratorFunction(program) ? (program as Main<T>) : asyncMain<T>({ async: program } as Programs<T>);
}

async function verify<T>(main: Main<T>, check: Check<T> | undefined): Promise<void> {
  const outcome = await record(main, [], false);
  if (check !== undefined) check(outcome);
  outcome.verify();
}

async function record<T>(
  main: Main<T>,
  events: string[],
  logsReports: boolean,
  options?: Omit<RunnerOptions, "loopFactory">,
): Promise<Outcome<T>> {
  return recordDriven(events, logsReports, async (recorder) => {
    const runner = new Runner({ ...options, loopFactory: () => recorder.loop });
    try {
      return await runner.run<T>(main(recorder));
    } finally {
      await runner.close();
    }
  });
}

async function recordDriven<T>(
  events: string[],
  logsReports: boolean,
  drive: (recorder: Recorder) => Promise<T>,
): Promise<Outcome<T>> {
  const reports: ExceptionContext[] = [];
  const loop = new VirtualEventLoop();
  const log = (...parts: unknown[]): void => void events.push(parts.map(String).join(" "));
  const stamp = (...parts: unknown[]): void => log(`t=${seconds(loop.time())}`, ...parts);
  loop.setExceptionHandler((_, context) => {
    reports.push(context);
    if (logsReports) stamp(handlerLine(context));
  });
  const { result: settled, unhandled } = await withoutUnhandledRejections(async (): Promise<Settled<T>> => {
    try {
      return { result: await drive({ loop, events, log, stamp }) };
    } catch (error) {
      return { error };
    } finally {
      loop.close();
    }
  });
  return new Outcome<T>({ events, endedAt: loop.time(), settled, reports, unhandled });
}

/** Run `body`, and collect the rejections that nobody handled, in place of the test runner's own listeners. */
export async function withoutUnhandledRejections<R>(
  body: () => Promise<R>,
): Promise<{ result: R; unhandled: unknown[] }> {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", note);
  try {
    const result = await body();
    // Node looks for them once the microtasks are done.
    await new Promise<void>((resolve) => void setImmediate(resolve));
    return { result, unhandled };
  } finally {
    process.off("unhandledRejection", note);
    for (const listener of others) process.on("unhandledRejection", listener);
  }
}

const GeneratorFunction: unknown = Object.getPrototypeOf(function* () {});

function isGeneratorFunction(fn: object): boolean {
  return Object.getPrototypeOf(fn) === GeneratorFunction;
}

type Adapter = Pick<Dialect, "name" | "wait" | "fn" | "call">;

const generatorDialect: Adapter = {
  name: "generator",
  wait: function* (awaitable) {
    return yield* awaitable;
  },
  fn: (body) => body,
  call: (body) => body(),
};

const asyncDialect: Adapter = {
  name: "async",
  wait: handOver,
  fn: (body) => () => driveAsync(body()),
  call: (body) => awaited(() => driveAsync(body())),
};

function* awaited<T>(start: () => Promise<T>): Coroutine<T> {
  return yield* handOver(start());
}

// What is yielded, driveAsync awaits.
function* handOver<T>(source: PromiseLike<T>): Coroutine<T> {
  return (yield source as never) as T;
}

/** An async function whose code is that of a generator: each `yield` is an `await`. */
async function driveAsync<T>(program: Coroutine<T>): Promise<T> {
  let step = program.next();
  while (step.done !== true) {
    let value: unknown;
    try {
      const source: unknown = step.value;
      value = await source;
    } catch (error) {
      step = program.throw(error);
      continue;
    }
    step = program.next(value);
  }
  return step.value;
}

// Python's way of printing.

function handlerLine({ message, exception }: ExceptionContext): string {
  return `HANDLER ${message} | ${exception === undefined ? "-" : repr(exception)}`;
}

function seconds(time: number): string {
  return String(Math.round(time * 1e6) / 1e6);
}

/** `value` as Python would print it: `None`, `'text'`, `ValueError('bad')`. */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (value instanceof AggregateError) return `${value.name}('${value.message}', ${repr(value.errors)})`;
  if (value instanceof Error) return `${value.name}(${value.message === "" ? "" : `'${value.message}'`})`;
  return String(value);
}

/** In one word how a future stands: `pending`, `cancelled`, its error, or `result` and the result. */
export function state(future: Future<unknown>): string {
  if (!future.done()) return "pending";
  if (future.cancelled()) return "cancelled";
  const error = future.exception();
  return error === null ? `result ${repr(future.result())}` : repr(error);
}

/** Whether `error` is a cancellation. */
export function isCancelled(error: unknown): error is CancelledError {
  return error instanceof CancelledError;
}

/** The lines of a template literal, without the indentation that they share. */
export function lines(text: string): string[] {
  const all = text.split("\n");
  if (all[0]?.trim() === "") all.shift();
  if (all.at(-1)?.trim() === "") all.pop();
  const margin = Math.min(
    ...all.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length),
  );
  return all.map((line) => line.slice(margin));
}
