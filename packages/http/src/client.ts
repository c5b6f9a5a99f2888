// The session: what all requests of a program share, and the ways to make one. How one is sent is sending.ts.

import { type AsyncContextManager, type Awaitable, type Coroutine, RuntimeError, ValueError } from "tsyncio";

import { Deferred } from "./awaitables.ts";
import type { BasicAuth } from "./auth.ts";
import type { BaseConnector } from "./connector.ts";
import { type AbstractCookieJar, CookieJar } from "./cookie_jar.ts";
import { ACCEPT_ENCODING } from "./decoding.ts";
import { HttpHeaders } from "./headers.ts";
import type { ClientSessionOptions, RaiseForStatus, RequestOptions } from "./options.ts";
import { Operation, RequestContext } from "./operation.ts";
import { proxyUrl } from "./proxies.ts";
import { RetryPolicy } from "./retries.ts";
import { TCPConnector } from "./tcp_connector.ts";
import { ClientTimeout } from "./timeouts.ts";
import type { TraceConfig } from "./tracing.ts";
import type { ClientMiddleware } from "./types.ts";
import { VERSION } from "./version.ts";
import { type WSConnectOptions, WebSocketContext } from "./ws_operation.ts";

/** What is sent without being asked for. */
const AUTO_HEADERS: readonly (readonly [string, string])[] = [
  ["Accept", "*/*"],
  ["Accept-Encoding", ACCEPT_ENCODING],
  ["User-Agent", `tsyncio-http/${VERSION} Node.js/${process.versions.node}`],
];

/**
 * What requests share: connections, cookies, headers, time limits. Make one for a program, not one for each request.
 *
 * Each of its requests can be used in three ways:
 *
 * @example
 * ```ts
 * const session = new ClientSession({ baseUrl: "http://127.0.0.1:8080" });
 * const response = yield* session.get("/");               // in a generator
 * const response = await session.get("/");                // in an async function
 * yield* asyncWith(session.get("/"), function* (response) { // releases the connection at the end
 *   console.log(yield* response.text());
 * });
 * ```
 * @see aiohttp `ClientSession`
 */
export class ClientSession implements AsyncContextManager<ClientSession>, AsyncDisposable {
  /** Its methods start no async function. @internal */
  readonly _inPlace = true;
  /** What keeps the cookies. */
  readonly cookieJar: AbstractCookieJar;
  /** The time limits of requests that have none of their own. */
  readonly timeout: ClientTimeout;
  /** Headers of all requests. */
  readonly headers: HttpHeaders;
  readonly auth: BasicAuth | null;
  readonly raiseForStatus: RaiseForStatus;
  readonly trustEnv: boolean;
  /** @internal */
  readonly _options: ClientSessionOptions;
  /** @internal */
  readonly _retry: RetryPolicy | null;
  /** @internal */
  readonly _traceConfigs: readonly TraceConfig<never>[];
  /** @internal */
  readonly _middlewares: readonly ClientMiddleware[];
  /** The session's headers, with those that are sent without being asked for. @internal */
  readonly _defaultHeaders: HttpHeaders;
  readonly #baseUrl: URL | null;
  readonly #ownsConnector: boolean;
  #connector: BaseConnector | null;

  /** @throws {@link ValueError}, TypeError if an option is no good. */
  constructor(options: ClientSessionOptions = {}) {
    this._options = options;
    this.#baseUrl = options.baseUrl === undefined ? null : parseBaseUrl(options.baseUrl);
    this.timeout = ClientTimeout.of(options.timeout === undefined ? {} : options.timeout);
    this.headers = new HttpHeaders(options.headers);
    this._defaultHeaders = defaultHeaders(this.headers, options.skipAutoHeaders ?? []);
    this.auth = options.auth ?? null;
    if (this.auth !== null && this.headers.has("authorization")) {
      throw new ValueError("Cannot combine AUTHORIZATION header with AUTH argument");
    }
    this.raiseForStatus = options.raiseForStatus ?? false;
    this.trustEnv = options.trustEnv ?? false;
    this._retry = RetryPolicy.of(options.retry);
    if (options.proxy !== undefined && options.proxy !== null) proxyUrl(options.proxy);
    this._traceConfigs = options.traceConfigs ?? [];
    this._middlewares = options.middlewares ?? [];
    this.cookieJar = options.cookieJar ?? new CookieJar();
    if (options.cookies !== undefined) this.cookieJar.updateCookies(options.cookies);
    this.#ownsConnector = options.connectorOwner ?? true;
    this.#connector = options.connector ?? new TCPConnector();
  }

  /** Whether {@link ClientSession.close} or {@link ClientSession.detach} was called. */
  get closed(): boolean {
    return this.#connector === null || this.#connector.closed;
  }

  /** Whether closing the session closes its connector. */
  get connectorOwner(): boolean {
    return this.#ownsConnector;
  }

  /** Whether the compression of responses is undone. */
  get autoDecompress(): boolean {
    return this._options.autoDecompress ?? true;
  }

