// One request on one connection, and its response: what undici reports is kept for those who read. Decides nothing.

import { type EventLoop, type Coroutine, type Future, TimeoutError } from "tsyncio";
import type { Dispatcher } from "undici";

import type { ClientRequest } from "./client_request.ts";
import type { Connection } from "./connection.ts";
import { Decoder } from "./decoding.ts";
import { ClientConnectionError } from "./errors.ts";
import { bodyFailure, headFailure } from "./failures.ts";
import { HttpHeaders } from "./headers.ts";
import { ResponseStream } from "./response_stream.ts";

/** What is told when time is up. */
export interface Expiring {
  /** @internal */
  _expire(error: Error): void;
}

/** The end of the time that a request may take, from its start to the last byte of its response. */
export class Deadline {
  #timer: { cancel(): void };
  readonly #seconds: number;
  readonly #when: number;
  readonly #loop: EventLoop;
  #expired = false;
  #cancelled = false;
  /** What it ends. */
  target: Expiring | null = null;

  constructor(loop: EventLoop, seconds: number) {
    this.#loop = loop;
    this.#when = loop.time() + seconds;
    this.#seconds = seconds;
    this.#timer = this.#start();
  }

  #start(): { cancel(): void } {
    return this.#loop.callAt(this.#when, () => {
      this.#expired = true;
      this.target?._expire(new TimeoutError(`timed out after ${this.#seconds} s`));
    });
  }

  /** The seconds that are left. */
  get left(): number {
    return this.#when - this.#loop.time();
  }

  cancel(): void {
    this.#cancelled = true;
    this.#timer.cancel();
    this.target = null;
  }

  /** Go on after `cancel()`: another request follows, of the same call. @throws `TimeoutError` if time is up. */
  revive(): void {
    if (this.#expired) throw new TimeoutError(`timed out after ${this.#seconds} s`);
    if (!this.#cancelled) return;
    this.#cancelled = false;
    this.#timer = this.#start();
  }
}

/** What a response consists of. */
export type ResponseSource = Pick<
  Exchange,
  "close" | "forgotten" | "headers" | "isBeingRead" | "isOver" | "readAll" | "reason" | "status" | "stream" | "trailers"
>;

/** How an {@link Exchange} is to treat the body of the response. */
export interface ExchangeOptions {
  /** How much is buffered before the connection is paused; twice as much at most. */
  readonly readBufsize: number;
  readonly autoDecompress: boolean;
  readonly deadline: Deadline | null;
  readonly connector: { readonly forceClose: boolean };
}

const NO_BYTES = new Uint8Array(0);

/** The handler that undici's parser talks to. The methods `onX` are called by undici alone. */
export class Exchange implements Dispatcher.DispatchHandler, Expiring {
  readonly request: ClientRequest;
  /** The status, once the head is there. */
  status = 0;
  reason = "";
  headers: HttpHeaders = emptyHeaders;
  /** Fields that came after the body. */
  trailers: HttpHeaders = emptyHeaders;
  /** Called once it is over, whatever way; stops an upload that is under way. */
  onOver: (() => void) | null = null;
  readonly #loop: EventLoop;
  readonly #connection: Connection;
  readonly #options: ExchangeOptions;
  #head: Future<void> | null = null;
  #whole: Future<void> | null = null;
  #hasHead = false;
  /** All of the body has come in. */
  #complete = false;
  /** The connection is given back, or given up. */
  #over = false;
  #failed = false;
  #failure: unknown = null;
  #chunks: Uint8Array[] = [];
  #size = 0;
  #collecting = false;
  #stream: ResponseStream | null = null;
  #decoder: Decoder | null = null;
  #abort: ((error: Error) => void) | null = null;
  #resume: (() => void) | null = null;
  #paused = false;
  #inCallback = false;

  constructor(loop: EventLoop, connection: Connection, request: ClientRequest, options: ExchangeOptions) {
    this.#loop = loop;
    this.#connection = connection;
    this.request = request;
    this.#options = options;
    connection.active++;
    if (options.deadline !== null) options.deadline.target = this;
  }

  /** Wait for the head of the response. */
  *head(): Coroutine {
    if (this.#failed) throw this.#failure;
    if (this.#hasHead) return;
    const head = this.#loop.createFuture<void>();
    this.#head = head;
    yield* head;
  }

  /** Whether somebody waits for all of the body. */
  get isBeingRead(): boolean {
    return this.#whole !== null;
  }

  /** Whether the body has come in, and the connection serves others. */
  get isOver(): boolean {
    return this.#over;
  }

  /** Whether the connection is to be closed afterwards. */
  get forcesClose(): boolean {
    return this.#options.connector.forceClose;
  }

  get connection(): Connection {
    return this.#connection;
  }

  // The body.

  /** The rest of the body at once. */
  *readAll(): Coroutine<Uint8Array> {
    if (this.#stream === null && !this.#complete && !this.#failed) {
      this.#collecting = true;
      this.resumeReading();
      const whole = this.#loop.createFuture<void>();
      this.#whole = whole;
      try {
        yield* whole;
      } finally {
        this.#collecting = false;
        this.#whole = null;
      }
    }
    // Somebody may have asked for the stream meanwhile: then all that came in is there.
    if (this.#stream !== null) return yield* this.#stream.read();
    if (this.#failed) throw this.#failure;
    const body = joined(this.#chunks, this.#size);
    this.#chunks = [];
    this.#size = 0;
    return body;
  }

  /** The body as a stream. */
  get stream(): ResponseStream {
    if (this.#stream !== null) return this.#stream;
    const stream = new ResponseStream({ limit: this.#options.readBufsize, loop: this.#loop });
    this.#stream = stream;
    stream.setTransport(this as never);
    for (const chunk of this.#chunks) stream.feedData(chunk);
    if (this.#failed) stream.setException(this.#failure);
    else if (this.#complete) stream.feedEof();
    // What had been held back before there was a stream is held back by the stream now.
    else if (this.#size <= this.#options.readBufsize * 2) this.resumeReading();
    this.#chunks = [];
    this.#size = 0;
    // Whoever was to have all at once goes on with the stream, which holds back the connection by itself.
    this.#collecting = false;
    this.#wake(this.#whole);
    return stream;
  }

  #wake(future: Future<void> | null): void {
    if (future !== null && !future.done() && !this.#loop.isClosed()) future.setResult();
  }

  /** Called by the stream when too much waits to be read. */
  pauseReading(): void {
    this.#paused = true;
    this.#decoder?.pause();
  }

  /** Called by the stream when there is room again. */
  resumeReading(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#decoder?.resume();
    if (!this.#inCallback && this.#decoder?.isFull !== true) this.#resume?.();
  }

  // The end.

  /** End it now: the connection is closed, unless the response is complete. Those who wait get `error`. */
  abort(error: unknown): void {
    if (this.#over) {
      // All has come in, but perhaps not all of it is decoded.
      if (!this.#complete && !this.#failed) this.#drop(error);
      return;
    }
    this.#giveUp(error);
    const reason = error instanceof Error ? error : new ClientConnectionError("Connection closed");
    if (!this.#connection.isHttp2) this.#connection.destroy(reason);
    else this.#abort?.(reason);
  }

  /** Nobody wants the rest of the body. */
  close(): void {
    // An error with its stack is not made for a response that is complete, as nearly all are.
    if (!this.#over || !(this.#complete || this.#failed)) this.abort(new ClientConnectionError("Connection closed"));
  }

  /** Nobody has the response any more. */
  forgotten(): void {
    if (this.#over) return;
    this.close();
    if (this.#loop.isClosed()) return;
    this.#loop.callExceptionHandler({
      message: `Unclosed response of ${this.request.method} ${this.request.url.href}`,
    });
  }

  /** @internal */
  _expire(error: Error): void {
    this.abort(error);
  }

  #drop(error: unknown): void {
    this.#options.deadline?.cancel();
    this.#fail(error);
  }

  #giveUp(error: unknown): void {
    this.#over = true;
    this.#drop(error);
    this.#connection.release(this.#connection.isHttp2);
    this.#end();
  }

  #fail(error: unknown): void {
    this.#failed = true;
    this.#failure = error;
    this.#chunks = [];
    this.#size = 0;
    this.#decoder?.destroy();
    if (!this.#complete) this.#stream?.setException(error);
    if (this.#loop.isClosed()) return;
    if (this.#head !== null && !this.#head.done()) this.#head.setException(error);
    if (this.#whole !== null && !this.#whole.done()) this.#whole.setException(error);
  }

  #end(): void {
    const onOver = this.onOver;
    this.onOver = null;
    onOver?.();
  }

  // What undici calls, between the turns of the loop.

  onConnect(abort: (error?: Error) => void): void {
    this.#abort = abort;
    // It was given up before its turn came.
    if (this.#over) abort(new ClientConnectionError("Connection closed"));
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void, reason: string): boolean {
    if (status < 200 || this.#over) return true;
    this.#resume = resume;
    this.status = status;
    this.reason = reason ?? "";
    this.headers = HttpHeaders._of(decodeHeaders(raw));
    this.#hasHead = true;
    if (this.#options.autoDecompress) this.#decoder = this.#makeDecoder(status);
    this.#wake(this.#head);
    return !this.#paused;
  }

  #makeDecoder(status: number): Decoder | null {
    if (this.request.method === "HEAD" || status === 204 || status === 304) return null;
    const encoding = this.headers.get("content-encoding");
    return encoding === null ? null : Decoder.of(encoding, this);
  }

  onData(chunk: Buffer): boolean {
    if (this.#over) return true;
    this.#inCallback = true;
    const bytes = new Uint8Array(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.byteLength);
    if (this.#decoder === null) this._accept(bytes);
    else this.#decoder.write(bytes);
    this.#inCallback = false;
    return !this.#paused && this.#decoder?.isFull !== true;
  }

  onComplete(trailers: readonly (Buffer | string)[] | null): void {
    if (this.#over) return;
    if (trailers !== null && trailers.length > 0) this.trailers = HttpHeaders._of(decodeHeaders(trailers));
    if (this.#decoder === null) this._finished();
    else this.#decoder.end();
    this.#over = true;
    // The server may answer before it has all of the request: then the connection is of no more use.
    const uploading = this.onOver !== null;
    this.#connection.release(!uploading && !this.forcesClose);
    this.#end();
  }

  onError(error: Error): void {
    if (this.#over) return;
    const failure = this.#hasHead ? bodyFailure(error) : headFailure(error, this.request, this.#abort !== null);
    this.#giveUp(failure);
    if (!this.#connection.isHttp2) this.#connection.destroy();
  }

  // What the decoder calls, or `onData` where there is none.

  /** A piece of the body. @internal */
  _accept(chunk: Uint8Array): void {
    if (this.#failed) return;
    if (this.#stream !== null) {
      this.#stream.feedData(chunk);
      return;
    }
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (!this.#collecting && this.#size > this.#options.readBufsize * 2) this.pauseReading();
  }

  /** The body is complete. @internal */
  _finished(): void {
    if (this.#failed) return;
    this.#complete = true;
    this.#options.deadline?.cancel();
    this.#stream?.feedEof();
    this.#wake(this.#whole);
  }

  /** There is room in the decoder again. @internal */
  _drained(): void {
    if (!this.#paused && !this.#inCallback) this.#resume?.();
  }

  /** The body cannot be decoded. @internal */
  _undecodable(error: unknown): void {
    this.abort(error);
  }
}

const emptyHeaders = new HttpHeaders();

function decodeHeaders(raw: readonly (Buffer | string)[]): string[] {
  const decoded: string[] = [];
  for (const part of raw) decoded.push(typeof part === "string" ? part : part.toString("latin1"));
  return decoded;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  if (chunks.length === 0) return NO_BYTES;
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  const all = new Uint8Array(size);
  let filled = 0;
  for (const chunk of chunks) {
    all.set(chunk, filled);
    filled += chunk.length;
  }
  return all;
}
