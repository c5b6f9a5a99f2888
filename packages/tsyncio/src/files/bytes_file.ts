// What files of bytes do, with a buffer or without: their operations, and the awaitables of those. No system calls.

import { type Awaitable, type Coroutine, type CoroutineIterator, GeneratorAwaitable } from "../core/coroutines.ts";
import { ValueError } from "../core/exceptions.ts";
import { FileBase, SEEK_SET, type Whence, checkBytes, checkSeek, checkSize } from "./base.ts";
import { Operation } from "./operations.ts";

/** The bytes of a file. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What can be written. */
export type BytesLike = Uint8Array | ArrayBufferView | ArrayBuffer;

const NEWLINE = 10;
/** No bytes: the end of a file. */
export const NOTHING: Bytes = new Uint8Array(0);

/** A line, which is the result of an iterator's step at the same time; `yield*` gives that result. */
class Step implements CoroutineIterator<IteratorResult<Bytes, undefined>> {
  readonly done: boolean;
  readonly value: Bytes | undefined;

  constructor(line: Bytes) {
    this.done = line.length === 0;
    this.value = line.length === 0 ? undefined : line;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorReturnResult<IteratorResult<Bytes, undefined>> {
    return { done: true, value: this as unknown as IteratorResult<Bytes, undefined> };
  }
}

/** The lines of a file, for `for await` and `asyncFor`. */
class Lines {
  /** @internal */
  readonly _inPlace = true;
  readonly #file: BytesFile;

  constructor(file: BytesFile) {
    this.#file = file;
  }

