// Certificates, peers of node:tls, and a protocol that notes its calls, for tests of TLS. Nothing about any one feature.

import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import {
  type ConnectionOptions,
  type Server as TLSServer,
  type TLSSocket,
  type TlsOptions,
  connect,
  createServer,
} from "node:tls";

import { BufferedProtocol, type BaseTransport, OSError, Protocol, type Transport } from "tsyncio";

import { text } from "./sockets.ts";

const read = (name: string): Buffer => readFileSync(new URL(`certificates/${name}`, import.meta.url));

/** What a server on loopback shows. */
export const serverTls = { cert: read("server.pem"), key: read("server.key") };
/** What a server shows whose certificate is for another host. */
export const otherTls = { cert: read("other.pem"), key: read("other.key") };
/** What a client trusts. */
export const clientTls = { ca: read("ca.pem") };
/** What a client trusts that shows a certificate of its own. */
export const clientWithCertificate = { ca: read("ca.pem"), cert: read("client.pem"), key: read("client.key") };

/** A server of node:tls on loopback that knows which of its connections are open. */
export class TLSPeer {
  readonly sockets = new Set<TLSSocket>();
  readonly errors: Error[] = [];
  readonly #server: TLSServer;

  private constructor(options: TlsOptions, serve: (socket: TLSSocket) => void) {
    this.#server = createServer(options, (socket) => {
      this.sockets.add(socket);
      socket.on("error", (error) => void this.errors.push(error));
      socket.on("close", () => void this.sockets.delete(socket));
      serve(socket);
    });
    this.#server.on("tlsClientError", (error) => void this.errors.push(error));
  }

  static async start(serve: (socket: TLSSocket) => void, options: TlsOptions = {}): Promise<TLSPeer> {
    const peer = new TLSPeer({ ...serverTls, ...options }, serve);
    await new Promise<void>((resolve) => void peer.#server.listen(0, "127.0.0.1", resolve));
    return peer;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }
}

/** A client of node:tls that is connected to `port`, its handshake done. */
export function connectTlsTo(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, ...clientTls, ...options }, () => resolve(socket));
    socket.on("error", reject);
  });
}

/** What the protocols below share: they note their calls in words, and tell when something has come. */
class Notes {
  readonly calls: string[] = [];
  received = "";
  readonly lost: Promise<unknown>;
  #tellLost!: (error: unknown) => void;
  readonly #waiting: (() => void)[] = [];

  constructor() {
    this.lost = new Promise((resolve) => (this.#tellLost = resolve));
  }

  got(data: Uint8Array): void {
    this.received += text(data);
    this.note("data");
  }

  /** Several of the same in a row count as one. */
  note(call: string): void {
    if (this.calls.at(-1) !== call) this.calls.push(call);
    for (const tell of this.#waiting.splice(0)) tell();
  }

  lose(error: unknown): void {
    this.note(`lost ${error instanceof OSError ? error.code : error === null ? "" : String(error)}`.trim());
    this.#tellLost(error);
  }

  /** Wait until it has received as much, or noted as many calls. */
  async until(test: (notes: Notes) => boolean): Promise<void> {
    while (!test(this)) await new Promise<void>((resolve) => void this.#waiting.push(resolve));
  }
}

/** A protocol that notes its calls. */
export class NotingProtocol extends Protocol {
  readonly notes = new Notes();
  transport!: Transport;

  override connectionMade(transport: BaseTransport): void {
    this.transport = transport as Transport;
    this.notes.note("made");
  }
  override dataReceived(data: Uint8Array): void {
    this.notes.got(data);
  }
  override eofReceived(): boolean | void {
    this.notes.note("eof");
  }
  override connectionLost(error: unknown): void {
    this.notes.lose(error);
  }
  override pauseWriting(): void {
    this.notes.note("pause");
  }
  override resumeWriting(): void {
    this.notes.note("resume");
  }
}

/** The same with buffers of its own, of a size. */
export class NotingBufferedProtocol extends BufferedProtocol {
  readonly notes = new Notes();
  readonly buffer: Uint8Array;
  transport!: Transport;

  constructor(size: number) {
    super();
    this.buffer = new Uint8Array(size);
  }

  override connectionMade(transport: BaseTransport): void {
    this.transport = transport as Transport;
    this.notes.note("made");
  }
  override getBuffer(): Uint8Array {
    return this.buffer;
  }
  override bufferUpdated(nbytes: number): void {
    this.notes.got(this.buffer.subarray(0, nbytes));
  }
  override eofReceived(): boolean | void {
    this.notes.note("eof");
  }
  override connectionLost(error: unknown): void {
    this.notes.lose(error);
  }
}
