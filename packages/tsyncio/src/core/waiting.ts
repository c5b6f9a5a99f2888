// Waiting for several things, or for one within limits: gather, wait, waitFor, shield. asCompleted is next door.

import {
  Awaitable,
  type Coroutine,
  type CoroutineIterator,
  type CoroutineLike,
  GeneratorAwaitable,
  type ResultOf,
  type ResultsOf,
  describe,
  isGenerator,
  isGeneratorFunction,
} from "./coroutines.ts";
import { type AbstractEventLoop, Home, type Runnable, requireRunningLoop } from "./events.ts";
import { CancelledError, TimeoutError, ValueError } from "./exceptions.ts";
import { State, type Waiter } from "./base_futures.ts";
import { Future, WakeTimer } from "./futures.ts";
import { here } from "./guests.ts";
import { ensureFuture } from "./tasks.ts";
import { Limited, checkTime, timedOut } from "./timeouts.ts";
import { type WaitExplanation, type WaitOrigin, unfinished } from "./waits.ts";

/** {@link wait} returns when the first future is done. */
export const FIRST_COMPLETED = "FIRST_COMPLETED";
/** {@link wait} returns when the first future has failed, or all are done. */
export const FIRST_EXCEPTION = "FIRST_EXCEPTION";
/** {@link wait} returns when all futures are done. */
export const ALL_COMPLETED = "ALL_COMPLETED";

/** When {@link wait} returns. */
export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED;

// What waits for several futures at once.

/** Who is told of each of several futures that is done, an iteration later. @internal */
export interface Collector {
  _oneDone(future: Future<unknown>): void;
}

/** In the ready queue it says: tell `collector` of `future`. @internal */
export class Notice implements Runnable {
  readonly #collector: Collector;
  readonly #future: Future<unknown>;

  constructor(collector: Collector, future: Future<unknown>) {
    this.#collector = collector;
    this.#future = future;
  }

  _run(): void {
    this.#collector._oneDone(this.#future);
  }
}

/**
 * A future that follows several others. It stands in their lists of waiters itself, and for those that succeed, of which
 * it only counts how many, in the ready queue as well: so it costs nothing for each of them.
 */
abstract class CollectingFuture<T> extends Future<T> implements Waiter, Runnable, Collector, WaitOrigin {
  /** How many are not done yet. @internal */
  _left: number;

  constructor(loop: AbstractEventLoop, count: number) {
    super(undefined, loop._home);
    this._left = count;
  }

  /** @internal */
  _wake(future: Future<unknown>): void {
    future._loop._schedule(future._state === State.finished ? this : new Notice(this, future));
  }

  /** One has succeeded. @internal */
  _run(): void {
    this._left--;
    this._oneSucceeded();
  }

  /** One is done. @internal */
  _oneDone(future: Future<unknown>): void {
    this._left--;
    if (future._state === State.finished) this._oneSucceeded();
    else this._oneFailed(future);
  }

  abstract _oneSucceeded(): void;
  abstract _oneFailed(future: Future<unknown>): void;
  abstract _explainWait(): WaitExplanation;
}

// gather

/** Options of {@link gather}. */
export interface GatherOptions {
  /** Put errors and cancellations among the results, in place of failing with the first. @defaultValue false */
  returnExceptions?: boolean | undefined;
}

/** What {@link gather} gives with `returnExceptions`: results, and what was thrown in place of one. */
export type Outcomes<Cs extends readonly unknown[]> = { -readonly [K in keyof Cs]: ResultOf<Cs[K]> | Error };

type Sources = readonly CoroutineLike<unknown>[];

/** The future of all results; to cancel it is to cancel what it gathers. */
class GatheringFuture extends CollectingFuture<unknown[]> {
  readonly #children: Future<unknown>[] = [];
  readonly #returnExceptions: boolean;
  #cancelRequested = false;

  constructor(loop: AbstractEventLoop, returnExceptions: boolean) {
    super(loop, 0);
    this.#returnExceptions = returnExceptions;
  }

  /** Start what `sources` name, and follow it. */
  start(first: Future<unknown>, sources: Sources): void {
    const children = this.#children;
    const done: Future<unknown>[] = [];
    const options = { loop: this._loop };
    const known = sources.length > 8 ? new Map<unknown, Future<unknown>>() : null;
    for (let index = 0; index < sources.length; index++) {
      const source = sources[index] as CoroutineLike<unknown>;
      let child = known === null ? children[sources.indexOf(source)] : known.get(source);
      if (child === undefined) {
        child = index === 0 ? first : ensureFuture(source, options);
        known?.set(source, child);
        this._left++;
        if (child._state === State.pending) child._addWaiter(this);
        else done.push(child);
      }
      children.push(child);
    }
    // Those that were done from the start are counted at once: if all were, so is the result.
    for (const child of done) this._oneDone(child);
  }

