// Forms as the body of a request: aiohttp's FormData, and which form a value becomes. How parts are written is in multipart.ts.

import path from "node:path";
import { Readable } from "node:stream";

import { type Awaitable, type Coroutine, ValueError } from "tsyncio";

import { HttpHeaders } from "./headers.ts";
import { guessType } from "./mime.ts";
import { MultipartWriter, formDisposition, partPayload, transferEncoded } from "./multipart.ts";
import type { Payload, PayloadWriter } from "./payload.ts";
import { type BodyLike, BytesPayload, payloadOf } from "./payloads.ts";

/** What the value of a field may be. */
export type FieldValue = BodyLike | Readable | number | boolean | bigint;

/** Fields in one go: names and values, several values of a name as an array, or a form of the web's making. */
export type FormFields =
  | globalThis.FormData
  | URLSearchParams
  | Iterable<readonly [name: string, value: FieldValue]>
  | Readonly<Record<string, FieldValue | readonly FieldValue[]>>;

/** Options of {@link FormData}. */
export interface FormDataOptions {
  /** Write names of files in ASCII, with escapes as in URLs. @defaultValue true */
  readonly quoteFields?: boolean;
  /** Write it as `multipart/form-data` whatever the fields are. @defaultValue false */
  readonly defaultToMultipart?: boolean;
}

/** Options of {@link FormData.addField}. */
export interface FieldOptions {
  readonly contentType?: string;
  /** The name of the file that it is said to be. @defaultValue that of the value, if it is a file */
  readonly filename?: string;
  /** `base64`, `binary`, `7bit` or `8bit`. Servers need not know it in forms. */
  readonly contentTransferEncoding?: string;
}

interface Field {
  readonly name: string;
  readonly value: FieldValue;
  readonly filename: string | null;
  readonly headers: HttpHeaders;
}

/**
 * A form.
 *
 * It is written like a URL's query, or, if a field is a file, bytes, or has a content type or a file's name, in parts
 * (`multipart/form-data`). Then files are sent piece by piece.
 *
 * @example
 * ```ts
 * const form = new FormData({ user: "ada" });
 * form.addField("photo", file, { filename: "ada.png", contentType: "image/png" });
 * yield* session.post(url, { data: form });
 * ```
 * @see aiohttp `FormData`
 */
export class FormData implements Payload {
  readonly #fields: Field[] = [];
  readonly #quoteFields: boolean;
  #isMultipart: boolean;
  /** Made when it is first asked for; from then on no field can be added. */
  #payload: Payload | null = null;

  constructor(fields: FormFields = [], options: FormDataOptions = {}) {
    this.#quoteFields = options.quoteFields ?? true;
    this.#isMultipart = options.defaultToMultipart ?? false;
    this.addFields(fields);
  }

  /** Whether it is sent in parts. */
  get isMultipart(): boolean {
    return this.#isMultipart;
  }

