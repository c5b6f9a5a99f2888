// The waits of a stream's reader: one class for each way to read. What is there to be read stands in stream_reader.ts.

import { State } from "./base_futures.ts";
import type { ByteQueue } from "./collections/byte_queue.ts";
import { Awaitable, type Coroutine, type CoroutineIterator, type Suspension } from "./coroutines.ts";
import { IncompleteReadError, LimitOverrunError, RuntimeError, ValueError } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import type { StreamReader } from "./stream_reader.ts";

const nothing: Uint8Array = new Uint8Array(0);

/** What ends a line. */
export const newline: Uint8Array = Uint8Array.of(10);

/** A read: its own iterator, so that it costs one object. It tries, and waits for more to come as often as it must. */
abstract class Read extends Awaitable<Uint8Array> implements CoroutineIterator<Uint8Array> {
  readonly _reader: StreamReader;
  #started = false;
  #waiter: Future<void> | null = null;

  constructor(reader: StreamReader) {
    super();
    this._reader = reader;
  }

  /** What is read, `null` if more has to come first. */
  abstract _attempt(): Uint8Array | null;
  /** What messages call it. */
  abstract get _name(): string;
  /** It will not go on: leave the reader as it would be without it. */
  _undo(): void {}

  [Symbol.iterator](): CoroutineIterator<Uint8Array> {
    if (this.#started) throw new RuntimeError("cannot reuse already awaited coroutine");
    this.#started = true;
    return this;
  }

  next(): IteratorResult<Suspension, Uint8Array> {
    const reader = this._reader;
    const waiter = this.#waiter;
    if (waiter === null) {
      if (reader._failed) throw reader.exception();
    } else {
      if (waiter._state === State.pending) return waiter.next() as IteratorReturnResult<never>;
      this.#stopWaiting(waiter);
      if (waiter._state !== State.finished) {
        this._undo();
        throw waiter._failure();
      }
    }
    const read = this._attempt();
    if (read !== null) return { done: true, value: read };
    // The error may have come in the same turn as the data that woke this read.
    if (reader._failed) {
      this._undo();
      throw reader.exception();
    }
    const next = reader._wait(this._name);
    this.#waiter = next;
    return next.next() as IteratorReturnResult<never>;
  }

  throw(error: unknown): never {
    this.#abandon();
    throw error;
  }

  return(value: Uint8Array): IteratorResult<Suspension, Uint8Array> {
    this.#abandon();
    return { done: true, value };
  }

  #abandon(): void {
    if (this.#waiter !== null) this.#stopWaiting(this.#waiter);
    this._undo();
  }

  #stopWaiting(waiter: Future<void>): void {
    this.#waiter = null;
    this._reader._forget(waiter);
  }
}

export class ReadSome extends Read {
  readonly #count: number;

  constructor(reader: StreamReader, count: number) {
    super(reader);
    this.#count = count;
  }

  override get _name(): string {
    return "read";
  }

