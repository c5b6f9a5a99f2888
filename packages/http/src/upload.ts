// Sends a body piece by piece: a task produces them, undici takes them as fast as the connection does.

import {
  type EventLoop,
  type Awaitable,
  type Coroutine,
  type Future,
  RuntimeError,
  type Task,
  isException,
} from "tsyncio";

import { Deferred } from "./awaitables.ts";
import { ClientConnectionError, ClientConnectionResetError, ClientError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import type { Payload, PayloadWriter } from "./payload.ts";

const END: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * A body on its way: for undici an async iterable, for the payload a writer.
 *
 * One piece at a time: `write()` is done when undici asks for the next one, which it does when the socket has room.
 */
export class Upload implements PayloadWriter, AsyncIterable<Uint8Array> {
  readonly #loop: EventLoop;
  readonly #payload: Payload;
  readonly #onChunk: ((chunk: Uint8Array) => Coroutine) | null;
  #task: Task<void> | null = null;
  /** undici waits for a piece. */
  #wanted: ((result: IteratorResult<Uint8Array, undefined>) => void) | null = null;
  /** The payload waits for undici to want one. */
  #room: Future<void> | null = null;
  #over = false;
  #writing = false;

  constructor(loop: EventLoop, payload: Payload, onChunk: ((chunk: Uint8Array) => Coroutine) | null) {
    this.#loop = loop;
    this.#payload = payload;
    this.#onChunk = onChunk;
  }

  /** Produce the pieces for `exchange`, in a task. */
  start(exchange: Exchange): void {
    if (exchange.isOver) return;
    exchange.onOver = () => this.#stop();
    this.#task = this.#loop.createTask(() => this.#run(exchange), { name: "upload" });
  }

  *#run(exchange: Exchange): Coroutine {
    try {
      // Not before undici asks: if the connection turns out to be closed, the body is still whole, for another one.
      yield* this.#untilWanted();
      yield* this.#payload.write(this);
    } catch (error) {
      if (!this.#over) exchange.abort(failureOf(error));
      if (isException(error)) return;
      throw error;
    }
    // From now on the connection is free as soon as the response is complete.
    exchange.onOver = null;
    this.#finish();
  }

  write(chunk: Uint8Array): Awaitable<void> {
    if (!(chunk instanceof Uint8Array)) throw new TypeError(`chunk must be a Uint8Array, got ${typeof chunk}`);
    return new Deferred(() => this.#write(chunk));
  }

  *#write(chunk: Uint8Array): Coroutine {
    if (chunk.length === 0) return;
    if (this.#writing) throw new RuntimeError("write() called while another coroutine is already writing");
    this.#writing = true;
    try {
      yield* this.#send(chunk);
    } finally {
      this.#writing = false;
    }
  }

  *#send(chunk: Uint8Array): Coroutine {
    yield* this.#untilWanted();
    const wanted = this.#wanted;
    if (wanted === null || this.#over) throw new ClientConnectionResetError("Cannot write to closing transport");
    const told = this.#onChunk?.(chunk) ?? null;
    if (told !== null) yield* told;
    this.#wanted = null;
    wanted({ done: false, value: chunk });
    // The bytes may be used again when this is done, so wait until they are taken.
    yield* this.#untilWanted();
  }

  /** Wait until undici asks for a piece, or it is over. */
  *#untilWanted(): Coroutine {
    if (this.#wanted !== null || this.#over) return;
    this.#room = this.#loop.createFuture<void>();
    yield* this.#room;
    this.#room = null;
  }

  #stop(): void {
    this.#over = true;
    this.#finish();
    if (!this.#loop.isClosed()) this.#task?.cancel();
  }

  #finish(): void {
    this.#over = true;
    const wanted = this.#wanted;
    this.#wanted = null;
    wanted?.(END);
  }

  // undici's side.

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return { next: () => this.#next(), return: () => Promise.resolve(END) };
  }

  #next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#over) return Promise.resolve(END);
    return new Promise((resolve) => {
      this.#wanted = resolve;
      const room = this.#room;
      if (room !== null && !room.done() && !this.#loop.isClosed()) room.setResult();
    });
  }
}

function failureOf(error: unknown): unknown {
  if (error instanceof ClientError) return error;
  const text = `Failed to send bytes into the underlying connection: ${String(error)}`;
  return new ClientConnectionError(text, { cause: error });
}
