// A call of `session.get()` and its kin, from its options to the response: redirects, retries, middlewares, tracing.

import {
  type AsyncContextManager,
  Awaitable,
  type Coroutine,
  RuntimeError,
  ValueError,
  getRunningLoop,
  sleep,
  timeout,
} from "tsyncio";

import { Deferred, inPlace } from "./awaitables.ts";
import { type BasicAuth, stripAuthFromUrl } from "./auth.ts";
import type { ClientSession } from "./client.ts";
import { ClientRequest } from "./client_request.ts";
import type { ClientResponse } from "./client_response.ts";
import { ChunkedPayload, CompressedPayload, isCoding } from "./compression.ts";
import { cookieHeaderOf, joinCookies } from "./cookie_header.ts";
import { TooManyRedirects } from "./errors.ts";
import { Deadline } from "./exchange.ts";
import { bodyOf } from "./form_data.ts";
import { HttpHeaders } from "./headers.ts";
import type { RaiseForStatus, RequestOptions } from "./options.ts";
import type { Payload } from "./payload.ts";
import { JsonPayload } from "./payloads.ts";
import { netrcAuth } from "./netrc.ts";
import { proxyFromEnvironment, proxyUrl } from "./proxies.ts";
import { isRedirect, locationOf, redirect } from "./redirects.ts";
import { parseUrl } from "./request_url.ts";
import { RetryPolicy } from "./retries.ts";
import { type ChosenProxy, type SendOptions, type Sender, send } from "./sending.ts";
import { isSocksUrl } from "./socks.ts";
import { ClientTimeout } from "./timeouts.ts";
import { Trace, type TraceConfig } from "./tracing.ts";
import type { ClientHandler, ClientMiddleware } from "./types.ts";

/** One call of a session's `request()`. */
export class Operation {
  readonly #session: ClientSession;
  readonly #options: RequestOptions;
  readonly #request: ClientRequest;
  readonly #retry: RetryPolicy | null;
  readonly #middlewares: readonly ClientMiddleware[];
  readonly #timeout: ClientTimeout;
  readonly #sender: Sender;
  /** The request's own cookies, as they stand in the header. */
  readonly #cookies: string;
  /** Who asks: the credentials are for the first origin only. */
  #auth: BasicAuth | null;
  #leftOrigin = false;

  /** @throws {@link ValueError}, TypeError, {@link InvalidUrlClientError} if something is no good. */
  constructor(
    session: ClientSession,
    method: string,
    url: string | URL,
    options: RequestOptions,
    sender: Sender = send,
  ) {
    this.#sender = sender;
    this.#session = session;
    this.#options = options;
    const [plain, urlAuth] = stripAuthFromUrl(parseUrl(url, options.params));
    this.#auth = options.auth ?? urlAuth ?? session._authFor(plain);
    const headers = session._defaultHeaders.copy();
    if (options.headers !== undefined) headers.extend(options.headers);
    for (const name of options.skipAutoHeaders ?? []) {
      if (!session.headers.has(name) && !hasHeader(options, name)) headers.delete(name);
    }
    if (options.auth && hasHeader(options, "authorization")) {
      throw new ValueError("Cannot combine AUTHORIZATION header with AUTH argument or credentials encoded in URL");
    }
    this.#request = new ClientRequest(session, method, plain, headers, null);
    checkHeaders(headers);
    this.#setBody(headers);
    this.#cookies = options.cookies === undefined ? "" : cookieHeaderOf(options.cookies, session.cookieJar);
    if (options.proxy !== undefined && options.proxy !== null) proxyUrl(options.proxy);
    this.#retry = options.retry === undefined ? session._retry : RetryPolicy.of(options.retry);
    this.#middlewares = options.middlewares ?? session._middlewares;
    this.#timeout = options.timeout === undefined ? session.timeout : ClientTimeout.of(options.timeout);
    checkCount("maxRedirects", options.maxRedirects, 0);
    checkCount("readBufsize", options.readBufsize, 1);
  }

