// The kinds of bodies that a request may have, and which of them a value becomes. Forms are in form_data.ts.

import { type AsyncIterableLike, type Awaitable, type Coroutine, asyncFor } from "tsyncio";

import { Deferred, inPlace } from "./awaitables.ts";
import type { Payload, PayloadWriter } from "./payload.ts";
import type { Answer } from "./types.ts";

/** Something with the methods of an open file of `tsyncio/files`, read from where it stands. */
export interface ReadableFile {
  /** What a form calls it. */
  readonly name?: unknown;
  readonly path?: unknown;
  read(size: number): Answer<Uint8Array | string>;
}

/** A function that makes the body: by writing its pieces, or by returning it. */
export type BodyProducer = (writer: PayloadWriter) => Answer<unknown>;

/** What is taken as the body of a request. */
export type BodyLike =
  | Payload
  | Uint8Array
  | ArrayBuffer
  | string
  | Blob
  | URLSearchParams
  | ReadableFile
  | AsyncIterableLike<Uint8Array | string>
  | Iterable<Uint8Array>
  | BodyProducer;

const FILE_BLOCK = 64 * 1024;

function bytesOf(piece: unknown, where: string): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  if (typeof piece === "string") return Buffer.from(piece);
  throw new TypeError(`${where} must give bytes or strings, got ${typeof piece}`);
}

/** Bytes in memory. @see aiohttp `BytesPayload` */
export class BytesPayload implements Payload {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly reusable = true;

  constructor(bytes: Uint8Array, contentType: string | null = "application/octet-stream") {
    this.bytes = bytes;
    this.contentType = contentType;
  }

  get size(): number {
    return this.bytes.byteLength;
  }

  write(writer: PayloadWriter): Awaitable<void> {
    return writer.write(this.bytes);
  }
}

/** Text, sent as UTF-8. @see aiohttp `StringPayload` */
export class StringPayload extends BytesPayload {
  constructor(text: string, contentType = "text/plain; charset=utf-8") {
    super(Buffer.from(text), contentType);
  }
}

/** A value as JSON. @see aiohttp `JsonPayload` */
export class JsonPayload extends BytesPayload {
  constructor(value: unknown, dumps: (value: unknown) => string = JSON.stringify) {
    const text = dumps(value);
    if (typeof text !== "string") throw new TypeError("json must be a value that JSON has");
    super(Buffer.from(text), "application/json");
  }
}

/** What is written piece by piece. */
abstract class StreamedPayload implements Payload {
  readonly bytes = null;
  readonly size: number | null = null;
  readonly reusable: boolean = false;
  readonly contentType: string | null = "application/octet-stream";

  write(writer: PayloadWriter): Awaitable<void> {
    return new Deferred(() => this._write(writer));
  }

  protected abstract _write(writer: PayloadWriter): Coroutine;
}

/** The items of an iterable, each as a piece. @see aiohttp `AsyncIterablePayload` */
export class AsyncIterablePayload extends StreamedPayload {
  readonly #source: AsyncIterableLike<Uint8Array | string>;

  constructor(source: AsyncIterableLike<Uint8Array | string>) {
    super();
    this.#source = source;
  }

  protected override *_write(writer: PayloadWriter): Coroutine {
    yield* asyncFor(this.#source, function* (piece) {
      yield* writer.write(bytesOf(piece, "the iterable of the body"));
    });
  }
}

class IterablePayload extends StreamedPayload {
  readonly #source: Iterable<unknown>;

  constructor(source: Iterable<unknown>) {
    super();
    this.#source = source;
  }

  protected override *_write(writer: PayloadWriter): Coroutine {
    for (const piece of this.#source) yield* writer.write(bytesOf(piece, "the iterable of the body"));
  }
}

/** The rest of an open file. It is not closed. @see aiohttp `IOBasePayload` */
export class FilePayload extends StreamedPayload {
  readonly #file: ReadableFile;

  constructor(file: ReadableFile) {
    super();
    this.#file = file;
  }

  protected override *_write(writer: PayloadWriter): Coroutine {
    for (;;) {
      const block = bytesOf(yield* inPlace(() => this.#file.read(FILE_BLOCK)), "read() of the file");
      if (block.length === 0) return;
      yield* writer.write(block);
    }
  }
}

class BlobPayload extends StreamedPayload {
  override readonly size: number;
  override readonly reusable = true;
  override readonly contentType: string;
  readonly #blob: Blob;

  constructor(blob: Blob) {
    super();
    this.#blob = blob;
    this.size = blob.size;
    this.contentType = blob.type === "" ? "application/octet-stream" : blob.type;
  }

  protected override *_write(writer: PayloadWriter): Coroutine {
    yield* asyncFor(this.#blob.stream() as unknown as AsyncIterableLike<Uint8Array>, function* (piece) {
      yield* writer.write(piece);
    });
  }
}

/** What a function writes, or returns. */
class ProducedPayload extends StreamedPayload {
  readonly #produce: BodyProducer;

  constructor(produce: BodyProducer) {
    super();
    this.#produce = produce;
  }

  protected override *_write(writer: PayloadWriter): Coroutine {
    const result = yield* inPlace(() => this.#produce(writer));
    if (result === undefined || result === null) return;
    yield* writer.write(bytesOf(result, "the function of the body"));
  }
}

function isPayload(value: object): value is Payload {
  return "write" in value && "reusable" in value && "bytes" in value;
}

/**
 * The payload for what was given as `data`.
 *
 * @throws TypeError if that can be no body.
 * @see aiohttp `PAYLOAD_REGISTRY`
 */
export function payloadOf(data: BodyLike): Payload {
  if (typeof data === "string") return new StringPayload(data);
  if (typeof data === "function") return new ProducedPayload(data);
  if (typeof data !== "object" || data === null)
    throw new TypeError(`data can be no body of a request: ${String(data)}`);
  if (isPayload(data)) return data;
  if (data instanceof Uint8Array) return new BytesPayload(data);
  if (ArrayBuffer.isView(data)) {
    const view = data as ArrayBufferView;
    return new BytesPayload(new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength));
  }
  if (data instanceof ArrayBuffer) return new BytesPayload(new Uint8Array(data));
  if (data instanceof Blob) return new BlobPayload(data);
  if (data instanceof URLSearchParams) return form(data);
  if (typeof (data as ReadableFile).read === "function") return new FilePayload(data as ReadableFile);
  if (Symbol.asyncIterator in data) return new AsyncIterablePayload(data);
  if (Symbol.iterator in data) return new IterablePayload(data as Iterable<unknown>);
  throw new TypeError("data can be no body of a request: it is neither bytes nor text, and gives none");
}

function form(fields: URLSearchParams): BytesPayload {
  return new BytesPayload(Buffer.from(fields.toString()), "application/x-www-form-urlencoded");
}
