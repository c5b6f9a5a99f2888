// A WebSocket that is open: sending, receiving, closing, and the heartbeat. How it gets open is in ws_connect.ts.

import {
  type EventLoop,
  type AsyncContextManager,
  type Awaitable,
  type Coroutine,
  type Future,
  RuntimeError,
  TimeoutError,
  asyncWith,
  timeout,
} from "tsyncio";
import type { WebSocket } from "ws";

import { Deferred } from "./awaitables.ts";
import { ClientConnectionResetError, ServerTimeoutError } from "./errors.ts";
import { closeCodeOf, wrongType } from "./ws_failures.ts";
import { Heartbeat } from "./ws_heartbeat.ts";
import { Inbox } from "./ws_inbox.ts";
import { WSCloseCode, WSMsgType, type WSMessage, WebSocketError, isFinal, message } from "./ws_messages.ts";
import { Outbox, checkClosing, checkControl } from "./ws_outbox.ts";

/** How a {@link ClientWebSocketResponse} behaves. */
export interface WebSocketSettings {
  /** Seconds to wait for the peer when closing. */
  readonly closeTimeout: number | null;
  /** Seconds to wait for a message. */
  readonly receiveTimeout: number | null;
  readonly heartbeat: number | null;
  readonly autoclose: boolean;
  readonly autoping: boolean;
}

/**
 * An open WebSocket.
 *
 * @example
 * ```ts
 * yield* asyncWith(session.wsConnect("ws://127.0.0.1:8080/chat"), function* (ws) {
 *   yield* ws.sendStr("hello");
 *   yield* asyncFor(ws, function* (message) {
 *     if (message.type === WSMsgType.TEXT) console.log(message.data);
 *   });
 * });
 * ```
 * @see aiohttp `ClientWebSocketResponse`
 */
export class ClientWebSocketResponse implements AsyncContextManager<ClientWebSocketResponse>, AsyncDisposable {
  /** Its methods start no async function. @internal */
  readonly _inPlace = true;
  readonly #loop: EventLoop;
  readonly #ws: WebSocket;
  readonly #settings: WebSocketSettings;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #heartbeat: Heartbeat | null;
  /** `close()` was called, or the peer is gone and its last message was taken. */
  #closed = false;
  /** The socket is closed. */
  #gone = false;
  #closeCode: number | null = null;
  #exception: Error | null = null;
  /** Those who wait until the socket is closed. */
  #leaving: Future<void>[] = [];

