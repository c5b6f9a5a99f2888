// The parts of the tsyncio workloads that are the same in both dialects, since they never wait. No coroutine lives here.

import { type Future, getRunningLoop } from "tsyncio";
import { heapBytes } from "./sample.ts";

/** A place where one task waits and another wakes it. */
export class Slot {
  #future: Future<number> | null = null;

  wait(): Future<number> {
    this.#future = getRunningLoop().createFuture<number>();
    return this.#future;
  }

  wake(value: number): void {
    this.#future?.setResult(value);
  }
}

/** Starts a timer a delay; the future is done when all have fired. */
export function startTimers(delays: Float64Array): Future<void> {
  const loop = getRunningLoop();
  const done = loop.createFuture<void>();
  let left = delays.length;
  const fire = (): void => {
    if (--left === 0) done.setResult(undefined);
  };
  for (const delay of delays) loop.callLater(delay, fire);
  return done;
}

/** Starts a timer a delay, then cancels them all. */
export function startAndCancelTimers(delays: Float64Array): void {
  const loop = getRunningLoop();
  const fire = (): void => undefined;
  const handles = Array.from(delays, (delay) => loop.callLater(1 + delay, fire));
  for (const handle of handles) handle.cancel();
}

/** The lists of the memory workload, made before it begins to count. */
export class Crowd<T> {
  readonly futures: (Future<void> | null)[];
  readonly tasks: (T | null)[];
  readonly #before: number;

  constructor(size: number) {
    this.futures = new Array<Future<void> | null>(size).fill(null);
    this.tasks = new Array<T | null>(size).fill(null);
    this.#before = heapBytes();
  }

  /** Bytes on the heap since the construction, for each of the crowd. */
  bytesEach(): number {
    return (heapBytes() - this.#before) / this.tasks.length;
  }

  release(): void {
    for (const future of this.futures) future?.setResult(undefined);
  }
}