  // Like a task, it is not cancelled at once, but when those that it waits for are.
  override cancel(message?: string): boolean {
    if (this._state !== State.pending) return super.cancel(message);
    let requested = false;
    for (const child of this.#children) if (child.cancel(message)) requested = true;
    if (requested) this.#cancelRequested = true;
    return requested;
  }

  override _oneSucceeded(): void {
    if (this._left === 0 && this._state === State.pending) this.#finish();
  }

  override _oneFailed(child: Future<unknown>): void {
    if (this._state !== State.pending) {
      // The error of the first was handed out: those of the others count as seen.
      if (child._state === State.failed) child._failure();
    } else if (!this.#returnExceptions) this._fail(child._failure());
    else if (this._left === 0) this.#finish();
  }

  #finish(): void {
    const results = this.#children.map(outcomeOf);
    if (!this.#cancelRequested) {
      this._settle(State.finished, results);
      return;
    }
    // Of all the cancellations it is the last argument's that goes on; if that ended otherwise, what is left of a request to
    // cancel it: so it is in CPython.
    const last = this.#children.at(-1);
    this._fail(last?._state === State.cancelled ? last._failure() : new CancelledError(last?._leftMessage));
  }

  override _explainWait(): WaitExplanation {
    return { object: null, call: "gather()", state: "of", needs: unfinished(this.#children) };
  }

  override get _kind(): string {
    return "_GatheringFuture";
  }
}

function outcomeOf(future: Future<unknown>): unknown {
  if (future._state === State.finished) return future._value;
  if (future._state === State.failed) return future._failure();
  // What a task was cancelled by stays with the task, as CPython has it: here only a future's own message is told.
  return new CancelledError(
    future._value instanceof CancelledError ? undefined : (future._value as string | undefined),
  );
}

/**
 * Run several coroutines at once; the result is theirs, in the order of the arguments.
 *
 * Coroutines become tasks at once, futures and tasks are taken as they are; what is named twice runs once. The first error
 * is thrown at once, and the others run on: see {@link TaskGroup} for the alternative.
 *
 * Cancellation: to cancel the result (or who awaits it) cancels all that are not done.
 *
 * @param sources coroutines, in a list or as the arguments themselves
 * @returns a future of the array of results
 * @throws {@link RuntimeError} if no loop runs; TypeError if one of `sources` is not a coroutine; {@link ValueError} if
 *   they belong to different loops.
 * @example
 * ```ts
 * const [page, score] = yield* gather(load(url), rate(url));
 * const outcomes = yield* gather(urls.map(load), { returnExceptions: true });
 * ```
 * @see CPython `asyncio.gather`
 */
export function gather<const Cs extends Sources>(
  sources: readonly [...Cs],
  options?: { returnExceptions?: false | undefined },
): Future<ResultsOf<Cs>>;
export function gather<const Cs extends Sources>(
  sources: readonly [...Cs],
  options: GatherOptions,
): Future<Outcomes<Cs>>;
export function gather<Cs extends Sources>(...sources: Cs): Future<ResultsOf<Cs>>;
export function gather(...args: readonly unknown[]): Future<unknown[]> {
  if (!Array.isArray(args[0])) return gatherAll(args as Sources, false);
  return gatherAll(args[0], (args[1] as GatherOptions | undefined)?.returnExceptions === true);
}

function gatherAll(sources: Sources, returnExceptions: boolean): Future<unknown[]> {
  if (sources.length === 0) {
    const nothing = new Future<unknown[]>({ loop: requireRunningLoop() });
    nothing.setResult([]);
    return nothing;
  }
  const first = ensureFuture(sources[0] as CoroutineLike<unknown>);
  const gathering = new GatheringFuture(first._loop, returnExceptions);
  try {
    gathering.start(first, sources);
  } catch (error) {
    // Nobody gets it: what was started runs on, and its errors are not reported.
    gathering._settle(State.cancelled, undefined);
    throw error;
  }
  return gathering;
}

// wait

/** Options of {@link wait}. */
export interface WaitOptions {
  /** Return after this many seconds at the latest; `null`: no limit. @defaultValue null */
  timeout?: number | null | undefined;
  /** What to wait for. @defaultValue {@link ALL_COMPLETED} */
  returnWhen?: ReturnWhen | undefined;
}

/** Done when `wait` has seen what it waits for. */
class WaitFuture extends CollectingFuture<undefined> {
  readonly #futures: ReadonlySet<Future<unknown>>;
  readonly #returnWhen: ReturnWhen;
  #timer: WakeTimer | null = null;

  constructor(loop: AbstractEventLoop, futures: ReadonlySet<Future<unknown>>, returnWhen: ReturnWhen) {
    super(loop, futures.size);
    this.#futures = futures;
    this.#returnWhen = returnWhen;
  }

  start(timeout: number | null): void {
    if (timeout !== null) {
      this.#timer = new WakeTimer(this._loop.time() + timeout, this._loop, this);
      this.#timer._schedule();
    }
    for (const future of this.#futures) future._addWaiter(this);
  }

  stop(): void {
    this.#timer?.cancel();
    for (const future of this.#futures) if (future._state === State.pending) future._removeWaiter(this);
  }

  override _oneSucceeded(): void {
    if (this._left <= 0 || this.#returnWhen === FIRST_COMPLETED) this.#release();
  }

  override _oneFailed(future: Future<unknown>): void {
    if (this._left <= 0 || this.#returnWhen === FIRST_COMPLETED) this.#release();
    else if (this.#returnWhen === FIRST_EXCEPTION && future._state === State.failed) {
      future._failure();
      this.#release();
    }
  }

  #release(): void {
    this.#timer?.cancel();
    if (this._state === State.pending) this._settle(State.finished, undefined);
  }

  override _explainWait(): WaitExplanation {
    return { object: null, call: "wait()", state: "of", needs: unfinished(this.#futures) };
  }
}

/**
 * Wait until several futures or tasks are done, some of them are, or a time has passed.
 *
 * Nothing is thrown, not even for the time, and nothing cancelled: look at the futures.
 *
 * Cancellation: the wait ends; the futures are left alone.
 *
 * @param futures at least one; tasks, not coroutines, since the results name those that were given
 * @returns those that are done and those that are not: two sets, each in the order of `futures`
 * @throws At once TypeError if there are other things than futures, {@link ValueError} if there are none, or an option is
 *   out of place.
 * @example
 * ```ts
 * const [done, pending] = yield* wait(tasks, { timeout: 3, returnWhen: FIRST_COMPLETED });
 * for (const task of pending) task.cancel();
 * ```
 * @see CPython `asyncio.wait`
 */
export function wait<F extends Future<unknown>>(
  futures: Iterable<F>,
  options: WaitOptions = {},
): Awaitable<[done: Set<F>, pending: Set<F>]> {
  const { timeout = null, returnWhen = ALL_COMPLETED } = options;
  checkTime("timeout", timeout);
  if (returnWhen !== FIRST_COMPLETED && returnWhen !== FIRST_EXCEPTION && returnWhen !== ALL_COMPLETED) {
    throw new ValueError(`returnWhen must be one of the three constants, got ${describe(returnWhen)}`);
  }
  const distinct = new Set(manyOf(futures, "futures"));
  if (distinct.size === 0) throw new ValueError("futures must not be empty: there is nothing to wait for");
  for (const future of distinct) {
    if (!(future instanceof Future)) {
      throw new TypeError(`futures must hold futures and tasks, got ${describe(future)}: start it with createTask()`);
    }
  }
  return new GeneratorAwaitable(waitForSome(distinct, timeout, returnWhen));
}

function* waitForSome<F extends Future<unknown>>(
  futures: ReadonlySet<F>,
  timeout: number | null,
  returnWhen: ReturnWhen,
): Coroutine<[Set<F>, Set<F>]> {
  const seen = new WaitFuture(requireRunningLoop(), futures, returnWhen);
  seen.start(timeout);
  try {
    yield* seen;
  } finally {
    seen.stop();
  }
  const done = new Set<F>();
  const pending = new Set<F>();
  for (const future of futures) (future._state === State.pending ? pending : done).add(future);
  return [done, pending];
}

/** `sources`, if it is a list of things to wait for, and not itself one of them. @internal */
export function manyOf<T>(sources: Iterable<T>, name: string): Iterable<T> {
  const one: unknown = sources;
  if (one instanceof Awaitable || isGenerator(one)) throw new TypeError(`${name} must be a list, got ${describe(one)}`);
  if (typeof (one as Partial<Iterable<T>> | null | undefined)?.[Symbol.iterator] !== "function") {
    throw new TypeError(`${name} must be a list, got ${describe(one)}`);
  }
  return sources;
}

// waitFor

/** The wait of {@link waitFor}. */
class WaitFor<T> extends Limited<T> {
  readonly #source: CoroutineLike<T>;

  constructor(source: CoroutineLike<T>, delay: number | null) {
    super(delay);
    this.#source = source;
  }

  override _begin(): CoroutineIterator<T> {
    const source = this.#source;
    if (typeof source !== "function") return source[Symbol.iterator]();
    return isGeneratorFunction(source) ? (source as () => Coroutine<T>)() : here(source);
  }
}

/** No time at all: what is not done is cancelled before it starts. */
function* waitForNothing<T>(source: CoroutineLike<T>, delay: number): Coroutine<T> {
  const future = ensureFuture(source);
  if (future.done()) return future.result();
  yield* cancelAndWait(future);
  try {
    return future.result();
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    throw new TimeoutError(timedOut(delay), { cause: error });
  }
}

function* cancelAndWait(future: Future<unknown>): Coroutine {
  // Waiting on `future` itself would leave it to that, which may refuse, whether we can be cancelled meanwhile.
  const ended = new Future<undefined>(undefined, new Home(requireRunningLoop(), future));
  const callback = future._onDone(() => {
    if (ended._state === State.pending) ended._settle(State.finished, undefined);
  }, ended);
  try {
    future.cancel();
    yield* ended;
  } finally {
    future._removeWaiter(callback);
  }
}

/**
 * Wait for a coroutine or a future, `timeout` seconds at the most.
 *
 * When the time is up, the source is cancelled, and waited for until it has ended. A coroutine runs as a part of the
 * calling task, not in one of its own.
 *
 * Cancellation: the source is cancelled. Put it into {@link shield} if it must not be, here or at the deadline.
 *
 * @param timeout seconds; `null`: no limit; zero or less: only what is done already has a result
 * @returns the result of the source, even one that it gave after it was cancelled
 * @throws {@link TimeoutError} if the source ended by the cancellation, which is the `cause`; what the source throws;
 *   {@link ValueError} at once if `timeout` is not a number, TypeError at once if `source` is not a coroutine.
 * @example
 * ```ts
 * const line = yield* waitFor(reader.readline(), 3);
 * ```
 * @see CPython `asyncio.wait_for`
 */
export function waitFor<T>(source: CoroutineLike<T>, timeout: number | null): Awaitable<T> {
  checkTime("timeout", timeout);
  if (typeof source !== "function" && !(source instanceof Awaitable) && !isGenerator(source)) {
    const hint = typeof (source as PromiseLike<T> | null)?.then === "function" ? ": use until(promise)" : "";
    throw new TypeError(`source must be a coroutine or a future, got ${describe(source)}${hint}`);
  }
  if (timeout !== null && timeout <= 0) return new GeneratorAwaitable(waitForNothing(source, timeout));
  return new WaitFor(source, timeout);
}

// shield

/** Ends as `inner` does, unless it is cancelled before. */
class ShieldFuture<T> extends Future<T> implements Waiter, Runnable, WaitOrigin {
  readonly #inner: Future<T>;

  constructor(inner: Future<T>) {
    super(undefined, inner._loop._home);
    this.#inner = inner;
    inner._addWaiter(this);
  }

  override cancel(message?: string): boolean {
    if (!super.cancel(message)) return false;
    // From now on a late error of `inner` is one that nobody waits for, and is reported as such.
    this.#inner._removeWaiter(this);
    return true;
  }

  /** @internal */
  _wake(inner: Future<unknown>): void {
    inner._loop._schedule(this);
  }

  /** @internal */
  _run(): void {
    if (this._state !== State.pending) return;
    const inner = this.#inner;
    if (inner._state === State.finished) this._settle(State.finished, inner._value);
    else if (inner._state === State.cancelled) this._settle(State.cancelled, undefined);
    else this._fail(inner._failure());
  }

  /** @internal */
  _explainWait(): WaitExplanation {
    return { object: null, call: "shield()", state: "of", needs: [this.#inner] };
  }
}

/**
 * Wait for something without passing a cancellation on to it.
 *
 * Cancellation: the wait ends, the source runs on. If it fails later and nobody asks for the error, that is reported to
 * the loop's exception handler. At the end of `run()` it is cancelled like every task.
 *
 * @param source a future or task, or a coroutine, which becomes a task at once
 * @returns a future that ends as the source does; the source itself if that is done
 * @throws {@link RuntimeError} if no loop runs; TypeError if `source` is not a coroutine.
 * @example
 * ```ts
 * const saving = createTask(save(document));
 * yield* waitFor(shield(saving), 3); // too slow: TimeoutError, and the document is saved all the same
 * ```
 * @see CPython `asyncio.shield`
 */
export function shield<T>(source: CoroutineLike<T>): Future<T> {
  const inner = ensureFuture(source);
  return inner._state === State.pending ? new ShieldFuture(inner) : inner;
}
