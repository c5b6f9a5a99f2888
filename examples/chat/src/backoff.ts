// How long to wait before the next attempt: longer each time, and never exactly as long as all the others do.

/** Options of {@link Backoff}. */
export interface BackoffOptions {
  /** The first wait, in seconds. @defaultValue 0.5 */
  first?: number;
  /** The longest wait, in seconds. @defaultValue 30 */
  longest?: number;
  /** Gives numbers from 0 up to 1. @defaultValue Math.random */
  random?: () => number;
}

export class Backoff {
  readonly #first: number;
  readonly #longest: number;
  readonly #random: () => number;
  #next: number;

  constructor(options: BackoffOptions = {}) {
    this.#first = options.first ?? 0.5;
    this.#longest = options.longest ?? 30;
    this.#random = options.random ?? Math.random;
    this.#next = this.#first;
  }

  /** How many seconds to wait now. Half of it is chance: many clients of one server must not come back all at once. */
  next(): number {
    const seconds = this.#next * (0.5 + this.#random() / 2);
    this.#next = Math.min(this.#next * 2, this.#longest);
    return seconds;
  }

  /** It went well: begin with short waits again. */
  reset(): void {
    this.#next = this.#first;
  }
}
