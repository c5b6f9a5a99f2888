// Sends a file over a transport: reads a block, writes it, waits until there is room. Reading is the host's affair.

import type { EventLoop } from "./base_events.ts";
import { type Awaitable, type Coroutine, GeneratorAwaitable, describe } from "./coroutines.ts";
import { NotImplementedError, RuntimeError, SendfileNotAvailableError, ValueError } from "./exceptions.ts";
import { Future } from "./futures.ts";
import type { HostFiles } from "./host.ts";
import { ConnectionError } from "./os_errors.ts";
import { type BaseProtocol, Protocol } from "./protocols.ts";
import { type BaseTransport, type FileTransport, FlowControlledTransport } from "./transports.ts";

/** Options of `loop.sendfile`. */
export interface SendfileOptions {
  /** Where in the file to begin, in bytes. @defaultValue 0 */
  offset?: number;
  /** How many bytes to send at most. @defaultValue null, all to the end of the file */
  count?: number | null;
  /** Whether the bytes may be copied through the program, which is the only way that the hosts have. @defaultValue true */
  fallback?: boolean;
}

/** Read and sent at once; every block is a buffer of its own, since the transport keeps it until it is sent. */
const BLOCK = 64 * 1024;

/** @internal */
export function sendfile(
  loop: EventLoop,
  transport: BaseTransport,
  file: unknown,
  options: SendfileOptions = {},
): Awaitable<number> {
  const { files } = loop._host;
  if (files === undefined) {
    throw new NotImplementedError(`sendfile() needs files, and the host "${loop._host.name}" has none`);
  }
  if (!takesFiles(transport)) {
    throw new TypeError(`sendfile is not supported for transport ${describe(transport)}`);
  }
  const offset: unknown = options.offset ?? 0;
  const count: unknown = options.count ?? null;
  if (typeof offset !== "number" || !Number.isSafeInteger(offset) || offset < 0) {
    throw new ValueError(`offset must be a non-negative integer, got ${describe(offset)}`);
  }
  if (count !== null && (typeof count !== "number" || !Number.isSafeInteger(count) || count <= 0)) {
    throw new ValueError(`count must be a positive integer or null, got ${describe(count)}`);
  }
  const descriptor = files.descriptor(file);
  if (transport.isClosing()) throw new RuntimeError("Transport is closing");
  if (options.fallback === false) {
    throw new SendfileNotAvailableError("the hosts have no sendfile(2), and fallback is disabled");
  }
  const source: Source = { files, file, descriptor, offset, count: count ?? Infinity };
  return new GeneratorAwaitable(send(loop, transport, source));
}

function takesFiles(transport: unknown): transport is FileTransport {
  return transport instanceof FlowControlledTransport && "_refuseWrites" in transport;
}

interface Source {
  readonly files: HostFiles;
  /** Held so that it is not collected, and closed with that, while it is sent. */
  readonly file: unknown;
  readonly descriptor: number;
  readonly offset: number;
  readonly count: number;
}

function* send(loop: EventLoop, transport: FileTransport, source: Source): Coroutine<number> {
  if (transport.isClosing()) throw new RuntimeError("Transport is closing");
  if (transport.getProtocol() instanceof SendfileProtocol) throw new RuntimeError("sendfile is in progress");
  const protocol = new SendfileProtocol(loop, transport);
  let sent = 0;
  try {
    while (sent < source.count) {
      const block = new Uint8Array(Math.min(BLOCK, source.count - sent));
      const read = yield* source.files.read(loop, source.descriptor, block, source.offset + sent);
      if (read === 0) break;
      protocol.checkOpen();
      transport._send(read === block.length ? block : block.subarray(0, read));
      sent += read;
      yield* protocol.drain();
    }
    return sent;
  } finally {
    protocol.restore();
  }
}

/** Stands in for the transport's protocol: learns when there is room, and of the end; nothing is received meanwhile. */
class SendfileProtocol extends Protocol {
  readonly #loop: EventLoop;
  readonly #transport: FileTransport;
  readonly #original: BaseProtocol;
  readonly #wasReading: boolean;
  /** Whether the protocol in whose place this stands believes that it must not write. */
  readonly #wasPaused: boolean;
  /** Done once there is room; `null`: there is. */
  #room: Future<void> | null = null;
  #lostBy: unknown = null;

  constructor(loop: EventLoop, transport: FileTransport) {
    super();
    this.#loop = loop;
    this.#transport = transport;
    this.#original = transport.getProtocol();
    this.#wasReading = transport.isReading();
    this.#wasPaused = transport._protocolPaused;
    transport.pauseReading();
    transport.setProtocol(this);
    transport._refuseWrites("sendfile is in progress");
    if (this.#wasPaused) this.pauseWriting();
  }

  /** @throws the error that the connection was lost by. */
  checkOpen(): void {
    if (this.#transport.isClosing()) throw this.#lost();
  }

  *drain(): Coroutine {
    this.checkOpen();
    if (this.#room !== null) yield* this.#room;
  }

  restore(): void {
    const transport = this.#transport;
    transport._refuseWrites(null);
    if (transport.getProtocol() === this) transport.setProtocol(this.#original);
    if (transport.isClosing()) return;
    if (this.#wasReading) transport.resumeReading();
    if (this.#wasPaused !== transport._protocolPaused) {
      transport._tell(this.#wasPaused ? "resumeWriting" : "pauseWriting");
    }
  }

  override pauseWriting(): void {
    this.#room = new Future<void>({ loop: this.#loop });
  }

  override resumeWriting(): void {
    const room = this.#room;
    this.#room = null;
    if (room !== null && !room.done()) room.setResult();
  }

  override connectionLost(error: unknown): void {
    this.#lostBy = error;
    const room = this.#room;
    this.#room = null;
    if (room !== null && !room.done()) room.setException(this.#lost());
    this.#original.connectionLost(error);
  }

  #lost(): unknown {
    return this.#lostBy ?? new ConnectionError("Connection is closed by peer", { code: "ECONNRESET" });
  }
}
