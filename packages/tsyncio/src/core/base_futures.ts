// What every wait is made of: a result that comes later, and who is told of it. What users see of it is in futures.ts.

import { type Context, thread } from "./contextvars.ts";
import { Awaitable, type CoroutineIterator, type Suspension, describe } from "./coroutines.ts";
import { cancellerOf, noteCanceller } from "./debug.ts";
import { type AbstractEventLoop, type Home, type Runnable, reportCallbackError } from "./events.ts";
import { CancelledError, RuntimeError } from "./exceptions.ts";
import { noteProbe, withoutStack } from "./frames.ts";
import type { AsyncContextSnapshot } from "./host.ts";

/** The states of a future. @internal */
export const State = { pending: 0, cancelled: 1, finished: 2, failed: 3 } as const;

/** Bits of {@link Future._flags}, above the two that hold the {@link State}. @internal */
export const Flag = {
  /** It was yielded by `yield*` and its task has not yet taken note: tells `yield* future` from `yield future`. */
  blocking: 4,
  /** It failed and nobody has asked for the error so far. */
  unretrieved: 8,
  /** The loop watches it for its unretrieved error. */
  watched: 16,
  /** (Task) A cancellation is to be thrown at the next step. */
  mustCancel: 32,
  /** (Task) It is in the loop's list of tasks: see `Task._register()`. */
  registered: 64,
  /** (Task) It is handing a request to cancel on to what it waits for. */
  handingOn: 128,
  /** Somebody wants to see the call stack of who waits for it: see `base_tasks.ts`. */
  probed: 256,
  /** (Sleep) Somebody waits for it, or is about to: nobody else may. */
  taken: 512,
  /** (Task) Its generator function was not called so far. */
  uncalled: 1024,
  /** (Task) The time of a `timeout()` that it has entered is up, and the block not left so far. */
  expiring: 2048,
  /** (Task) What it steps is a generator, and no other iterator. */
  generator: 4096,
  /** (Task) It carries a context of the host's. */
  hosted: 8192,
  /** (Sleep) It is among the loop's timers as long as it is pending, and so is found there with the task that waits. */
  timed: 16_384,
} as const;

/** The first bit of the flags that is none of {@link Flag}: tasks count in the bits from here on. @internal */
export const FLAG_BITS = 15;

const STATE_BITS = 3;

/** Who is told when a future is done: a task, or a callback. */
export interface Waiter {
  /** Put what there is to do into the loop's ready queue. @internal */
  _wake(future: BaseFuture<unknown>): void;
}

type Waiters = Waiter | Waiter[] | null;

/** A result object that a future hands out again and again: `yield*` reads it at once. */
const suspended: { done: false; value: Suspension } = { done: false, value: undefined as unknown as Suspension };
const returned: { done: true; value: unknown } = { done: true, value: undefined };

/**
 * What a task can wait for: a {@link Future}, or one of the library's own waits, which are no futures to their users.
 */
export abstract class BaseFuture<T> extends Awaitable<T> {
  // Few fields, for there may be a million of them: the state stands in the flags.
  /** @internal */
  _flags = 0;
  /**
   * Pending: who waits, `null` if nobody does; most futures have one {@link Waiter}, and an array is made for the second.
   * Finished: the result. Failed: the error. Cancelled: the message, or the very CancelledError.
   *
   * @internal
   */
  _value: unknown = null;
  /** @internal */
  _home: Home;

  /** @internal */
  constructor(home: Home) {
    super();
    this._home = home;
  }

  /** @internal */
  get _loop(): AbstractEventLoop {
    return this._home.loop;
  }

  /** One of {@link State}. @internal */
  get _state(): number {
    return this._flags & STATE_BITS;
  }

  /**
   * Cancel it: whoever waits gets a {@link CancelledError}.
   *
   * @param message what the `CancelledError` says
   * @returns false if it was done already, and nothing happened
   */
  cancel(message?: string): boolean {
    if ((this._flags & Flag.unretrieved) !== 0) this._retrieved();
    if (this._state !== State.pending) return false;
    if (this._loop._debug) noteCanceller(this, canceller());
    this._settle(State.cancelled, message);
    return true;
  }

  // The iterator protocol: a future is its own iterator, so that `yield* future` allocates nothing.

  [Symbol.iterator](): CoroutineIterator<T> {
    return this;
  }

  /** @internal */
  next(): IteratorResult<Suspension, T> {
    if (this._state === State.finished) {
      returned.value = this._value;
      return returned as IteratorReturnResult<T>;
    }
    if (this._state !== State.pending) throw this._failure();
    if ((this._flags & Flag.blocking) !== 0) this._refuseIteration();
    if ((this._flags & Flag.probed) !== 0) noteProbe();
    this._flags |= Flag.blocking;
    suspended.value = this as unknown as Suspension;
    return suspended;
  }

  // No task took note of the last `next()`: a `for` loop, a spread, or a deep comparison is at work, and would never end.
  _refuseIteration(): never {
    this._flags &= ~Flag.blocking;
    throw new RuntimeError(`yield* was not used with ${this._repr()}, which cannot be iterated otherwise`);
  }

  /** @internal */
  throw(error: unknown): never {
    throw error;
  }

  /** @internal */
  return(value: T): IteratorResult<Suspension, T> {
    return { done: true, value };
  }

  // What the rest of the core uses.

  /** The error to throw for a future that failed or was cancelled; from now on it counts as retrieved. @internal */
  _failure(): unknown {
    if (this._state === State.cancelled) return this._makeCancelledError();
    if ((this._flags & Flag.unretrieved) !== 0) this._retrieved();
    return this._value;
  }

