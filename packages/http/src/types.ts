// The types that the parts of the client agree on. No behaviour.

import type { Awaitable, Coroutine } from "tsyncio";

import type { ClientRequest } from "./client_request.ts";
import type { ClientResponse } from "./client_response.ts";
import type { HttpHeaders } from "./headers.ts";

/** What was asked for. @see aiohttp `RequestInfo` */
export interface RequestInfo {
  /** Without the fragment. */
  readonly url: URL;
  readonly method: string;
  readonly headers: HttpHeaders;
  /** With the fragment. */
  readonly realUrl: URL;
}

/** What a function of the user's may answer: in either dialect, or at once. */
export type Answer<T> = Coroutine<T> | Awaitable<T> | PromiseLike<T> | T;

/** Sends a request on: to the next middleware, at last to the server. */
export type ClientHandler = (request: ClientRequest) => Awaitable<ClientResponse>;

/**
 * Code around each request: may change the request, answer in the server's place, ask again.
 *
 * @example
 * ```ts
 * function* withToken(request: ClientRequest, handler: ClientHandler): Coroutine<ClientResponse> {
 *   request.headers.set("authorization", `Bearer ${token}`);
 *   return yield* handler(request);
 * }
 * ```
 * @see aiohttp `ClientMiddlewareType`
 */
export type ClientMiddleware = (request: ClientRequest, handler: ClientHandler) => Answer<ClientResponse>;
