// `asCompleted()`: several coroutines at once, in the order in which they end.

import { type Awaitable, type Coroutine, type CoroutineLike, GeneratorAwaitable } from "./coroutines.ts";
import { type AbstractEventLoop, type TimerHandle, requireRunningLoop } from "./events.ts";
import { TimeoutError } from "./exceptions.ts";
import type { Waiter } from "./base_futures.ts";
import type { Future } from "./futures.ts";
import { Queue } from "./queues.ts";
import { currentTask, ensureFuture } from "./tasks.ts";
import { checkTime } from "./timeouts.ts";
import { type Collector, Notice, manyOf } from "./waiting.ts";
import { type WaitExplanation, type WaitOrigin, unfinished } from "./waits.ts";

/** What {@link asCompleted} returns: an iterator of waits, and the source of an asynchronous iterator of futures. */
export interface AsCompleted<T> extends IterableIterator<Awaitable<T>, undefined> {
  /** Gives the futures themselves: those that were given, and the tasks that were made of coroutines. */
  [Symbol.asyncIterator](): AsCompletedFutures<T>;
}

/** The asynchronous iterator of {@link asCompleted}. */
export interface AsCompletedFutures<T> {
  next(): Awaitable<IteratorResult<Future<T>, undefined>>;
  [Symbol.asyncIterator](): AsCompletedFutures<T>;
}

class Completions<T> implements AsCompleted<T>, Waiter, Collector, WaitOrigin {
  readonly #loop: AbstractEventLoop;
  /** Those that are done, in the order in which they were, not handed out yet; `null` stands for one that came too late. */
  readonly #done: Queue<Future<T> | null> = new CompletedQueue(this);
  readonly #todo: Set<Future<unknown>>;
  /** The task that asked. */
  readonly #caller: Future<unknown> | null;
  #left: number;
  readonly #timer: TimerHandle | null;

  constructor(loop: AbstractEventLoop, futures: Set<Future<unknown>>, timeout: number | null) {
    this.#loop = loop;
    this.#todo = futures;
    this.#left = futures.size;
    this.#caller = currentTask(loop);
    for (const future of futures) future._addWaiter(this);
    const isLimited = timeout !== null && futures.size > 0;
    this.#timer = isLimited ? loop.callLater(timeout, () => this.#timedOut()) : null;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Awaitable<T>, undefined> {
    if (this.#left === 0) return { done: true, value: undefined };
    this.#left--;
    return { done: false, value: new GeneratorAwaitable(this.#nextResult()) };
  }

  [Symbol.asyncIterator](): AsCompletedFutures<T> {
    const futures: AsCompletedFutures<T> & { readonly _inPlace: true } = {
      _inPlace: true,
      next: () => new GeneratorAwaitable(this.#nextFuture()),
      [Symbol.asyncIterator]: () => futures,
    };
    return futures;
  }

  *#nextResult(): Coroutine<T> {
    return (yield* this.#takeOne()).result();
  }

  *#nextFuture(): Coroutine<IteratorResult<Future<T>, undefined>> {
    if (this.#left === 0) return { done: true, value: undefined };
    this.#left--;
    return { done: false, value: yield* this.#takeOne() };
  }

  *#takeOne(): Coroutine<Future<T>> {
    let future: Future<T> | null;
    try {
      future = yield* this.#done.get();
    } catch (error) {
      // gh-158004: what this step would have handed out is left to another one.
      this.#left++;
      throw error;
    }
    if (future === null) throw new TimeoutError("timed out before all were done");
    return future;
  }

  /** @internal */
  _wake(future: Future<unknown>): void {
    this.#loop._schedule(new Notice(this, future));
  }

  /** @internal */
  _oneDone(future: Future<unknown>): void {
    if (!this.#todo.delete(future)) return;
    this.#done.putNowait(future as Future<T>);
    if (this.#todo.size === 0) this.#timer?.cancel();
  }

  /** @internal */
  _explainWait(): WaitExplanation {
    return { object: null, call: "asCompleted()", state: "of", needs: unfinished(this.#todo) };
  }

  /** Who waits for them: see graph.ts. @internal */
  _awaiter(): Future<unknown> | null {
    return this.#caller;
  }

  #timedOut(): void {
    for (const future of this.#todo) {
      future._removeWaiter(this);
      this.#done.putNowait(null);
    }
    this.#todo.clear();
  }
}

/** The queue of an {@link asCompleted}: what waits on it, waits for the futures that are left. */
class CompletedQueue<T> extends Queue<T> {
  readonly #origin: WaitOrigin;

  constructor(origin: WaitOrigin) {
    super();
    this.#origin = origin;
  }

  override _explainWait(future: Future<unknown>): WaitExplanation {
    return this.#origin._explainWait(future);
  }
}

/**
 * Run several coroutines at once, and have them back in the order in which they end.
 *
 * Plain iteration gives a wait for the next result at a time. Asynchronous iteration (`for await` in async functions,
 * {@link asyncFor} in generators) gives the futures and tasks, all of them done, so that one can tell which is which.
 *
 * Cancellation: a step that is cancelled takes nothing away, a later one gives what it would have given. The tasks are left alone.
 *
 * @param sources coroutines, which become tasks at once, futures and tasks; what is named twice comes once
 * @param options.timeout seconds; `null`: no limit. What is not done by then gives a {@link TimeoutError} each
 * @throws {@link RuntimeError} if no loop runs; TypeError if `sources` is not a list of coroutines; {@link ValueError} if
 *   `timeout` is not a number.
 * @example
 * ```ts
 * for (const next of asCompleted(urls.map(load))) {
 *   show(yield* next);
 * }
 * yield* asyncFor(asCompleted(tasks), function* (task) {
 *   console.log(task.getName(), task.result());
 * });
 * ```
 * @see CPython `asyncio.as_completed`
 */
export function asCompleted<T>(
  sources: Iterable<CoroutineLike<T>>,
  options: { timeout?: number | null | undefined } = {},
): AsCompleted<T> {
  const { timeout = null } = options;
  checkTime("timeout", timeout);
  const loop = requireRunningLoop();
  const ofLoop = { loop };
  const futures = new Set<Future<unknown>>();
  for (const source of new Set(manyOf(sources, "sources"))) futures.add(ensureFuture(source, ofLoop));
  return new Completions<T>(loop, futures, timeout);
}
