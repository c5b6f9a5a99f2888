// Signals of what happens to a request, for those who measure and log. Sends them; knows nothing of how requests work.

import { type Coroutine, asyncWith, nullcontext } from "tsyncio";

import type { ClientResponse } from "./client_response.ts";
import type { ClientSession } from "./client.ts";
import type { HttpHeaders } from "./headers.ts";
import type { Answer } from "./types.ts";

interface RequestParams {
  readonly method: string;
  readonly url: URL;
  readonly headers: HttpHeaders;
}

export type TraceRequestStartParams = RequestParams;

export interface TraceRequestChunkSentParams {
  readonly method: string;
  readonly url: URL;
  readonly chunk: Uint8Array;
}

export type TraceRequestHeadersSentParams = RequestParams;

export interface TraceResponseChunkReceivedParams {
  readonly method: string;
  readonly url: URL;
  readonly chunk: Uint8Array;
}

export interface TraceRequestEndParams extends RequestParams {
  readonly response: ClientResponse;
}

export interface TraceRequestExceptionParams extends RequestParams {
  readonly exception: unknown;
}

export interface TraceRequestRedirectParams extends RequestParams {
  readonly response: ClientResponse;
}

/** An own addition: the request failed, and is made again because the option `retry` says so. */
export interface TraceRequestRetryParams extends RequestParams {
  /** 1 for the first time that it is made again. */
  readonly attempt: number;
  readonly exception: unknown;
}

export interface TraceConnectionParams {
  readonly host: string;
  readonly port: number;
}

export interface TraceDnsParams {
  readonly host: string;
}

/** The signals, and what each tells. */
export interface TraceSignals {
  onRequestStart: TraceRequestStartParams;
  onRequestChunkSent: TraceRequestChunkSentParams;
  onRequestHeadersSent: TraceRequestHeadersSentParams;
  onResponseChunkReceived: TraceResponseChunkReceivedParams;
  onRequestEnd: TraceRequestEndParams;
  onRequestException: TraceRequestExceptionParams;
  onRequestRedirect: TraceRequestRedirectParams;
  onRequestRetry: TraceRequestRetryParams;
  onConnectionQueuedStart: TraceConnectionParams;
  onConnectionQueuedEnd: TraceConnectionParams;
  onConnectionCreateStart: TraceConnectionParams;
  onConnectionCreateEnd: TraceConnectionParams;
  onConnectionReuseconn: TraceConnectionParams;
  onDnsResolvehostStart: TraceDnsParams;
  onDnsResolvehostEnd: TraceDnsParams;
  onDnsCacheHit: TraceDnsParams;
  onDnsCacheMiss: TraceDnsParams;
}

/** Is told of a signal: the session, the context of this request, and what the signal tells. Waited for. */
export type TraceCallback<P, C = unknown> = (session: ClientSession, context: C, params: P) => Answer<unknown>;

type Callbacks<C> = { readonly [Name in keyof TraceSignals]: TraceCallback<TraceSignals[Name], C>[] };

/** Options of {@link TraceConfig}: a callback for each signal that is of interest, and what makes the context. */
export type TraceOptions<C> = { readonly [Name in keyof TraceSignals]?: TraceCallback<TraceSignals[Name], C> } & {
  /** Makes the context that all callbacks of one request share. @defaultValue an empty object */
  readonly traceConfigCtxFactory?: (traceRequestCtx: unknown) => C;
};

const SIGNALS = [
  "onRequestStart",
  "onRequestChunkSent",
  "onRequestHeadersSent",
  "onResponseChunkReceived",
  "onRequestEnd",
  "onRequestException",
  "onRequestRedirect",
  "onRequestRetry",
  "onConnectionQueuedStart",
  "onConnectionQueuedEnd",
  "onConnectionCreateStart",
  "onConnectionCreateEnd",
  "onConnectionReuseconn",
  "onDnsResolvehostStart",
  "onDnsResolvehostEnd",
  "onDnsCacheHit",
  "onDnsCacheMiss",
] as const satisfies readonly (keyof TraceSignals)[];

/**
 * Whom to tell of what happens to the requests of a session.
 *
 * Each signal is a list of callbacks; add to it before the first request.
 *
 * @example
 * ```ts
 * const trace = new TraceConfig({
 *   *onRequestEnd(session, context, { url, response }) {
 *     console.log(url.href, response.status);
 *   },
 * });
 * new ClientSession({ traceConfigs: [trace] });
 * ```
 * @see aiohttp `TraceConfig`
 */
export class TraceConfig<C = Record<string, unknown>> {
  /** The callbacks of each signal. */
  readonly on: Callbacks<C>;
  readonly #makeContext: (traceRequestCtx: unknown) => unknown;

  constructor(options: TraceOptions<C> = {}) {
    const on: Partial<Record<keyof TraceSignals, unknown[]>> = {};
    for (const name of SIGNALS) on[name] = options[name] === undefined ? [] : [options[name]];
    this.on = on as Callbacks<C>;
    this.#makeContext = options.traceConfigCtxFactory ?? (() => ({}));
  }

  /** The context of a request. @see aiohttp `TraceConfig.trace_config_ctx` */
  traceConfigCtx(traceRequestCtx: unknown = null): unknown {
    return this.#makeContext(traceRequestCtx);
  }
}

/** The trace of one request: its contexts, and how its signals are sent. */
export class Trace {
  readonly #session: ClientSession;
  readonly #targets: readonly (readonly [config: TraceConfig<unknown>, context: unknown])[];

  constructor(session: ClientSession, configs: readonly TraceConfig<unknown>[], traceRequestCtx: unknown) {
    this.#session = session;
    this.#targets = configs.map((config) => [config, config.traceConfigCtx(traceRequestCtx)]);
  }

  /** Whether anybody listens to `name`. */
  hears(name: keyof TraceSignals): boolean {
    return this.#targets.some(([config]) => config.on[name].length > 0);
  }

  /** Tell all who listen to `name`, one after the other. */
  *send<Name extends keyof TraceSignals>(name: Name, params: TraceSignals[Name]): Coroutine {
    for (const [config, context] of this.#targets) {
      for (const callback of config.on[name] as TraceCallback<TraceSignals[Name]>[]) {
        yield* asyncWith(nullcontext(), () => callback(this.#session, context, params));
      }
    }
  }
}
