// A descriptor with what is still to be written, besides what was read ahead. Bytes only; no public names.

import type { Coroutine } from "../core/coroutines.ts";
import { AT_END, type Buffering, InputDescriptor, MAX_CALL } from "./input.ts";

/** As the system says it. */
function seekFault(position: number): Error {
  const error = new Error(`EINVAL: invalid argument, seek to ${position}`);
  return Object.assign(error, { code: "EINVAL", syscall: "seek" });
}

const EMPTY: Buffer<ArrayBuffer> = Buffer.alloc(0);

/** A descriptor that can be read and written. */
export class BufferedDescriptor extends InputDescriptor {
  readonly #appending: boolean;
  #output: Buffer = EMPTY;
  #outputSize = 0;
  /** What is being written, and how much of the first of it was. */
  #leaving: Uint8Array[] = [];
  #leavingOffset = 0;
  /** Whether the first of it is what the buffer holds. */
  #ownFirst = false;
  #written = 0;

  constructor(options: Buffering) {
    super(options);
    this.#appending = options.appending;
  }

  override get isReading(): boolean {
    return this.#outputSize === 0;
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
    if (this.#outputSize === 0) this._rewind();
    const needed = this.#outputSize + size;
    if (needed <= this.#output.length) return;
    const grown = Buffer.allocUnsafe(Math.min(Math.max(needed, this.#output.length * 4), this.bufferSize));
    this.#output.copy(grown, 0, 0, this.#outputSize);
    this.#output = grown;
  }

  /** Write what the buffer holds, and `data` after it. `data` must not be changed before that is over. */
  *writeThrough(data: Uint8Array): Coroutine {
    if (this.#outputSize === 0) this._rewind();
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
  override *flush(): Coroutine {
    if (this.#outputSize === 0) return;
    this.#leaveOutput();
    const done = this.start();
    this.#writeMore();
    yield* done;
  }

  override beforeClose(then: (error: unknown) => void): void {
    this._whenQuiet(() => {
      if (this.#outputSize === 0) {
        then(null);
        return;
      }
      this.#leaveOutput();
      this.startWith(then);
      this.#writeMore();
    });
  }

  /** One system call for `data`, which may take a part of it. @returns how much */
  *writeOnce(data: Uint8Array): Coroutine<number> {
    this._rewind();
    const done = this.start();
    const length = Math.min(data.length, MAX_CALL);
    this.calls.write(this.fd, { bytes: data, offset: 0, length, position: this.#writePosition() }, this.#onWrittenOnce);
    yield* done;
    return this.#written;
  }

  readonly #onWrittenOnce = (error: Error | null, count: number): void => {
    this.#written = count;
    if (error === null) this.#advance(count);
    this.finish(error, true);
  };

  #writePosition(): number | null {
    return this.seekable && !this.#appending ? this._position : null;
  }

  #advance(count: number): void {
    if (count === 0) return;
    if (this.#appending) this._position = AT_END;
    else if (this.seekable) this._position += count;
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
    if (this._position === AT_END) this._position = (yield* this.stat()).size;
    return this._position - this.ahead + this.#outputSize;
  }

  /** @returns the new position */
  *seek(offset: number, whence: number): Coroutine<number> {
    yield* this.flush();
    let target = offset;
    if (whence === 1) target += yield* this.tell();
    else if (whence === 2) target += (yield* this.stat()).size;
    if (target < 0) throw this.wrap(seekFault(target));
    this._moveTo(target);
    return target;
  }

  /** @returns the new size */
  *truncate(size: number | null): Coroutine<number> {
    yield* this.flush();
    const position = yield* this.tell();
    const length = size ?? position;
    this._rewind();
    const done = this.start();
    this.calls.truncate(this.fd, length, this.#onTruncated);
    yield* done;
    return length;
  }

  readonly #onTruncated = (error: Error | null): void => this.finish(error, true);
}
