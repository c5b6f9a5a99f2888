// `sleep()`. It stands below tasks: what it gives is something that a task can wait for.

import { BaseFuture, Flag, State } from "./base_futures.ts";
import { thread } from "./contextvars.ts";
import { Awaitable, type CoroutineIterator, RESUMED, type Suspension, describe } from "./coroutines.ts";
import { type Home, type LoopTimer, type Runnable, requireRunningLoop } from "./events.ts";
import { RuntimeError, ValueError } from "./exceptions.ts";
import type { WaitExplanation, WaitOrigin } from "./waits.ts";

/** Yielded by itself it means: go on in the next iteration. @internal */
export const bareSuspension: { done: false; value: Suspension } = {
  done: false,
  value: undefined as unknown as Suspension,
};
const nothingReturned: { done: true; value: undefined } = { done: true, value: undefined };

/** The wait of `sleep(0)`: it has no state, so one object serves all (but in debug mode), and the wait allocates nothing. */
class Pass extends Awaitable<undefined> implements CoroutineIterator<undefined> {
  override [Symbol.iterator](): CoroutineIterator<undefined> {
    return this;
  }

  next(sent?: unknown): IteratorResult<Suspension, undefined> {
    return sent === RESUMED ? nothingReturned : bareSuspension;
  }

  throw(error: unknown): never {
    throw error;
  }
}

const pass = new Pass();

/** For those that have not begun: they get theirs then. */
const NO_HOME = null as unknown as Home;

/**
 * The wait of {@link sleep}: its own iterator, what its task waits for, and the timer in the loop's heap, all in one, since
 * there may be very many, and each object more is one more to be fetched from memory.
 */
class Sleep<T> extends BaseFuture<T> implements CoroutineIterator<T>, LoopTimer, WaitOrigin {
  // It is there from the beginning; what comes is the time.
  readonly #result: T;

  constructor(delay: number, result: T) {
    super(NO_HOME);
    this.#result = result;
    this._value = delay; // Nobody can wait before it has begun: until then the place of the waiters is free for that.
  }

  override [Symbol.iterator](): CoroutineIterator<T> {
    if ((this._flags & Flag.taken) !== 0) throw new RuntimeError("cannot reuse already awaited coroutine");
    this._flags |= Flag.taken;
    return this;
  }

  override next(): IteratorResult<Suspension, T> {
    if (this._home === NO_HOME && this.#start()) return bareSuspension;
    return super.next();
  }

  override throw(error: unknown): never {
    this.#leave();
    throw error;
  }

  override return(value: T): IteratorResult<Suspension, T> {
    this.#leave();
    return super.return(value);
  }

  // Nobody comes for the result any more.
  #leave(): void {
    if (this._home !== NO_HOME) this.cancel();
  }

  override cancel(message?: string): boolean {
    if (!super.cancel(message)) return false;
    this._loop._timerCancelled(this);
    return true;
  }

  // Gives whether the time is up at once.
  #start(): boolean {
    const delay = this._value as number;
    const loop = requireRunningLoop();
    this._home = loop._home;
    this._value = null;
    this._flags |= Flag.timed;
    if (delay <= 0) {
      this._settle(State.finished, this.#result);
      return true;
    }
    loop._addTimer(this, loop.time() + delay);
    return false;
  }

  /** The time is up. @internal */
  _run(): void {
    if (this._state !== State.pending) return;
    // As `_settle()`. It is always a task that waits, and that is not even looked at: among many, each look is a cache miss.
    const task = this._value as Runnable | null;
    this._flags |= State.finished;
    this._value = this.#result;
    if (task !== null) this._home.loop._schedule(task);
  }

  /** @internal */
  _isDropped(): boolean {
    return this._state !== State.pending;
  }

  /** @internal */
  _explainWait(): WaitExplanation {
    const left = Math.round((this._loop._deadlineOf(this) - this._loop.time()) * 1e6) / 1e6 || 0; // it may be due by now
    return { object: null, call: "sleep()", state: `for ${left} seconds more`, needs: [] };
  }
}

/**
 * Wait `delay` seconds, and return `result`. Zero or less: let everything else that is ready run first.
 *
 * Cancellation: the wait ends at once.
 *
 * @param delay seconds
 * @throws {@link ValueError} if `delay` is not a number.
 * @example
 * ```ts
 * yield* sleep(0.5);              // half a second
 * yield* sleep(1, "done");        // => "done"
 * ```
 * @see CPython `asyncio.sleep`
 */
export function sleep(delay: number): Awaitable<void>;
export function sleep<T>(delay: number, result: T): Awaitable<T>;
export function sleep(delay: number, result?: unknown): Awaitable<unknown> {
  if (typeof delay !== "number" || Number.isNaN(delay)) {
    throw new ValueError(`delay must be a number of seconds, got ${describe(delay)}`);
  }
  if (delay > 0 || result !== undefined) return new Sleep(delay, result);
  return thread.debug ? new Pass() : pass; // Debug mode tells them apart, to report those that nobody awaits.
}
