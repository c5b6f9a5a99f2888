// Futures, as users see them. What they are made of is in base_futures.ts.

import { inheritedContext, thread } from "./contextvars.ts";
import { Awaitable, describe } from "./coroutines.ts";
import { BaseFuture, DoneCallback, State, type Waiter } from "./base_futures.ts";
import { noteCreation } from "./debug.ts";
import { type AbstractEventLoop, type CallbackOptions, Home, TimerHandle, requireRunningLoop } from "./events.ts";
import { CancelledError, InvalidStateError } from "./exceptions.ts";

/**
 * A result that will be there later.
 *
 * Made by `loop.createFuture()`; `yield*` or `await` it as often as you like, from as many tasks as you like.
 *
 * @see CPython `asyncio.Future`
 */
export class Future<T> extends BaseFuture<T> {
  /** @param options.loop the loop it belongs to; the running one if left out */
  constructor(options?: { loop?: AbstractEventLoop });
  /** For who knows what it belongs to: it then takes no object of options. @internal */
  constructor(options: unknown, home: Home);
  constructor(options?: { loop?: AbstractEventLoop }, home?: Home) {
    super(home ?? (options?.loop ?? requireRunningLoop())._home);
    if (this._loop._debug) noteCreation(this);
  }

  /** The loop that it belongs to. */
  getLoop(): AbstractEventLoop {
    return this._loop;
  }

  /** Whether it has a result or an error, or was cancelled. */
  done(): boolean {
    return this._state !== State.pending;
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this._state === State.cancelled;
  }

  /**
   * The result.
   *
   * @throws the error that was set, {@link CancelledError} if it was cancelled, {@link InvalidStateError} if it is not done.
   */
  result(): T {
    if (this._state === State.finished) return this._value as T;
    if (this._state === State.pending) throw new InvalidStateError("Result is not set.");
    throw this._failure();
  }

  /**
   * The error that was set, `null` if there is a result.
   *
   * @throws {@link CancelledError} if it was cancelled, {@link InvalidStateError} if it is not done.
   */
  exception(): unknown {
    if (this._state === State.finished) return null;
    if (this._state === State.pending) throw new InvalidStateError("Exception is not set.");
    const error = this._failure();
    if (this._state === State.cancelled) throw error;
    return error;
  }

  /**
   * Set the result, and have everybody told in the loop's next iteration.
   *
   * @throws {@link InvalidStateError} if it is done.
   */
  setResult(result: T): void {
    if (this._state !== State.pending) throw new InvalidStateError(`invalid state: ${this._repr()} is done`);
    this._settle(State.finished, result);
  }

  /**
   * Set an error in place of a result, and have everybody told in the loop's next iteration.
   *
   * @throws {@link InvalidStateError} if it is done.
   */
  setException(exception: unknown): void {
    if (this._state !== State.pending) throw new InvalidStateError(`invalid state: ${this._repr()} is done`);
    this._fail(exception);
  }

  /**
   * Have `callback` called with this future once it is done, through `loop.callSoon`: never at once.
   *
   * A callback that throws is reported to the loop's exception handler.
   */
  addDoneCallback(callback: (future: this) => void, options?: CallbackOptions): void {
    if (typeof callback !== "function") throw new TypeError(`callback must be a function, got ${describe(callback)}`);
    const context = options?.context ?? inheritedContext();
    const hostContext = this._loop._host.captureAsyncContext();
    this._addWaiter(new DoneCallback(callback as (future: BaseFuture<unknown>) => void, context, hostContext));
  }

  /**
   * Take away every mention of `callback`.
   *
   * @returns how many there were
   */
  removeDoneCallback(callback: (future: this) => void): number {
    const kept: Waiter[] = [];
    let removed = 0;
    for (const waiter of this._allWaiters()) {
      if (waiter instanceof DoneCallback && waiter._callback === callback) removed++;
      else kept.push(waiter);
    }
    if (removed > 0) this._setWaiters(kept);
    return removed;
  }

  /** @internal */
  override get _isCoroutine(): boolean {
    return false;
  }
}

/** A timer that sets the result of a future, if that is still pending. @internal */
export class WakeTimer extends TimerHandle {
  readonly #future: Future<unknown>;

  constructor(when: number, loop: AbstractEventLoop, future: Future<unknown>) {
    super(doNothing, loop, thread.base, null, when);
    this.#future = future;
  }

  override _run(): void {
    if (this._callback !== null && this.#future._state === State.pending)
      this.#future._settle(State.finished, undefined);
  }
}

function doNothing(): void {}

/**
 * Whether `value` is a {@link Future} or a {@link Task}.
 *
 * @see CPython `asyncio.isfuture`
 */
export function isfuture(value: unknown): value is Future<unknown> {
  return value instanceof Future;
}

/**
 * A future that follows `promise`.
 *
 * Cancelling the future does nothing to the promise, which cannot be stopped; its late error then goes to the loop's
 * exception handler. A future is given back as it is.
 *
 * @throws {@link RuntimeError} if no loop is given and none runs.
 * @see CPython `asyncio.wrap_future`
 */
export function wrapFuture<T>(promise: PromiseLike<T> | Future<T>, options?: { loop?: AbstractEventLoop }): Future<T> {
  if (promise instanceof Future) return promise;
  if (promise === null || typeof promise !== "object" || typeof promise.then !== "function") {
    throw new TypeError(`promise must be a promise or a future, got ${describe(promise)}`);
  }
  if (promise instanceof Awaitable) {
    throw new TypeError("promise must be a promise, got one of the library's coroutines: use createTask() for it");
  }
  return followPromise(promise, options?.loop ?? requireRunningLoop(), null);
}

/** A future that ends as `promise` does. An error that comes too late is reported, unless it is `expected`. @internal */
export function followPromise<T>(
  promise: PromiseLike<T>,
  loop: AbstractEventLoop,
  expected: ((error: unknown) => boolean) | null,
): Future<T> {
  const future = new Future<T>(undefined, new Home(loop, promise));
  promise.then(
    (result) => {
      // Nobody can wait for it any more once the loop is closed.
      if (future._state === State.pending && !future._loop.isClosed()) future._settle(State.finished, result);
    },
    (error: unknown) => {
      const isPending = future._state === State.pending;
      if (isPending && !future._loop.isClosed()) {
        future._fail(error);
        return;
      }
      // What was cancelled, such as a call in a thread, has no error that anybody would miss.
      if (expected?.(error) || error instanceof CancelledError) return;
      future._loop.callExceptionHandler({
        message: isPending
          ? "A promise failed after the loop of the future that followed it was closed"
          : "A promise failed after the future that followed it was done",
        exception: error,
        future,
      });
    },
  );
  return future;
}
