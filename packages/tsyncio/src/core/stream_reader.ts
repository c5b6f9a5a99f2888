// The reading side of a stream: what has come, and who waits for more. How each kind of read goes is in stream_reads.ts.

import { ByteQueue } from "./collections/byte_queue.ts";
import { type Awaitable, describe } from "./coroutines.ts";
import { type AbstractEventLoop, requireRunningLoop } from "./events.ts";
import { RuntimeError, ValueError } from "./exceptions.ts";
import { Future } from "./futures.ts";
import { NextLine, ReadAll, ReadExactly, ReadSome, ReadUntil, newline } from "./stream_reads.ts";
import type { ReadTransport } from "./transports.ts";

/** The limit of a {@link StreamReader}, in bytes, unless another is asked for. @internal */
export const DEFAULT_LIMIT: number = 64 * 1024;

/** Options of {@link StreamReader}. */
export interface StreamReaderOptions {
  /** The longest line, in bytes; twice as much is buffered before the transport is paused. @defaultValue 65536 */
  limit?: number;
  /** The loop it belongs to. @defaultValue the one that runs when a read has to wait */
  loop?: AbstractEventLoop;
}

/**
 * Reads bytes that a transport, or a program, feeds.
 *
 * What it gives out are views of what came in, not copies: `slice()` what you keep for long. One task may read at a time.
 *
 * Cancellation of any read loses no byte: the next one finds all of them.
 *
 * Iterate over it to get its lines: `for await (const line of reader)`.
 *
 * @see CPython `asyncio.StreamReader`
 */
export class StreamReader implements AsyncIterable<Uint8Array> {
  /** @internal */
  readonly _limit: number;
  /** @internal */
  readonly _buffer: ByteQueue = new ByteQueue();
  /** @internal */
  _eof = false;
  /** Whether there is an error, which may well be `null` or `undefined` where others throw such things. @internal */
  _failed = false;
  readonly #loop: AbstractEventLoop | null;
  #failure: unknown = null;
  #waiter: Future<void> | null = null;
  #transport: ReadTransport | null = null;
  #paused = false;

  /** @throws {@link ValueError} if the limit is not above zero. */
  constructor(options: StreamReaderOptions = {}) {
    const limit = options.limit ?? DEFAULT_LIMIT;
    if (typeof limit !== "number" || !(limit > 0))
      throw new ValueError(`limit must be above zero, got ${describe(limit)}`);
    this._limit = limit;
    this.#loop = options.loop ?? null;
  }

  // Reading.

  /**
   * Read up to `n` bytes: what there is, at least one byte, unless the input has ended. `-1`: all until its end.
   *
   * @throws the error of the connection.
   */
  read(n = -1): Awaitable<Uint8Array> {
    checkCount(n);
    return n < 0 ? new ReadAll(this) : new ReadSome(this, n);
  }

  /**
   * Read a line, with its newline. At the end of the input: what is left, which has none.
   *
   * @throws {@link ValueError} if the line is longer than the limit; it is dropped then, as far as it has come in.
   * @throws the error of the connection.
   */
  readline(): Awaitable<Uint8Array> {
    return new ReadUntil(this, newline, true);
  }

  /**
   * Read exactly `n` bytes.
   *
   * @throws {@link IncompleteReadError} if the input ends before; it has what was there.
   * @throws {@link ValueError} at once if `n` is negative.
   * @throws the error of the connection.
   */
  readexactly(n: number): Awaitable<Uint8Array> {
    checkCount(n);
    if (n < 0) throw new ValueError(`readexactly size can not be less than zero, got ${n}`);
    return new ReadExactly(this, n);
  }

  /**
   * Read until `separator` was read. Given several, the one that ends first counts.
   *
   * @param separator one, or several. @defaultValue a newline
   * @throws {@link IncompleteReadError} if the input ends before; it has what was there.
   * @throws {@link LimitOverrunError} if it does not come within the limit. The bytes stay.
   * @throws {@link ValueError} at once if there is no separator, or one of no bytes.
   * @throws the error of the connection.
   */
  readuntil(separator: Uint8Array | readonly Uint8Array[] = newline): Awaitable<Uint8Array> {
    return new ReadUntil(this, checkSeparator(separator), false);
  }

  /** Whether the input has ended, and all of it was read. */
  atEof(): boolean {
    return this._eof && this._buffer.size === 0;
  }

  /** The error of the connection, `null` if there is none. */
  exception(): unknown {
    return this.#failure;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined, void> {
    const next = (): Awaitable<IteratorResult<Uint8Array, undefined>> => new NextLine(this);
    // What `for await` does with it is to await it, so it need not be a promise.
    return { next, _inPlace: true } as unknown as AsyncIterator<Uint8Array, undefined, void>;
  }

