// How the client's methods return coroutines that can be awaited in both dialects. Knows nothing of HTTP.

import { Awaitable, type Coroutine, asyncWith, nullcontext } from "tsyncio";

import type { Answer } from "./types.ts";

/** A coroutine that either dialect can wait for: once, and it starts then. */
export class Deferred<T> extends Awaitable<T> {
  readonly #start: () => Coroutine<T>;

  constructor(start: () => Coroutine<T>) {
    super();
    this.#start = start;
  }

  [Symbol.iterator](): Coroutine<T> {
    return this.#start();
  }
}

/** Call a function of the user's, of either dialect, as a part of the coroutine that runs now. */
export function inPlace<T>(call: () => Answer<T>): Awaitable<T> {
  return asyncWith(nullcontext(), call);
}
