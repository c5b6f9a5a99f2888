// A server for WebSockets on loopback, and a client's connection to it. Nothing about any one feature.

import { type IncomingMessage, type Server, createServer } from "node:http";
import { type AddressInfo, type Socket, connect } from "node:net";

import { type Coroutine, type EventLoop, coroutine, until } from "tsyncio";
import { type ServerOptions, type WebSocket, WebSocketServer } from "ws";

import { ClientRequest } from "../../src/client_request.ts";
import type { ClientWebSocketResponse } from "../../src/client_ws.ts";
import { HttpHeaders } from "../../src/headers.ts";
import { type WebSocketOptions, handshake, handshakeOptions } from "../../src/ws_connect.ts";

/** A server that calls `serve` for each connection. */
export class WebSocketPeer {
  readonly sockets: WebSocket[] = [];
  readonly requests: IncomingMessage[] = [];
  readonly #http: Server = createServer();
  readonly #server: WebSocketServer;

  constructor(serve: (socket: WebSocket, request: IncomingMessage) => void, options: ServerOptions) {
    this.#server = new WebSocketServer({ server: this.#http, ...options });
    this.#server.on("connection", (socket, request) => {
      this.sockets.push(socket);
      this.requests.push(request);
      socket.on("error", () => {});
      serve(socket, request);
    });
  }

  static async start(
    serve: (socket: WebSocket, request: IncomingMessage) => void,
    options: ServerOptions = {},
  ): Promise<WebSocketPeer> {
    const peer = new WebSocketPeer(serve, options);
    await new Promise<void>((resolve) => void peer.#http.listen(0, "127.0.0.1", () => resolve()));
    return peer;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/`;
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => void this.#http.close(() => resolve()));
  }
}

/** Open a WebSocket without a session. */
export const openWebSocket = coroutine(function* (
  loop: EventLoop,
  url: string,
  options: WebSocketOptions & { readonly headers?: Record<string, string> } = {},
): Coroutine<ClientWebSocketResponse> {
  const target = new URL(url.replace(/^ws/, "http"));
  const socket = yield* until(connectTo(Number(target.port)));
  const request = new ClientRequest({} as never, "GET", target, new HttpHeaders(options.headers), null);
  return yield* handshake(loop, socket, request, handshakeOptions(options), () => {});
});

function connectTo(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });
}
