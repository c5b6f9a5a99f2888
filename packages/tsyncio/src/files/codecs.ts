// The encodings of text files: from bytes to text and back, with Python's error handlers. No I/O, no newlines.

import { isAscii, isUtf8 } from "node:buffer";
import { endianness } from "node:os";

import { describe } from "../core/coroutines.ts";
import { ValueError } from "../core/exceptions.ts";
import { UnicodeDecodeError, UnicodeEncodeError } from "./errors.ts";
import { type Utf8Fault, findUtf8Fault } from "./utf8.ts";

/** What to do with what cannot be decoded or encoded. */
export type ErrorHandler = "strict" | "ignore" | "replace";

/** What came of some bytes. */
export interface Decoded {
  readonly text: string;
  /** How many of the bytes it took: the rest is the beginning of a character. */
  readonly consumed: number;
  /** Whether `sizeOf(text)` is `consumed`, and so of each part of it. */
  readonly exact: boolean;
}

/** An encoding, of one file. */
export interface Codec {
  /** Python's name of it. */
  readonly name: string;
  /** What stands at the beginning of a file. */
  readonly mark: Uint8Array | null;
  /**
   * @param atStart whether `bytes` begin where the file does
   * @param final whether nothing comes after them
   * @throws UnicodeDecodeError
   */
  decode(bytes: Buffer, atStart: boolean, final: boolean): Decoded;
  /** @throws UnicodeEncodeError */
  encode(text: string): Uint8Array;
  /** The length of `text` in bytes. */
  sizeOf(text: string): number;
  /** Whether it has to see the beginning of the file before it can decode another part. */
  readonly isUnsure?: boolean;
  /** See the beginning of the file. */
  learn?(bytes: Buffer): void;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

interface MaybeWellFormed {
  isWellFormed?(): boolean;
}

/** Whether `text` has no half of a surrogate pair without the other. */
export function isWellFormed(text: string): boolean {
  return (text as MaybeWellFormed).isWellFormed?.() ?? !LONE_SURROGATE.test(text);
}

/** Replace what `isBad` names, or fail for it. */
function repair(text: string, bad: RegExp, codec: string, errors: ErrorHandler, reason: string): string {
  if (errors === "strict") {
    const start = text.search(bad);
    const width = (text.codePointAt(start) as number) > 0xffff ? 2 : 1;
    throw new UnicodeEncodeError(codec, text, start, start + width, reason);
  }
  return text.replaceAll(new RegExp(bad, "gu"), errors === "replace" ? "?" : "");
}

export class Utf8 implements Codec {
  readonly name: string;
  readonly mark: Uint8Array | null;
  readonly #errors: ErrorHandler;

  constructor(errors: ErrorHandler, withMark: boolean) {
    this.name = withMark ? "utf-8-sig" : "utf-8";
    this.mark = withMark ? Buffer.from([0xef, 0xbb, 0xbf]) : null;
    this.#errors = errors;
  }

  decode(bytes: Buffer, atStart: boolean, final: boolean): Decoded {
    if (this.mark !== null && atStart) {
      if (bytes.length < 3 && !final) return { text: "", consumed: 0, exact: true };
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
        const { text, consumed, exact } = this.decode(bytes.subarray(3), false, final);
        return { text, consumed: consumed + 3, exact };
      }
    }
    if (isAscii(bytes)) return { text: bytes.toString("latin1"), consumed: bytes.length, exact: true };
    const whole = final ? bytes : bytes.subarray(0, completeUtf8(bytes));
    if (isUtf8(whole)) return { text: whole.toString("utf8"), consumed: whole.length, exact: true };
    return { text: this.#decodeFaulty(whole), consumed: whole.length, exact: false };
  }

