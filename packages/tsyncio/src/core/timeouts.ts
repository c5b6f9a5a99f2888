// `timeout()`: a time limit for a block of code. Waiting for one thing with a limit is `waitFor()` in waiting.ts.

import { Flag } from "./base_futures.ts";
import type { AsyncContextManager } from "./contextlib.ts";
import { thread } from "./contextvars.ts";
import {
  Awaitable,
  type Coroutine,
  type CoroutineIterator,
  GeneratorAwaitable,
  type Suspension,
  describe,
  isGeneratorFunction,
} from "./coroutines.ts";
import { type AbstractEventLoop, type LoopTimer, reportCallbackError, requireRunningLoop } from "./events.ts";
import { CancelledError, RuntimeError, TimeoutError, ValueError } from "./exceptions.ts";
import { here } from "./guests.ts";
import type { Task } from "./tasks.ts";

/** created -> active -> finished, or active -> expiring -> expired. The words stand in messages. */
const State = {
  created: "created",
  entered: "active",
  expiring: "expiring",
  expired: "expired",
  exited: "finished",
} as const;

type TimeoutState = (typeof State)[keyof typeof State];

/** The body of `timeout(delay, body)`: a generator function, an async function, or a plain one. */
export type TimeoutBody<T> = (timeout: Timeout) => Coroutine<T> | Awaitable<T> | PromiseLike<T> | T;

/**
 * A time limit for a block of code. Made by {@link timeout} or {@link timeoutAt}, entered by `asyncWith`.
 *
 * At the deadline the task is cancelled; when the cancellation arrives at the end of the block, it becomes a
 * {@link TimeoutError}, whose `cause` is the {@link CancelledError}. A cancellation from elsewhere stays what it is. A
 * block that waits for nothing is not interrupted.
 *
 * It is no `AsyncDisposable`: `await using` tells the object not what error leaves the block, and lets it replace none.
 *
 * @see CPython `asyncio.Timeout`
 */
export class Timeout implements AsyncContextManager<Timeout> {
  #state: TimeoutState = State.created;
  #when: number | null;
  #task: Task<unknown> | null = null;
  /** The requests to cancel that were open when the block was entered: not ours. */
  #cancelling = 0;
  /** The seconds that the limit was given in, for the message; `null` if it was a point in time, or was moved. */
  #delay: number | null = null;
  #timer: DeadlineTimer | null = null;
  /** Its methods start no async function. @internal */
  readonly _inPlace = true;

  /**
   * @param when the deadline, in seconds on the loop's clock; `null`: none
   * @throws {@link ValueError} if `when` is not a number.
   */
  constructor(when: number | null) {
    checkTime("when", when);
    this.#when = when;
  }

  /** A limit of `delay` seconds from `now` on. @internal */
  static _after(delay: number | null, now: number): Timeout {
    const timeout = new Timeout(delay === null ? null : now + delay);
    timeout.#delay = delay;
    return timeout;
  }

  /** The deadline, in seconds on the loop's clock; `null` if there is none. */
  when(): number | null {
    return this.#when;
  }

