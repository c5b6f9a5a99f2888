// Bodies of several parts: MultipartWriter, and the headers of a part. What the parts of a form are is in form_data.ts.

import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";

import { type Awaitable, type Coroutine, ValueError } from "tsyncio";

import { Deferred } from "./awaitables.ts";
import { type HeadersLike, HttpHeaders } from "./headers.ts";
import type { Payload, PayloadWriter } from "./payload.ts";
import { AsyncIterablePayload, type BodyLike, BytesPayload, JsonPayload, payloadOf } from "./payloads.ts";

/** One part: its headers and what it consists of. */
export interface Part {
  readonly headers: HttpHeaders;
  readonly payload: Payload;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~\w]+$/;
const LINE_END = Buffer.from("\r\n");
/** Up to how many bytes pieces are copied to be one. */
const SMALL = 65_536;

/**
 * A body of several parts.
 *
 * It is sent part by part; its length is known if that of each part is.
 *
 * @example
 * ```ts
 * const writer = new MultipartWriter("mixed");
 * writer.append("hello");
 * writer.appendJson({ a: 1 });
 * yield* session.post(url, { data: writer });
 * ```
 * @see aiohttp `MultipartWriter`
 */
export class MultipartWriter implements Payload {
  /** What stands between the parts. */
  readonly boundary: string;
  readonly contentType: string;
  readonly #parts: Part[] = [];

  /**
   * @param subtype `mixed`, `related`, `form-data`...
   * @param boundary @defaultValue a random one
   * @throws {@link ValueError} if the boundary has other characters than ASCII's printable ones, or is longer than 70.
   */
  constructor(subtype = "mixed", boundary: string = randomUUID().replaceAll("-", "")) {
    if (!TOKEN.test(subtype)) throw new ValueError(`subtype must be a word, got ${JSON.stringify(subtype)}`);
    if (!/^[\x20-\x7e]{0,69}[\x21-\x7e]$/.test(boundary)) {
      throw new ValueError(`boundary must be 1 to 70 characters of ASCII, got ${JSON.stringify(boundary)}`);
    }
    this.boundary = boundary;
    this.contentType = `multipart/${subtype}; boundary=${TOKEN.test(boundary) ? boundary : quoted(boundary)}`;
  }

  /** How many parts there are. */
  get length(): number {
    return this.#parts.length;
  }

  [Symbol.iterator](): IterableIterator<Part> {
    return this.#parts[Symbol.iterator]();
  }

  get reusable(): boolean {
    return this.#parts.every(({ payload }) => payload.reusable);
  }

  get size(): number | null {
    const closing = this.boundary.length + 6;
    let total = closing;
    for (const part of this.#parts) {
      if (part.payload.size === null) return null;
      total += headOf(this.boundary, part.headers).length + part.payload.size + 2;
    }
    return total;
  }

