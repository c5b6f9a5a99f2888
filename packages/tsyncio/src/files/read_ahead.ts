// A piece of a file that is read before anybody asks for it. No positions of the file, no calls.

import { State } from "../core/base_futures.ts";
import type { Coroutine } from "../core/coroutines.ts";
import { requireRunningLoop } from "../core/events.ts";
import { Future } from "../core/futures.ts";
import { sleep } from "../core/sleep.ts";

/** The piece at a position. */
export class ReadAhead {
  readonly #position: number;
  readonly bytes: Buffer<ArrayBuffer>;
  #size = 0;
  #isOver = false;
  #waiter: Future<undefined> | null = null;

  constructor(position: number, count: number) {
    this.#position = position;
    this.bytes = Buffer.allocUnsafeSlow(count);
  }

  /** Whether it is what is asked for. */
  fits(position: number, count: number): boolean {
    return this.#position === position && this.bytes.length === count;
  }

  /** How many bytes of it can be used: of one that failed, or met the end of the file, none. It is then read again. */
  get usable(): number {
    return this.#size;
  }

  /** The system's call is over. */
  finish(error: Error | null, size: number): void {
    this.#isOver = true;
    this.#size = error === null ? size : 0;
    const waiter = this.#waiter;
    if (waiter !== null && waiter._state === State.pending) waiter._settle(State.finished, undefined);
  }

  /** Wait until it is there. Others have their turn also if it is: a file read to its end must not block the loop. */
  *wait(): Coroutine {
    if (this.#isOver) yield* sleep(0);
    else {
      this.#waiter = new Future<undefined>({ loop: requireRunningLoop() });
      yield* this.#waiter;
    }
  }
}
