// The outcome of what runs in another thread or process: a future that belongs to no loop. Who makes the call is not here.

import { State } from "../core/base_futures.ts";
import type { Coroutine } from "../core/coroutines.ts";
import { requireRunningLoop } from "../core/events.ts";
import { CancelledError } from "../core/exceptions.ts";
import { Future } from "../core/futures.ts";
import type { ExecutorJob } from "../core/threads.ts";

const Outcome = { pending: 0, cancelled: 1, finished: 2, failed: 3 } as const;

interface Settlers {
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/** What a new promise is settled with, taken without a closure a promise. */
const captured: Settlers = { resolve() {}, reject() {} };

function capture(resolve: (value: never) => void, reject: (error: unknown) => void): void {
  captured.resolve = resolve;
  captured.reject = reject;
}

/**
 * The outcome of a call in another thread or process. It belongs to no loop: `yield*` it in a task, or `await` it anywhere.
 *
 * An error that nobody asks for is not reported, as in CPython.
 *
 * Cancellation: a task that waits with `yield*` and is cancelled cancels the call, too. An `await` in an async function is
 * not ended by a cancellation; there, use `await until(future)`, or `loop.runInExecutor()`.
 *
 * @see CPython `concurrent.futures.Future`
 */
export abstract class ConcurrentFuture<T> implements ExecutorJob<T> {
  // Few fields, for there are many of them at a time, and most have one follower or are asked for one promise.
  #state: number = Outcome.pending;
  /** Pending: a future of a loop that is told the outcome, if there is one. Then the outcome. */
  #value: unknown = undefined;
  #settlers: Settlers | null = null;
  #promise: Promise<T> | null = null;

  /** Have the call not made, or its outcome dropped. False: it cannot be stopped. @internal */
  protected abstract _withdraw(): boolean;

  /** There is an outcome. @internal */
  protected _settled(): void {}

  /**
   * Have the call not made. It then rejects with {@link CancelledError}.
   *
   * @returns false if it is done, or has begun and cannot be stopped.
   */
  cancel(): boolean {
    if (this.#state !== Outcome.pending) return this.#state === Outcome.cancelled;
    if (!this._withdraw()) return false;
    this.#settle(Outcome.cancelled, undefined);
    return true;
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.#state === Outcome.cancelled;
  }

  /** Whether it was made, or cancelled. */
  done(): boolean {
    return this.#state !== Outcome.pending;
  }

  then<R1 = T, R2 = never>(
    onfulfilled?: ((value: T) => R1 | PromiseLike<R1>) | null,
    onrejected?: ((reason: unknown) => R2 | PromiseLike<R2>) | null,
  ): Promise<R1 | R2> {
    this.#promise ??= this.#makePromise();
    return this.#promise.then(onfulfilled, onrejected);
  }

  #makePromise(): Promise<T> {
    if (this.#state === Outcome.finished) return Promise.resolve(this.#value as T);
    if (this.#state !== Outcome.pending) return Promise.reject(this.#error());
    const promise = new Promise<T>(capture);
    this.#settlers = { resolve: captured.resolve, reject: captured.reject };
    return promise;
  }

  #error(): unknown {
    return this.#state === Outcome.cancelled ? new CancelledError() : this.#value;
  }

  *[Symbol.iterator](): Coroutine<T> {
    const future = new Future<T>({ loop: requireRunningLoop() });
    future._onDone(() => void (future.cancelled() && this.cancel()));
    this._tell(future);
    return yield* future;
  }

  /** @internal */
  _tell(future: Future<T>): void {
    if (this.#state === Outcome.pending && this.#value === undefined) this.#value = future;
    else
      this.then(
        () => this.#settleFuture(future),
        () => this.#settleFuture(future),
      );
  }

  #settleFuture(future: Future<T>): void {
    if (future._state !== State.pending || future._loop.isClosed()) return;
    if (this.#state === Outcome.finished) future._settle(State.finished, this.#value);
    else if (this.#state === Outcome.cancelled) future.cancel();
    else future._fail(this.#value);
  }

  #settle(state: number, value: unknown): void {
    const follower = this.#value as Future<T> | undefined;
    this.#state = state;
    this.#value = value;
    this._settled();
    if (this.#settlers !== null) this.#settlePromise(this.#settlers);
    if (follower !== undefined) this.#settleFuture(follower);
  }

  #settlePromise({ resolve, reject }: Settlers): void {
    this.#settlers = null;
    if (this.#state === Outcome.finished) resolve(this.#value as never);
    else reject(this.#error());
  }

  /** @internal */
  _succeed(result: unknown): void {
    if (this.#state === Outcome.pending) this.#settle(Outcome.finished, result);
  }

  /** @internal */
  _fail(error: unknown): void {
    if (this.#state === Outcome.pending) this.#settle(Outcome.failed, error);
  }

  /** Cancelled at the other end. @internal */
  _cancelled(): void {
    if (this.#state === Outcome.pending) this.#settle(Outcome.cancelled, undefined);
  }
}
