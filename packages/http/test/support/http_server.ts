// Servers of node:http for the tests, that know their connections. They behave; those that do not are elsewhere.

import { type IncomingMessage, type RequestListener, type Server, type ServerResponse, createServer } from "node:http";
import { type Server as SecureServer, type ServerOptions, createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";

/** A server on loopback. */
export class TestServer {
  /** Where it is, with "/" at the end. */
  readonly url: string;
  readonly port: number;
  readonly sockets = new Set<Socket>();
  /** How many connections came in so far. */
  connections = 0;
  readonly #server: Server | SecureServer;
  readonly #waiting: (() => void)[] = [];

  private constructor(server: Server | SecureServer, scheme: string) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    this.url = `${scheme}://127.0.0.1:${this.port}/`;
  }

  /** Start a server, with TLS if there are options for it. */
  static async start(listener: RequestListener, tls?: ServerOptions): Promise<TestServer> {
    const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", 4096, resolve));
    const started = new TestServer(server, tls === undefined ? "http" : "https");
    server.on(tls === undefined ? "connection" : "secureConnection", (socket: Socket) => {
      started.connections++;
      started.sockets.add(socket);
      socket.on("close", () => started.#closed(socket));
      socket.on("error", () => socket.destroy());
    });
    return started;
  }

  #closed(socket: Socket): void {
    this.sockets.delete(socket);
    if (this.sockets.size === 0) for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Fulfilled once no connection is open. */
  async allClosed(): Promise<void> {
    if (this.sockets.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Close it, and all connections. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

/** The body of a request that came in. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Answer with what was asked: method, URL, headers and body, as JSON. */
export function echo(request: IncomingMessage, response: ServerResponse): void {
  void answer(request, response);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url, headers, rawHeaders } = request;
  // A client that gives up gets no answer.
  const body = await bodyOf(request).catch(() => null);
  if (body === null) return;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ method, url, headers, rawHeaders, body: body.toString("latin1") }));
}

/** What {@link echo} answers. */
export interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}