  // Feeding.

  /** Add bytes. They are kept, not copied: leave them as they are. @throws {@link RuntimeError} after `feedEof()`. */
  feedData(data: Uint8Array): void {
    if (this._eof) throw new RuntimeError("feedData() after feedEof()");
    checkBytes("data", data);
    if (data.length === 0) return;
    this._buffer.push(data);
    if (this.#waiter !== null) this.#wakeUp();
    this._holdBack();
  }

  /**
   * Add bytes that came while no code of the user's runs, in place of {@link StreamReader.feedData}: outside of the loop's
   * iterations, who waits for them is only made ready.
   *
   * @returns false if they must not be added
   * @internal
   */
  _takeIn(data: Uint8Array): boolean {
    if (this._eof) return false;
    this._buffer.push(data);
    if (this.#waiter !== null) this.#wakeUp();
    this._holdBack();
    return true;
  }

  /** Say that the input has ended. */
  feedEof(): void {
    this._eof = true;
    this.#wakeUp();
  }

  /** Have this error thrown by the read that waits, and by all later ones. */
  setException(error: unknown): void {
    this.#failure = error;
    this._failed = true;
    const waiter = this.#waiter;
    this.#waiter = null;
    if (waiter !== null && !waiter.cancelled()) waiter.setException(error);
  }

  /** Say which transport to pause when too much waits to be read. @throws {@link RuntimeError} if there is one. */
  setTransport(transport: ReadTransport): void {
    if (this.#transport !== null) throw new RuntimeError("the transport is set already");
    this.#transport = transport;
  }

  /** The connection goes on over another transport. @internal */
  _replaceTransport(transport: ReadTransport): void {
    this.#transport = transport;
    this.#paused = false;
    this._holdBack();
  }

  /** Take what has come and was not read. @internal */
  _takeUnread(): readonly Uint8Array[] {
    const { size } = this._buffer;
    return size === 0 ? [] : [this._buffer.take(size)];
  }

  /** Where its bytes come from, `null` if that was never said. @internal */
  get _transport(): ReadTransport | null {
    return this.#transport;
  }

  /** The loop that was given at its creation. @internal */
  get _loop(): AbstractEventLoop | null {
    return this.#loop;
  }

  // What its reads use.

  /** Wait for more to come. @internal */
  _wait(name: string): Future<void> {
    if (this.#waiter !== null) {
      throw new RuntimeError(`${name}() called while another coroutine is already waiting for incoming data`);
    }
    // A transport that is paused would never bring what is waited for.
    if (this.#paused) this.#resume();
    const waiter = new Future<void>({ loop: this.#loop ?? requireRunningLoop() });
    this.#waiter = waiter;
    return waiter;
  }

  /** A read does not wait any more. @internal */
  _forget(waiter: Future<void>): void {
    if (this.#waiter === waiter) this.#waiter = null;
  }

  /** Something was read: there may be room again. @internal */
  _readOn(): void {
    if (this.#paused && this._buffer.size <= this._limit) this.#resume();
  }

  /** Something came in: there may be too much. @internal */
  _holdBack(): void {
    if (this.#paused || this.#transport === null || this._buffer.size <= 2 * this._limit) return;
    this.#paused = true;
    this.#transport.pauseReading();
  }

  #resume(): void {
    this.#paused = false;
    this.#transport?.resumeReading();
  }

  #wakeUp(): void {
    const waiter = this.#waiter;
    if (waiter === null) return;
    this.#waiter = null;
    if (!waiter.done()) waiter.setResult();
  }
}

function checkCount(n: unknown): void {
  if (typeof n !== "number" || !Number.isInteger(n))
    throw new TypeError(`n must be a whole number, got ${describe(n)}`);
}

function checkBytes(argument: string, data: unknown): void {
  if (!(data instanceof Uint8Array)) throw new TypeError(`${argument} must be a Uint8Array, got ${describe(data)}`);
}

function checkSeparator(separator: Uint8Array | readonly Uint8Array[]): Uint8Array | readonly Uint8Array[] {
  if (!Array.isArray(separator)) {
    checkBytes("separator", separator);
    if (separator.length === 0) throw new ValueError("Separator should be at least one-byte string");
    return separator;
  }
  const separators = separator as readonly Uint8Array[];
  if (separators.length === 0) throw new ValueError("Separator should contain at least one element");
  for (const one of separators) {
    checkBytes("separator", one);
    if (one.length === 0) throw new ValueError("Separator should be at least one-byte string");
  }
  return separators.toSorted((a, b) => a.length - b.length);
}