  /** What is small is put together, so that it leaves at once. */
  get bytes(): Uint8Array | null {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for (const { headers, payload } of this.#parts) {
      const { bytes } = payload;
      size += bytes === null ? Infinity : bytes.length;
      if (bytes === null || size > SMALL) return null;
      pieces.push(headOf(this.boundary, headers), bytes, LINE_END);
    }
    return Buffer.concat([...pieces, this.#closing()]);
  }

  /**
   * Add a part.
   *
   * Its `Content-Transfer-Encoding` may be `base64`, `binary`, `7bit` or `8bit`.
   *
   * @throws TypeError if `value` can be no body; {@link ValueError} if it cannot be encoded as the headers say.
   */
  append(value: BodyLike | Readable, headers: HeadersLike = {}): Part {
    const payload = partPayload(value);
    const fields = new HttpHeaders(headers);
    const encoded = transferEncoded(payload, fields);
    if (encoded === payload && payload.size !== null && !fields.has("content-length")) {
      fields.set("Content-Length", String(payload.size));
    }
    return this.appendPart(encoded, fields);
  }

  /** Add a value as JSON. */
  appendJson(value: unknown, headers: HeadersLike = {}): Part {
    return this.append(new JsonPayload(value), headers);
  }

  /** Add names and values as a form that is written like a URL's query. */
  appendForm(
    fields: Readonly<Record<string, string>> | Iterable<readonly [string, string]>,
    headers: HeadersLike = {},
  ): Part {
    const pairs = Symbol.iterator in fields ? [...fields] : Object.entries(fields);
    return this.append(new URLSearchParams(pairs as [string, string][]), headers);
  }

  /** Add a part whose headers are complete but for `Content-Type`. @internal */
  appendPart(payload: Payload, headers: HttpHeaders): Part {
    const fields = new HttpHeaders();
    if (!headers.has("content-type") && payload.contentType !== null) fields.set("Content-Type", payload.contentType);
    fields.extend(headers);
    const part = { headers: fields, payload };
    this.#parts.push(part);
    return part;
  }

  write(writer: PayloadWriter): Awaitable<void> {
    return new Deferred(() => this.#write(writer));
  }

  *#write(writer: PayloadWriter): Coroutine {
    for (const { headers, payload } of this.#parts) {
      const head = headOf(this.boundary, headers);
      const { bytes } = payload;
      if (bytes !== null && bytes.length <= SMALL) {
        yield* writer.write(Buffer.concat([head, bytes, LINE_END]));
        continue;
      }
      yield* writer.write(head);
      yield* payload.write(writer);
      yield* writer.write(LINE_END);
    }
    yield* writer.write(this.#closing());
  }

  #closing(): Uint8Array {
    return Buffer.from(`--${this.boundary}--\r\n`);
  }
}

/** The payload of a part. */
export function partPayload(value: BodyLike | Readable): Payload {
  // A stream of Node has a `read()`, but not that of a file.
  return value instanceof Readable ? new AsyncIterablePayload(value) : payloadOf(value);
}

/** The payload as its `Content-Transfer-Encoding` wants it. */
export function transferEncoded(payload: Payload, headers: HttpHeaders): Payload {
  const encoding = headers.get("content-transfer-encoding")?.toLowerCase() ?? "binary";
  if (encoding === "base64") return new Base64Payload(payload);
  if (encoding === "binary" || encoding === "7bit" || encoding === "8bit") return payload;
  throw new ValueError(`unknown content transfer encoding: ${encoding}`);
}

function headOf(boundary: string, headers: HttpHeaders): Buffer {
  let head = `--${boundary}\r\n`;
  for (const [name, value] of headers) head += `${name}: ${value}\r\n`;
  // Values beyond ASCII are kept as the characters of the bytes of UTF-8.
  return Buffer.from(`${head}\r\n`, "latin1");
}

/** Text as the value of a header that is read as UTF-8. */
function utf8(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * A `Content-Disposition` header for a part of a form.
 *
 * Quotes and backslashes are escaped; line ends, which would end the header, are written as `%0D%0A`.
 *
 * @param quoteFields write the file's name in ASCII, with escapes as in URLs
 */
export function formDisposition(name: string, filename: string | null, quoteFields: boolean): string {
  const plain = (text: string): string => quoted(utf8(text).replaceAll("\r", "%0D").replaceAll("\n", "%0A"));
  const value = `form-data; name=${plain(name)}`;
  if (filename === null) return value;
  return `${value}; filename=${quoteFields ? `"${escapedName(filename)}"` : plain(filename)}`;
}

function escapedName(filename: string): string {
  const escape = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(Buffer.from(filename).toString()).replace(/[!'()*]/g, escape);
}

/** A payload in base64. */
class Base64Payload implements Payload {
  readonly #inner: Payload;

  constructor(inner: Payload) {
    this.#inner = inner;
  }

  get size(): number | null {
    return this.#inner.size === null ? null : Math.ceil(this.#inner.size / 3) * 4;
  }

  get contentType(): string | null {
    return this.#inner.contentType;
  }

  get bytes(): Uint8Array | null {
    const { bytes } = this.#inner;
    return bytes === null ? null : Buffer.from(Buffer.from(bytes).toString("base64"));
  }

  get reusable(): boolean {
    return this.#inner.reusable;
  }

  write(writer: PayloadWriter): Awaitable<void> {
    return new Deferred(() => this.#write(writer));
  }

  *#write(writer: PayloadWriter): Coroutine {
    // Three bytes become four characters: what is over waits for the next piece.
    let rest: Uint8Array = new Uint8Array();
    yield* this.#inner.write({
      write: (chunk) => {
        const all = Buffer.concat([rest, chunk]);
        const whole = all.length - (all.length % 3);
        rest = all.subarray(whole);
        return writer.write(Buffer.from(all.toString("base64", 0, whole)));
      },
    });
    if (rest.length > 0) yield* new BytesPayload(Buffer.from(Buffer.from(rest).toString("base64"))).write(writer);
  }
}
