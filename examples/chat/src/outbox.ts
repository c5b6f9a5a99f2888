// What is sent to one client: at once while it reads, else it waits, up to a bound. It knows nothing of chats.

import { type Coroutine, Event, Queue, type StreamWriter } from "tsyncio";

/** What a waiting piece costs besides its bytes, about. Without it a million empty lines would pass for a megabyte. */
const COST_OF_A_PIECE = 256;

/** So many bytes the connection itself takes before anything has to wait here. */
const CONNECTION_TAKES = 64 * 1024;

export class Outbox {
  readonly #writer: StreamWriter;
  readonly #limit: number;
  readonly #waiting = new Queue<Uint8Array>();
  readonly #isFilled = new Event();
  #size = 0;

  /** @param limit how many bytes may wait */
  constructor(writer: StreamWriter, limit: number) {
    this.#writer = writer;
    this.#limit = limit;
  }

  /** Send a piece, or have it wait for {@link Outbox.deliver}. @returns whether there was room for it */
  send(piece: Uint8Array): boolean {
    if (this.#size === 0 && this.#hasRoom()) {
      this.#writer.write(piece);
      return true;
    }
    const size = this.#size + piece.length + COST_OF_A_PIECE;
    if (size > this.#limit) return false;
    this.#size = size;
    this.#waiting.putNowait(piece);
    this.#isFilled.set();
    return true;
  }

  /** Send what waits, as fast as the client takes it, until cancelled. Cancellation: what is not sent still waits. */
  *deliver(): Coroutine<never> {
    for (;;) {
      yield* this.#isFilled.wait();
      yield* this.#writer.drain();
      while (!this.#waiting.empty()) {
        this.#writer.write(this.#next());
        if (!this.#hasRoom()) break;
      }
      if (this.#waiting.empty()) this.#isFilled.clear();
    }
  }

  /** Hand all that waits to the connection. */
  flush(): void {
    while (!this.#waiting.empty()) this.#writer.write(this.#next());
  }

  /** Drop all that waits. */
  clear(): void {
    while (!this.#waiting.empty()) this.#next();
  }

  #hasRoom(): boolean {
    return this.#writer.transport.getWriteBufferSize() <= CONNECTION_TAKES;
  }

  #next(): Uint8Array {
    const piece = this.#waiting.getNowait();
    this.#size -= piece.length + COST_OF_A_PIECE;
    return piece;
  }
}
