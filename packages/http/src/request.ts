// A single request, with a session of its own.

import type { AsyncContextManager, Coroutine } from "tsyncio";

import { ClientSession } from "./client.ts";
import type { ClientResponse } from "./client_response.ts";
import type { RequestOptions } from "./options.ts";
import type { RequestContext } from "./operation.ts";

class SoleRequest implements AsyncContextManager<ClientResponse> {
  readonly #session: ClientSession;
  readonly #request: RequestContext;

  constructor(method: string, url: string | URL, options: RequestOptions) {
    this.#session = new ClientSession();
    this.#request = this.#session.request(method, url, options);
  }

  *aenter(): Coroutine<ClientResponse> {
    try {
      return yield* this.#request.aenter();
    } catch (error) {
      yield* this.#session.close();
      throw error;
    }
  }

  *aexit(): Coroutine {
    yield* this.#session.close();
  }
}

/**
 * Make one request, for `asyncWith`; all is closed at the end of the block. For more than one, use a {@link ClientSession}.
 *
 * @example
 * ```ts
 * const text = yield* asyncWith(request("GET", url), (response) => response.text());
 * ```
 * @see aiohttp `request`
 */
export function request(
  method: string,
  url: string | URL,
  options: RequestOptions = {},
): AsyncContextManager<ClientResponse> {
  return new SoleRequest(method, url, options);
}
