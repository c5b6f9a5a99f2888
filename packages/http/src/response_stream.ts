// The body of a response as a stream: our StreamReader with aiohttp's ways to iterate. Where the bytes come from is elsewhere.

import { type Awaitable, type Coroutine, StreamReader, ValueError } from "tsyncio";

import { Deferred } from "./awaitables.ts";

/** An iterable for `for await` and for `asyncFor`, over what `next` gives. */
class Pieces<T> implements AsyncIterable<T> {
  readonly #step: () => Coroutine<T | null>;
  /** `next()` returns an awaitable of the library: `asyncFor` need not look for an async function in it. @internal */
  readonly _inPlace = true;

  constructor(step: () => Coroutine<T | null>) {
    this.#step = step;
  }

  next(): Awaitable<IteratorResult<T, undefined>> {
    return new Deferred(() => this.#next());
  }

  *#next(): Coroutine<IteratorResult<T, undefined>> {
    const value = yield* this.#step();
    return value === null ? { done: true, value: undefined } : { done: false, value };
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined, void> {
    // What `for await` does with the steps is to await them, so they need not be promises.
    return this as unknown as AsyncIterator<T, undefined, void>;
  }
}

/**
 * The body of a response, as it comes in.
 *
 * What it gives out are views of what came in. While nobody reads, no more than twice the session's `readBufsize` is taken
 * from the connection.
 *
 * @see aiohttp `StreamReader`
 */
export class ResponseStream extends StreamReader {
  #totalBytes = 0;

  override feedData(data: Uint8Array): void {
    this.#totalBytes += data.length;
    super.feedData(data);
  }

  /** How many bytes have come in. */
  get totalBytes(): number {
    return this.#totalBytes;
  }

  /** Read what there is, at least one byte, unless the body has ended. */
  readany(): Awaitable<Uint8Array> {
    return this.read(Number.MAX_SAFE_INTEGER);
  }

  /**
   * Read what there is, and whether it ends with a chunk of the transfer. The parser does not tell where those end, so each
   * piece counts as one.
   */
  readchunk(): Awaitable<readonly [data: Uint8Array, endOfChunk: boolean]> {
    return new Deferred(() => this.#readchunk());
  }

  *#readchunk(): Coroutine<readonly [Uint8Array, boolean]> {
    const data = yield* this.readany();
    return [data, data.length > 0];
  }

  /** Iterate over pieces of at most `size` bytes. @throws {@link ValueError} at once if that is not above zero. */
  iterChunked(size: number): AsyncIterable<Uint8Array> {
    if (!Number.isSafeInteger(size) || size <= 0)
      throw new ValueError(`size must be an integer above zero, got ${size}`);
    return this.#pieces(() => this.read(size));
  }

  /** Iterate over the pieces as they come in. */
  iterAny(): AsyncIterable<Uint8Array> {
    return this.#pieces(() => this.readany());
  }

  /** Iterate over what {@link ResponseStream.readchunk} gives. */
  iterChunks(): AsyncIterable<readonly [data: Uint8Array, endOfChunk: boolean]> {
    return new Pieces(() => this.#nextChunk());
  }

  *#nextChunk(): Coroutine<readonly [Uint8Array, boolean] | null> {
    const chunk = yield* this.#readchunk();
    return chunk[0].length === 0 ? null : chunk;
  }

  #pieces(read: () => Awaitable<Uint8Array>): AsyncIterable<Uint8Array> {
    return new Pieces(function* () {
      const piece = yield* read();
      return piece.length === 0 ? null : piece;
    });
  }
}