  next(): Awaitable<IteratorResult<Bytes, undefined>> {
    const line = this.#file._tryLine(-1);
    // An await of what is no promise is the cheapest there is; asyncFor() finds an iterator.
    if (line !== undefined) return new Step(line) as unknown as Awaitable<IteratorResult<Bytes, undefined>>;
    return new GeneratorAwaitable(this.#readLine());
  }

  *#readLine(): Coroutine<IteratorResult<Bytes, undefined>> {
    return new Step(yield* this.#file._readline(-1)) as unknown as IteratorResult<Bytes, undefined>;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

class Read extends Operation<Bytes> {
  readonly #file: BytesFile;
  readonly #count: number;

  constructor(file: BytesFile, count: number) {
    super();
    this.#file = file;
    this.#count = count;
  }

  protected override quick(): Bytes | undefined {
    return this.#file._tryRead(this.#count);
  }

  protected override slow(): Coroutine<Bytes> {
    return this.#file._readSome(this.#count);
  }
}

class ReadLine extends Operation<Bytes> {
  readonly #file: BytesFile;
  readonly #count: number;

  constructor(file: BytesFile, count: number) {
    super();
    this.#file = file;
    this.#count = count;
  }

  protected override quick(): Bytes | undefined {
    return this.#file._tryLine(this.#count);
  }

  protected override slow(): Coroutine<Bytes> {
    return this.#file._readline(this.#count);
  }
}

class Write extends Operation<number> {
  readonly #file: BytesFile;
  readonly #data: Uint8Array;

  constructor(file: BytesFile, data: Uint8Array) {
    super();
    this.#file = file;
    this.#data = data;
  }

  protected override quick(): number | undefined {
    return this.#file._tryWrite(this.#data);
  }

  protected override slow(): Coroutine<number> {
    return this.#file._write(this.#data);
  }
}

/** What buffered and raw files have in common. */
export abstract class BytesFile extends FileBase {
  /**
   * Read `size` bytes, or all that is left.
   *
   * Cancellation: nothing is lost; the next operation finds the file where it was.
   *
   * @returns fewer than `size` at the end of the file (and, without a buffer, whenever the system gives fewer); none there
   */
  read(size: number | null = -1): Awaitable<Bytes> {
    return new Read(this, checkSize("size", size));
  }

  /** @internal */
  abstract _tryRead(count: number): Bytes | undefined;
  /** @internal */
  abstract _readSome(count: number): Coroutine<Bytes>;
  /** @internal */
  abstract _tryWrite(data: Uint8Array): number | undefined;
  /** @internal */
  abstract _write(data: Uint8Array): Coroutine<number>;

  /** Read all that is left. */
  readall(): Awaitable<Bytes> {
    return this.read(-1);
  }

  /**
   * Read as much as `buffer` holds, into it.
   *
   * Cancellation: the file stays where it was. Until its next operation is over, the system may still write into `buffer`.
   *
   * @returns how many bytes; 0 at the end of the file
   */
  readinto(buffer: BytesLike): Awaitable<number> {
    const target = checkBytes("buffer", buffer);
    return new GeneratorAwaitable(this._locked(() => this._readinto(target)));
  }

  /** @internal */
  abstract _readinto(target: Uint8Array): Coroutine<number>;

  /**
   * Read a line, with its "\n".
   *
   * Cancellation: nothing is lost; the next operation finds the file where it was.
   *
   * @param size no more bytes than that
   * @returns none at the end of the file
   */
  readline(size: number | null = -1): Awaitable<Bytes> {
    return new ReadLine(this, checkSize("size", size));
  }

  /** A line that was read ahead. @internal */
  _tryLine(count: number): Bytes | undefined {
    const io = this._io;
    if (!io.isFree || !io.isReading || io.ahead === 0 || count >= 0) return undefined;
    const index = io.indexOf(NEWLINE, 0);
    return index < 0 ? undefined : io.take(index + 1);
  }

  /** @internal */
  *_readline(count: number): Coroutine<Bytes> {
    const io = this._io;
    yield* io.enter();
    try {
      io.checkReadable();
      const line = yield* this.#line(count);
      this._settled();
      return line;
    } finally {
      io.leave();
    }
  }

  *#line(count: number): Coroutine<Bytes> {
    const io = this._io;
    if (count === 0) return NOTHING;
    if (!io.isReading) yield* io.flush();
    for (let from = 0; ;) {
      const index = io.indexOf(NEWLINE, from);
      if (index >= 0) return io.take(count > 0 ? Math.min(index + 1, count) : index + 1);
      if (count > 0 && io.ahead >= count) return io.take(count);
      from = io.ahead;
      if ((yield* io.fill()) === 0) return io.take(io.ahead);
    }
  }

  /** Read all lines that are left; no further one once `hint` bytes were read. */
  readlines(hint: number | null = -1): Awaitable<Bytes[]> {
    const limit = checkSize("hint", hint);
    return new GeneratorAwaitable(this._locked(() => this.#readlines(limit)));
  }

  *#readlines(limit: number): Coroutine<Bytes[]> {
    this._io.checkReadable();
    const lines: Bytes[] = [];
    for (let size = 0; ;) {
      const line = yield* this.#line(-1);
      if (line.length === 0) break;
      lines.push(line);
      size += line.length;
      if (limit > 0 && size >= limit) break;
    }
    this._settled();
    return lines;
  }

  /** The lines that are left, one after the other. */
  [Symbol.asyncIterator](): AsyncIterator<Bytes, undefined> & AsyncIterable<Bytes> {
    return new Lines(this) as unknown as AsyncIterator<Bytes, undefined> & AsyncIterable<Bytes>;
  }

  /**
   * Write `data`. With a buffer, it stands in the file after `flush()` or `close()` at the latest.
   *
   * Cancellation: if it was not begun, nothing is written; else all of it, before the next operation on the file begins:
   * until that one is over, `data` must not be changed.
   *
   * @returns how many bytes: all of them, or, without a buffer, as many as the system took
   */
  write(data: BytesLike): Awaitable<number> {
    return new Write(this, checkBytes("data", data));
  }

  /** Write several pieces. No line ends are added. */
  writelines(lines: Iterable<BytesLike>): Awaitable<void> {
    const pieces = [...lines].map((line) => checkBytes("lines", line));
    return new GeneratorAwaitable(this._locked(() => this.#writelines(pieces)));
  }

  *#writelines(pieces: readonly Uint8Array[]): Coroutine {
    this._io.checkWritable();
    for (const piece of pieces) if (!this._io.tryWrite(piece)) yield* this._io.writeThrough(piece);
    yield* this._written();
  }

  /** After an operation that reads. @internal */
  _settled(): void {}

  /** After an operation that writes. @internal */
  *_written(): Coroutine {}

  /** Where the file is, in bytes. @throws UnsupportedOperation if it has no positions. */
  tell(): Awaitable<number> {
    return new GeneratorAwaitable(this._locked(() => this.#tell()));
  }

  *#tell(): Coroutine<number> {
    this._io.checkSeekable();
    return yield* this._io.tell();
  }

  /**
   * Go to a place.
   *
   * @param whence where `offset` counts from: 0 the start, 1 where the file is, 2 the end
   * @returns the new position
   */
  seek(offset: number, whence: Whence = SEEK_SET): Awaitable<number> {
    checkSeek(offset, whence);
    return new GeneratorAwaitable(this._locked(() => this.#seek(offset, whence)));
  }

  *#seek(offset: number, whence: Whence): Coroutine<number> {
    this._io.checkSeekable();
    return yield* this._io.seek(offset, whence);
  }

  /** Make the file `size` bytes long, or end where it is. The position stays. @returns the new size */
  truncate(size: number | null = null): Awaitable<number> {
    const length = size === null ? null : checkSize("size", size);
    if (length !== null && length < 0) throw new ValueError(`size must not be negative, got ${String(size)}`);
    return new GeneratorAwaitable(this._locked(() => this.#truncate(length)));
  }

  *#truncate(size: number | null): Coroutine<number> {
    this._io.checkWritable();
    return yield* this._io.truncate(size);
  }
}
