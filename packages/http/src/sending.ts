// One request, once: a connection, the request on it, the head of the response. No redirects, retries or middlewares.

import type { Socket } from "node:net";

import { type Coroutine, type EventLoop, TimeoutError, getRunningLoop, timeout } from "tsyncio";

import type { ClientRequest } from "./client_request.ts";
import { ClientResponse } from "./client_response.ts";
import { type Connection, StaleConnectionError, isFarewell } from "./connection.ts";
import type { BaseConnector, ConnectTarget } from "./connector.ts";
import { ConnectionTimeoutError, ServerDisconnectedError } from "./errors.ts";
import { type Deadline, Exchange } from "./exchange.ts";
import type { HttpHeaders } from "./headers.ts";
import { isRepeatable } from "./retries.ts";
import { isSocksUrl } from "./socks.ts";
import type { ClientTimeout } from "./timeouts.ts";
import { type SslOption, sslKey } from "./tls.ts";
import type { Trace } from "./tracing.ts";
import { Upload } from "./upload.ts";

/** A proxy with the headers that it is to get. */
export interface ChosenProxy {
  readonly url: URL;
  readonly headers: HttpHeaders;
}

/** How one request is sent: what does not change from one redirect to the next. */
export interface SendOptions {
  readonly connector: BaseConnector;
  readonly timeout: ClientTimeout;
  readonly deadline: Deadline | null;
  readonly trace: Trace | null;
  readonly ssl: SslOption | null;
  readonly serverHostname: string | null;
  /** Whether the body waits until the server says `100 Continue`. */
  readonly expect100: boolean;
  readonly autoDecompress: boolean;
  readonly readBufsize: number;
}

/** What sends a request once. */
export type Sender = typeof send;

const NO_HISTORY: readonly ClientResponse[] = [];

/** Send `request`, and wait for the head of the response. */
export function* send(
  request: ClientRequest,
  proxy: ChosenProxy | null,
  history: readonly ClientResponse[],
  options: SendOptions,
): Coroutine<ClientResponse> {
  for (let isRepeated = false; ;) {
    const { connector, trace } = options;
    const key = keyOf(request.url, proxy, options);
    const connection =
      connector._tryAcquire(key, trace) ??
      (yield* inTime(request, options, (sockConnect) =>
        connector._acquire(targetOf(key, request.url, proxy, options), sockConnect, trace),
      ));
    try {
      return yield* exchange(connection, request, proxy, history, options);
    } catch (error) {
      // A server ends connections of HTTP/2 by a farewell, whatever is under way: nginx after so many requests.
      const mayRepeat = connection.isHttp2 && !isRepeated && isRepeatable(request);
      if (mayRepeat && error instanceof ServerDisconnectedError && isFarewell(error.cause)) isRepeated = true;
      else if (!(error instanceof StaleConnectionError)) throw error;
      // The server had closed it while it was idle, before anything was sent: that is no failure of the request. One that it
      // closes before the first request is.
      else if (connection.served === 1) throw new ServerDisconnectedError(undefined, { cause: error });
      options.deadline?.revive();
    }
  }
}

function keyOf(url: URL, proxy: ChosenProxy | null, options: SendOptions): string {
  let key = `${url.protocol}//${url.host}`;
  if (proxy !== null) key += ` via ${proxy.url.href}${proxy.headers._raw.join("\n")}`;
  if (options.ssl !== null) key += ` ssl ${sslKey(options.ssl)}`;
  if (options.serverHostname !== null) key += ` as ${options.serverHostname}`;
  return key;
}

/** Get a socket that no other request will use, for a WebSocket. */
export function acquireSocket(
  request: ClientRequest,
  proxy: ChosenProxy | null,
  options: SendOptions,
): Coroutine<Socket> {
  const target = { ...targetOf(keyOf(request.url, proxy, options), request.url, proxy, options), isUpgrade: true };
  return inTime(request, options, (sockConnect) =>
    options.connector._acquireSocket(target, sockConnect, options.trace),
  );
}