  #setBody(headers: HttpHeaders): void {
    const options = this.#options;
    let body: Payload | null = null;
    if (options.json !== undefined) {
      if (options.data !== undefined && options.data !== null) {
        throw new ValueError("data and json parameters can not be used at the same time");
      }
      body = new JsonPayload(options.json, this.#session._options.jsonSerialize);
    } else if (options.data !== undefined && options.data !== null) body = bodyOf(options.data);
    if (body === null) return;
    body = encoded(body, options, headers);
    if (body.contentType !== null && !headers.has("content-type") && !isSkipped(options, "content-type")) {
      headers.append("Content-Type", body.contentType);
    }
    this.#request.body = body;
  }

  *run(): Coroutine<ClientResponse> {
    const session = this.#session;
    const configs = session._traceConfigs as readonly unknown[] as readonly TraceConfig<unknown>[];
    const trace = configs.length === 0 ? null : new Trace(session, configs, this.#options.traceRequestCtx);
    const { total } = this.#timeout;
    const deadline = total === null ? null : new Deadline(getRunningLoop(), total);
    try {
      // Code of the user's runs in between: the time limit has to reach that, too.
      const userCode = trace !== null || this.#middlewares.length > 0 || this.#retry !== null;
      const steps = (): Coroutine<ClientResponse> => this.#traced(trace, deadline);
      return yield* userCode && total !== null ? timeout(total, steps) : steps();
    } catch (error) {
      deadline?.cancel();
      throw error;
    }
  }

  *#traced(trace: Trace | null, deadline: Deadline | null): Coroutine<ClientResponse> {
    if (trace === null) return yield* this.#followRedirects(null, deadline);
    const request = this.#request;
    const { method, headers } = request;
    const start = request.url;
    yield* trace.send("onRequestStart", { method, url: start, headers });
    let response: ClientResponse;
    try {
      response = yield* this.#followRedirects(trace, deadline);
    } catch (exception) {
      yield* trace.send("onRequestException", { method, url: start, headers, exception });
      throw exception;
    }
    try {
      yield* trace.send("onRequestEnd", { method, url: request.url, headers, response });
    } catch (error) {
      response.close();
      throw error;
    }
    return response;
  }

