// What waits to be sent to one client: a queue with a bound in bytes. It knows nothing of chats.

import { type Coroutine, Queue, type StreamWriter } from "tsyncio";

/** What a waiting line costs besides its bytes, about. Without it a million empty lines would pass for a megabyte. */
const COST_OF_A_LINE = 256;

export class Outbox {
  readonly #limit: number;
  readonly #lines = new Queue<Uint8Array>();
  #size = 0;

  /** @param limit how many bytes may wait */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Add a line, if there is room for it. It never waits. */
  offer(line: Uint8Array): boolean {
    const size = this.#size + line.length + COST_OF_A_LINE;
    if (size > this.#limit) return false;
    this.#size = size;
    this.#lines.putNowait(line);
    return true;
  }

  /** Send line after line, as fast as the client takes them, until cancelled. */
  *deliver(writer: StreamWriter): Coroutine<never> {
    for (;;) {
      writer.write(this.#taken(yield* this.#lines.get()));
      yield* writer.drain();
    }
  }

  /** Take out all that waits. */
  takeAll(): Uint8Array[] {
    const lines: Uint8Array[] = [];
    while (!this.#lines.empty()) lines.push(this.#taken(this.#lines.getNowait()));
    return lines;
  }

  #taken(line: Uint8Array): Uint8Array {
    this.#size -= line.length + COST_OF_A_LINE;
    return line;
  }
}
