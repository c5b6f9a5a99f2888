// Opens a WebSocket on a connection: the handshake, by the package `ws`. Where the connection comes from is the session's affair.

import type { ClientRequest as NodeRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";

import { type Coroutine, ValueError, getRunningLoop } from "tsyncio";
import { type ClientOptions, WebSocket } from "ws";

import type { ClientRequest } from "./client_request.ts";
import { ClientResponse } from "./client_response.ts";
import { ClientWebSocketResponse, type WebSocketSettings } from "./client_ws.ts";
import { ClientConnectionError, ServerDisconnectedError, WSServerHandshakeError } from "./errors.ts";
import type { Deadline, ResponseSource } from "./exchange.ts";
import { headFailure } from "./failures.ts";
import { HttpHeaders } from "./headers.ts";
import { type Sender, acquireSocket } from "./sending.ts";

/** What is asked for besides the URL and the headers. */
export interface HandshakeOptions extends WebSocketSettings {
  /** Protocols of the application to offer, the best first. */
  readonly protocols: readonly string[];
  /** The window for compression, 9 to 15 bits; 0: none is offered. */
  readonly compress: number;
  /** The longest message that is received, in bytes; 0: no limit. */
  readonly maxMsgSize: number;
}

/** Headers that the handshake itself writes. */
const OWN_HEADERS = new Set([
  "connection",
  "upgrade",
  "sec-websocket-key",
  "sec-websocket-version",
  "sec-websocket-extensions",
  "sec-websocket-protocol",
  "host",
]);

/** The head of the response to a handshake. Its body is nobody's: the connection is a WebSocket now, or closed. */
class Handshake implements ResponseSource {
  readonly status: number;
  readonly reason: string;
  readonly headers: HttpHeaders;
  readonly trailers = new HttpHeaders();
  readonly isOver = true;
  readonly isBeingRead = false;
  readonly #abort: () => void;

  constructor(message: IncomingMessage, abort: () => void) {
    this.status = message.statusCode ?? 0;
    this.reason = message.statusMessage ?? "";
    this.headers = HttpHeaders._of([...message.rawHeaders]);
    this.#abort = abort;
  }

  get stream(): never {
    throw new ClientConnectionError("Connection closed");
  }

  *readAll(): Coroutine<Uint8Array> {
    throw new ClientConnectionError("Connection closed");
  }

  close(): void {
    this.#abort();
  }

  forgotten(): void {}
}

/**
 * A sender of requests that does the handshake on a connection of its own. If the server agrees, `onOpen` gets the
 * WebSocket before the response is there.
 *
 * Cancellation: the socket is destroyed, its place is free.
 *
 * It throws {@link WSServerHandshakeError} if the server agrees in the wrong way.
 */
export function webSocketSender(options: HandshakeOptions, onOpen: (ws: ClientWebSocketResponse) => void): Sender {
  return function* (request, proxy, history, sendOptions) {
    const socket = yield* acquireSocket(request, proxy, sendOptions);
    // The loop keeps the process alive while it runs, and afterwards nobody needs the connection.
    socket.unref();
    const source = yield* handshake(socket, request, options, { onOpen, deadline: sendOptions.deadline });
    return new ClientResponse(request, source, history, sendOptions.trace);
  };
}

interface HandshakeOwner {
  readonly onOpen: (ws: ClientWebSocketResponse) => void;
  readonly deadline: Deadline | null;
}

function* handshake(
  socket: Socket,
  request: ClientRequest,
  options: HandshakeOptions,
  { onOpen, deadline }: HandshakeOwner,
): Coroutine<Handshake> {
  const loop = getRunningLoop();
  let source: Handshake | null = null;
  const answered = loop.createFuture<void>();
  const succeed = (): void => {
    if (!answered.done() && !loop.isClosed()) answered.setResult();
  };
  const fail = (error: unknown): void => {
    if (!answered.done() && !loop.isClosed()) answered.setException(error);
  };
  let ws: WebSocket;
  try {
    ws = startHandshake(socket, request, options);
  } catch (error) {
    socket.destroy();
    throw error;
  }
  const see = (message: IncomingMessage): void => {
    source = new Handshake(message, () => ws.terminate());
  };
  ws.on("upgrade", see);
  ws.on("unexpected-response", (_: NodeRequest, message: IncomingMessage) => {
    see(message);
    succeed();
    socket.destroy();
  });
  ws.on("error", (error) => fail(failureOf(error, request, source)));
  ws.once("open", () => {
    // Messages may come in the same piece as the response: who takes them must be there at once.
    if (!answered.done() && !loop.isClosed()) onOpen(new ClientWebSocketResponse(loop, ws, options));
    succeed();
  });
  if (deadline !== null) deadline.target = { _expire: fail };
  try {
    yield* answered;
  } catch (error) {
    ws.terminate();
    socket.destroy();
    throw error;
  } finally {
    deadline?.cancel();
  }
  return source ?? raise(new ServerDisconnectedError());
}

function raise(error: Error): never {
  throw error;
}

function startHandshake(socket: Socket, request: ClientRequest, options: HandshakeOptions): WebSocket {
  const headers: Record<string, string> = {};
  for (const name of new Set(request.headers.keys())) {
    if (!OWN_HEADERS.has(name.toLowerCase())) headers[name] = request.headers.get(name) ?? "";
  }
  const host = request.headers.get("host");
  if (host !== null) headers["Host"] = host;
  const settings: ClientOptions & { readonly closeTimeout: number } = {
    createConnection: () => socket,
    headers,
    autoPong: options.autoping,
    maxPayload: options.maxMsgSize,
    // Whoever closes has a time limit already, which has to end first; this one is for a peer that began to close.
    closeTimeout: milliseconds(options.closeTimeout === null ? null : options.closeTimeout + 1),
    perMessageDeflate:
      options.compress === 0
        ? false
        : { clientMaxWindowBits: options.compress, serverMaxWindowBits: options.compress, threshold: 0 },
  };
  const url = new URL(request.url);
  url.protocol = url.protocol === "https:" || url.protocol === "wss:" ? "wss:" : "ws:";
  url.hash = "";
  url.username = "";
  url.password = "";
  return new WebSocket(url, [...options.protocols], settings);
}

function milliseconds(seconds: number | null): number {
  return seconds === null ? 2 ** 31 - 1 : Math.min(Math.ceil(seconds * 1000), 2 ** 31 - 1);
}

function refusal(
  request: ClientRequest,
  response: Handshake | null,
  message: string,
  cause: unknown,
): WSServerHandshakeError {
  const details = { status: response?.status ?? 0, headers: response?.headers ?? null, message };
  return new WSServerHandshakeError(request.requestInfo, [], { ...details, cause });
}

/** aiohttp's words for what `ws` finds wrong with a response. */
const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ["Invalid Upgrade header", "Invalid upgrade header"],
  ["Invalid Sec-WebSocket-Accept header", "Invalid challenge response"],
]);

