// The reading half of a descriptor: its position, what was read ahead, and reads past that. Nothing is written here.

import type { Stats } from "node:fs";

import type { Coroutine } from "../core/coroutines.ts";
import { Descriptor, type Opened } from "./descriptor.ts";
import { UnsupportedOperation } from "./errors.ts";
import { ReadAhead } from "./read_ahead.ts";

/** How much is read ahead, and gathered before it is written. */
export const DEFAULT_BUFFER_SIZE: number = 64 * 1024;

/** More is not asked of the system at once: some systems refuse it. */
export const MAX_CALL: number = 1024 * 1024 * 1024;

/** What a descriptor with buffers has to know of its file. */
export interface Buffering extends Opened {
  readonly readable: boolean;
  readonly writable: boolean;
  readonly appending: boolean;
  /** Whether the file has positions: pipes and terminals have none. */
  readonly seekable: boolean;
  /** Bytes that the file has; 0 if that is not known. */
  readonly size: number;
  readonly bufferSize: number;
}

const EMPTY: Buffer<ArrayBuffer> = Buffer.alloc(0);

/** Where the end of the file is has to be asked. */
export const AT_END: number = -1;

/** A descriptor that can be read. */
export abstract class InputDescriptor extends Descriptor {
  readonly readable: boolean;
  readonly writable: boolean;
  readonly seekable: boolean;
  readonly bufferSize: number;
  readonly #sizeHint: number;
  /**
   * Of a file with positions, where the system's next call takes place. Invariant: `#input[#end]` comes from there, and
   * what is to be written goes there; there is never something read ahead and something to be written at once.
   *
   * @internal
   */
  _position: number;
  /** What was read ahead stands between the two. */
  #input: Buffer = EMPTY;
  #start = 0;
  #end = 0;
  #count = 0;
  /** Large pieces that are read, or were, before anybody asked. */
  readonly #next = new ReadAhead((piece, done) => this.calls.read(this.fd, piece, done));
  /** Where the last large piece ended that somebody asked for. */
  #largeEnd = -1;

  constructor(options: Buffering) {
    super(options);
    this.readable = options.readable;
    this.writable = options.writable;
    this.seekable = options.seekable;
    this.bufferSize = options.bufferSize;
    this.#sizeHint = options.size;
    this._position = options.appending ? options.size : 0;
  }

  /** Whether nothing is to be written, so that what was read ahead is what comes next. */
  abstract get isReading(): boolean;

  /** Write what the buffer holds. */
  abstract flush(): Coroutine;

  // Faults.

  /** @throws UnsupportedOperation */
  checkReadable(): void {
    if (!this.readable) throw new UnsupportedOperation(`not readable: ${this.describeName()} with mode '${this.mode}'`);
  }

  /** @throws UnsupportedOperation */
  checkWritable(): void {
    if (!this.writable) throw new UnsupportedOperation(`not writable: ${this.describeName()} with mode '${this.mode}'`);
  }

  /** @throws UnsupportedOperation */
  checkSeekable(): void {
    if (!this.seekable) throw new UnsupportedOperation(`File or stream is not seekable: ${this.describeName()}`);
  }

  // What was read ahead. All these need the turn, or a free descriptor.

  /** How many bytes were read ahead. */
  get ahead(): number {
    return this.#end - this.#start;
  }

  /** What was read ahead, in place: valid until the next system call. */
  peek(): Buffer {
    return this.#input.subarray(this.#start, this.#end);
  }

  /** Where `byte` stands in what was read ahead, counted from its start; -1: nowhere. */
  indexOf(byte: number, from: number): number {
    const index = this.#input.indexOf(byte, this.#start + from);
    return index < 0 || index >= this.#end ? -1 : index - this.#start;
  }

