// What a task waits for, in words and in links, worked out only when somebody asks: for reports. Nothing here runs otherwise.

import { placeOf } from "./debug.ts";
import { type BaseFuture, State } from "./base_futures.ts";
import { Future } from "./futures.ts";
import { Task } from "./tasks.ts";

/** What a wait is for. For the library's own reports. */
export interface WaitExplanation {
  /** The object that the wait is on; reports tell objects of one class apart by numbers. */
  readonly object: object | null;
  /** What was called: `acquire()`; for an object that is waited for itself "". */
  readonly call: string;
  /** How things stand, in words that go on: `which is empty`; before the names of `needs`, `which is held by`. */
  readonly state: string;
  /** The futures (most of them tasks) whose end the wait depends on, as far as that is known. */
  readonly needs: readonly Future<unknown>[];
}

/**
 * What knows the reason of a wait.
 *
 * A future that somebody of the library makes to wait on it has its maker as the purpose of its `_home`. Only a report
 * ever reads it.
 */
export interface WaitOrigin {
  /** @internal */
  _explainWait(future: BaseFuture<unknown>): WaitExplanation;
}

function isOrigin(value: unknown): value is WaitOrigin {
  return typeof (value as Partial<WaitOrigin> | null | undefined)?._explainWait === "function";
}

/** Of several futures, those that are not done. @internal */
export function unfinished(futures: Iterable<Future<unknown>>): Future<unknown>[] {
  return [...futures].filter((future) => future._state === State.pending);
}

/**
 * What `task` waits for. `null`: none of the library's futures. Then it is about to run; or, if nothing is ready, an async
 * function in it waits for a promise of others.
 *
 * @internal
 */
export function explainTask(task: Task<unknown>): WaitExplanation | null {
  const future = task._waitingFor;
  return future !== null && future._state === State.pending ? explainWait(future) : null;
}

/** What has to happen before `future` is done. @internal */
export function explainWait(future: BaseFuture<unknown>): WaitExplanation {
  if (isOrigin(future)) return future._explainWait(future);
  if (future instanceof Task) return { object: null, call: "", state: "", needs: [future] };
  const origin = future._home.purpose;
  if (origin instanceof Future) return { object: null, call: "the end", state: "of", needs: [origin] };
  if (isOrigin(origin)) return origin._explainWait(future);
  if (typeof (origin as PromiseLike<unknown> | null | undefined)?.then === "function") {
    return { object: future, call: "", state: "which follows a promise", needs: [] };
  }
  const place = placeOf(future)?.trim().split("\n")[0] ?? "";
  return { object: future, call: "", state: place === "" ? "" : `made ${place}`, needs: [] };
}
