// Files of bytes, with a buffer and without. The names of aiofiles' buffered and raw files.

import { type Awaitable, type Coroutine, GeneratorAwaitable } from "../core/coroutines.ts";
import { checkBytes, checkSize } from "./base.ts";
import { type Bytes, BytesFile, type BytesLike, NOTHING } from "./bytes_file.ts";

/**
 * A file of bytes, as `open(path, "rb")` gives it.
 *
 * @see aiofiles `AsyncBufferedReader`, `AsyncBufferedIOBase`
 */
export class BufferedFile extends BytesFile {
  #raw: RawFile | null = null;

  /** The file without its buffer. */
  get raw(): RawFile {
    this.#raw ??= new RawFile(this._io);
    return this.#raw;
  }

  /** Take the raw file away from this one, which can do nothing more. */
  detach(): RawFile {
    return new RawFile(this._detach());
  }

  /** @internal */
  override _tryRead(count: number): Bytes | undefined {
    const io = this._io;
    if (!io.isFree || !io.isReading || count < 0 || count > io.ahead || count === 0) return undefined;
    return io.take(count);
  }

  /** @internal */
  override *_readSome(count: number): Coroutine<Bytes> {
    const io = this._io;
    yield* io.enter();
    try {
      io.checkReadable();
      if (count < 0) return yield* io.readAll();
      if (!io.isReading) yield* io.flush();
      if (io.seekable && count >= io.bufferSize) return yield* io.readLarge(count);
      while (io.ahead < count && (yield* io.fill(count - io.ahead)) > 0);
      return io.take(Math.min(count, io.ahead));
    } finally {
      io.leave();
    }
  }

  /** @internal */
  override *_readinto(target: Uint8Array): Coroutine<number> {
    const io = this._io;
    io.checkReadable();
    if (io.seekable && target.length - io.ahead >= io.bufferSize) return yield* io.readInto(target, 0);
    if (!io.isReading) yield* io.flush();
    while (io.ahead < target.length && (yield* io.fill(target.length - io.ahead)) > 0);
    return this.#takeInto(target);
  }

  #takeInto(target: Uint8Array): number {
    const io = this._io;
    const count = Math.min(target.length, io.ahead);
    target.set(io.peek().subarray(0, count));
    io.skip(count);
    return count;
  }

  /** Read at most `size` bytes with at most one system call: none if something was read ahead. */
  read1(size: number | null = -1): Awaitable<Bytes> {
    const count = checkSize("size", size);
    return new GeneratorAwaitable(this._locked(() => this.#read1(count)));
  }

  *#read1(count: number): Coroutine<Bytes> {
    const io = this._io;
    io.checkReadable();
    if (count === 0) return NOTHING;
    if (!io.isReading) yield* io.flush();
    if (io.ahead === 0) yield* io.fill(Math.max(count, 0));
    return io.take(count < 0 ? io.ahead : Math.min(count, io.ahead));
  }

  /** The same into `buffer`. @returns how many bytes */
  readinto1(buffer: BytesLike): Awaitable<number> {
    const target = checkBytes("buffer", buffer);
    return new GeneratorAwaitable(this._locked(() => this.#readinto1(target)));
  }

  *#readinto1(target: Uint8Array): Coroutine<number> {
    const io = this._io;
    io.checkReadable();
    if (!io.isReading) yield* io.flush();
    if (io.ahead === 0 && target.length > 0) yield* io.fill(target.length);
    return this.#takeInto(target);
  }

  /** What comes next, without going there: what was read ahead, or what one system call gives. */
  peek(size: number | null = 0): Awaitable<Bytes> {
    checkSize("size", size);
    return new GeneratorAwaitable(this._locked(() => this.#peek()));
  }

  *#peek(): Coroutine<Bytes> {
    const io = this._io;
    io.checkReadable();
    if (!io.isReading) yield* io.flush();
    if (io.ahead === 0) yield* io.fill();
    return Uint8Array.from(io.peek());
  }

  /** @internal */
  override _tryWrite(data: Uint8Array): number | undefined {
    const io = this._io;
    return io.isFree && io.writable && io.tryWrite(data) ? data.length : undefined;
  }

  /** @internal */
  override *_write(data: Uint8Array): Coroutine<number> {
    const io = this._io;
    yield* io.enter();
    try {
      io.checkWritable();
      if (!io.tryWrite(data)) yield* io.writeThrough(data);
      return data.length;
    } finally {
      io.leave();
    }
  }
}

/**
 * A file of bytes without a buffer, as `open(path, "rb", { buffering: 0 })` gives it: each call is one of the system.
 *
 * @see aiofiles `AsyncFileIO`
 */
export class RawFile extends BytesFile {
  /** @internal */
  override _tryRead(): undefined {
    return undefined;
  }

  /** @internal */
  override *_readSome(count: number): Coroutine<Bytes> {
    const io = this._io;
    yield* io.enter();
    try {
      io.checkReadable();
      if (count < 0) return yield* io.readAll();
      if (count === 0) return NOTHING;
      if (io.ahead === 0) yield* io.fill(count, count);
      const data = io.take(Math.min(count, io.ahead));
      this._settled();
      return data;
    } finally {
      io.leave();
    }
  }

  /** @internal */
  override *_readinto(target: Uint8Array): Coroutine<number> {
    const io = this._io;
    io.checkReadable();
    if (target.length === 0) return 0;
    if (io.ahead === 0) yield* io.fill(target.length, target.length);
    const count = Math.min(target.length, io.ahead);
    target.set(io.peek().subarray(0, count));
    io.skip(count);
    this._settled();
    return count;
  }

  // A stream's bytes cannot be read twice: what a cancelled read has left over stays.
  /** @internal */
  override _settled(): void {
    this._io._rewind();
  }

  /** @internal */
  override *_written(): Coroutine {
    yield* this._io.flush();
  }

  /** @internal */
  override _tryWrite(): undefined {
    return undefined;
  }

  /** @internal */
  override *_write(data: Uint8Array): Coroutine<number> {
    const io = this._io;
    yield* io.enter();
    try {
      io.checkWritable();
      return yield* io.writeOnce(data);
    } finally {
      io.leave();
    }
  }
}
