// The parts of the tsyncio workloads that are the same in both dialects, since they never wait. No coroutine lives here.

import { type Future, getRunningLoop } from "tsyncio";

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