  #decodeFaulty(bytes: Buffer): string {
    let text = "";
    let from = 0;
    for (let fault: Utf8Fault | null; (fault = findUtf8Fault(bytes, from)) !== null; from = fault.end) {
      if (this.#errors === "strict")
        throw new UnicodeDecodeError("utf-8", bytes.slice(), fault.start, fault.end, fault.reason);
      text += bytes.toString("utf8", from, fault.start);
      if (this.#errors === "replace") text += "\ufffd";
    }
    return text + bytes.toString("utf8", from);
  }

  encode(text: string): Uint8Array {
    if (isWellFormed(text)) return Buffer.from(text);
    return Buffer.from(repair(text, LONE_SURROGATE, "utf-8", this.#errors, "surrogates not allowed"));
  }

  sizeOf(text: string): number {
    return Buffer.byteLength(text);
  }
}

/** How many of the bytes are whole characters, if they are UTF-8 at all. */
function completeUtf8(bytes: Uint8Array): number {
  const size = bytes.length;
  for (let back = 1; back <= 3 && back <= size; back++) {
    const byte = bytes[size - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    // What can be no beginning of a character need not wait for more bytes.
    return width > back && findUtf8Fault(bytes, size - back)?.reason === "unexpected end of data" ? size - back : size;
  }
  return size;
}

class Utf16 implements Codec {
  readonly name: string;
  readonly mark: Uint8Array | null;
  readonly #errors: ErrorHandler;
  /** Whether the low byte comes first; `null`: the mark says it. */
  #little: boolean | null;

  constructor(errors: ErrorHandler, little: boolean | null) {
    this.name = little === null ? "utf-16" : little ? "utf-16-le" : "utf-16-be";
    this.mark =
      little === null ? (endianness() === "LE" ? Buffer.from([0xff, 0xfe]) : Buffer.from([0xfe, 0xff])) : null;
    this.#errors = errors;
    this.#little = little;
  }

  get isUnsure(): boolean {
    return this.#little === null;
  }

  learn(bytes: Buffer): void {
    this.#little = bytes.length >= 2 && bytes.readUInt16LE(0) === 0xfffe ? false : endianness() === "LE";
  }

  decode(bytes: Buffer, atStart: boolean, final: boolean): Decoded {
    let from = 0;
    if (this.mark !== null && atStart) {
      if (bytes.length < 2 && !final) return { text: "", consumed: 0, exact: true };
      const first = bytes.length >= 2 ? bytes.readUInt16LE(0) : 0;
      if (first === 0xfeff || first === 0xfffe) {
        this.#little = first === 0xfeff;
        from = 2;
      } else if (bytes.length > 0) {
        const end = Math.min(bytes.length, 2);
        throw new UnicodeDecodeError("utf-16", bytes.slice(), 0, end, "stream does not start with a byte order mark");
      }
    }
    let end = bytes.length - ((bytes.length - from) % 2);
    if (!final && end > from && isHigh(this.#unit(bytes, end - 2))) end -= 2;
    const whole = this.#toLittle(bytes.subarray(from, end));
    const text = whole.toString("utf16le");
    const rest = final && end < bytes.length;
    if (isWellFormed(text) && !rest) return { text, consumed: end, exact: true };
    return { text: this.#decodeFaulty(text, bytes, from, rest), consumed: rest ? bytes.length : end, exact: false };
  }

  #decodeFaulty(text: string, bytes: Buffer, from: number, rest: boolean): string {
    if (this.#errors === "strict") {
      const bad = text.search(LONE_SURROGATE);
      const start = bad < 0 ? bytes.length - 1 : from + bad * 2;
      const isLast = bad < 0 || (bad === text.length - 1 && isHigh(text.charCodeAt(bad)));
      const reason = bad < 0 ? "truncated data" : isLast ? "unexpected end of data" : "illegal encoding";
      throw new UnicodeDecodeError(this.name, bytes.slice(), start, Math.min(start + 2, bytes.length), reason);
    }
    const mark = this.#errors === "replace" ? "\ufffd" : "";
    return text.replaceAll(new RegExp(LONE_SURROGATE, "gu"), mark) + (rest ? mark : "");
  }

  #unit(bytes: Buffer, at: number): number {
    return this.#isLittle() ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  }

  #isLittle(): boolean {
    return this.#little ?? endianness() === "LE";
  }

  #toLittle(bytes: Buffer): Buffer {
    return this.#isLittle() ? bytes : Buffer.from(bytes).swap16();
  }

  encode(text: string): Uint8Array {
    const good = isWellFormed(text)
      ? text
      : repair(text, LONE_SURROGATE, "utf-16", this.#errors, "surrogates not allowed");
    const bytes = Buffer.from(good, "utf16le");
    // With a mark, what is written is in the machine's own order, as is the mark.
    const little = this.mark === null ? this.#isLittle() : endianness() === "LE";
    return little ? bytes : bytes.swap16();
  }

  sizeOf(text: string): number {
    return text.length * 2;
  }
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Encodings of one byte a character: Latin-1, ASCII, and those that the host has tables of. */
class OneByte implements Codec {
  readonly name: string;
  readonly mark: null = null;
  readonly #errors: ErrorHandler;
  /** The character of each byte; U+FFFD: none. */
  readonly #table: string;
  readonly #bytes: Map<string, number>;
  readonly #isLatin1: boolean;

  constructor(name: string, errors: ErrorHandler, table: string) {
    this.name = name;
    this.#errors = errors;
    this.#table = table;
    this.#isLatin1 = name === "iso8859-1";
    this.#bytes = new Map(Array.from(table, (character, byte) => [character, byte]));
    this.#bytes.delete("\ufffd");
  }

  decode(bytes: Buffer): Decoded {
    const consumed = bytes.length;
    if (this.#isLatin1 || isAscii(bytes)) return { text: bytes.toString("latin1"), consumed, exact: true };
    const table = this.#table;
    const text = Array.from(bytes, (byte) => table[byte] as string).join("");
    const bad = text.indexOf("\ufffd");
    if (bad < 0) return { text, consumed, exact: true };
    if (this.#errors === "strict") {
      const reason = this.name === "ascii" ? "ordinal not in range(128)" : "character maps to <undefined>";
      throw new UnicodeDecodeError(this.name, bytes.slice(), bad, bad + 1, reason);
    }
    if (this.#errors === "replace") return { text, consumed, exact: true };
    return { text: text.replaceAll("\ufffd", ""), consumed, exact: false };
  }

  encode(text: string): Uint8Array {
    const bytes = Buffer.allocUnsafe(text.length);
    let size = 0;
    let at = 0;
    for (const character of text) {
      const byte = this.#bytes.get(character);
      if (byte !== undefined) bytes[size++] = byte;
      else if (this.#errors === "replace") bytes[size++] = 0x3f;
      else if (this.#errors === "strict") {
        const limit = this.#isLatin1 ? 256 : 128;
        const isRange = this.#isLatin1 || this.name === "ascii";
        const reason = isRange ? `ordinal not in range(${limit})` : "character maps to <undefined>";
        throw new UnicodeEncodeError(this.#isLatin1 ? "latin-1" : this.name, text, at, at + character.length, reason);
      }
      at += character.length;
    }
    return bytes.subarray(0, size);
  }

  sizeOf(text: string): number {
    return text.length;
  }
}

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);

function tableOf(label: string): string {
  const table = new TextDecoder(label).decode(ALL_BYTES);
  // The web gives control characters to bytes that those tables leave out.
  return label.startsWith("windows-") ? table.replaceAll(/[\u0080-\u009f]/g, "\ufffd") : table;
}

/** Python's name -> the host's label for the tables. */
const ONE_BYTE: ReadonlyMap<string, string> = new Map([
  ["koi8-r", "koi8-r"],
  ["koi8-u", "koi8-u"],
  ["cp866", "ibm866"],
  ["mac-cyrillic", "x-mac-cyrillic"],
  ["mac-roman", "macintosh"],
  ...["1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258"].map(
    (page) => [`cp${page}`, `windows-${page}`] as const,
  ),
  ...["2", "3", "4", "5", "6", "7", "8", "10", "13", "14", "15", "16"].map(
    (part) => [`iso8859-${part}`, `iso-8859-${part}`] as const,
  ),
]);

const ALIASES: ReadonlyMap<string, string> = new Map([
  ["utf8", "utf-8"],
  ["u8", "utf-8"],
  ["utf", "utf-8"],
  ["cp65001", "utf-8"],
  ["utf8-sig", "utf-8-sig"],
  ["utf16", "utf-16"],
  ["u16", "utf-16"],
  ["utf16-le", "utf-16-le"],
  ["utf-16le", "utf-16-le"],
  ["utf16le", "utf-16-le"],
  ["utf16-be", "utf-16-be"],
  ["utf-16be", "utf-16-be"],
  ["utf16be", "utf-16-be"],
  ["latin-1", "iso8859-1"],
  ["latin1", "iso8859-1"],
  ["latin", "iso8859-1"],
  ["l1", "iso8859-1"],
  ["8859", "iso8859-1"],
  ["cp819", "iso8859-1"],
  ["us-ascii", "ascii"],
  ["646", "ascii"],
]);

function canonicalName(encoding: string): string {
  const name = encoding.toLowerCase().replaceAll(/[_ ]/g, "-");
  const alias = ALIASES.get(name) ?? name.replace(/^iso-8859-/, "iso8859-").replace(/^windows-/, "cp");
  return alias;
}

/** @throws TypeError, ValueError if there is no such encoding or handler. */
export function codecOf(encoding: string, errors: string): Codec {
  if (typeof encoding !== "string") throw new TypeError(`encoding must be a string, got ${describe(encoding)}`);
  if (errors !== "strict" && errors !== "ignore" && errors !== "replace")
    throw new ValueError(`errors must be "strict", "ignore" or "replace", got ${describe(errors)}`);
  const name = canonicalName(encoding);
  switch (name) {
    case "utf-8":
      return new Utf8(errors, false);
    case "utf-8-sig":
      return new Utf8(errors, true);
    case "utf-16":
      return new Utf16(errors, null);
    case "utf-16-le":
      return new Utf16(errors, true);
    case "utf-16-be":
      return new Utf16(errors, false);
    case "iso8859-1":
      return new OneByte(name, errors, Buffer.from(ALL_BYTES).toString("latin1"));
    case "ascii":
      return new OneByte(
        name,
        errors,
        Buffer.from(ALL_BYTES.subarray(0, 128)).toString("latin1").padEnd(256, "\ufffd"),
      );
  }
  const label = ONE_BYTE.get(name);
  if (label === undefined) throw new ValueError(`encoding is unknown: ${describe(encoding)}`);
  return new OneByte(name, errors, tableOf(label));
}