  /** The message of a request to cancel that this has outlived. @internal */
  get _leftMessage(): string | undefined {
    return undefined;
  }

  /** Somebody has the error, or does not want it: nothing is to be reported. @internal */
  _retrieved(): void {
    const watched = (this._flags & Flag.watched) !== 0;
    this._flags &= ~(Flag.unretrieved | Flag.watched);
    if (watched) this._loop._unwatchFailure(this);
  }

  /** @internal */
  _makeCancelledError(): CancelledError {
    // A task that ended by a CancelledError gives out that very error, once, so that its stack is seen.
    const original = this._value;
    if (original instanceof CancelledError) {
      this._value = undefined;
      return original;
    }
    return cancelledError(this, original as string | undefined);
  }

  /** @internal */
  _fail(error: unknown): void {
    this._flags |= Flag.unretrieved;
    this._settle(State.failed, error);
    this._loop._watchFailure(this);
  }

  /** @internal */
  _settle(state: number, value: unknown): void {
    this._flags |= state; // Invariant: it was pending, which is 0.
    const waiters = this._value as Waiters;
    this._value = value;
    if (waiters === null) return;
    if (!Array.isArray(waiters)) waiters._wake(this);
    else for (let index = 0; index < waiters.length; index++) (waiters[index] as Waiter)._wake(this);
  }

  /** @internal */
  _addWaiter(waiter: Waiter): void {
    if (this._state !== State.pending) {
      waiter._wake(this);
      return;
    }
    const waiters = this._value as Waiters;
    if (waiters === null) this._value = waiter;
    else if (Array.isArray(waiters)) waiters.push(waiter);
    else this._value = [waiters, waiter];
  }

  /**
   * Call `callback`, which is the library's own and runs no user code, when this is done.
   *
   * @param awaiter on whose behalf, for call graphs
   * @internal
   */
  _onDone(callback: (future: BaseFuture<unknown>) => void, awaiter: BaseFuture<unknown> | null = null): DoneCallback {
    const waiter = new DoneCallback(callback, thread.base, null);
    waiter._future = awaiter;
    this._addWaiter(waiter);
    return waiter;
  }

  /** Take `waiter` out of the list, whatever it is there for. @internal */
  _removeWaiter(waiter: Waiter): void {
    if (this._state === State.pending) this._setWaiters(this._allWaiters().filter((other) => other !== waiter));
  }

  /** @internal */
  _allWaiters(): Waiter[] {
    const waiters = this._state === State.pending ? (this._value as Waiters) : null;
    if (waiters === null) return [];
    return Array.isArray(waiters) ? waiters : [waiters];
  }

  /** Of a pending future only. @internal */
  _setWaiters(waiters: Waiter[]): void {
    this._value = waiters.length > 1 ? waiters : (waiters[0] ?? null);
  }

  /** What it is called in reports. @internal */
  get _kind(): string {
    return "Future";
  }

  /** @internal */
  _repr(): string {
    return `<Future ${this._reprState()}>`;
  }

  /** @internal */
  _reprState(): string {
    if (this._state === State.pending) return "pending";
    if (this._state === State.cancelled) return "cancelled";
    return this._state === State.finished
      ? `finished result=${describe(this._value)}`
      : `finished exception=${String(this._value)}`;
  }

  override toString(): string {
    return this._repr();
  }
}

/**
 * The error for a future, or task, that was cancelled with a message.
 *
 * It has a stack if it ends a wait whose time is up, so that one sees what took too long, and in debug mode, where it
 * says who cancelled. Else it has none: to make that takes as long as all the rest of a cancellation.
 *
 * @internal
 */
export function cancelledError(future: BaseFuture<unknown>, message: string | undefined): CancelledError {
  const isTimeUp = (((thread.task as BaseFuture<unknown> | null)?._flags ?? 0) & Flag.expiring) !== 0;
  if (!future._loop._debug && !isTimeUp) return withoutStack(() => new CancelledError(message));
  const error = new CancelledError(message);
  const by = future._loop._debug ? cancellerOf(future) : undefined;
  if (by !== undefined) error.canceller = by;
  return error;
}

/** The caller, in words: the task that runs, or what else there is. @internal */
export function canceller(): string {
  const task = (thread.loop === null ? thread.guest?.() : thread.task) as { getName(): string } | null | undefined;
  return task ? `task '${task.getName()}'` : "code outside of tasks";
}

/** A done callback; once the future is done it is itself what stands in the ready queue. @internal */
export class DoneCallback implements Waiter, Runnable {
  readonly _callback: (future: BaseFuture<unknown>) => void;
  readonly _context: Context;
  readonly _hostContext: AsyncContextSnapshot | null;
  /** The future that is done; before that, on whose behalf this waits for it, if that is known. */
  _future: BaseFuture<unknown> | null = null;

  constructor(
    callback: (future: BaseFuture<unknown>) => void,
    context: Context,
    hostContext: AsyncContextSnapshot | null,
  ) {
    this._callback = callback;
    this._context = context;
    this._hostContext = hostContext;
  }

  _wake(future: BaseFuture<unknown>): void {
    this._future = future;
    future._loop._schedule(this);
  }

  _run(): void {
    const future = this._future as BaseFuture<unknown>;
    const callback = this._callback;
    const hostContext = this._hostContext;
    thread.context = this._context;
    try {
      if (hostContext === null) callback(future);
      else hostContext.runInAsyncScope(callback, undefined, future);
    } catch (error) {
      thread.context = null;
      reportCallbackError(error, callback, null, future._loop);
      return;
    }
    thread.context = null;
  }
}
