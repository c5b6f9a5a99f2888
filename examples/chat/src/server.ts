// The chat server: it forwards each line that a client sends to everybody else.

import { type Coroutine, Event, type Server, type StreamReader, type StreamWriter, startServer } from "tsyncio";

import { Peer, formatAddress } from "./peer.ts";
import { MAX_LINE } from "./wire.ts";

/** How many bytes may wait for one client, unless another bound is asked for. */
const OUTBOX_LIMIT = 1024 * 1024;

/** Options of {@link ChatServer}. */
export interface ChatServerOptions {
  /** How many bytes may wait for one client; one for which more would wait is disconnected. @defaultValue 1 MiB */
  outboxLimit?: number;
  /** Takes a line about each event. @defaultValue nobody wants to know */
  log?: (line: string) => void;
  /** Is told how many clients there are, whenever one has joined or left. */
  onCrowd?: (size: number) => void;
}

export class ChatServer {
  readonly #peers = new Set<Peer>();
  readonly #outboxLimit: number;
  readonly #log: (line: string) => void;
  readonly #onCrowd: (size: number) => void;
  #server: Server | null = null;
  #isStopping = false;

  constructor(options: ChatServerOptions = {}) {
    this.#outboxLimit = options.outboxLimit ?? OUTBOX_LIMIT;
    this.#log = options.log ?? (() => {});
    this.#onCrowd = options.onCrowd ?? (() => {});
  }

  /**
   * Let clients in.
   *
   * @param port 0: a free one
   * @returns the port
   * @throws OSError if the address cannot be had.
   */
  *start(host: string, port: number): Coroutine<number> {
    this.#server = yield* startServer((reader, writer) => this.#serve(reader, writer), host, port, { limit: MAX_LINE });
    const addresses = this.#server.sockets.map((socket) => socket.getsockname());
    this.#log(`listening on ${addresses.map(([host, port]) => formatAddress(host, port)).join(", ")}`);
    return addresses[0]?.[1] ?? port;
  }

  /** Serve until cancelled, then {@link ChatServer.stop}. */
  *serveForever(): Coroutine {
    try {
      yield* new Event().wait();
    } finally {
      yield* this.stop();
    }
  }

  /** Let nobody in any more, send all clients what waits for them and a goodbye, and wait until they are gone. */
  *stop(): Coroutine {
    if (this.#server === null) return;
    this.#isStopping = true;
    this.#server.close();
    for (const peer of this.#peers) this.#sayGoodbye(peer);
    // Not for long: the end of each conversation has a deadline.
    yield* this.#server.waitClosed();
    this.#log("stopped");
  }

  /** A client's task, from its arrival to the end of its connection. */
  *#serve(reader: StreamReader, writer: StreamWriter): Coroutine {
    const peer = new Peer(reader, writer, this.#outboxLimit);
    this.#peers.add(peer);
    this.#tell(peer, "joined");
    if (this.#isStopping) this.#sayGoodbye(peer);
    let ending = "cancelled";
    try {
      ending = yield* peer.converse((line) => this.#broadcast(line, peer));
    } finally {
      this.#peers.delete(peer);
      this.#tell(peer, ending);
    }
    yield* peer.leave();
  }

  /** Waits for nobody, so no client delays another, and nobody can join or leave halfway through. */
  #broadcast(line: Uint8Array, sender: Peer): void {
    for (const peer of this.#peers) if (peer !== sender) peer.send(line);
  }

  #sayGoodbye(peer: Peer): void {
    peer.dismiss("The server is shutting down. Goodbye!", "dismissed: the server stops");
  }

  #tell(peer: Peer, event: string): void {
    this.#log(`${peer.name} ${event} (${this.#peers.size} here)`);
    this.#onCrowd(this.#peers.size);
  }
}
