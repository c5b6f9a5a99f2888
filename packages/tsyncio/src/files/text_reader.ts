// The reading half of a text file: what was decoded and not yet given out, its lines, and its place in the file.

import type { Coroutine } from "../core/coroutines.ts";
import type { BufferedDescriptor } from "./buffered.ts";
import type { Codec } from "./codecs.ts";
import type { Newline } from "./text.ts";

/** What {@link TextReader} says of the line ends it has met. */
const CR = 1;
const LF = 2;
const CRLF = 4;

/**
 * Characters over bytes.
 *
 * Invariant: `#text` from `#at` on is what the bytes right before the descriptor's position mean. A character of which only
 * a part has come stays in the descriptor. Line ends are translated when they are given out, never before.
 */
export class TextReader {
  readonly #io: BufferedDescriptor;
  readonly #codec: Codec;
  readonly #newline: Newline;
  #text = "";
  #at = 0;
  /** The next "\r" in the text; -1: none. */
  #nextCr = -1;
  /** The bytes of `#text`, if its length in bytes does not follow from it: there was something faulty. */
  #source: Buffer | null = null;
  /** Whether those begin where the file does: with the encoding's mark, if it has one. */
  #sourceAtStart = false;
  /** The text begins where the file does. */
  #atStart = true;
  #seen = 0;
  /** What was decoded last ends with a "\r", which may be the half of a line end. */
  #crDue = false;

  constructor(io: BufferedDescriptor, codec: Codec, newline: Newline) {
    this.#io = io;
    this.#codec = codec;
    this.#newline = newline;
  }