  override _attempt(): Uint8Array | null {
    const reader = this._reader;
    const size = reader._buffer.size;
    if (size === 0) {
      if (this.#count === 0) return nothing;
      if (!reader._eof) return null;
      reader._readOn();
      return nothing;
    }
    const data = reader._buffer.take(Math.min(this.#count, size));
    reader._readOn();
    return data;
  }
}

/** Reads to the end. What it has so far it puts back if it is cancelled. */
export class ReadAll extends Read {
  #blocks: Uint8Array[] = [];

  override get _name(): string {
    return "read";
  }

  override _attempt(): Uint8Array | null {
    const reader = this._reader;
    const size = reader._buffer.size;
    if (size > 0) {
      this.#blocks.push(reader._buffer.take(size));
      reader._readOn();
    }
    if (!reader._eof) return null;
    reader._readOn();
    return concat(this.#blocks);
  }

  override _undo(): void {
    if (this.#blocks.length === 0) return;
    this._reader._buffer.unshift(concat(this.#blocks));
    this.#blocks = [];
    this._reader._holdBack();
  }
}

export class ReadExactly extends Read {
  readonly #count: number;

  constructor(reader: StreamReader, count: number) {
    super(reader);
    this.#count = count;
  }

  override get _name(): string {
    return "readexactly";
  }

  override _attempt(): Uint8Array | null {
    if (this.#count === 0) return nothing;
    const reader = this._reader;
    const size = reader._buffer.size;
    if (size < this.#count) {
      if (!reader._eof) return null;
      throw new IncompleteReadError(reader._buffer.take(size), this.#count);
    }
    const data = reader._buffer.take(this.#count);
    reader._readOn();
    return data;
  }
}

/** Reads to a separator. As `readline()`, it gives what is left at the end, and drops a line that is too long. */
export class ReadUntil extends Read {
  readonly #separators: Uint8Array | readonly Uint8Array[];
  readonly #isLine: boolean;
  /** No separator begins before this position. */
  #offset = 0;

  constructor(reader: StreamReader, separators: Uint8Array | readonly Uint8Array[], isLine: boolean) {
    super(reader);
    this.#separators = separators;
    this.#isLine = isLine;
  }

  override get _name(): string {
    return "readuntil";
  }

  override _attempt(): Uint8Array | null {
    const reader = this._reader;
    const buffer = reader._buffer;
    const separators = this.#separators;
    let start: number;
    let length: number;
    if (separators instanceof Uint8Array) {
      start = buffer.find(separators, this.#offset);
      length = separators.length;
    } else [start, length] = findFirst(buffer, separators, this.#offset);
    if (start >= 0) {
      if (start > reader._limit) throw this.#tooLong("Separator is found, but chunk is longer than limit", start);
      const data = buffer.take(start + length);
      reader._readOn();
      return data;
    }
    // A separator may have begun at the end of what is there.
    const longest = separators instanceof Uint8Array ? separators.length : (separators.at(-1) as Uint8Array).length;
    this.#offset = Math.max(this.#offset, buffer.size + 1 - longest);
    if (this.#offset > reader._limit) {
      throw this.#tooLong("Separator is not found, and chunk exceed the limit", this.#offset);
    }
    if (!reader._eof) return null;
    const rest = buffer.take(buffer.size);
    if (this.#isLine) return rest;
    throw new IncompleteReadError(rest, null);
  }

  #tooLong(message: string, consumed: number): Error {
    if (!this.#isLine) return new LimitOverrunError(message, consumed);
    const buffer = this._reader._buffer;
    if (buffer.holdsAt(newline, consumed)) buffer.skip(consumed + 1);
    else buffer.clear();
    this._reader._readOn();
    return new ValueError(message);
  }
}

/** The separator that ends first, the shorter one of several that end together: where it begins, and its length. */
function findFirst(
  buffer: ByteQueue,
  separators: readonly Uint8Array[],
  from: number,
): [start: number, length: number] {
  let start = -1;
  let length = 0;
  for (const separator of separators) {
    const at = buffer.find(separator, from);
    if (at < 0 || (start >= 0 && at + separator.length >= start + length)) continue;
    start = at;
    length = separator.length;
  }
  return [start, length];
}

/** One step of an iteration by line. */
export class NextLine extends Awaitable<IteratorResult<Uint8Array, undefined>> {
  readonly #reader: StreamReader;

  constructor(reader: StreamReader) {
    super();
    this.#reader = reader;
  }

  *[Symbol.iterator](): Coroutine<IteratorResult<Uint8Array, undefined>> {
    const line = yield* this.#reader.readline();
    return line.length === 0 ? { done: true, value: undefined } : { done: false, value: line };
  }
}

function concat(blocks: readonly Uint8Array[]): Uint8Array {
  if (blocks.length === 1) return blocks[0] as Uint8Array;
  const joined = new Uint8Array(blocks.reduce((size, block) => size + block.length, 0));
  let filled = 0;
  for (const block of blocks) {
    joined.set(block, filled);
    filled += block.length;
  }
  return joined;
}
