// Text files: characters, lines and newlines over a buffered descriptor. The names of aiofiles' text files.

import { EOL } from "node:os";

import {
  type Awaitable,
  type Coroutine,
  type CoroutineIterator,
  GeneratorAwaitable,
  describe,
} from "../core/coroutines.ts";
import { ValueError } from "../core/exceptions.ts";
import { FileBase, SEEK_CUR, SEEK_END, SEEK_SET, type Whence, checkSeek, checkSize } from "./base.ts";
import { BufferedFile } from "./binary.ts";
import type { BufferedDescriptor } from "./buffered.ts";
import { type Codec, Utf8, isWellFormed } from "./codecs.ts";
import { UnsupportedOperation } from "./errors.ts";
import { Operation } from "./operations.ts";
import { TextReader } from "./text_reader.ts";

/** How lines end: see Python's `open()`. */
export type Newline = null | "" | "\n" | "\r" | "\r\n";

/** How a text file is set up. */
export interface TextSetup {
  readonly codec: Codec;
  readonly encoding: string;
  readonly errors: string;
  readonly newline: Newline;
  readonly lineBuffering: boolean;
}

/** A line, which is the result of an iterator's step at the same time; `yield*` gives that result. */
class Step implements CoroutineIterator<IteratorResult<string, undefined>> {
  readonly done: boolean;
  readonly value: string | undefined;

  constructor(line: string) {
    this.done = line === "";
    this.value = line === "" ? undefined : line;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorReturnResult<IteratorResult<string, undefined>> {
    return { done: true, value: this as unknown as IteratorResult<string, undefined> };
  }
}

class ReadLine extends Operation<string> {
  readonly #file: TextFile;

  constructor(file: TextFile) {
    super();
    this.#file = file;
  }

  protected override quick(): string | undefined {
    return this.#file._tryLine();
  }

  protected override slow(): Coroutine<string> {
    return this.#file._readline(-1);
  }
}

class Write extends Operation<number> {
  readonly #file: TextFile;
  readonly #text: string;

  constructor(file: TextFile, text: string) {
    super();
    this.#file = file;
    this.#text = text;
  }

  protected override quick(): number | undefined {
    return this.#file._tryWrite(this.#text);
  }

  protected override slow(): Coroutine<number> {
    return this.#file._write(this.#text);
  }
}

/** The lines of a file, for `for await` and `asyncFor`. */
class Lines {
  /** @internal */
  readonly _inPlace = true;
  readonly #file: TextFile;

  constructor(file: TextFile) {
    this.#file = file;
  }