  get newlines(): null | string | readonly string[] {
    const ends = [
      ...((this.#seen & CR) !== 0 ? ["\r"] : []),
      ...((this.#seen & LF) !== 0 ? ["\n"] : []),
      ...((this.#seen & CRLF) !== 0 ? ["\r\n"] : []),
    ];
    return ends.length > 1 ? ends : (ends[0] ?? null);
  }

  /** Whether more was decoded than was given out. */
  get isAhead(): boolean {
    return this.#at < this.#text.length;
  }

  /** Forget what was decoded: the descriptor was moved. */
  reset(atStart: boolean): void {
    this.#text = "";
    this.#at = 0;
    this.#nextCr = -1;
    this.#source = null;
    this.#atStart = atStart;
    this.#crDue = false;
  }

  // Decoding.

  /** Decode what more has come. @returns false at the end of the file */
  *#more(): Coroutine<boolean> {
    const io = this.#io;
    // A long line is looked through again with each piece: so the pieces grow with it.
    const count = yield* io.fill(Math.min(this.#text.length - this.#at, 1 << 24));
    this.#decode(count === 0);
    return count > 0;
  }

  /** Decode what was read ahead. */
  #decode(final: boolean): void {
    const io = this.#io;
    const bytes = io.peek();
    if (bytes.length === 0) {
      if (final) this.#noteNewlines("", true);
      return;
    }
    const { text, consumed, exact } = this.#codec.decode(bytes, this.#atStart, final);
    if (consumed === 0) return;
    const rest = this.#text.slice(this.#at);
    if (!exact || (rest !== "" && this.#source !== null)) this.#keepSource(rest, bytes.subarray(0, consumed));
    else this.#source = null;
    io.skip(consumed);
    this.#atStart = false;
    this.#text = rest + text;
    this.#at = 0;
    this.#nextCr = this.#newline === "\n" ? -1 : this.#text.indexOf("\r");
    this.#noteNewlines(text, final);
  }

  #keepSource(rest: string, bytes: Buffer): void {
    const before = rest === "" ? Buffer.alloc(0) : this.#bytesLeft(rest);
    this.#sourceAtStart = rest === "" ? this.#atStart : this.#source !== null && this.#at === 0 && this.#sourceAtStart;
    this.#source = Buffer.concat([before, bytes]);
  }

  /** The bytes that `rest`, the text that was not given out, came from. */
  #bytesLeft(rest: string): Buffer {
    const source = this.#source;
    return source === null ? Buffer.from(this.#codec.encode(rest)) : source.subarray(this.#sourceOffset());
  }

  /** Note which line ends are in `piece`, which was decoded last. */
  #noteNewlines(piece: string, final: boolean): void {
    if (this.#seen === (CR | LF | CRLF) || (this.#newline !== null && this.#newline !== "")) return;
    if (!this.#crDue && !piece.includes("\r")) {
      if (piece.includes("\n")) this.#seen |= LF;
      return;
    }
    const text = this.#crDue ? `\r${piece}` : piece;
    this.#crDue = !final && text.endsWith("\r");
    if (/(?<!\r)\n/.test(text)) this.#seen |= LF;
    if (text.includes("\r\n")) this.#seen |= CRLF;
    if ((this.#crDue ? /\r(?!\n|$)/ : /\r(?!\n)/).test(text)) this.#seen |= CR;
  }

  // Places.

  *tell(): Coroutine<number> {
    const position = yield* this.#io.tell();
    return position - this.#sizeLeft();
  }

  /** Move the descriptor back to the first character that was not given out, and forget the rest. */
  *letGo(): Coroutine {
    if (this.#io.seekable) yield* this.#io.seek(yield* this.tell(), 0);
    this.reset(false);
  }

  /** How many bytes the text is long that was not given out. */
  #sizeLeft(): number {
    if (!this.isAhead) return 0;
    if (this.#source !== null) return this.#source.length - this.#sourceOffset();
    return this.#codec.sizeOf(this.#text.slice(this.#at));
  }

  /** Where in `#source` the first character stands that was not given out: found by decoding beginnings of it. */
  #sourceOffset(): number {
    const source = this.#source as Buffer;
    const atStart = this.#sourceAtStart;
    const units = this.#at;
    if (units === 0) return 0;
    let low = 0;
    let high = source.length;
    // The shortest beginning that gives at least that many units.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#codec.decode(source.subarray(0, middle), atStart, false).text.length >= units) high = middle;
      else low = middle + 1;
    }
    const { text, consumed } = this.#codec.decode(source.subarray(0, low), atStart, low === source.length);
    // Its last byte has shown that those before it are faulty, and begins a character itself.
    return text.length > units ? low - 1 : consumed;
  }

  // Giving out.

  /** A line that is there whole, without its being looked for in the file; `undefined`: none. */
  tryLine(): string | undefined {
    const end = this.#lineEnd(false);
    return end < 0 ? undefined : this.#give(end);
  }

  *readline(count: number): Coroutine<string> {
    if (count === 0) return "";
    for (;;) {
      let end = this.#lineEnd(false);
      if (count > 0) {
        const limit = this.#after(count);
        if (limit >= 0 && (end < 0 || limit < end)) end = limit;
      }
      if (end >= 0) return this.#give(end);
      if (!(yield* this.#more())) break;
    }
    let end = this.#lineEnd(true);
    if (end < 0) end = this.#text.length;
    if (count > 0) {
      const limit = this.#after(count);
      if (limit >= 0 && limit < end) end = limit;
    }
    return this.#give(end);
  }

  *read(count: number): Coroutine<string> {
    for (;;) {
      const end = this.#after(count);
      if (end >= 0) return this.#give(end);
      if (!(yield* this.#more())) break;
    }
    const end = this.#after(count);
    return this.#give(end < 0 ? this.#text.length : end);
  }

  *readAll(): Coroutine<string> {
    const io = this.#io;
    const bytes = yield* io.readAll();
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let decoded;
    try {
      decoded = this.#codec.decode(whole, this.#atStart, true);
    } catch (error) {
      io.unread(whole);
      throw error;
    }
    const { text } = decoded;
    this.#nextCr = this.#newline === "\n" ? -1 : text.indexOf("\r");
    this.#noteNewlines(text, true);
    const rest = this.#text.slice(this.#at);
    this.reset(false);
    return this.#translate(rest + text);
  }

  /** Where the first line ends; -1: it does not, or that cannot be told yet. */
  #lineEnd(final: boolean): number {
    const text = this.#text;
    const newline = this.#newline;
    if (newline === "\r\n") {
      const index = text.indexOf("\r\n", this.#at);
      return index < 0 ? -1 : index + 2;
    }
    const cr = this.#findCr();
    if (newline === "\r") return cr < 0 ? -1 : cr + 1;
    const lf = text.indexOf("\n", this.#at);
    if (cr < 0 || (lf >= 0 && lf < cr)) return lf < 0 ? -1 : lf + 1;
    if (cr === text.length - 1) return final ? text.length : -1;
    return text.charCodeAt(cr + 1) === 10 ? cr + 2 : cr + 1;
  }

  #findCr(): number {
    if (this.#nextCr >= 0 && this.#nextCr < this.#at) this.#nextCr = this.#text.indexOf("\r", this.#at);
    return this.#nextCr;
  }

  /** Where `count` characters end, as they are given out; -1: there are not as many, or that cannot be told yet. */
  #after(count: number): number {
    const text = this.#text;
    const translates = this.#newline === null;
    const cr = translates ? this.#findCr() : -1;
    let at = this.#at;
    if (text.length - at < count) return -1;
    for (let left = count; left > 0; left--) {
      if (at >= text.length) return -1;
      const unit = text.charCodeAt(at);
      if (unit === 13 && cr >= 0) {
        if (at + 1 === text.length) return -1;
        at += text.charCodeAt(at + 1) === 10 ? 2 : 1;
      } else at += (unit & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00 ? 2 : 1;
    }
    return at;
  }

  #give(end: number): string {
    const piece = this.#text.slice(this.#at, end);
    const hasCr = this.#nextCr >= 0 && this.#findCr() >= 0 && this.#nextCr < end;
    this.#at = end;
    return hasCr ? this.#translate(piece) : piece;
  }

  #translate(text: string): string {
    return this.#newline === null ? text.replaceAll(/\r\n?/g, "\n") : text;
  }
}
