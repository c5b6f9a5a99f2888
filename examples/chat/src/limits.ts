// What a server lets its clients do: how many, how much, how fast, how long silent. The counting, not the consequences.

import { type TimerHandle, getRunningLoop } from "tsyncio";

/** The limits of a server. `Infinity`: none. */
export interface Limits {
  /** How many clients there may be. @defaultValue 1000 */
  readonly clients: number;
  /** The longest line, in bytes, without its newline. @defaultValue 65536 */
  readonly lineBytes: number;
  /** How many lines a second one client may send for long; five times as many at once. @defaultValue 20 */
  readonly linesPerSecond: number;
  /** How many seconds a client may say nothing. @defaultValue Infinity */
  readonly idleSeconds: number;
  /** How many bytes may wait for one client; one for which more would wait is disconnected. @defaultValue 1 MiB */
  readonly waitingBytes: number;
}

export const defaultLimits: Limits = {
  clients: 1000,
  lineBytes: 64 * 1024,
  linesPerSecond: 20,
  idleSeconds: Infinity,
  waitingBytes: 1024 * 1024,
};

/** How many seconds' worth of lines may come at once. */
const BURST_SECONDS = 5;

/** Lines a second, with bursts: a bucket of permits that fills at a steady rate. */
export class RateLimit {
  readonly #rate: number;
  readonly #most: number;
  #permits: number;
  #filledAt: number;
  #isBehind = false;

  /** @param now in seconds, as for {@link RateLimit.take} */
  constructor(linesPerSecond: number, now: number) {
    this.#rate = linesPerSecond;
    this.#most = Math.max(1, linesPerSecond * BURST_SECONDS);
    this.#permits = this.#most;
    this.#filledAt = now;
  }

  /** Whether a line has had to wait since the bucket was last full. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Take a permit for a line. @returns how many seconds the line has to wait */
  take(now: number): number {
    if (this.#rate === Infinity) return 0;
    this.#permits = Math.min(this.#most, this.#permits + (now - this.#filledAt) * this.#rate);
    this.#filledAt = now;
    if (this.#permits >= this.#most) this.#isBehind = false;
    this.#permits -= 1;
    if (this.#permits >= 0) return 0;
    this.#isBehind = true;
    return -this.#permits / this.#rate;
  }
}

/** Calls back once nothing was heard for too long. Hearing something costs next to nothing: the timer is moved only when it fires. */
export class IdleWatch {
  readonly #seconds: number;
  readonly #onIdle: () => void;
  readonly #loop = getRunningLoop();
  #heardAt: number;
  #timer: TimerHandle | null = null;

  constructor(seconds: number, onIdle: () => void) {
    this.#seconds = seconds;
    this.#onIdle = onIdle;
    this.#heardAt = this.#loop.time();
    if (seconds !== Infinity) this.#arm();
  }

  heard(now: number): void {
    this.#heardAt = now;
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #arm(): void {
    this.#timer = this.#loop.callAt(this.#heardAt + this.#seconds, () => {
      if (this.#loop.time() - this.#heardAt >= this.#seconds) this.#onIdle();
      else this.#arm();
    });
  }
}