function failureOf(error: Error, request: ClientRequest, response: Handshake | null): unknown {
  if (response !== null) return refusal(request, response, PROBLEMS.get(error.message) ?? error.message, error);
  const { code } = error as { code?: unknown };
  if (error.message === "socket hang up") return new ServerDisconnectedError(undefined, { cause: error });
  // A response that is none is no agreement either.
  if (typeof code === "string" && code.startsWith("HPE_")) return refusal(request, null, error.message, error);
  return headFailure(error, request, true);
}

/** What a program may ask of a WebSocket. @see aiohttp `ClientSession.ws_connect` */
export interface WebSocketOptions {
  /** Protocols of the application to offer, the best first. @defaultValue none */
  readonly protocols?: readonly string[];
  /** Seconds to wait for the peer when closing; `null`: no limit. @defaultValue 10 */
  readonly closeTimeout?: number | null;
  /** Seconds that each `receive()` waits at most; `null`: no limit. @defaultValue null */
  readonly receiveTimeout?: number | null;
  /**
   * Seconds without a sign of life after which the peer gets a ping; if it gives none for half of that time, the connection
   * is cut off. @defaultValue null: never
   */
  readonly heartbeat?: number | null;
  /** Close when the peer's wish to close is received. @defaultValue true */
  readonly autoclose?: boolean;
  /** Answer pings, and keep pings and pongs from `receive()`. @defaultValue true */
  readonly autoping?: boolean;
  /** Compress messages: true, or the window's bits from 9 to 15; false or 0: no. @defaultValue 0 */
  readonly compress?: boolean | number;
  /** The longest message that is received, in bytes; 0: no limit. @defaultValue 4 MiB */
  readonly maxMsgSize?: number;
}

/** The options with what they are if they are not given. @throws {@link ValueError} if a value is out of place. */
export function handshakeOptions(options: WebSocketOptions): HandshakeOptions {
  const { protocols = [], autoclose = true, autoping = true, compress = 0, maxMsgSize = 4 * 1024 * 1024 } = options;
  const bits = typeof compress === "boolean" ? (compress ? 15 : 0) : compress;
  if (bits !== 0 && !(Number.isInteger(bits) && bits >= 9 && bits <= 15)) {
    throw new ValueError(`compress must be a boolean, 0, or from 9 to 15, got ${String(compress)}`);
  }
  if (!Number.isSafeInteger(maxMsgSize) || maxMsgSize < 0) {
    throw new ValueError(`maxMsgSize must be a number of bytes, got ${String(maxMsgSize)}`);
  }
  if (!Array.isArray(protocols) || !protocols.every(isWord) || new Set(protocols).size < protocols.length) {
    throw new ValueError(`protocols must be an array of different words, got ${JSON.stringify(protocols)}`);
  }
  return {
    protocols,
    autoclose,
    autoping,
    compress: bits,
    maxMsgSize,
    closeTimeout: seconds("closeTimeout", options.closeTimeout === undefined ? 10 : options.closeTimeout),
    receiveTimeout: seconds("receiveTimeout", options.receiveTimeout ?? null),
    heartbeat: seconds("heartbeat", options.heartbeat ?? null),
  };
}

function isWord(value: unknown): boolean {
  return typeof value === "string" && /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(value);
}

function seconds(name: string, value: number | null): number | null {
  if (value === null || (typeof value === "number" && value > 0)) return value;
  throw new ValueError(`${name} must be a number of seconds above zero, or null, got ${String(value)}`);
}