  *#followRedirects(trace: Trace | null, deadline: Deadline | null): Coroutine<ClientResponse> {
    const request = this.#request;
    const limit = this.#options.maxRedirects ?? 10;
    const history: ClientResponse[] = [];
    for (;;) {
      const response = yield* this.#askAgain(history, trace, deadline);
      if (this.#options.allowRedirects === false || !isRedirect(response.status)) {
        return yield* this.#finished(response);
      }
      try {
        if (trace !== null) {
          const { method, url, headers } = request;
          yield* trace.send("onRequestRedirect", { method, url, headers, response });
        }
        history.push(response);
        if (history.length > limit) {
          const first = history[0] as ClientResponse;
          throw new TooManyRedirects(first.requestInfo, history, { status: response.status });
        }
        const location = locationOf(response);
        if (location === null) return yield* this.#finished(response);
        const [url, auth] = stripAuthFromUrl(location);
        const body = request.body;
        if (redirect(request, response.status, url)) {
          this.#auth = null;
          this.#leftOrigin = true;
        }
        if (auth !== null) this.#auth = auth;
        if (body !== null && request.body === body && !body.reusable) {
          throw new RuntimeError("the body cannot be sent again, as the redirect asks: it was a stream");
        }
      } catch (error) {
        response.close();
        throw error;
      }
      response.close();
      deadline?.revive();
    }
  }

  *#finished(response: ClientResponse): Coroutine<ClientResponse> {
    const raise: RaiseForStatus = this.#options.raiseForStatus ?? this.#session.raiseForStatus;
    if (raise === false) return response;
    try {
      if (raise === true) response.raiseForStatus();
      else yield* inPlace(() => raise(response));
    } catch (error) {
      response.close();
      throw error;
    }
    return response;
  }

  /** Make the request as often as the options for retries say. */
  *#askAgain(
    history: readonly ClientResponse[],
    trace: Trace | null,
    deadline: Deadline | null,
  ): Coroutine<ClientResponse> {
    const retry = this.#retry;
    if (retry === null) return yield* this.#ask(history, trace, deadline);
    for (let attempt = 1; ; attempt++) {
      const mayRetry = attempt <= retry.attempts && retry.allows(this.#request);
      let exception: unknown = null;
      try {
        const response = yield* this.#ask(history, trace, deadline);
        if (!mayRetry || !retry.isUnwanted(response)) return response;
        response.close();
      } catch (error) {
        if (!mayRetry || !retry.isPassing(error)) throw error;
        exception = error;
      }
      deadline?.revive();
      const { method, url, headers } = this.#request;
      if (trace !== null) yield* trace.send("onRequestRetry", { method, url, headers, attempt, exception });
      yield* sleep(retry.delay(attempt));
    }
  }

  /** Make the request, through the middlewares. */
  *#ask(history: readonly ClientResponse[], trace: Trace | null, deadline: Deadline | null): Coroutine<ClientResponse> {
    const last = (request: ClientRequest): Coroutine<ClientResponse> => this.#send(request, history, trace, deadline);
    if (this.#middlewares.length === 0) return yield* last(this.#request);
    // What they change holds for this request, not for those that follow it to other servers.
    const { session, method, url, headers, body } = this.#request;
    const request = new ClientRequest(session, method, url, headers.copy(), body);
    let handler: ClientHandler = (request) => new Deferred(() => last(request));
    for (const middleware of this.#middlewares.toReversed()) {
      const next = handler;
      handler = (request) => new Deferred(() => callMiddleware(middleware, request, next));
    }
    return yield* handler(request);
  }

  *#send(
    request: ClientRequest,
    history: readonly ClientResponse[],
    trace: Trace | null,
    deadline: Deadline | null,
  ): Coroutine<ClientResponse> {
    const session = this.#session;
    const { connector, cookieJar } = session;
    if (connector === null) throw new RuntimeError("Session is closed");
    deadline?.revive();
    const options: SendOptions = {
      connector,
      timeout: this.#timeout,
      deadline,
      trace,
      ssl: this.#options.ssl ?? null,
      serverHostname: this.#options.serverHostname ?? null,
      expect100: this.#options.expect100 ?? false,
      autoDecompress: this.#options.autoDecompress ?? session._options.autoDecompress ?? true,
      readBufsize: this.#options.readBufsize ?? session._options.readBufsize ?? 65536,
    };
    const proxy = yield* this.#proxy(request.url);
    const credited = yield* this.#withCredentials(request);
    const response = yield* this.#sender(credited, proxy, history, options);
    const cookies = response.headers.getSetCookie();
    if (cookies.length === 0) return response;
    try {
      cookieJar.updateCookiesFromHeaders(cookies, response.url);
    } catch (error) {
      response.close();
      throw error;
    }
    return response;
  }

  /** The request with the headers that depend on where it goes. */
  *#withCredentials(request: ClientRequest): Coroutine<ClientRequest> {
    const jar = this.#session.cookieJar.cookieHeader(request.url);
    const own = this.#leftOrigin ? "" : this.#cookies;
    let auth = this.#auth;
    if (auth === null && this.#session.trustEnv && !request.headers.has("authorization")) {
      auth = yield* netrcAuth(request.url);
    }
    if (jar === "" && own === "" && auth === null) return request;
    const headers = request.headers.copy();
    const cookies = joinCookies([headers.get("cookie") ?? "", jar, own]);
    if (cookies !== "") headers.set("Cookie", cookies);
    if (auth !== null && !headers.has("authorization")) headers.set("Authorization", auth.encode());
    return new ClientRequest(request.session, request.method, request.url, headers, request.body);
  }

  *#proxy(url: URL): Coroutine<ChosenProxy | null> {
    const options = this.#options;
    const session = this.#session;
    const given = options.proxy === undefined ? session._options.proxy : options.proxy;
    let found: URL | null = null;
    if (given !== undefined && given !== null) found = proxyUrl(given);
    else if (session.trustEnv && given === undefined) found = proxyFromEnvironment(url, process.env);
    if (found === null) return null;
    if (isSocksUrl(found)) return { url: found, headers: new HttpHeaders() };
    const [plain, urlAuth] = stripAuthFromUrl(found);
    let auth = options.proxyAuth ?? session._options.proxyAuth ?? urlAuth;
    if (auth === null && session.trustEnv && (given === undefined || given === null)) auth = yield* netrcAuth(found);
    const headers = new HttpHeaders(options.proxyHeaders ?? session._options.proxyHeaders);
    if (auth !== null && !headers.has("proxy-authorization")) headers.set("Proxy-Authorization", auth.encode());
    return { url: plain, headers };
  }
}

