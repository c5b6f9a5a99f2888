// Notes how much this machine delays timers by itself: on a busy one, lines come late through no fault of a program.

const INTERVAL_MS = 20;
/** Less than this is no delay worth speaking of, in milliseconds. */
const NOTICEABLE_MS = 30;

export class Metronome {
  #delays = 0;
  #last = performance.now();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.#tick(), INTERVAL_MS);
  }

  /** All delays so far, in seconds. */
  get delays(): number {
    return this.#delays / 1000;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = performance.now();
    const delay = now - this.#last - INTERVAL_MS;
    if (delay > NOTICEABLE_MS) this.#delays += delay;
    this.#last = now;
  }
}
