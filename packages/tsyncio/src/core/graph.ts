// The call graph of tasks: what each one is suspended in, and who waits for it. Found on demand; no record is kept.

import { coroutineFrames } from "./base_tasks.ts";
import { describe } from "./coroutines.ts";
import { runningLoop } from "./events.ts";
import { RuntimeError } from "./exceptions.ts";
import type { StackFrame } from "./frames.ts";
import { DoneCallback, State } from "./base_futures.ts";
import { Future } from "./futures.ts";
import { getHost } from "./host.ts";
import { Task, currentTask } from "./tasks.ts";

/**
 * An entry of a call stack.
 *
 * @see CPython 3.14 `asyncio.FrameCallGraphEntry`
 */
export class FrameCallGraphEntry {
  /** Where it is: JavaScript gives names and places, no frame objects. */
  readonly frame: StackFrame;

  constructor(frame: StackFrame) {
    this.frame = frame;
  }
}

/**
 * A future or task, the call stack of its coroutine, and those who wait for it.
 *
 * @see CPython 3.14 `asyncio.FutureCallGraph`
 */
export class FutureCallGraph {
  /** The future or task itself. */
  readonly future: Future<unknown>;
  /** Innermost call first; empty if `future` is no task. */
  readonly callStack: readonly FrameCallGraphEntry[];
  /** The futures and tasks that wait for it. */
  readonly awaitedBy: readonly FutureCallGraph[];

  constructor(
    future: Future<unknown>,
    callStack: readonly FrameCallGraphEntry[],
    awaitedBy: readonly FutureCallGraph[],
  ) {
    this.future = future;
    this.callStack = callStack;
    this.awaitedBy = awaitedBy;
  }
}

/** Options of {@link captureCallGraph} and {@link formatCallGraph}. */
export interface CallGraphOptions {
  /** How many frames of the caller to leave out, less one, if the graph is that of the current task. @defaultValue 1 */
  depth?: number;
  /**
   * How many entries to keep of each call stack: if positive the outermost, if negative the innermost; 0: no call stacks
   * at all; `null`: all entries.
   *
   * @defaultValue null
   */
  limit?: number | null;
}

/**
 * The call graph of `future`, or of the current task: where its coroutine is suspended, through all `yield*`, who waits
 * for it, where that one is suspended, and so on.
 *
 * It costs nothing until it is called. Of an async function that is suspended, the call stack is not known.
 *
 * @returns `null` if no future is given and no task runs, as in a callback
 * @throws {@link RuntimeError} if no future is given and no loop runs; TypeError if `future` is something else.
 * @see CPython 3.14 `asyncio.capture_call_graph`
 */
export function captureCallGraph(
  future?: Future<unknown> | null,
  options: CallGraphOptions = {},
): FutureCallGraph | null {
  const { depth = 1, limit = null } = options;
  const subject = future ?? runningTask();
  if (subject === null) return null;
  if (!(subject instanceof Future)) throw new TypeError(`future must be a future or a task, got ${describe(subject)}`);
  return build(subject, depth, limit, new Set());
}

function runningTask(): Task<unknown> | null {
  const loop = runningLoop();
  if (loop === null) throw new RuntimeError("captureCallGraph() needs a future, since no event loop is running");
  return currentTask(loop);
}

function isCurrent(future: Future<unknown>): boolean {
  const loop = runningLoop();
  return loop !== null && future === currentTask(loop);
}

/** @param trail what led here: tasks that wait for each other in a circle would have no end */
function build(
  future: Future<unknown>,
  depth: number,
  limit: number | null,
  trail: Set<Future<unknown>>,
): FutureCallGraph {
  const frames = limit === 0 ? [] : isCurrent(future) ? framesOf(future).slice(depth - 1) : framesOf(future);
  trail.add(future);
  const awaitedBy: FutureCallGraph[] = [];
  for (const waiter of awaitersOf(future)) {
    if (!trail.has(waiter)) awaitedBy.push(build(waiter, 1, limit, trail));
  }
  trail.delete(future);
  const entries = limited(frames, limit).map((frame) => new FrameCallGraphEntry(frame));
  return new FutureCallGraph(future, entries, awaitedBy);
}

function framesOf(future: Future<unknown>): StackFrame[] {
  return future instanceof Task ? coroutineFrames(future as Task<unknown>) : [];
}

function limited(frames: StackFrame[], limit: number | null): StackFrame[] {
  if (limit === null || Math.abs(limit) >= frames.length) return frames;
  return limit > 0 ? frames.slice(-limit) : frames.slice(0, -limit);
}

