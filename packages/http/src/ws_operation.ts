// A call of `session.wsConnect()`: the handshake as a request of the session, and the WebSocket that comes of it.

import { type AsyncContextManager, Awaitable, type Coroutine, RuntimeError } from "tsyncio";

import type { ClientSession } from "./client.ts";
import type { ClientResponse } from "./client_response.ts";
import type { ClientWebSocketResponse } from "./client_ws.ts";
import { WSServerHandshakeError } from "./errors.ts";
import { HttpHeaders } from "./headers.ts";
import { Operation } from "./operation.ts";
import type { RequestOptions } from "./options.ts";
import { type HandshakeOptions, type WebSocketOptions, handshakeOptions, webSocketSender } from "./ws_connect.ts";

/** Options of `ClientSession.wsConnect`: those of a WebSocket, and of a request without a body. */
export type WSConnectOptions = WebSocketOptions &
  Omit<RequestOptions, "autoDecompress" | "chunked" | "compress" | "data" | "json" | "readBufsize"> & {
    /** @defaultValue `"GET"` */
    readonly method?: string;
    /** The page that asks, for servers that look at that. @defaultValue none */
    readonly origin?: string;
  };

/**
 * What `session.wsConnect()` returns: wait for it to get the WebSocket, or hand it to `asyncWith` to have it closed, too.
 */
export class WebSocketContext
  extends Awaitable<ClientWebSocketResponse>
  implements AsyncContextManager<ClientWebSocketResponse>
{
  /** Its methods start no async function. @internal */
  readonly _inPlace = true;
  readonly #session: ClientSession;
  readonly #url: string | URL;
  readonly #options: WSConnectOptions;
  readonly #handshake: HandshakeOptions;
  #started = false;
  #ws: ClientWebSocketResponse | null = null;

  /** @internal */
  constructor(session: ClientSession, url: string | URL, options: WSConnectOptions) {
    super();
    this.#session = session;
    this.#url = String(url).replace(/^ws(?=s?:)/i, "http");
    this.#options = options;
    this.#handshake = handshakeOptions(options);
  }

  [Symbol.iterator](): Coroutine<ClientWebSocketResponse> {
    if (this.#started) throw new RuntimeError("cannot reuse already awaited coroutine");
    this.#started = true;
    return this.#connect();
  }

  *#connect(): Coroutine<ClientWebSocketResponse> {
    const { compress: _, method = "GET", origin, ...options } = this.#options;
    if (origin !== undefined) {
      const headers = new HttpHeaders(options.headers);
      headers.set("Origin", origin);
      options.headers = headers;
    }
    const sender = webSocketSender(this.#handshake, (ws) => {
      this.#ws?._abort();
      this.#ws = ws;
    });
    try {
      const response = yield* new Operation(this.#session, method, this.#url, options, sender).run();
      return this.#ws ?? refused(response);
    } catch (error) {
      // It may be open already when the session's own code fails.
      this.#ws?._abort();
      throw error;
    }
  }

  *aenter(): Coroutine<ClientWebSocketResponse> {
    return yield* this;
  }

  *aexit(): Coroutine {
    if (this.#ws !== null) yield* this.#ws.close();
  }
}

function refused(response: ClientResponse): never {
  const { status, headers, requestInfo, history } = response;
  throw new WSServerHandshakeError(requestInfo, history, { status, headers, message: "Invalid response status" });
}
