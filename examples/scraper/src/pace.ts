// How fast one host is asked: the time from the start of one request to that of the next. Nothing is fetched here.

import { type Coroutine, getRunningLoop, sleep } from "tsyncio";

/** One host's. */
export class Pace {
  /** Seconds between two requests. */
  delay: number;
  #next = -Infinity;

  constructor(delay: number) {
    this.delay = delay;
  }

  /** Wait for one's turn. */
  *turn(): Coroutine<void> {
    const now = getRunningLoop().time();
    const start = Math.max(now, this.#next);
    this.#next = start + this.delay;
    if (start > now) yield* sleep(start - now);
  }

  /** Nobody's turn comes for so many seconds. */
  pause(seconds: number): void {
    this.#next = Math.max(this.#next, getRunningLoop().time() + seconds);
  }
}