  next(): Awaitable<IteratorResult<string, undefined>> {
    const line = this.#file._tryLine();
    // An await of what is no promise is the cheapest there is; asyncFor() finds an iterator.
    if (line !== undefined) return new Step(line) as unknown as Awaitable<IteratorResult<string, undefined>>;
    return new GeneratorAwaitable(this.#readLine());
  }

  *#readLine(): Coroutine<IteratorResult<string, undefined>> {
    return new Step(yield* this.#file._readline(-1)) as unknown as IteratorResult<string, undefined>;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/**
 * A file of text, as `open(path, "r")` gives it.
 *
 * Sizes and counts are in characters (code points), as in Python; positions are for `seek()` only.
 *
 * @see aiofiles `AsyncTextIOWrapper`
 */
export class TextFile extends FileBase {
  readonly #setup: TextSetup;
  readonly #reader: TextReader;
  /** What "\n" is written as, `null`: as it is. */
  readonly #lineEnd: string | null;
  readonly #isUtf8: boolean;
  /** Whether the encoding's mark may have to be written first: nothing was written since the file was opened or moved. */
  #markDue: boolean;
  #buffer: BufferedFile | null = null;

  /** @internal */
  constructor(io: BufferedDescriptor, setup: TextSetup) {
    super(io);
    this.#setup = setup;
    this.#reader = new TextReader(io, setup.codec, setup.newline);
    const lineEnd = setup.newline ?? EOL;
    this.#lineEnd = lineEnd === "" || lineEnd === "\n" ? null : lineEnd;
    this.#isUtf8 = setup.codec instanceof Utf8;
    this.#markDue = setup.codec.mark !== null;
  }

  /** The encoding, as `open()` was given it. */
  get encoding(): string {
    return this.#setup.encoding;
  }

  /** What becomes of what cannot be decoded or encoded. */
  get errors(): string {
    return this.#setup.errors;
  }

  /** Whether each line that is complete is handed to the system at once. */
  get lineBuffering(): boolean {
    return this.#setup.lineBuffering;
  }

  /** The line ends that were read so far, if they are translated: `null` for none, one, or several. */
  get newlines(): null | string | readonly string[] {
    return this.#reader.newlines;
  }

  /** The bytes below. What this file has read ahead they have lost. */
  get buffer(): BufferedFile {
    this.#buffer ??= new BufferedFile(this._io);
    return this.#buffer;
  }

  /** Take the bytes away from this file, which can do nothing more. Call `flush()` before. */
  detach(): BufferedFile {
    return new BufferedFile(this._detach());
  }

  /**
   * Read `size` characters, or all that is left.
   *
   * Cancellation: nothing is lost; the next operation finds the file where it was.
   *
   * @returns fewer than `size` at the end of the file only; "" there
   * @throws ValueError if the file is closed; UnicodeDecodeError; OSError.
   */
  read(size: number | null = -1): Awaitable<string> {
    const count = checkSize("size", size);
    return new GeneratorAwaitable(this._locked(() => this.#read(count)));
  }

  *#read(count: number): Coroutine<string> {
    this._io.checkReadable();
    return count < 0 ? yield* this.#reader.readAll() : yield* this.#reader.read(count);
  }

  /**
   * Read a line, with its end.
   *
   * Cancellation: nothing is lost; the next operation finds the file where it was.
   *
   * @param size no more characters than that
   * @returns "" at the end of the file
   */
  readline(size: number | null = -1): Awaitable<string> {
    const count = checkSize("size", size);
    return count < 0 ? new ReadLine(this) : new GeneratorAwaitable(this._readline(count));
  }

  /** A line that was read ahead. @internal */
  _tryLine(): string | undefined {
    const io = this._io;
    return io.isFree && io.isReading ? this.#reader.tryLine() : undefined;
  }

  /** @internal */
  *_readline(count: number): Coroutine<string> {
    const io = this._io;
    yield* io.enter();
    try {
      io.checkReadable();
      return yield* this.#reader.readline(count);
    } finally {
      io.leave();
    }
  }

  /**
   * Read all lines that are left.
   *
   * @param hint read no further line once that many characters were read
   */
  readlines(hint: number | null = -1): Awaitable<string[]> {
    const limit = checkSize("hint", hint);
    return new GeneratorAwaitable(this._locked(() => this.#readlines(limit)));
  }

  *#readlines(limit: number): Coroutine<string[]> {
    this._io.checkReadable();
    const lines: string[] = [];
    let size = 0;
    for (;;) {
      const line = this.#reader.tryLine() ?? (yield* this.#reader.readline(-1));
      if (line === "") return lines;
      lines.push(line);
      size += line.length;
      if (limit > 0 && size >= limit) return lines;
    }
  }

  /** The lines that are left, one after the other. */
  [Symbol.asyncIterator](): AsyncIterator<string, undefined> & AsyncIterable<string> {
    return new Lines(this) as unknown as AsyncIterator<string, undefined> & AsyncIterable<string>;
  }

  /**
   * Write `text`. It stands in the file after `flush()` or `close()` at the latest.
   *
   * Cancellation: if it was not begun, nothing is written; else all of it, before the next operation on the file begins.
   *
   * @returns how many characters
   * @throws TypeError at once if `text` is not a string; ValueError if the file is closed; UnicodeEncodeError; OSError.
   */
  write(text: string): Awaitable<number> {
    if (typeof text !== "string") throw new TypeError(`text must be a string, got ${describe(text)}`);
    return new Write(this, text);
  }

  /** Write what fits into the buffer. @internal */
  _tryWrite(text: string): number | undefined {
    const io = this._io;
    if (!io.isFree || !this.#isUtf8 || this.#markDue || this.#lineEnd !== null || this.#setup.lineBuffering)
      return undefined;
    if (!io.writable || this.#reader.isAhead || !isWellFormed(text)) return undefined;
    const size = io.tryWriteText(text);
    return size < 0 ? undefined : countOf(text, size);
  }

  /** @internal */
  *_write(text: string): Coroutine<number> {
    const io = this._io;
    yield* io.enter();
    try {
      io.checkWritable();
      return yield* this.#write(text);
    } finally {
      io.leave();
    }
  }

  *#write(text: string): Coroutine<number> {
    const io = this._io;
    if (this.#reader.isAhead) yield* this.#reader.letGo();
    const bytes = this.#setup.codec.encode(this.#lineEnd === null ? text : text.replaceAll("\n", this.#lineEnd));
    if (this.#markDue) yield* this.#writeMark();
    if (!io.tryWrite(bytes)) yield* io.writeThrough(bytes);
    if (this.#setup.lineBuffering && /[\n\r]/.test(text)) yield* io.flush();
    return countOf(text, -1);
  }

  *#writeMark(): Coroutine {
    const io = this._io;
    const mark = this.#setup.codec.mark as Uint8Array;
    if (!io.seekable || (yield* io.tell()) === 0) {
      if (!io.tryWrite(mark)) yield* io.writeThrough(mark);
    }
    this.#markDue = false;
  }

  /** Write several texts. No line ends are added. */
  writelines(lines: Iterable<string>): Awaitable<void> {
    const list = [...lines];
    for (const line of list) {
      if (typeof line !== "string") throw new TypeError(`lines must hold strings, got ${describe(line)}`);
    }
    return new GeneratorAwaitable(this._locked(() => this.#writelines(list)));
  }

  *#writelines(lines: readonly string[]): Coroutine {
    this._io.checkWritable();
    if (lines.length > 0) yield* this.#write(lines.join(""));
  }

  /**
   * Where the file is: a number for `seek()`, and for nothing else.
   *
   * @throws UnsupportedOperation if the file has no positions.
   */
  tell(): Awaitable<number> {
    return new GeneratorAwaitable(this._locked(() => this.#tell()));
  }

  *#tell(): Coroutine<number> {
    this._io.checkSeekable();
    return yield* this.#reader.tell();
  }

  /**
   * Go to a place that `tell()` told, to the start (0) or to the end (`seek(0, SEEK_END)`).
   *
   * @returns the new position
   * @throws UnsupportedOperation for other offsets from where the file is or from its end, as in Python.
   */
  seek(offset: number, whence: Whence = SEEK_SET): Awaitable<number> {
    checkSeek(offset, whence);
    if (whence === SEEK_CUR && offset !== 0) throw new UnsupportedOperation("can't do nonzero cur-relative seeks");
    if (whence === SEEK_END && offset !== 0) throw new UnsupportedOperation("can't do nonzero end-relative seeks");
    return new GeneratorAwaitable(this._locked(() => this.#seek(offset, whence)));
  }

  *#seek(offset: number, whence: Whence): Coroutine<number> {
    const io = this._io;
    io.checkSeekable();
    // To where it is: what was read ahead is forgotten, and what was written is handed over.
    const target = whence === SEEK_CUR ? yield* this.#reader.tell() : offset;
    const { codec } = this.#setup;
    if (codec.isUnsure === true && io.readable) yield* this.#learn();
    const position = yield* io.seek(target, whence === SEEK_END ? SEEK_END : SEEK_SET);
    this.#reader.reset(position === 0);
    this.#markDue = codec.mark !== null;
    return position;
  }

  /** Show the codec what stands at the beginning: the place may be one that another object has told. */
  *#learn(): Coroutine {
    const io = this._io;
    yield* io.seek(0, SEEK_SET);
    while (io.ahead < 2 && (yield* io.fill()) > 0);
    if (io.ahead >= 2) this.#setup.codec.learn?.(io.peek());
  }

  /**
   * Make the file `size` bytes long, or end where it is. The position stays.
   *
   * @returns the new size
   */
  truncate(size: number | null = null): Awaitable<number> {
    const length = size === null ? null : checkSize("size", size);
    if (length !== null && length < 0) throw new ValueError(`size must not be negative, got ${String(size)}`);
    return new GeneratorAwaitable(this._locked(() => this.#truncate(length)));
  }

  *#truncate(size: number | null): Coroutine<number> {
    this._io.checkWritable();
    if (this.#reader.isAhead) yield* this.#reader.letGo();
    return yield* this._io.truncate(size);
  }
}

/** The number of characters of a text; if it is as long in UTF-8 as in units, it is ASCII. */
function countOf(text: string, bytes: number): number {
  let count = text.length;
  if (bytes === count) return count;
  for (let index = 0; index < text.length; index++) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xdc00) count--;
  }
  return count;
}