/** Get a connection in time. */
function* inTime<T>(
  request: ClientRequest,
  { deadline, timeout: { connect, sockConnect } }: SendOptions,
  acquire: (sockConnect: number | null) => Coroutine<T>,
): Coroutine<T> {
  const left = deadline?.left ?? null;
  const limit = connect === null ? left : left === null ? connect : Math.min(connect, left);
  if (limit === null) return yield* acquire(sockConnect);
  try {
    return yield* timeout(limit, () => acquire(sockConnect));
  } catch (error) {
    if (!(error instanceof TimeoutError) || limit === left || error instanceof ConnectionTimeoutError) throw error;
    throw new ConnectionTimeoutError(`Connection timeout to host ${request.url.href}`, { cause: error });
  }
}

function targetOf(key: string, url: URL, proxy: ChosenProxy | null, options: SendOptions): ConnectTarget {
  const isTls = url.protocol === "https:";
  return {
    key,
    url,
    host: url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname,
    port: url.port === "" ? (isTls ? 443 : 80) : Number(url.port),
    isTls,
    ssl: options.ssl,
    serverHostname: options.serverHostname,
    proxy: proxy === null ? null : { url: proxy.url, headers: proxy.headers._raw },
    isUpgrade: false,
  };
}

function* exchange(
  connection: Connection,
  request: ClientRequest,
  proxy: ChosenProxy | null,
  history: readonly ClientResponse[],
  options: SendOptions,
): Coroutine<ClientResponse> {
  const loop = getRunningLoop();
  const { trace } = options;
  // Invariant: from here on the connection is the exchange's, which gives it back.
  const exchange = new Exchange(loop, connection, request, options);
  try {
    const body = request.body;
    const upload = body === null || body.bytes !== null ? null : new Upload(loop, body, chunkTracer(request, trace));
    dispatch(loop, exchange, upload ?? body?.bytes ?? null, proxy, options);
    upload?.start(exchange);
    if (trace !== null) yield* traceSent(trace, request);
    yield* exchange.head();
  } catch (error) {
    exchange.abort(error);
    throw error;
  }
  return new ClientResponse(request, exchange, history.length === 0 ? NO_HISTORY : [...history], trace);
}

function dispatch(
  loop: EventLoop,
  exchange: Exchange,
  body: Upload | Uint8Array | null,
  proxy: ChosenProxy | null,
  options: SendOptions,
): void {
  const { request, connection } = exchange;
  const { url } = request;
  let path = url.pathname + url.search;
  let headers = request.headers._raw;
  if (proxy !== null && url.protocol === "http:" && !isSocksUrl(proxy.url)) {
    path = `http://${url.host}${path}`;
    headers = [...headers, ...proxy.headers._raw];
  }
  const sockRead = options.timeout.sockRead === null ? 0 : Math.max(1, Math.round(options.timeout.sockRead * 1000));
  const size = body instanceof Upload ? (request.body?.size ?? null) : null;
  if (size !== null && !request.headers.has("content-length")) headers = [...headers, "content-length", String(size)];
  const expects = options.expect100 && body !== null;
  connection.dispatch(
    {
      path,
      method: request.method,
      headers,
      body: body as never,
      headersTimeout: sockRead,
      bodyTimeout: sockRead,
      ...(exchange.forcesClose ? { reset: true } : undefined),
      // Else undici has a POST wait until all others on the connection are over; it repeats nothing by itself, since it gets no
      // second connection.
      ...(connection.isHttp2 ? { idempotent: true, expectContinue: expects } : undefined),
    },
    exchange,
    expects ? loop : null,
  );
}

function* traceSent(trace: Trace, request: ClientRequest): Coroutine {
  const { method, url, headers } = request;
  yield* trace.send("onRequestHeadersSent", { method, url, headers });
  const bytes = request.body?.bytes ?? null;
  if (bytes !== null) yield* trace.send("onRequestChunkSent", { method, url, chunk: bytes });
}

/** Tells the trace of the pieces of a streamed body. */
function chunkTracer(request: ClientRequest, trace: Trace | null): ((chunk: Uint8Array) => Coroutine) | null {
  if (trace === null || !trace.hears("onRequestChunkSent")) return null;
  const { method, url } = request;
  return (chunk) => trace.send("onRequestChunkSent", { method, url, chunk });
}
