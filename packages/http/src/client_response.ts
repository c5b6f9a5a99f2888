// A response as its user sees it: status, headers, body. How it comes in is exchange.ts.

import { type AsyncContextManager, Awaitable, type Coroutine, type Suspension } from "tsyncio";

import { Deferred } from "./awaitables.ts";
import type { ClientRequest } from "./client_request.ts";
import { ClientConnectionError, ClientResponseError, ContentTypeError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import type { HttpHeaders } from "./headers.ts";
import type { ResponseStream } from "./response_stream.ts";
import type { RequestInfo } from "./types.ts";

/** Options of {@link ClientResponse.json}. */
export interface JsonOptions {
  /** Reads the text. @defaultValue `JSON.parse` */
  loads?: (text: string) => unknown;
  /** The encoding of the text. @defaultValue what the response says, else UTF-8 */
  encoding?: string;
  /** The content type that is asked for; `null`: any. @defaultValue `"application/json"` */
  contentType?: string | null;
}

/**
 * A response: its head is there, its body comes in when it is read.
 *
 * Read it to the end, or `release()` it: its connection serves nobody else before.
 *
 * @see aiohttp `ClientResponse`
 */
export class ClientResponse implements AsyncContextManager<ClientResponse>, AsyncDisposable, Disposable {
  /** What was asked for. */
  readonly requestInfo: RequestInfo;
  readonly method: string;
  /** The status, say 200. */
  readonly status: number;
  /** The words to the status, say `"OK"`. */
  readonly reason: string;
  readonly headers: HttpHeaders;
  /** The responses that led here by redirects, the first one first. */
  readonly history: readonly ClientResponse[];
  /** Its methods start no async function. @internal */
  readonly _inPlace = true;
  readonly #exchange: Exchange;
  #body: Uint8Array | null = null;
  #closed = false;

  /** @internal */
  constructor(request: ClientRequest, exchange: Exchange, history: readonly ClientResponse[]) {
    this.requestInfo = request.requestInfo;
    this.method = request.method;
    this.#exchange = exchange;
    this.status = exchange.status;
    this.reason = exchange.reason;
    this.headers = exchange.headers;
    this.history = history;
  }

  /** Where it comes from, without the fragment. */
  get url(): URL {
    return this.requestInfo.url;
  }

  /** Where it comes from, with the fragment of the request. */
  get realUrl(): URL {
    return this.requestInfo.realUrl;
  }

  /** Whether the status is below 400. */
  get ok(): boolean {
    return this.status < 400;
  }

  /** Whether the connection serves others, or is closed. */
  get closed(): boolean {
    return this.#closed || this.#exchange.isOver;
  }

  // The body.

  /** The body as a stream. */
  get content(): ResponseStream {
    return this.#exchange.stream;
  }

  /**
   * Read the body to its end. Once read, it is kept.
   *
   * Cancellation: the connection is closed.
   *
   * @throws {@link ClientPayloadError} if it breaks off; `TimeoutError` if the time of the request is up.
   */
  read(): Awaitable<Uint8Array> {
    return new Deferred(() => this.#read());
  }

  /**
   * Read the body to its end, as text.
   *
   * @param encoding @defaultValue what the response says, else UTF-8
   */
  text(encoding?: string): Awaitable<string> {
    return new Deferred(() => this.#text(encoding));
  }

  /**
   * Read the body to its end, as JSON.
   *
   * @throws {@link ContentTypeError} if the response says that it is something else.
   */
  json<T = unknown>(options: JsonOptions = {}): Awaitable<T> {
    return new Deferred(() => this.#json(options) as Coroutine<T>);
  }

  *#read(): Coroutine<Uint8Array> {
    if (this.#body !== null) return this.#body;
    if (this.#closed) throw new ClientConnectionError("Connection closed");
    try {
      this.#body = yield* this.#exchange.readAll();
    } catch (error) {
      this.close();
      throw error;
    }
    return this.#body;
  }

  *#text(encoding: string | undefined): Coroutine<string> {
    const body = this.#body ?? (yield* this.#read());
    return decodeText(body, encoding ?? this.getEncoding());
  }

  *#json(options: JsonOptions): Coroutine<unknown> {
    const wanted = options.contentType === undefined ? "application/json" : options.contentType;
    if (wanted !== null) this.#checkType(wanted);
    const text = (yield* this.#text(options.encoding)).trim();
    if (text === "") return null;
    return options.loads === undefined ? JSON.parse(text) : options.loads(text);
  }

  #checkType(wanted: string): void {
    const type = this.contentType;
    const fits =
      wanted === "application/json" ? /^application\/(?:[\w.+-]+?\+)?json$/.test(type) : type === wanted.toLowerCase();
    if (fits) return;
    throw new ContentTypeError(this.requestInfo, this.history, {
      status: this.status,
      message: `Attempt to decode JSON with unexpected mimetype: ${this.headers.get("content-type") ?? ""}`,
      headers: this.headers,
    });
  }

  /** The type of the content, without its parameters; `"application/octet-stream"` if the response says none. */
  get contentType(): string {
    const header = this.headers.get("content-type");
    if (header === null) return "application/octet-stream";
    const end = header.indexOf(";");
    return (end < 0 ? header : header.slice(0, end)).trim().toLowerCase();
  }

  /** The encoding that the response names. */
  get charset(): string | null {
    const header = this.headers.get("content-type");
    if (header === null) return null;
    const found = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(header);
    return found === null ? null : (found[1] ?? found[2] ?? null);
  }

  /** The encoding of the text: what the response names, else UTF-8. */
  getEncoding(): string {
    return this.charset ?? "utf-8";
  }

  // The end.

  /**
   * Throw if the status is 400 or above; the connection is released then.
   *
   * @throws {@link ClientResponseError}
   */
  raiseForStatus(): void {
    if (this.ok) return;
    this.close();
    throw new ClientResponseError(this.requestInfo, this.history, {
      status: this.status,
      message: this.reason,
      headers: this.headers,
    });
  }

  /** Give the connection back. If the body has not come in, the connection is closed. */
  release(): Awaitable<void> {
    this.close();
    return DONE;
  }

  /** Close the connection, unless the body has come in: then it serves others. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#exchange.abort(new ClientConnectionError("Connection closed"));
  }

  aenter(): Awaitable<ClientResponse> {
    return new Deferred(() => justReturn(this));
  }

  aexit(): Awaitable<void> {
    return this.release();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  toString(): string {
    return `<ClientResponse(${this.url.href}) [${this.status} ${this.reason}]>`;
  }
}

function* justReturn<T>(value: T): Coroutine<T> {
  return value;
}

/** An awaitable that is done: it may be left alone. */
class Done extends Awaitable<void> {
  [Symbol.iterator](): Iterator<Suspension, void, unknown> {
    return { next: () => ({ done: true, value: undefined }) };
  }
}

const DONE = new Done();

/** What `TextDecoder` makes. */
interface Decoder {
  decode(bytes: Uint8Array): string;
}

const decoders = new Map<string, Decoder>();

function decodeText(body: Uint8Array, encoding: string): string {
  const name = encoding.toLowerCase();
  if (name === "utf-8" || name === "utf8") {
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  }
  let decoder = decoders.get(name);
  if (decoder === undefined) {
    decoder = new TextDecoder(name);
    decoders.set(name, decoder);
  }
  return decoder.decode(body);
}