  /** @internal */
  constructor(loop: EventLoop, ws: WebSocket, settings: WebSocketSettings) {
    this.#loop = loop;
    this.#ws = ws;
    this.#settings = settings;
    this.#outbox = new Outbox(loop, ws);
    this.#inbox = new Inbox(loop, { pause: () => ws.pause(), resume: () => ws.resume() });
    const { heartbeat } = settings;
    this.#heartbeat = heartbeat === null ? null : new Heartbeat(loop, heartbeat, () => this.#ping());
    if (this.#heartbeat !== null) this.#heartbeat.onDead = () => this.#peerIsDead();
    this.#listen();
  }

  /** Whether it is closed: `receive()` then gives {@link WSMsgType.CLOSED}. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The code it was closed with, `null` while it is open: the peer's, or 1006 if the connection broke off. */
  get closeCode(): number | null {
    return this.#closeCode;
  }

  /** The protocol that the server chose among those offered; `null` if none. */
  get protocol(): string | null {
    return this.#ws.protocol === "" ? null : this.#ws.protocol;
  }

  /** Whether messages are compressed. */
  get compress(): boolean {
    return this.#ws.extensions.includes("permessage-deflate");
  }

  /** The error that ended it, if one did. */
  exception(): Error | null {
    return this.#exception;
  }

  // Sending.

  /**
   * Send text. Waits while more than 64 KiB are on their way.
   *
   * Cancellation: the message is sent all the same.
   *
   * @param options.compress false: not this message
   * @throws TypeError if it is no string; {@link ClientConnectionResetError} if the connection is closed.
   */
  sendStr(data: string, options: { readonly compress?: boolean } = {}): Awaitable<void> {
    if (typeof data !== "string") throw new TypeError(`data argument must be a string, got ${typeof data}`);
    return new Deferred(() => this.#send(data, false, options.compress));
  }

  /** Send bytes. As {@link ClientWebSocketResponse.sendStr}. */
  sendBytes(data: Uint8Array | ArrayBuffer, options: { readonly compress?: boolean } = {}): Awaitable<void> {
    if (!(data instanceof Uint8Array) && !(data instanceof ArrayBuffer)) {
      throw new TypeError(`data argument must be bytes, got ${typeof data}`);
    }
    return new Deferred(() => this.#send(data, true, options.compress));
  }

  /** Send a value as JSON. As {@link ClientWebSocketResponse.sendStr}. */
  sendJson(
    data: unknown,
    options: { readonly compress?: boolean; readonly dumps?: (value: unknown) => string } = {},
  ): Awaitable<void> {
    return this.sendStr((options.dumps ?? JSON.stringify)(data), options);
  }

  /** Send a ping, with at most 125 bytes. As {@link ClientWebSocketResponse.sendStr}. */
  ping(data: Uint8Array | string = ""): Awaitable<void> {
    checkControl(data);
    return new Deferred(() => this.#transmit((done) => this.#ws.ping(data, true, done)));
  }

  /** Send a pong, with at most 125 bytes. As {@link ClientWebSocketResponse.sendStr}. */
  pong(data: Uint8Array | string = ""): Awaitable<void> {
    checkControl(data);
    return new Deferred(() => this.#transmit((done) => this.#ws.pong(data, true, done)));
  }

  #send(data: string | Uint8Array | ArrayBuffer, binary: boolean, compress: boolean | undefined): Coroutine {
    const options = compress === undefined ? { binary } : { binary, compress };
    return this.#transmit((done) => this.#ws.send(data, options, done));
  }

  *#transmit(send: (done: (error?: Error) => void) => void): Coroutine {
    if (this.#closed) throw new ClientConnectionResetError("Cannot write to closing transport");
    yield* this.#outbox.transmit(send);
  }

  // Receiving.

  /**
   * Wait for the next message.
   *
   * When the peer closes, that is a message too ({@link WSMsgType.CLOSE}), and so is an error ({@link WSMsgType.ERROR}); from
   * then on it is {@link WSMsgType.CLOSED}. While nobody receives, at most about 128 KiB are taken from the connection.
   *
   * Cancellation: no message is lost, the next call gets it.
   *
   * @param timeout seconds @defaultValue that of the connection
   * @throws {@link TimeoutError} if time is up; {@link RuntimeError} if another task receives.
   */
  receive(timeout: number | null = null): Awaitable<WSMessage> {
    return new Deferred(() => this.#receive(timeout ?? this.#settings.receiveTimeout));
  }

  /** Wait for text. @throws `WSMessageTypeError` if something else comes. */
  receiveStr(options: { readonly timeout?: number } = {}): Awaitable<string> {
    return new Deferred(() => this.#receiveStr(options.timeout ?? null));
  }

  /** Wait for bytes. @throws `WSMessageTypeError` if something else comes. */
  receiveBytes(options: { readonly timeout?: number } = {}): Awaitable<Uint8Array> {
    return new Deferred(() => this.#receiveBytes(options.timeout ?? null));
  }

  /** Wait for text that is JSON. @throws `WSMessageTypeError` if something else comes; SyntaxError if it is no JSON. */
  receiveJson(
    options: { readonly timeout?: number; readonly loads?: (text: string) => unknown } = {},
  ): Awaitable<unknown> {
    return new Deferred(() => this.#receiveJson(options.timeout ?? null, options.loads ?? JSON.parse));
  }

  *#receive(limit: number | null): Coroutine<WSMessage> {
    if (this.#inbox.isWaitedFor) throw new RuntimeError("Concurrent call to receive() is not allowed");
    // What is there is given without a look at the time.
    for (let found = this.#look(); ; found = this.#look()) {
      if (found !== null) return yield* this.#deliver(found);
      if (limit === null) yield* this.#wait();
      else yield* asyncWith(timeout(limit), () => this.#wait());
      if (this.#closed) return message(WSMsgType.CLOSING, null);
    }
  }

  *#wait(): Coroutine {
    try {
      yield* this.#inbox.wait();
    } finally {
      this.#inbox.leave();
    }
  }

  #look(): WSMessage | null {
    if (this.#closed) return message(WSMsgType.CLOSED, null);
    const found = this.#inbox.take();
    if (found === null && this.#gone) this.#closed = true;
    return found ?? (this.#gone ? message(WSMsgType.CLOSED, null) : null);
  }

  *#deliver(found: WSMessage): Coroutine<WSMessage> {
    if (found.type === WSMsgType.CLOSE && this.#settings.autoclose) yield* this.#close(WSCloseCode.OK, "");
    // The package has begun to close it already.
    if (found.type === WSMsgType.ERROR) this.#closed = true;
    return found;
  }

  *#receiveStr(limit: number | null): Coroutine<string> {
    const received = yield* this.receive(limit);
    if (received.type !== WSMsgType.TEXT) throw wrongType(received, "TEXT");
    return received.data;
  }

  *#receiveBytes(limit: number | null): Coroutine<Uint8Array> {
    const received = yield* this.receive(limit);
    if (received.type !== WSMsgType.BINARY) throw wrongType(received, "BINARY");
    return received.data;
  }

  *#receiveJson(limit: number | null, loads: (text: string) => unknown): Coroutine<unknown> {
    return loads(yield* this.#receiveStr(limit));
  }

  /** For `for await` and `asyncFor`: the messages until it is closed. */
  [Symbol.asyncIterator](): AsyncIterator<WSMessage, undefined, void> {
    // The steps are awaited, so they need not be promises.
    return this as unknown as AsyncIterator<WSMessage, undefined, void>;
  }

  /** The next message as a step of an iteration. @internal */
  next(): Awaitable<IteratorResult<WSMessage, undefined>> {
    return new Deferred(() => this.#step());
  }

  *#step(): Coroutine<IteratorResult<WSMessage, undefined>> {
    const value = yield* this.receive();
    return isFinal(value) ? { done: true, value: undefined } : { done: false, value };
  }

  // Closing.

  /**
   * Close it, and wait until the socket is closed. What was received and not taken is dropped.
   *
   * Cancellation: the connection is cut off.
   *
   * @param options.code @defaultValue 1000
   * @param options.message the reason, at most 123 bytes
   * @returns false if it was closed already
   * @throws {@link ValueError} if the code must not be sent, or the reason is too long.
   */
  close(options: { readonly code?: number; readonly message?: string | Uint8Array } = {}): Awaitable<boolean> {
    const { code = WSCloseCode.OK, message: reason = "" } = options;
    checkClosing(code, reason);
    return new Deferred(() => this.#close(code, reason));
  }

  *#close(code: number, reason: string | Uint8Array): Coroutine<boolean> {
    if (this.#closed) return false;
    this.#closed = true;
    this.#heartbeat?.stop();
    this.#inbox.discard();
    this.#inbox.wake();
    yield* this.#leave(code, reason);
    return true;
  }

  /** Close the socket in good order, or, when time is up, at once. */
  *#leave(code: number, reason: string | Uint8Array): Coroutine {
    if (this.#gone) return;
    this.#ws.close(code, Buffer.from(reason));
    const gone = this.#loop.createFuture<void>();
    this.#leaving.push(gone);
    const limit = timeout(this.#settings.closeTimeout);
    try {
      yield* asyncWith(limit, () => gone);
    } catch (error) {
      this.#closeCode = WSCloseCode.ABNORMAL_CLOSURE;
      this.#ws.terminate();
      if (!(error instanceof TimeoutError) || !limit.expired()) throw error;
      this.#exception = error;
    }
  }

  /** Cut the connection off. @internal */
  _abort(): void {
    this.#closed = true;
    this.#ws.terminate();
  }

  aenter(): Awaitable<ClientWebSocketResponse> {
    return new Deferred(() => itself(this));
  }

  aexit(): Awaitable<boolean> {
    return new Deferred(() => this.#leaveBody());
  }

  *#leaveBody(): Coroutine<boolean> {
    yield* this.close();
    return false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  // What the package `ws` tells, between the turns of the loop.

  #listen(): void {
    const ws = this.#ws;
    ws.on("message", (data: Buffer, isBinary: boolean) => {
      this.#heartbeat?.alive();
      if (isBinary) this.#inbox.put(message(WSMsgType.BINARY, bytesOf(data)));
      else this.#inbox.put(message(WSMsgType.TEXT, data.toString("utf8")));
    });
    ws.on("ping", (data: Buffer) => {
      this.#heartbeat?.alive();
      if (!this.#settings.autoping) this.#inbox.put(message(WSMsgType.PING, bytesOf(data)));
    });
    ws.on("pong", (data: Buffer) => {
      this.#heartbeat?.alive();
      if (!this.#settings.autoping) this.#inbox.put(message(WSMsgType.PONG, bytesOf(data)));
    });
    ws.on("error", (error: Error) => this.#failed(error));
    ws.on("close", (code: number, reason: Buffer) => this.#ended(code, reason.toString("utf8")));
  }

  #failed(error: Error): void {
    const closeCode = closeCodeOf(error);
    const failure = closeCode === null ? error : new WebSocketError(closeCode, error.message, { cause: error });
    if (this.#exception === null) {
      this.#exception = failure;
      this.#closeCode = closeCode ?? WSCloseCode.ABNORMAL_CLOSURE;
    }
    if (!this.#closed) this.#inbox.put(message(WSMsgType.ERROR, failure));
  }

  #ended(code: number, reason: string): void {
    this.#gone = true;
    this.#heartbeat?.stop();
    this.#closeCode ??= code;
    // A connection that breaks off ends without a message of its own.
    if (!this.#closed && code !== WSCloseCode.ABNORMAL_CLOSURE && this.#exception === null) {
      this.#inbox.put(message(WSMsgType.CLOSE, code, reason));
    }
    this.#inbox.wake();
    this.#outbox.close();
    const leaving = this.#leaving;
    this.#leaving = [];
    for (const future of leaving) if (!future.done() && !this.#loop.isClosed()) future.setResult();
  }

  /** @returns whether the peer can be expected to answer */
  #ping(): boolean {
    // Nothing is read while too much waits to be taken: then no answer can be seen.
    if (this.#ws.readyState !== this.#ws.OPEN || this.#inbox.isPaused) return false;
    this.#ws.ping("", true, () => {});
    return true;
  }

  #peerIsDead(): void {
    if (this.#closed || this.#gone) return;
    if (this.#inbox.isPaused) {
      this.#heartbeat?.alive();
      return;
    }
    const seconds = (this.#settings.heartbeat ?? 0) / 2;
    this.#exception = new ServerTimeoutError(`No PONG received after ${seconds} seconds`);
    this.#closeCode = WSCloseCode.ABNORMAL_CLOSURE;
    this.#inbox.put(message(WSMsgType.ERROR, this.#exception));
    this.#ws.terminate();
  }
}

function* itself<T>(value: T): Coroutine<T> {
  return value;
}

/** The same bytes, not as a Buffer of Node's. */
function bytesOf(data: Buffer): Uint8Array {
  return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
}
