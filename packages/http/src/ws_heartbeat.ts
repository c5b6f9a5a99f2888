// Asks a peer from time to time whether it is there. What it is asked with, and what follows from silence, is the caller's.

import { type AbstractEventLoop, type TimerHandle, ValueError } from "tsyncio";

/** In seconds: long enough for the loop to let the host look at its sockets. */
const GRACE = 0.001;

/**
 * Calls `ping` after each `interval` seconds without a sign of life, and `onDead` if none follows within half of that.
 */
export class Heartbeat {
  /** The peer gave no sign of life. */
  onDead: () => void = () => {};
  readonly #loop: AbstractEventLoop;
  readonly #interval: number;
  readonly #ping: () => boolean;
  #timer: TimerHandle;
  /** The time of the last sign of life. Timers run to their end and look here, so that a sign costs no timer. */
  #lastSign: number;
  #stopped = false;

  /** @param ping returns whether an answer can be expected */
  constructor(loop: AbstractEventLoop, interval: number, ping: () => boolean) {
    if (!(interval > 0)) throw new ValueError(`heartbeat must be a number of seconds above zero, got ${interval}`);
    this.#loop = loop;
    this.#interval = interval;
    this.#ping = ping;
    this.#lastSign = loop.time();
    this.#timer = loop.callLater(interval, () => this.#beat());
  }

  /** There is a sign of life. */
  alive(): void {
    this.#lastSign = this.#loop.time();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer.cancel();
  }

  #beat(): void {
    const due = this.#lastSign + this.#interval;
    if (due > this.#loop.time()) {
      this.#timer = this.#loop.callAt(due, () => this.#beat());
      return;
    }
    const asked = this.#loop.time();
    const isExpected = this.#ping();
    this.#timer = this.#loop.callLater(this.#interval / 2, () => {
      if (!isExpected || this.#lastSign >= asked) this.#again();
      // If the program itself was busy, the answer may be here and unread: let the host read.
      else this.#timer = this.#loop.callLater(GRACE, () => this.#judge(asked));
    });
  }

  #judge(asked: number): void {
    if (this.#lastSign < asked) this.onDead();
    if (!this.#stopped) this.#again();
  }

  #again(): void {
    const due = Math.max(this.#lastSign, this.#loop.time() - this.#interval / 2) + this.#interval;
    this.#timer = this.#loop.callAt(due, () => this.#beat());
  }
}
