// A server for WebSockets on loopback. Nothing about any one feature.

import { type IncomingMessage, type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { type ServerOptions, type WebSocket, WebSocketServer } from "ws";

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