  /**
   * Add a field.
   *
   * @throws TypeError if an argument has the wrong type; {@link ValueError} if a header cannot have such a value, or the form
   *   is being sent already.
   */
  addField(name: string, value: FieldValue, options: FieldOptions = {}): void {
    const { contentType, contentTransferEncoding } = options;
    if (this.#payload !== null) throw new ValueError("a field was added to a form that is being sent already");
    if (typeof name !== "string") throw new TypeError(`name must be a string, got ${String(name)}`);
    if (value === null || value === undefined) throw new TypeError(`the field ${name} cannot be ${String(value)}`);
    for (const option of ["contentType", "filename", "contentTransferEncoding"] as const) {
      if (options[option] === undefined || typeof options[option] === "string") continue;
      throw new TypeError(`${option} must be a string, got ${String(options[option])}`);
    }
    const headers = new HttpHeaders();
    if (contentType !== undefined) headers.set("Content-Type", contentType);
    if (contentTransferEncoding !== undefined) headers.set("Content-Transfer-Encoding", contentTransferEncoding);
    const filename = options.filename ?? filenameOf(value, name);
    const isPlain = typeof value !== "object" && typeof value !== "function";
    if (!isPlain || filename !== null || [...headers].length > 0) this.#isMultipart = true;
    this.#fields.push({ name, value, filename, headers });
  }

  /** Add several fields. */
  addFields(fields: FormFields): void {
    if (typeof fields !== "object" || fields === null) {
      throw new TypeError(`fields must be an object or pairs, got ${String(fields)}`);
    }
    if (fields instanceof globalThis.FormData) {
      this.#isMultipart = true;
      for (const [name, value] of fields as unknown as Iterable<[string, string | File]>) this.addField(name, value);
    } else if (Symbol.iterator in fields) {
      for (const [name, value] of fields as Iterable<[string, FieldValue]>) this.addField(name, value);
    } else {
      for (const [name, value] of Object.entries(fields)) {
        for (const one of Array.isArray(value) ? (value as FieldValue[]) : [value as FieldValue]) {
          this.addField(name, one);
        }
      }
    }
  }

  // What a request asks of it.

  get size(): number | null {
    return this.#made().size;
  }

  get contentType(): string | null {
    return this.#made().contentType;
  }

  get bytes(): Uint8Array | null {
    return this.#made().bytes;
  }

  get reusable(): boolean {
    return this.#made().reusable;
  }

  write(writer: PayloadWriter): Coroutine<void> | Awaitable<void> {
    return this.#made().write(writer);
  }

  #made(): Payload {
    this.#payload ??= this.#isMultipart ? this.#inParts() : this.#likeQuery();
    return this.#payload;
  }

  #likeQuery(): Payload {
    const query = new URLSearchParams(this.#fields.map(({ name, value }): [string, string] => [name, String(value)]));
    return new BytesPayload(Buffer.from(query.toString()), "application/x-www-form-urlencoded");
  }

  #inParts(): Payload {
    const writer = new MultipartWriter("form-data");
    for (const { name, value, filename, headers } of this.#fields) {
      const fields = headers.copy();
      const guessed = filename === null || isTyped(value) ? null : guessType(filename);
      if (guessed !== null && !fields.has("content-type")) fields.set("Content-Type", guessed);
      const isPlain = typeof value === "number" || typeof value === "boolean" || typeof value === "bigint";
      const payload = transferEncoded(partPayload(isPlain ? String(value) : value), fields);
      const part = writer.appendPart(payload, fields);
      part.headers.set("Content-Disposition", formDisposition(name, filename, this.#quoteFields));
    }
    return writer;
  }
}

/** Whether the value says itself what type it is of. */
function isTyped(value: FieldValue): boolean {
  return typeof value === "string" || (value instanceof Blob && value.type !== "");
}

/** The name of the file that `value` is; `null` if it is none. */
function filenameOf(value: FieldValue, fallback: string): string | null {
  if (typeof value !== "object") return null;
  if (value instanceof Blob) return value instanceof File ? value.name : "blob";
  const isFile = value instanceof Readable || typeof (value as { read?: unknown }).read === "function";
  if (!isFile) return null;
  const { name, path: place } = value as { name?: unknown; path?: unknown };
  const known = typeof name === "string" ? name : place;
  // Python has names like `<stdin>` for what is no file on disk.
  if (typeof known !== "string" || known === "" || known.startsWith("<")) return fallback;
  return path.basename(known);
}

/**
 * The body of a request for what was given as `data`: forms of the web's making and plain objects are forms, the rest is
 * as {@link payloadOf} has it.
 *
 * @throws TypeError if that can be no body.
 * @internal
 */
export function bodyOf(data: BodyLike | Readable | FormFields): Payload {
  if (data instanceof globalThis.FormData || isPlainObject(data)) return new FormData(data as FormFields);
  return data instanceof Readable ? partPayload(data) : payloadOf(data as BodyLike);
}

function isPlainObject(data: unknown): boolean {
  if (typeof data !== "object" || data === null) return false;
  const prototype: unknown = Object.getPrototypeOf(data);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return !(Symbol.asyncIterator in data) && !(Symbol.iterator in data) && !("write" in data) && !("read" in data);
}
