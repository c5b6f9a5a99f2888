// A descriptor with its position, what was read ahead and what is still to be written. Bytes only; no public names.

import type { Stats } from "node:fs";

import type { Coroutine } from "../core/coroutines.ts";
import { Descriptor, type Opened } from "./descriptor.ts";
import { UnsupportedOperation } from "./errors.ts";
import { ReadAhead } from "./read_ahead.ts";

/** How much is read ahead, and gathered before it is written. */
export const DEFAULT_BUFFER_SIZE: number = 64 * 1024;

/** More is not asked of the system at once: some systems refuse it. */
const MAX_CALL = 1024 * 1024 * 1024;

/** What a {@link BufferedDescriptor} has to know of its file. */
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

/** As the system says it. */
function seekFault(position: number): Error {
  const error = new Error(`EINVAL: invalid argument, seek to ${position}`);
  return Object.assign(error, { code: "EINVAL", syscall: "seek" });
}

/** Of larger pieces the next is not read before it is asked for. */
const MAX_READ_AHEAD = 16 * 1024 * 1024;

const EMPTY: Buffer<ArrayBuffer> = Buffer.alloc(0);

/** Where the end of the file is has to be asked. */
const AT_END = -1;

export class BufferedDescriptor extends Descriptor {
  readonly readable: boolean;
  readonly writable: boolean;
  readonly seekable: boolean;
  readonly bufferSize: number;
  readonly #appending: boolean;
  readonly #sizeHint: number;
  /**
   * Of a file with positions, where the system's next call takes place. Invariant: `#input[#end]` comes from there, and
   * what is to be written goes there; there is never something read ahead and something to be written at once.
   */
  #position: number;
  /** What was read ahead stands between the two. */
  #input: Buffer = EMPTY;
  #start = 0;
  #end = 0;
  /** The file ended at the last look. */
  #ended = false;
  #output: Buffer = EMPTY;
  #outputSize = 0;
  /** What is being written, and how much of the first of it was. */
  #leaving: Uint8Array[] = [];
  #leavingOffset = 0;
  /** Whether the first of it is what the buffer holds. */
  #ownFirst = false;
  #count = 0;
  /** A large piece that is read, or was, before anybody asked. */
  #next: ReadAhead | null = null;
  /** Where the last large piece ended that somebody asked for. */
  #largeEnd = -1;
  /** How many calls are under way that nobody's turn is for. */
  #background = 0;
  #afterBackground: (() => void) | null = null;

  constructor(options: Buffering) {
    super(options);
    this.readable = options.readable;
    this.writable = options.writable;
    this.seekable = options.seekable;
    this.bufferSize = options.bufferSize;
    this.#appending = options.appending;
    this.#sizeHint = options.size;
    this.#position = options.appending ? options.size : 0;
  }

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

  /** Whether nothing is to be written, so that what was read ahead is what comes next. */
  get isReading(): boolean {
    return this.#outputSize === 0;
  }

