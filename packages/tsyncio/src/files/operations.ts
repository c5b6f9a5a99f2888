// The awaitables that operations on files return: done at once if no system call is needed. Nothing about any operation.

import { Awaitable, type Coroutine, type CoroutineIterator, type Suspension } from "../core/coroutines.ts";
import { RuntimeError } from "../core/exceptions.ts";

/**
 * An operation, tried without a system call first.
 *
 * It is its own iterator: a line that was read ahead costs two small objects.
 */
export abstract class Operation<T> extends Awaitable<T> implements CoroutineIterator<T> {
  #inner: CoroutineIterator<T> | null = null;
  #started = false;

  /** The result, if it is at hand. */
  protected abstract quick(): T | undefined;
  /** The whole operation. */
  protected abstract slow(): Coroutine<T>;

  override [Symbol.iterator](): CoroutineIterator<T> {
    if (this.#started) throw new RuntimeError("cannot reuse already awaited coroutine");
    this.#started = true;
    return this;
  }

  next(sent?: unknown): IteratorResult<Suspension, T> {
    if (this.#inner === null) {
      const value = this.quick();
      if (value !== undefined) return { done: true, value };
      this.#inner = this.slow();
    }
    return this.#inner.next(sent);
  }

  throw(error: unknown): IteratorResult<Suspension, T> {
    if (this.#inner === null) throw error;
    return (this.#inner as Generator<Suspension, T>).throw(error);
  }

  return(value: T): IteratorResult<Suspension, T> {
    return this.#inner?.return?.(value) ?? { done: true, value };
  }
}