  /**
   * Set another deadline.
   *
   * @param when in seconds on the loop's clock; `null`: none; in the past: the next wait is interrupted
   * @throws {@link RuntimeError} if the block was not entered, was left, or its time is up; {@link ValueError} if `when`
   * is not a number.
   */
  reschedule(when: number | null): void {
    checkTime("when", when);
    if (this.#state === State.created) throw new RuntimeError("Timeout has not been entered");
    if (this.#state !== State.entered) throw new RuntimeError(`Cannot change state of ${this.#state} Timeout`);
    this.#when = when;
    this.#delay = null;
    this.#timer?.cancel();
    this.#timer = when === null ? null : this.#startTimer(when, loopOf(this.#task).time());
  }

  /** Whether the deadline passed while the block ran. */
  expired(): boolean {
    return this.#state === State.expiring || this.#state === State.expired;
  }

  /**
   * Enter the block: `asyncWith` does it.
   *
   * @throws {@link RuntimeError} if it was entered before, or no task runs.
   */
  aenter(): Awaitable<Timeout> {
    return new GeneratorAwaitable(this.#aenter());
  }

  /**
   * Leave the block with `error`, or with `undefined`: `asyncWith` does it.
   *
   * @throws {@link TimeoutError} in the place of the cancellation that the deadline caused.
   */
  aexit(error: unknown): Awaitable<void> {
    return new GeneratorAwaitable(this.#aexit(error));
  }

  *#aenter(): Coroutine<Timeout> {
    this._enter(null);
    return this;
  }

  *#aexit(error: unknown): Coroutine {
    const outcome = this._leave(error);
    if (outcome !== error) throw outcome;
  }

  /** {@link Timeout.aenter}, which never waits, as a plain function; `now` spares a look at the clock. @internal */
  _enter(now: number | null): void {
    if (this.#state !== State.created) throw new RuntimeError("Timeout has already been entered");
    const task = thread.task as Task<unknown> | null;
    if (task === null) throw new RuntimeError("Timeout should be used inside a task");
    this.#state = State.entered;
    this.#task = task;
    this.#cancelling = task.cancelling();
    if (this.#when !== null) this.#timer = this.#startTimer(this.#when, now ?? task._loop.time());
  }

  /** {@link Timeout.aexit}, which never waits either: gives the error that leaves the block. @internal */
  _leave(error: unknown): unknown {
    const timer = this.#timer;
    if (timer !== null) {
      timer.cancel();
      this.#timer = null;
    }
    if (this.#state === State.entered) this.#state = State.exited;
    if (this.#state !== State.expiring) return error;
    this.#state = State.expired;
    const task = this.#task as Task<unknown>;
    task._flags &= ~Flag.expiring;
    const open = task.uncancel();
    // Another request to cancel came in meanwhile: it is the one that is served.
    if (open > this.#cancelling || !(error instanceof CancelledError)) return error;
    return new TimeoutError(timedOut(this.#delay), { cause: error });
  }

  /** The deadline is there. @internal */
  _expire(): void {
    this.#timer = null;
    const task = this.#task as Task<unknown>;
    task.cancel();
    task._flags |= Flag.expiring;
    this.#state = State.expiring;
  }

  #startTimer(when: number, now: number): DeadlineTimer {
    return new DeadlineTimer(when, now, loopOf(this.#task), this);
  }

  toString(): string {
    const when = this.#state === State.entered ? ` when=${this.#when === null ? "null" : rounded(this.#when)}` : "";
    return `<Timeout [${this.#state}]${when}>`;
  }
}

/** Tells a {@link Timeout} that its time is up. */
class DeadlineTimer implements LoopTimer {
  readonly #loop: AbstractEventLoop;
  /** `null`: it is dropped. */
  #timeout: Timeout | null;

  constructor(when: number, now: number, loop: AbstractEventLoop, timeout: Timeout) {
    this.#loop = loop;
    this.#timeout = timeout;
    if (when > now) loop._addTimer(this, when);
    else loop._schedule(this);
  }

  cancel(): void {
    this.#timeout = null;
    this.#loop._timerCancelled(this);
  }

  _run(): void {
    try {
      this.#timeout?._expire();
    } catch (error) {
      reportCallbackError(error, Timeout, null, this.#loop); // A class of the user's may have a cancel() of its own.
    }
  }

  _isDropped(): boolean {
    return this.#timeout === null;
  }
}

function loopOf(task: Task<unknown> | null): AbstractEventLoop {
  return (task as Task<unknown>)._loop;
}

/** The text of a {@link TimeoutError}. @internal */
export function timedOut(delay: number | null): string {
  return delay === null ? "timed out" : `timed out after ${delay} s`;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** @internal */
export function checkTime(name: string, value: unknown): void {
  if (value !== null && (typeof value !== "number" || Number.isNaN(value))) {
    throw new ValueError(`${name} must be a number of seconds or null, got ${describe(value)}`);
  }
}

/**
 * A time limit of `delay` seconds, from now on, for a block of code.
 *
 * @param delay seconds; `null`: no limit (until {@link Timeout.reschedule} sets one); zero or less: the first wait is interrupted
 * @throws {@link RuntimeError} if no loop runs; {@link ValueError} if `delay` is not a number.
 * @example
 * ```ts
 * yield* asyncWith(timeout(10), function* () {
 *   yield* longRunning();
 * });
 * ```
 * @see CPython `asyncio.timeout`
 */
export function timeout(delay: number | null): Timeout;
/**
 * Run `body` with a time limit of `delay` seconds: an own addition, short for `asyncWith(timeout(delay), body)`.
 *
 * The time counts from when the result is first awaited.
 *
 * Cancellation: `body` is cancelled.
 *
 * @throws {@link TimeoutError} if `body` did not end in time; {@link ValueError} at once if `delay` is not a number.
 * @example
 * ```ts
 * const page = yield* timeout(3, function* () {
 *   return yield* load(url);
 * });
 * ```
 */
export function timeout<T>(delay: number | null, body: TimeoutBody<T>): Awaitable<T>;
export function timeout<T>(delay: number | null, body?: TimeoutBody<T>): Timeout | Awaitable<T> {
  checkTime("delay", delay);
  if (body === undefined) return Timeout._after(delay, requireRunningLoop().time());
  if (typeof body !== "function") throw new TypeError(`body must be a function, got ${describe(body)}`);
  return new LimitedBlock(delay, body);
}

/**
 * A wait with a limit, in the caller's task: its own iterator around that of what is limited.
 *
 * @internal
 */
export abstract class Limited<T> extends Awaitable<T> implements CoroutineIterator<T> {
  readonly #delay: number | null;
  #taken = false;
  #timeout: Timeout | null = null;
  #inner: CoroutineIterator<T> | null = null;

  constructor(delay: number | null) {
    super();
    this.#delay = delay;
  }

  /** @internal */
  override get _isQuiet(): boolean {
    return this.#inner instanceof Awaitable && this.#inner._isQuiet;
  }

  /** Begin what is limited. */
  abstract _begin(timeout: Timeout): CoroutineIterator<T>;

  override [Symbol.iterator](): CoroutineIterator<T> {
    if (this.#taken) throw new RuntimeError("cannot reuse already awaited coroutine");
    this.#taken = true;
    return this;
  }

  next(sent?: unknown): IteratorResult<Suspension, T> {
    const timeout = this.#timeout ?? this.#enter();
    let result: IteratorResult<Suspension, T>;
    try {
      this.#inner ??= this._begin(timeout);
      result = this.#inner.next(sent);
    } catch (error) {
      throw timeout._leave(error);
    }
    if (result.done === true) timeout._leave(undefined);
    return result;
  }

  throw(error: unknown): IteratorResult<Suspension, T> {
    const timeout = this.#timeout as Timeout;
    let result: IteratorResult<Suspension, T>;
    try {
      result = (this.#inner as Generator<Suspension, T>).throw(error);
    } catch (raised) {
      throw timeout._leave(raised);
    }
    if (result.done === true) timeout._leave(undefined);
    return result;
  }

  return(value: T): IteratorResult<Suspension, T> {
    this.#timeout?._leave(undefined);
    return this.#inner?.return?.(value) ?? { done: true, value };
  }

  #enter(): Timeout {
    const now = this.#delay === null ? 0 : requireRunningLoop().time();
    const timeout = Timeout._after(this.#delay, now);
    this.#timeout = timeout;
    timeout._enter(now);
    return timeout;
  }
}

/** The wait of `timeout(delay, body)`. */
class LimitedBlock<T> extends Limited<T> {
  readonly #body: TimeoutBody<T>;

  constructor(delay: number | null, body: TimeoutBody<T>) {
    super(delay);
    this.#body = body;
  }

  override _begin(timeout: Timeout): CoroutineIterator<T> {
    const body = this.#body;
    if (isGeneratorFunction(body)) return (body as (timeout: Timeout) => Coroutine<T>)(timeout);
    return here(() => body(timeout));
  }
}

/**
 * The same as {@link timeout} with a point in time.
 *
 * @param when seconds on the loop's clock, `loop.time()`; `null`: no limit
 * @throws {@link ValueError} if `when` is not a number.
 * @see CPython `asyncio.timeout_at`
 */
export function timeoutAt(when: number | null): Timeout {
  return new Timeout(when);
}
