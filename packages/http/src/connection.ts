// One connection to a server: a socket with undici's HTTP over it. Which request gets it is the connector's affair.

import type { Socket } from "node:net";

import type { EventLoop } from "tsyncio";
import { Client, type Dispatcher } from "undici";

import { Wire } from "./wire.ts";

/** What the connector is told of a connection. */
export interface ConnectionOwner {
  /** It is gone: the socket is closed. @internal */
  _closed(connection: Connection): void;
  /** A request on it is over; `reusable`: it may serve another. @internal */
  _released(connection: Connection, reusable: boolean): void;
}

/** What undici's part is given. */
export interface ConnectionSettings {
  readonly keepAliveTimeout: number;
  readonly maxHeaderSize: number;
  readonly http2: boolean;
}

/** Nothing of a request was sent, since the connection was closed while it lay idle: another one will do. */
export class StaleConnectionError extends Error {}

/** Whether the server has said farewell to an HTTP/2 connection (GOAWAY): it will not answer what is under way on it. */
export function isFarewell(cause: unknown): boolean {
  // undici fails one of the requests with this; it would write the others again, on a connection that it does not get.
  return cause instanceof StaleConnectionError || (cause instanceof Error && cause.message.includes('"GOAWAY"'));
}

/** A connection. */
export class Connection {
  /** Which servers it serves. */
  readonly key: string;
  readonly socket: Socket;
  /** Whether several requests share it. */
  readonly isHttp2: boolean;
  /** The requests that are under way. */
  active = 0;
  /** The requests that it was given so far. */
  served = 0;
  readonly #client: Client;
  readonly #owner: ConnectionOwner;
  readonly #wire: Wire | null;
  #taken = false;
  #closing = false;

  constructor(owner: ConnectionOwner, key: string, origin: URL, socket: Socket, settings: ConnectionSettings) {
    this.key = key;
    this.socket = socket;
    this.isHttp2 = (socket as { alpnProtocol?: unknown }).alpnProtocol === "h2";
    this.#owner = owner;
    this.#wire = this.isHttp2 ? null : new Wire(socket);
    socket.on("error", ignore);
    socket.once("close", () => this.#owner._closed(this));
    this.#client = new Client(origin.origin, {
      connect: (_options, callback) => {
        // undici would connect again when its socket is gone; that is the connector's part.
        const first = !this.#taken;
        this.#taken = true;
        queueMicrotask(() => {
          if (first && !socket.destroyed) callback(null, socket);
          else callback(new StaleConnectionError("the connection was closed while it was idle"), null);
        });
      },
      keepAliveTimeout: settings.keepAliveTimeout,
      keepAliveMaxTimeout: settings.keepAliveTimeout,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: settings.maxHeaderSize,
      allowH2: settings.http2,
      pipelining: this.isHttp2 ? 100 : 1,
    });
  }

  /** Whether it can take a request. */
  get isOpen(): boolean {
    return !this.#closing && !this.socket.destroyed;
  }

  /**
   * Send a request. `handler` gets the answer, or the error, later or at once.
   *
   * @param expecting the loop, if the body is to wait until the server says `100 Continue`
   */
  dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
    expecting: EventLoop | null = null,
  ): void {
    this.served++;
    this.#wire?.begin();
    if (expecting !== null) this.#wire?.holdBody(expecting);
    this.#client.dispatch(options, handler);
  }

  /** A request on it is over. */
  release(reusable: boolean): void {
    this.active--;
    this.#owner._released(this, reusable && this.isOpen && this.#wire?.isSpoilt !== true);
  }

  /** Close the socket, whatever is under way. */
  destroy(reason?: Error): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#wire?.stop();
    void this.#client.destroy(reason ?? null);
    this.socket.destroy();
  }
}

function ignore(): void {}
