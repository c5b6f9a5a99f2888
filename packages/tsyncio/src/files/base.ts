// What text files, buffered files and raw files have in common. No reading, no writing.

import { isatty } from "node:tty";

import { type Awaitable, type Coroutine, GeneratorAwaitable, describe } from "../core/coroutines.ts";
import { ValueError } from "../core/exceptions.ts";
import type { BufferedDescriptor } from "./buffered.ts";

/** Positions count from the start of the file. */
export const SEEK_SET = 0;
/** Positions count from where the file is. */
export const SEEK_CUR = 1;
/** Positions count from the end of the file. */
export const SEEK_END = 2;

/** Where `seek()` counts from: {@link SEEK_SET}, {@link SEEK_CUR} or {@link SEEK_END}. */
export type Whence = 0 | 1 | 2;

/** An open file. Its operations run one after the other, in the order in which they were begun. */
export abstract class FileBase implements AsyncDisposable {
  /** @internal */
  readonly #descriptor: BufferedDescriptor;
  #detached = false;

  /** @internal */
  constructor(io: BufferedDescriptor) {
    this.#descriptor = io;
  }

  /** @internal */
  get _io(): BufferedDescriptor {
    if (this.#detached) throw new ValueError("underlying buffer has been detached");
    return this.#descriptor;
  }

  /** Leave the descriptor to another object. @internal */
  _detach(): BufferedDescriptor {
    const io = this._io;
    io.checkOpen();
    this.#detached = true;
    return io;
  }

  /** What `open()` was given: a path or a number. */
  get name(): string | number {
    return this._io.name;
  }

  /** The mode that it was opened with. */
  get mode(): string {
    return this._io.mode;
  }

  /** Whether it is closed, or is being closed: then nothing more can be begun. */
  get closed(): boolean {
    return this._io.closed;
  }

  /** The number of the file in the system. @throws ValueError if the file is closed. */
  fileno(): number {
    this._io.checkOpen();
    return this._io.fd;
  }

  /** Whether it is a terminal. */
  isatty(): Awaitable<boolean> {
    return new GeneratorAwaitable(this.#asked(() => isatty(this._io.fd)));
  }

  /** Whether it can be read. */
  readable(): Awaitable<boolean> {
    return new GeneratorAwaitable(this.#asked(() => this._io.readable));
  }

  /** Whether it can be written. */
  writable(): Awaitable<boolean> {
    return new GeneratorAwaitable(this.#asked(() => this._io.writable));
  }

  /** Whether it has positions. */
  seekable(): Awaitable<boolean> {
    return new GeneratorAwaitable(this.#asked(() => this._io.seekable));
  }

  *#asked(answer: () => boolean): Coroutine<boolean> {
    this._io.checkOpen();
    return answer();
  }

  /**
   * Hand what was written to the system.
   *
   * Cancellation: the wait ends; what was written is handed over all the same, before the next operation begins.
   *
   * @throws OSError if the system refuses. What it did not take is kept: the next `flush()` or `close()` tries again.
   */
  flush(): Awaitable<void> {
    return new GeneratorAwaitable(this._locked(() => this._io.flush()));
  }

  /**
   * Write what is to be written, and close the file. A file that is closed is left alone.
   *
   * Operations that were begun before are waited for.
   *
   * Cancellation: the wait ends, and the file is closed all the same; an error of that goes to the loop's exception handler.
   *
   * @throws OSError if the system did not take what was written. The file is closed then, too.
   */
  close(): Awaitable<void> {
    return new GeneratorAwaitable(this._io.close());
  }

  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Awaitable<void> {
    return this.close();
  }

  /** Run an operation in its turn. @internal */
  *_locked<T>(operation: () => Coroutine<T>): Coroutine<T> {
    const io = this._io;
    yield* io.enter();
    try {
      return yield* operation();
    } finally {
      io.leave();
    }
  }
}

/** @throws ValueError if `size` is no whole number; `null` and what is below zero: all there is. */
export function checkSize(argument: string, size: number | null): number {
  if (size === null || size === Infinity) return -1;
  if (!Number.isInteger(size)) throw new ValueError(`${argument} must be a whole number, got ${describe(size)}`);
  return size;
}

/** @throws ValueError */
export function checkSeek(offset: number, whence: number): void {
  if (!Number.isSafeInteger(offset)) throw new ValueError(`offset must be a whole number, got ${describe(offset)}`);
  if (whence !== SEEK_SET && whence !== SEEK_CUR && whence !== SEEK_END)
    throw new ValueError(`whence must be 0, 1 or 2, got ${describe(whence)}`);
  if (whence === SEEK_SET && offset < 0) throw new ValueError(`offset must not be negative, got ${offset}`);
}

/** @throws TypeError */
export function checkBytes(argument: string, data: unknown): Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw new TypeError(`${argument} must be bytes (a Uint8Array), got ${describe(data)}`);
}
