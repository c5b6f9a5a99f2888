// Work elsewhere: what an executor is, toThread, and coroutines started from outside of the loop. No executor.

import {
  Awaitable,
  type Coroutine,
  type CoroutineLike,
  GeneratorAwaitable,
  describe,
  isGenerator,
} from "./coroutines.ts";
import { type AbstractEventLoop, Home, isFatal, requireRunningLoop } from "./events.ts";
import { State } from "./base_futures.ts";
import { Future, followPromise } from "./futures.ts";
import { ensureFuture } from "./tasks.ts";

/** A call that an {@link Executor} was given. */
export interface ExecutorJob<T> extends PromiseLike<T> {
  /** Forget the call if it has not begun; one that has begun may run on. */
  cancel?(): unknown;
  /** Settle a future of a loop with the outcome, unless that is done: shorter than by `then()`. @internal */
  _tell?(future: Future<T>): void;
}

/** Options of {@link Executor.shutdown}. */
export interface ExecutorShutdownOptions {
  /** Whether the promise waits for the calls that were begun. @defaultValue true */
  wait?: boolean;
  /** Whether calls that have not begun are cancelled. @defaultValue false */
  cancelFutures?: boolean;
}

/**
 * Calls functions somewhere else: in threads, in processes, or wherever it likes.
 *
 * @see CPython `concurrent.futures.Executor`
 */
export interface Executor {
  /** Call `fn(...args)` there. */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): ExecutorJob<Awaited<R>>;
  /** Take no more calls, and set free what it holds. */
  shutdown(options?: ExecutorShutdownOptions): PromiseLike<void>;
}

/** @throws TypeError if `executor` is none. @internal */
export function checkExecutor(executor: unknown): asserts executor is Executor {
  const candidate = executor as Partial<Executor> | null | undefined;
  if (typeof candidate?.submit === "function" && typeof candidate.shutdown === "function") return;
  throw new TypeError(`executor must have submit() and shutdown(), got ${describe(executor)}`);
}

/** Submit a call, as a future of `loop` whose cancellation reaches the executor. @internal */
export function submitTo<A extends unknown[], R>(
  executor: Executor,
  loop: AbstractEventLoop,
  fn: (...args: A) => R,
  args: A,
): Future<Awaited<R>> {
  if (typeof fn !== "function") throw new TypeError(`fn must be a function, got ${describe(fn)}`);
  const job = executor.submit(fn, ...args);
  const future =
    job._tell === undefined
      ? followPromise(job, loop, () => true)
      : new Future<Awaited<R>>(undefined, new Home(loop, job));
  future._onDone(() => {
    if (future.cancelled()) job.cancel?.();
  });
  job._tell?.(future);
  return future;
}

/**
 * Call `fn(...args)` in a thread of the loop's default executor.
 *
 * Cancellation: the wait ends at once; a call that has begun runs on, and what comes of it is dropped.
 *
 * @throws {@link NotImplementedError} if the loop has no default executor, and its host no threads: see `loop.setDefaultExecutor()`.
 * @see CPython `asyncio.to_thread`
 */
export function toThread<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Awaitable<Awaited<R>> {
  if (typeof fn !== "function") throw new TypeError(`fn must be a function, got ${describe(fn)}`);
  return new GeneratorAwaitable(callInThread(fn, args));
}

function* callInThread<A extends unknown[], R>(fn: (...args: A) => R, args: A): Coroutine<Awaited<R>> {
  return yield* requireRunningLoop().runInExecutor(null, fn, ...args) as Future<Awaited<R>>;
}

/**
 * Start a coroutine in `loop` from code that the loop does not run: a callback of the host's, say, or plain async code.
 *
 * The future can be awaited there, too. Cancelling it cancels the task; before the loop has started the coroutine, it is
 * never started.
 *
 * @throws TypeError if `coro` is not a coroutine; {@link RuntimeError} if the loop is closed.
 * @see CPython `asyncio.run_coroutine_threadsafe`
 */
export function runCoroutineThreadsafe<T>(coro: CoroutineLike<T>, loop: AbstractEventLoop): Future<T> {
  if (typeof coro !== "function" && !(coro instanceof Awaitable) && !isGenerator(coro)) {
    throw new TypeError(`a coroutine was expected, got ${describe(coro)}`);
  }
  const future = new Future<T>({ loop });
  loop.callSoonThreadsafe(() => {
    // gh-105836: cancelled before it began.
    if (future.done()) return;
    try {
      mirror(ensureFuture<T>(coro, { loop }), future);
    } catch (error) {
      if (isFatal(error)) throw error;
      future.setException(error);
    }
  });
  return future;
}

/** `copy` ends as `source` does, and a cancellation of `copy` reaches `source`. */
function mirror<T>(source: Future<T>, copy: Future<T>): void {
  source._onDone(() => {
    // An error that comes too late stays unretrieved, and is reported as such.
    if (copy._state !== State.pending) return;
    if (source._state === State.finished) copy._settle(State.finished, source._value);
    else if (source._state === State.cancelled) copy.cancel();
    else copy._fail(source._failure());
  });
  copy._onDone(() => {
    if (copy._state === State.cancelled) source.cancel();
  });
}
