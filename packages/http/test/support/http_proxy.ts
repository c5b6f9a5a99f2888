// An HTTP proxy for the tests: forwards requests, connects through, asks for a password if it is given one.

import { type IncomingMessage, type Server, type ServerResponse, createServer, request as forward } from "node:http";
import { type AddressInfo, type Socket, connect } from "node:net";

/** A proxy on loopback that notes what it was asked for. */
export class TestProxy {
  readonly url: string;
  /** `METHOD URL` of each request. */
  readonly asked: string[] = [];
  /** The value that `Proxy-Authorization` must have, `null` if none is wanted. */
  password: string | null = null;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("connection", (socket: Socket) => this.#own(socket));
    server.on("request", (request: IncomingMessage, response: ServerResponse) => this.#forward(request, response));
    server.on("connect", (request: IncomingMessage, socket: Socket) => this.#tunnel(request, socket));
  }

  static async start(): Promise<TestProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new TestProxy(server);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #own(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  }

  #refuses(request: IncomingMessage): boolean {
    this.asked.push(`${request.method} ${request.url}`);
    return this.password !== null && request.headers["proxy-authorization"] !== this.password;
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    if (this.#refuses(request)) {
      response.writeHead(407).end();
      return;
    }
    const { "proxy-authorization": _, ...headers } = request.headers;
    const onward = forward(request.url ?? "", { method: request.method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, { ...answer.headers, "x-proxied": "yes" });
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  }

  #tunnel(request: IncomingMessage, socket: Socket): void {
    if (this.#refuses(request)) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    const { hostname, port } = new URL(`http://${request.url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    this.#own(onward);
    onward.on("close", () => socket.destroy());
    socket.on("close", () => onward.destroy());
  }
}