function* callMiddleware(
  middleware: ClientMiddleware,
  request: ClientRequest,
  next: ClientHandler,
): Coroutine<ClientResponse> {
  return yield* inPlace(() => middleware(request, next));
}

/**
 * What `session.get()` returns: wait for it to get the response, or hand it to `asyncWith` to have the response released, too.
 */
export class RequestContext extends Awaitable<ClientResponse> implements AsyncContextManager<ClientResponse> {
  /** Its methods start no async function. @internal */
  readonly _inPlace = true;
  readonly #operation: Operation;
  #started = false;
  #response: ClientResponse | null = null;

  /** @internal */
  constructor(operation: Operation) {
    super();
    this.#operation = operation;
  }

  [Symbol.iterator](): Coroutine<ClientResponse> {
    if (this.#started) throw new RuntimeError("cannot reuse already awaited coroutine");
    this.#started = true;
    return this.#operation.run();
  }

  *aenter(): Coroutine<ClientResponse> {
    const response = yield* this;
    this.#response = response;
    return response;
  }

  *aexit(): Coroutine {
    this.#response?.close();
  }
}

function hasHeader(options: RequestOptions, name: string): boolean {
  return options.headers !== undefined && new HttpHeaders(options.headers).has(name);
}

function isSkipped(options: RequestOptions, name: string): boolean {
  return options.skipAutoHeaders?.some((skipped) => skipped.toLowerCase() === name) ?? false;
}

/** The body, as the options want it encoded; the headers say how. */
function encoded(body: Payload, options: RequestOptions, headers: HttpHeaders): Payload {
  const { compress } = options;
  const coding = compress === true ? "deflate" : compress;
  if (coding !== undefined && coding !== false) {
    if (!isCoding(coding))
      throw new ValueError(`compress must be true, "deflate", "gzip" or "br", got ${String(coding)}`);
    if (headers.has("content-encoding")) {
      throw new ValueError("compress can not be set if Content-Encoding header is set");
    }
    headers.set("Content-Encoding", coding);
    return new CompressedPayload(body, coding);
  }
  return options.chunked === true ? new ChunkedPayload(body) : body;
}

/** Headers that say how the connection is used, which is not the caller's to say. */
const NOT_BY_HAND: readonly string[] = ["transfer-encoding", "keep-alive", "upgrade", "expect"];

const OPTIONS_INSTEAD: Readonly<Record<string, string>> = { "transfer-encoding": "chunked", expect: "expect100" };

function checkHeaders(headers: HttpHeaders): void {
  for (const name of NOT_BY_HAND) {
    if (!headers.has(name)) continue;
    const option = OPTIONS_INSTEAD[name];
    const advice = option === undefined ? "" : `: use the option ${option}`;
    throw new ValueError(`the header ${name} cannot be set by hand${advice}`);
  }
}

function checkCount(name: string, count: number | undefined, least: number): void {
  if (count !== undefined && !(Number.isSafeInteger(count) && count >= least)) {
    throw new ValueError(`${name} must be a whole number from ${least} up, got ${String(count)}`);
  }
}
