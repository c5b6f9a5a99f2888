// A SOCKS proxy for the tests: versions 4, 4a and 5, with a name and a password if it is given them. It knows one world: loopback.

import { type AddressInfo, type Server, type Socket, connect, createServer } from "node:net";

export interface SocksServerOptions {
  /** Who may use it, `name:password`. @defaultValue everybody */
  readonly credentials?: string;
  /** Refuse to connect, with this code. @defaultValue it connects */
  readonly refusal?: number;
  /** Take the connection and say nothing. @defaultValue false */
  readonly isMute?: boolean;
}

export class SocksServer {
  /** Where its clients wanted to go, as they said it: `host:port`. */
  readonly targets: string[] = [];
  readonly #options: SocksServerOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(options: SocksServerOptions) {
    this.#options = options;
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#keep(socket);
      void this.#serve(socket).catch(() => socket.destroy());
    });
  }

  static async start(options: SocksServerOptions = {}): Promise<SocksServer> {
    const server = new SocksServer(options);
    await new Promise<void>((resolve) => void server.#server.listen(0, "127.0.0.1", () => resolve()));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many connections are open, to clients and to targets. */
  get open(): number {
    return this.#sockets.size;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => void this.#sockets.delete(socket));
  }

  async #serve(socket: Socket): Promise<void> {
    const [version = 0, second = 0] = await read(socket, 2);
    if (this.#options.isMute === true) {
      socket.resume();
      return;
    }
    if (version === 5) await this.#serve5(socket, second);
    else await this.#serve4(socket);
  }

  async #serve5(socket: Socket, methods: number): Promise<void> {
    const offered = await read(socket, methods);
    const { credentials, refusal = 0 } = this.#options;
    const method = credentials === undefined ? 0 : 2;
    if (!offered.includes(method)) {
      socket.end(Buffer.of(5, 0xff));
      return;
    }
    socket.write(Buffer.of(5, method));
    if (method === 2 && !(await this.#checks(socket))) return;
    const [, , , kind = 0] = await read(socket, 4);
    const host = await readHost(socket, kind);
    const port = (await read(socket, 2)).readUInt16BE();
    socket.write(Buffer.of(5, refusal, 0, 1, 127, 0, 0, 1, 0, 0));
    this.#connect(socket, host, port, refusal !== 0);
  }

  async #checks(socket: Socket): Promise<boolean> {
    const [, length = 0] = await read(socket, 2);
    const name = (await read(socket, length)).toString();
    const [secretLength = 0] = await read(socket, 1);
    const isRight = `${name}:${(await read(socket, secretLength)).toString()}` === this.#options.credentials;
    socket.write(Buffer.of(1, isRight ? 0 : 1));
    if (!isRight) socket.end();
    return isRight;
  }

  async #serve4(socket: Socket): Promise<void> {
    const port = (await read(socket, 2)).readUInt16BE();
    const address = await read(socket, 4);
    await readText(socket); // the user
    const isName = address.readUInt32BE() < 256;
    const host = isName ? await readText(socket) : [...address].join(".");
    const { refusal = 0 } = this.#options;
    socket.write(Buffer.of(0, refusal === 0 ? 0x5a : 0x5b, 0, 0, 0, 0, 0, 0));
    this.#connect(socket, host, port, refusal !== 0);
  }

  #connect(socket: Socket, host: string, port: number, isRefused: boolean): void {
    this.targets.push(`${host}:${port}`);
    if (isRefused) {
      socket.end();
      return;
    }
    const target = connect(port, "127.0.0.1");
    this.#keep(target);
    socket.on("close", () => void target.destroy());
    target.on("close", () => void socket.destroy());
    socket.pipe(target);
    target.pipe(socket);
  }
}

/** As many bytes, once they are there. */
async function read(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const data = count === 0 ? Buffer.alloc(0) : (socket.read(count) as Buffer | null);
    if (data !== null) return data;
    if (socket.readableEnded || socket.destroyed) throw new Error("the client is gone");
    await new Promise<void>((resolve) => {
      socket.once("readable", resolve);
      socket.once("close", resolve);
    });
  }
}

async function readHost(socket: Socket, kind: number): Promise<string> {
  if (kind === 1) return [...(await read(socket, 4))].join(".");
  if (kind === 4) return `[${(await read(socket, 16)).toString("hex")}]`;
  const [length = 0] = await read(socket, 1);
  return (await read(socket, length)).toString();
}

/** Text up to its zero. */
async function readText(socket: Socket): Promise<string> {
  let text = "";
  for (let byte = await read(socket, 1); byte[0] !== 0; byte = await read(socket, 1)) text += byte.toString("latin1");
  return text;
}