  /** Whether the last look showed the end of the file. */
  get ended(): boolean {
    return this.#ended;
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
    if (this.#outputSize > 0) yield* this.flush();
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
      this.#ended = count === 0;
      if (this.seekable) this.#position += count;
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
    const rest = this.#sizeHint - this.#position + 1;
    return this.seekable && rest > 1 && rest < this.bufferSize ? rest : this.bufferSize;
  }

  *#readPosition(): Coroutine<number | null> {
    if (!this.seekable) return null;
    if (this.#position === AT_END) this.#position = (yield* this.stat()).size;
    return this.#position;
  }

  /**
   * Fill `target` from `from` on: first with what was read ahead, then from the file, past the buffer.
   *
   * Only for files with positions: if it fails, or is cancelled, the position is where it was.
   *
   * @param isDone whether that many bytes are enough
   * @returns where it ended
   */
  *readInto(target: Uint8Array, from: number): Coroutine<number> {
    if (this.#outputSize > 0) yield* this.flush();
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
      this.#ended = this.#count === 0;
      if (this.#ended) break;
    }
    this.#position = position;
    this.#start += ahead;
    return at;
  }

  /**
   * The next `count` bytes, past the buffer. While whoever reads piece after piece is busy with one, the next is read.
   *
   * Only for files with positions: if it fails, or is cancelled, the position is where it was.
   */
  *readLarge(count: number): Coroutine<Uint8Array<ArrayBuffer>> {
    if (this.#outputSize > 0) yield* this.flush();
    const position = (yield* this.#readPosition()) as number;
    const piece = this.ahead === 0 && this.#next?.fits(position, count) === true ? this.#next : null;
    if (piece !== null) yield* piece.wait();
    this.#next = null;
    const read = piece?.usable ?? 0;
    const target = piece !== null && read > 0 ? piece.bytes : Buffer.allocUnsafeSlow(count);
    let size = read;
    if (size < count) {
      this.#position = position + read;
      try {
        size = yield* this.readInto(target, read);
      } catch (error) {
        this.#position = position;
        throw error;
      }
    } else this.#position = position + count;
    if (size === count && position === this.#largeEnd && count <= MAX_READ_AHEAD) this.#readNext(this.#position, count);
    this.#largeEnd = this.#position;
    return new Uint8Array(target.buffer, target.byteOffset, size);
  }

  #readNext(position: number, count: number): void {
    const next = new ReadAhead(position, count);
    this.#next = next;
    this.#background++;
    this.calls.read(this.fd, { bytes: next.bytes, offset: 0, length: count, position }, (error, size) => {
      next.finish(error, size);
      if (--this.#background > 0) return;
      const then = this.#afterBackground;
      this.#afterBackground = null;
      then?.();
    });
  }

  readonly #onRead = (error: Error | null, count: number): void => {
    this.#count = count;
    this.finish(error);
  };

  /** All that is left of the file. */
  *readAll(): Coroutine<Uint8Array<ArrayBuffer>> {
    if (!this.seekable) return yield* this.#readStream();
    if (this.#outputSize > 0) yield* this.flush();
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
        this.#position = at + this.#count;
        break;
      }
    }
    this.#start = this.#end = 0;
    this.#ended = true;
    return new Uint8Array(result.buffer, result.byteOffset, size);
  }

  /** Put `bytes`, which were read last, back. */
  unread(bytes: Buffer): void {
    this.#input = bytes;
    this.#start = 0;
    this.#end = bytes.length;
    this.#ended = false;
  }

  /** Forget what was read ahead, so that the next read asks the system. */
  dropAhead(): void {
    this.#rewind();
  }

  *#readStream(): Coroutine<Uint8Array<ArrayBuffer>> {
    while ((yield* this.fill()) > 0);
    return this.take(this.ahead);
  }

  // Writing.

  // Writing makes what was read ahead out of date.
  /** Make what was read ahead unread, so that the next byte to be written goes where the next one would have been read. */
  #rewind(): void {
    if (!this.seekable) return;
    this.#next = null;
    this.#position -= this.#end - this.#start;
    this.#start = this.#end = 0;
  }

  /** Put `data` into the buffer, if it fits there. */
  tryWrite(data: Uint8Array): boolean {
    if (data.length > this.bufferSize - this.#outputSize) return false;
    this.#makeOutput(data.length);
    this.#output.set(data, this.#outputSize);
    this.#outputSize += data.length;
    return true;
  }

  /** The same with text as UTF-8. @returns how many bytes it took, -1: it does not fit */
  tryWriteText(text: string): number {
    const most = text.length * 3;
    if (most > this.bufferSize - this.#outputSize) return -1;
    this.#makeOutput(most);
    const size = this.#output.write(text, this.#outputSize);
    this.#outputSize += size;
    return size;
  }

  #makeOutput(size: number): void {
    if (this.#outputSize === 0) this.#rewind();
    const needed = this.#outputSize + size;
    if (needed <= this.#output.length) return;
    const grown = Buffer.allocUnsafe(Math.min(Math.max(needed, this.#output.length * 4), this.bufferSize));
    this.#output.copy(grown, 0, 0, this.#outputSize);
    this.#output = grown;
  }

  /** Write what the buffer holds, and `data` after it. `data` must not be changed before that is over. */
  *writeThrough(data: Uint8Array): Coroutine {
    if (this.#outputSize === 0) this.#rewind();
    this.#leaveOutput();
    this.#leaving.push(data);
    const done = this.start();
    this.#writeMore();
    yield* done;
  }

  #leaveOutput(): void {
    this.#ownFirst = this.#outputSize > 0;
    this.#leaving = this.#ownFirst ? [this.#output.subarray(0, this.#outputSize)] : [];
  }

  /** Write what the buffer holds. */
  *flush(): Coroutine {
    if (this.#outputSize === 0) return;
    this.#leaveOutput();
    const done = this.start();
    this.#writeMore();
    yield* done;
  }

  override beforeClose(then: (error: unknown) => void): void {
    this.#next = null;
    // The system still works on the number.
    if (this.#background > 0) {
      this.#afterBackground = () => this.beforeClose(then);
      return;
    }
    if (this.#outputSize === 0) {
      then(null);
      return;
    }
    this.#leaveOutput();
    this.startWith(then);
    this.#writeMore();
  }

  /** One system call for `data`, which may take a part of it. @returns how much */
  *writeOnce(data: Uint8Array): Coroutine<number> {
    this.#rewind();
    const done = this.start();
    const length = Math.min(data.length, MAX_CALL);
    this.calls.write(this.fd, { bytes: data, offset: 0, length, position: this.#writePosition() }, this.#onWrittenOnce);
    yield* done;
    return this.#count;
  }

  readonly #onWrittenOnce = (error: Error | null, count: number): void => {
    this.#count = count;
    if (error === null) this.#advance(count);
    this.finish(error, true);
  };

  #writePosition(): number | null {
    return this.seekable && !this.#appending ? this.#position : null;
  }

  #advance(count: number): void {
    if (count === 0) return;
    if (this.#appending) this.#position = AT_END;
    else if (this.seekable) this.#position += count;
  }

  #writeMore(): void {
    const [first, second] = this.#leaving as [Uint8Array, Uint8Array | undefined];
    const offset = this.#leavingOffset;
    const position = this.#writePosition();
    if (second !== undefined && first.length + second.length <= MAX_CALL)
      this.calls.writev(this.fd, [first.subarray(offset), second], position, this.#onWritten);
    else {
      const length = Math.min(first.length - offset, MAX_CALL);
      this.calls.write(this.fd, { bytes: first, offset, length, position }, this.#onWritten);
    }
  }

  // The whole of it is written before the turn ends, also if the task was cancelled: see the rule in docs/files.md.
  readonly #onWritten = (error: Error | null, count: number): void => {
    if (error !== null) {
      this.#keepUnwritten();
      this.finish(error, true);
      return;
    }
    this.#advance(count);
    this.#leavingOffset += count;
    for (;;) {
      const first = this.#leaving[0];
      if (first === undefined || this.#leavingOffset < first.length) break;
      this.#leavingOffset -= first.length;
      this.#leaving.shift();
      if (this.#ownFirst) this.#outputSize = 0;
      this.#ownFirst = false;
    }
    if (this.#leaving.length > 0) this.#writeMore();
    else this.finish(null);
  };

  /** Of what the buffer held, what was not written stays: the next `flush()`, or `close()`, tries again. */
  #keepUnwritten(): void {
    if (this.#ownFirst) {
      this.#output.copyWithin(0, this.#leavingOffset, this.#outputSize);
      this.#outputSize -= this.#leavingOffset;
    }
    this.#leaving = [];
    this.#leavingOffset = 0;
  }

  // Positions.

  /** Where the next byte is read or written. */
  *tell(): Coroutine<number> {
    if (this.#position === AT_END) this.#position = (yield* this.stat()).size;
    return this.knownPosition;
  }

  /** The same if it needs no system call; below zero if it does. */
  get knownPosition(): number {
    if (this.#position === AT_END) return AT_END;
    return this.#position - this.ahead + this.#outputSize;
  }

  /** @returns the new position */
  *seek(offset: number, whence: number): Coroutine<number> {
    yield* this.flush();
    let target = offset;
    if (whence === 1) target += yield* this.tell();
    else if (whence === 2) target += (yield* this.stat()).size;
    if (target < 0) throw this.wrap(seekFault(target));
    const back = this.#position === AT_END ? Infinity : this.#position - target;
    this.#ended = false;
    // Within what was read ahead, nothing has to be read again.
    if (back >= 0 && back <= this.ahead) this.#start = this.#end - back;
    else {
      this.#start = this.#end = 0;
      this.#position = target;
    }
    return target;
  }

  /** @returns the new size */
  *truncate(size: number | null): Coroutine<number> {
    yield* this.flush();
    const position = yield* this.tell();
    const length = size ?? position;
    this.#rewind();
    this.#ended = false;
    const done = this.start();
    this.calls.truncate(this.fd, length, this.#onTruncated);
    yield* done;
    return length;
  }

  readonly #onTruncated = (error: Error | null): void => this.finish(error, true);

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