// Who waits for a future stands in its own list of waiters; only what was said from outside needs a record.

const said = new WeakMap<Future<unknown>, Set<Future<unknown>>>();

/** The tasks that wait for `future`; through a `gather()`, say, those that wait for that. Plain futures if nobody does. */
function awaitersOf(future: Future<unknown>): Set<Future<unknown>> {
  const awaiters = new Set<Future<unknown>>();
  if (future._state === State.pending) {
    for (const waiter of future._allWaiters()) collect(waiter, awaiters);
  }
  for (const waiter of said.get(future) ?? []) awaiters.add(waiter);
  return awaiters;
}

/** What a waiter that is no future itself says of those on whose behalf it is there. @internal */
export interface Agent {
  _awaiter(): Future<unknown> | null;
}

function collect(waiter: object, awaiters: Set<Future<unknown>>): void {
  if (waiter instanceof Task) awaiters.add(waiter as Task<unknown>);
  else if (waiter instanceof Future) {
    const behind = awaitersOf(waiter as Future<unknown>);
    if (behind.size === 0) awaiters.add(waiter as Future<unknown>);
    for (const awaiter of behind) awaiters.add(awaiter);
  } else if (waiter instanceof DoneCallback) {
    if (waiter._future !== null) collect(waiter._future, awaiters);
  } else {
    const awaiter = (waiter as Partial<Agent>)._awaiter?.() ?? null;
    if (awaiter !== null) collect(awaiter, awaiters);
  }
}

/**
 * Have `waiter` appear among those who wait for `future`, for a way of waiting that the library does not know.
 *
 * @see CPython 3.14 `asyncio.future_add_to_awaited_by`
 */
export function futureAddToAwaitedBy(future: Future<unknown>, waiter: Future<unknown>): void {
  const waiters = said.get(future) ?? new Set();
  waiters.add(waiter);
  said.set(future, waiters);
}

/** Take back what {@link futureAddToAwaitedBy} did. @see CPython 3.14 `asyncio.future_discard_from_awaited_by` */
export function futureDiscardFromAwaitedBy(future: Future<unknown>, waiter: Future<unknown>): void {
  said.get(future)?.delete(waiter);
}

/**
 * The call graph as text, in the form that Python uses.
 *
 * @returns "" if no future is given and no task runs
 * @throws as {@link captureCallGraph} does.
 * @example
 * ```ts
 * console.log(formatCallGraph(task));
 * // * Task(name='load')
 * //   + Call stack:
 * //   |   File '/app/load.ts', line 12, in async fetchPage()
 * //   |   File '/app/load.ts', line 30, in async load()
 * //   + Awaited by:
 * //     * Task(name='main')
 * ```
 * @see CPython 3.14 `asyncio.format_call_graph`
 */
export function formatCallGraph(future?: Future<unknown> | null, options?: CallGraphOptions): string {
  const graph = captureCallGraph(future, options);
  if (graph === null) return "";
  const lines: string[] = [];
  render(graph, 0, lines);
  return lines.join("\n");
}

function render({ future, callStack, awaitedBy }: FutureCallGraph, level: number, lines: string[]): void {
  const margin = "    ".repeat(level);
  lines.push(`${margin}* ${future instanceof Task ? `Task(name='${future.getName()}')` : "Future()"}`);
  if (callStack.length > 0) lines.push(`${margin}  + Call stack:`);
  for (const { frame } of callStack) {
    const name = `${frame.isCoroutine ? "async " : ""}${frame.functionName}()`;
    lines.push(`${margin}  |   File '${frame.fileName}', line ${frame.lineNumber}, in ${name}`);
  }
  if (awaitedBy.length > 0) lines.push(`${margin}  + Awaited by:`);
  for (const waiter of awaitedBy) render(waiter, level + 1, lines);
}

/** Options of {@link printCallGraph}. */
export interface PrintCallGraphOptions extends CallGraphOptions {
  /** What to write to. @defaultValue where the host's reports go: standard error */
  file?: { write(text: string): unknown };
}

/**
 * Print the call graph.
 *
 * @throws as {@link captureCallGraph} does.
 * @see CPython 3.14 `asyncio.print_call_graph`
 */
export function printCallGraph(future?: Future<unknown> | null, options: PrintCallGraphOptions = {}): void {
  const text = formatCallGraph(future, options);
  if (options.file === undefined) (runningLoop()?._host ?? getHost()).report(text);
  else options.file.write(`${text}\n`);
}
