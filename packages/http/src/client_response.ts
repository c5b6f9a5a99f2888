// A response as its user sees it: status, headers, body. How it comes in is exchange.ts.

import { type AsyncContextManager, Awaitable, type Coroutine, RuntimeError, type Suspension } from "tsyncio";

import { Deferred } from "./awaitables.ts";
import { type Cookie, parseSetCookies } from "./cookies.ts";
import type { ClientRequest } from "./client_request.ts";
import { ClientConnectionError, ClientResponseError, ContentTypeError } from "./errors.ts";
import type { ResponseSource } from "./exchange.ts";
import type { HttpHeaders } from "./headers.ts";
import { type Link, parseLinks } from "./links.ts";
import {
  type ContentDisposition,
  charsetOf,
  contentTypeOf,
  decodeText,
  encodingOf,
  parseContentDisposition,
} from "./mime.ts";
import type { ResponseStream } from "./response_stream.ts";
import type { Trace } from "./tracing.ts";
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
 * Says in which charset the body of a response is that names none.
 *
 * @see aiohttp `fallback_charset_resolver`
 */
export type FallbackCharsetResolver = (response: ClientResponse, body: Uint8Array) => string;

/** Responses that nobody has any more, and that were neither read nor released: their connections would be lost. */
const forgotten = new FinalizationRegistry<ResponseSource>((exchange) => exchange.forgotten());

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
  readonly #exchange: ResponseSource;
  readonly #trace: Trace | null;
  readonly #fallbackCharset: FallbackCharsetResolver | null;
  #body: Uint8Array | null = null;
  #closed = false;

  /** @internal */
  constructor(
    request: ClientRequest,
    exchange: ResponseSource,
    history: readonly ClientResponse[],
    trace: Trace | null,
  ) {
    this.#trace = trace;
    this.#fallbackCharset = request.session._options.fallbackCharsetResolver ?? null;
    this.requestInfo = request.requestInfo;
    this.method = request.method;
    this.#exchange = exchange;
    this.status = exchange.status;
    this.reason = exchange.reason;
    this.headers = exchange.headers;
    this.history = history;
    if (!exchange.isOver) forgotten.register(this, exchange, this);
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
    // The stream goes on without the response.
    forgotten.unregister(this);
    return this.#exchange.stream;
  }

  /**
   * Read the body to its end. Once read, it is kept.
   *
   * Cancellation: the connection is closed.
   *
   * @throws {@link ClientPayloadError} if it breaks off; `TimeoutError` if the time of the request is up; {@link RuntimeError} if
   * another task reads it.
   */
  read(): Awaitable<Uint8Array> {
    return new Deferred(() => this.#read());
  }

  /**
   * Read the body to its end, as text.
   *
   * @param encoding @defaultValue what the response says, else what `fallbackCharsetResolver` says, else UTF-8
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
    if (this.#exchange.isBeingRead) {
      throw new RuntimeError("read() called while another coroutine is already waiting for incoming data");
    }
    try {
      this.#body = yield* this.#exchange.readAll();
    } catch (error) {
      this.close();
      throw error;
    }
    const trace = this.#trace;
    if (trace !== null) {
      yield* trace.send("onResponseChunkReceived", { method: this.method, url: this.url, chunk: this.#body });
    }
    return this.#body;
  }

  *#text(encoding: string | undefined): Coroutine<string> {
    const body = this.#body ?? (yield* this.#read());
    return textOf(body, encoding ?? this.getEncoding());
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
    return contentTypeOf(this.#firstHeader("content-type"));
  }

  /** The bytes of the body as the response says, before they are decoded; `null` if it does not. */
  get contentLength(): number | null {
    const text = this.#firstHeader("content-length");
    return text === null || !/^\d+$/.test(text) ? null : Number(text);
  }

  /** The encoding that the response names. */
  get charset(): string | null {
    return charsetOf(this.#firstHeader("content-type"));
  }

  /** What `Content-Disposition` says, `null` if there is none. */
  get contentDisposition(): ContentDisposition | null {
    return parseContentDisposition(this.#firstHeader("content-disposition"));
  }

  /**
   * The encoding of the text: what the response names, else what the session's `fallbackCharsetResolver` says, else UTF-8.
   *
   * @throws {@link RuntimeError} if that function has to say, and the body was not read.
   */
  getEncoding(): string {
    return encodingOf(this.#firstHeader("content-type"), () => this.#fallbackEncoding());
  }

  #fallbackEncoding(): string {
    if (this.#fallbackCharset === null) return "utf-8";
    if (this.#body === null) throw new RuntimeError("Cannot compute fallback encoding of a not yet read body");
    return this.#fallbackCharset(this, this.#body);
  }

  /** The cookies that this response sets, by their names. */
  get cookies(): ReadonlyMap<string, Cookie> {
    return parseSetCookies(this.headers.getSetCookie());
  }

  /** What the `Link` headers refer to, by relation. */
  get links(): ReadonlyMap<string, Link> {
    return parseLinks(this.headers.getAll("link"), this.url);
  }

  /** Fields that the server sent after the body. */
  get trailers(): HttpHeaders {
    return this.#exchange.trailers;
  }

  #firstHeader(name: string): string | null {
    return this.headers.getAll(name)[0] ?? null;
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
    this.#exchange.close();
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

/** UTF-8, which nearly all is, without the way through a decoder. */
function textOf(body: Uint8Array, encoding: string): string {
  if (encoding !== "utf-8" || body.length > SHORT) return decodeText(body, encoding);
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  // What is no UTF-8, or begins with a mark, is for the decoder to judge.
  return text.includes("\uFFFD") || text.startsWith("\uFEFF") ? decodeText(body, encoding) : text;
}

/** Up to here the decoder costs more than it saves. */
const SHORT = 16 * 1024;