  /** Take `count` of the bytes that were read ahead. */
  take(count: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(count);
    bytes.set(this.#input.subarray(this.#start, this.#start + count));
    this.#start += count;
    return bytes;
  }

  /** The same without a look at them. */
  skip(count: number): void {
    this.#start += count;
  }

  /** Read ahead, one system call's worth. @returns how many bytes came; 0 at the end */
  *fill(atLeast: number = 0, atMost: number = MAX_CALL): Coroutine<number> {
    if (!this.isReading) yield* this.flush();
    this.#makeRoom(atLeast);
    const position = yield* this.#readPosition();
    const before = this.#end;
    const done = this.start();
    const room = Math.min(this.#input.length - this.#end, atMost);
    this.calls.read(this.fd, { bytes: this.#input, offset: this.#end, length: room, position }, this.#onFilled);
    yield* done;
    return this.#end - before;
  }

  // What comes after the task was cancelled is kept: it is what the next operation finds.
  readonly #onFilled = (error: Error | null, count: number): void => {
    if (error === null) {
      this.#end += count;
      if (this.seekable) this._position += count;
    }
    this.finish(error);
  };

  #makeRoom(atLeast: number): void {
    if (this.#start === this.#end) this.#start = this.#end = 0;
    const used = this.#end - this.#start;
    const wanted = Math.max(atLeast, this.#readSize());
    if (this.#input.length - this.#end >= wanted) return;
    if (this.#input.length - used >= wanted) this.#input.copyWithin(0, this.#start, this.#end);
    else {
      // Twice as large each time, so that a line without an end is not copied over and over.
      const grown = Buffer.allocUnsafeSlow(Math.max(used + wanted, used > 0 ? this.#input.length * 2 : 0));
      this.#input.copy(grown, 0, this.#start, this.#end);
      this.#input = grown;
    }
    this.#start = 0;
    this.#end = used;
  }

  /** One byte more than a small file has: then the first read shows its end, too. */
  #readSize(): number {
    const rest = this.#sizeHint - this._position + 1;
    return this.seekable && rest > 1 && rest < this.bufferSize ? rest : this.bufferSize;
  }

  *#readPosition(): Coroutine<number | null> {
    if (!this.seekable) return null;
    if (this._position === AT_END) this._position = (yield* this.stat()).size;
    return this._position;
  }

  /**
   * Fill `target` from `from` on: first with what was read ahead, then from the file, past the buffer.
   *
   * Only for files with positions: if it fails, or is cancelled, the position is where it was.
   *
   * @returns where it ended
   */
  *readInto(target: Uint8Array, from: number): Coroutine<number> {
    if (!this.isReading) yield* this.flush();
    let position = (yield* this.#readPosition()) as number;
    const ahead = Math.min(this.ahead, target.length - from);
    target.set(this.#input.subarray(this.#start, this.#start + ahead), from);
    let at = from + ahead;
    while (at < target.length) {
      const done = this.start();
      const length = Math.min(target.length - at, MAX_CALL);
      this.calls.read(this.fd, { bytes: target, offset: at, length, position }, this.#onRead);
      yield* done;
      at += this.#count;
      position += this.#count;
      if (this.#count === 0) break;
    }
    this._position = position;
    this.#start += ahead;
    return at;
  }

  /**
   * The next `count` bytes, past the buffer. While whoever reads piece after piece is busy with one, the next ones are read.
   *
   * Only for files with positions: if it fails, or is cancelled, the position is where it was.
   */
  *readLarge(count: number): Coroutine<Uint8Array<ArrayBuffer>> {
    if (!this.isReading) yield* this.flush();
    const position = (yield* this.#readPosition()) as number;
    const piece = this.ahead === 0 ? this.#next.find(position, count) : null;
    if (piece !== null) yield* piece.wait();
    const read = piece?.usable ?? 0;
    this.#next.taken(read === count);
    const target = piece !== null && read > 0 ? piece.bytes : Buffer.allocUnsafeSlow(count);
    let size = read;
    if (size < count) {
      this._position = position + read;
      try {
        size = yield* this.readInto(target, read);
      } catch (error) {
        this._position = position;
        throw error;
      }
    } else this._position = position + count;
    if (size === count && position === this.#largeEnd) this.#next.begin(this._position, count, this.#sizeHint);
    this.#largeEnd = this._position;
    return new Uint8Array(target.buffer, target.byteOffset, size);
  }

  readonly #onRead = (error: Error | null, count: number): void => {
    this.#count = count;
    this.finish(error);
  };

  /** All that is left of the file. */
  *readAll(): Coroutine<Uint8Array<ArrayBuffer>> {
    if (!this.seekable) return yield* this.#readStream();
    if (!this.isReading) yield* this.flush();
    const position = (yield* this.#readPosition()) as number;
    const rest = this.#sizeHint > position ? this.#sizeHint - position : 0;
    let result = Buffer.allocUnsafeSlow(this.ahead + (rest > 0 ? rest + 1 : this.bufferSize));
    let size = this.ahead;
    this.#input.copy(result, 0, this.#start, this.#end);
    for (let at = position; ; at += this.#count) {
      if (size === result.length) {
        const grown = Buffer.allocUnsafeSlow(result.length * 2);
        result.copy(grown);
        result = grown;
      }
      const done = this.start();
      const length = Math.min(result.length - size, MAX_CALL);
      this.calls.read(this.fd, { bytes: result, offset: size, length, position: at }, this.#onRead);
      yield* done;
      size += this.#count;
      // A file that is as long as it said, and had no byte more when asked for one: its end need not be looked for.
      if (this.#count === 0 || (at === position && rest > 0 && this.#count === rest)) {
        this._position = at + this.#count;
        break;
      }
    }
    this.#start = this.#end = 0;
    return new Uint8Array(result.buffer, result.byteOffset, size);
  }

  /** Put `bytes`, which were read last, back. */
  unread(bytes: Buffer): void {
    this.#input = bytes;
    this.#start = 0;
    this.#end = bytes.length;
  }

  *#readStream(): Coroutine<Uint8Array<ArrayBuffer>> {
    while ((yield* this.fill()) > 0);
    return this.take(this.ahead);
  }

  // For those who write, or go elsewhere.

  /**
   * Make what was read ahead unread: the next byte to be written goes where the next one would have been read, and what is
   * read after it is asked for anew.
   *
   * @internal
   */
  _rewind(): void {
    if (!this.seekable) return;
    this.#next.drop();
    this._position -= this.#end - this.#start;
    this.#start = this.#end = 0;
  }

  /** Go to a place; within what was read ahead, nothing has to be read again. @internal */
  _moveTo(target: number): void {
    const back = this._position === AT_END ? Infinity : this._position - target;
    if (back >= 0 && back <= this.ahead) this.#start = this.#end - back;
    else {
      this.#start = this.#end = 0;
      this._position = target;
    }
  }

  /** Call `then` once no call is under way that nobody's turn is for. @internal */
  _whenQuiet(then: () => void): void {
    this.#next.stop(then);
  }

  *stat(): Coroutine<Pick<Stats, "size">> {
    let result: Pick<Stats, "size"> | undefined;
    const done = this.start();
    this.calls.stat(this.fd, (error, stats) => {
      result = stats;
      this.finish(error);
    });
    yield* done;
    return result as Pick<Stats, "size">;
  }
}