  /** What turns values into JSON. */
  get jsonSerialize(): (value: unknown) => string {
    return this._options.jsonSerialize ?? JSON.stringify;
  }

  /** The names of headers that are not added by themselves. */
  get skipAutoHeaders(): readonly string[] {
    return this._options.skipAutoHeaders ?? [];
  }

  /** Who is told of what happens. */
  get traceConfigs(): readonly TraceConfig<never>[] {
    return this._traceConfigs;
  }

  /** What keeps the connections, `null` once the session is closed. */
  get connector(): BaseConnector | null {
    return this.#connector;
  }

  /** The session's credentials, which are for its own server if it has one. @internal */
  _authFor(url: URL): BasicAuth | null {
    return this.#baseUrl === null || this.#baseUrl.origin === url.origin ? this.auth : null;
  }

  // Requests.

  /**
   * Make a request.
   *
   * @param url relative to the session's `baseUrl`, if there is one
   * @throws {@link ValueError} at once if an option is no good; {@link InvalidURL}; {@link ClientConnectionError}: no
   * connection, or it failed; `TimeoutError`: time is up; {@link TooManyRedirects}; what `raiseForStatus` throws.
   */
  request(method: string, url: string | URL, options: RequestOptions = {}): RequestContext {
    if (this.closed) throw new RuntimeError("Session is closed");
    return new RequestContext(new Operation(this, method, this.#resolve(url), options));
  }

  get(url: string | URL, options: RequestOptions = {}): RequestContext {
    return this.request("GET", url, options);
  }

  options(url: string | URL, options: RequestOptions = {}): RequestContext {
    return this.request("OPTIONS", url, options);
  }

  head(url: string | URL, options: RequestOptions = {}): RequestContext {
    return this.request("HEAD", url, { allowRedirects: false, ...options });
  }

  post(url: string | URL, options: RequestOptions = {}): RequestContext {
    return this.request("POST", url, options);
  }

  put(url: string | URL, options: RequestOptions = {}): RequestContext {
    return this.request("PUT", url, options);
  }

  patch(url: string | URL, options: RequestOptions = {}): RequestContext {
    return this.request("PATCH", url, options);
  }

  delete(url: string | URL, options: RequestOptions = {}): RequestContext {
    return this.request("DELETE", url, options);
  }

  /**
   * Open a WebSocket. The handshake is a request of the session, with its cookies, middlewares, redirects and time limits; the
   * connection counts for the connector's limits until it is closed.
   *
   * @param url begins with `ws:`, `wss:`, `http:` or `https:`, or is relative to the session's `baseUrl`
   * @throws {@link ValueError} at once if an option is no good; {@link WSServerHandshakeError} if the server does not agree; what
   * {@link ClientSession.request} throws.
   * @see aiohttp `ClientSession.ws_connect`
   */
  wsConnect(url: string | URL, options: WSConnectOptions = {}): WebSocketContext {
    if (this.closed) throw new RuntimeError("Session is closed");
    return new WebSocketContext(this, this.#resolve(url), options);
  }

  /** What was given as a URL, as one; a string that is none. */
  #resolve(url: string | URL): string | URL {
    if (this.#baseUrl === null || typeof url !== "string") return url;
    return URL.canParse(url, this.#baseUrl.href) ? new URL(url, this.#baseUrl) : url;
  }

  // The end.

  /**
   * Close the session, and its connector if it is the session's own. Done when the sockets are closed: no need to sleep.
   *
   * Cancellation: all is closed; the sockets are not waited for.
   */
  close(): Awaitable<void> {
    const connector = this.detach();
    const closing = connector !== null && this.#ownsConnector ? connector.close() : null;
    return new Deferred(() => waitFor(closing));
  }

  /** Close the session without closing its connector. @returns the connector */
  detach(): BaseConnector | null {
    const connector = this.#connector;
    this.#connector = null;
    return connector;
  }

  aenter(): Awaitable<ClientSession> {
    return new Deferred(() => itself(this));
  }

  aexit(): Awaitable<void> {
    return this.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function* itself<T>(value: T): Coroutine<T> {
  return value;
}

function* waitFor(closing: Awaitable<void> | null): Coroutine {
  if (closing !== null) yield* closing;
}

function parseBaseUrl(baseUrl: string | URL): URL {
  const text = String(baseUrl);
  if (!URL.canParse(text)) throw new ValueError(`baseUrl must be an absolute URL, got ${JSON.stringify(text)}`);
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new ValueError(`baseUrl must begin with http: or https:, got ${JSON.stringify(text)}`);
  }
  if (!url.pathname.endsWith("/")) throw new ValueError(`baseUrl must end with '/', got ${JSON.stringify(text)}`);
  return url;
}

function defaultHeaders(own: HttpHeaders, skipped: readonly string[]): HttpHeaders {
  const headers = own.copy();
  const skip = new Set(skipped.map((name) => name.toLowerCase()));
  for (const [name, value] of AUTO_HEADERS) {
    if (!headers.has(name) && !skip.has(name.toLowerCase())) headers.append(name, value);
  }
  return headers;
}
