// The writing side of a stream, and the wait of drain().

import type { EventLoop } from "./base_events.ts";
import { State } from "./base_futures.ts";
import type { AsyncContextManager } from "./contextlib.ts";
import {
  Awaitable,
  type Coroutine,
  type CoroutineIterator,
  GeneratorAwaitable,
  type Suspension,
} from "./coroutines.ts";
import type { AbstractEventLoop } from "./events.ts";
import { RuntimeError } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import { ConnectionResetError } from "./os_errors.ts";
import { bareSuspension } from "./sleep.ts";
import type { FlowControlMixin, StreamReaderProtocol } from "./stream_protocol.ts";
import type { StreamReader } from "./stream_reader.ts";
import type { SSLContext, StartTlsOptions } from "./tls.ts";
import type { ExtraInfo, Transport } from "./transports.ts";

const drained: IteratorReturnResult<void> = { done: true, value: undefined };

/** The wait of `drain()`: its own iterator, since nearly all of them wait for nothing. */
class Drain extends Awaitable<void> implements CoroutineIterator<void> {
  readonly #writer: StreamWriter;
  readonly #protocol: FlowControlMixin;
  #started = false;
  #waiter: Future<void> | null = null;

  constructor(writer: StreamWriter, protocol: FlowControlMixin) {
    super();
    this.#writer = writer;
    this.#protocol = protocol;
  }

  [Symbol.iterator](): CoroutineIterator<void> {
    if (this.#started) throw new RuntimeError("cannot reuse already awaited coroutine");
    return this;
  }

  next(): IteratorResult<Suspension, void> {
    const waiter = this.#waiter;
    if (waiter !== null) {
      if (waiter._state !== State.pending) this.#protocol._forget(waiter);
      return waiter.next();
    }
    if (!this.#started) {
      this.#started = true;
      this.#writer._checkReader();
      // The transport closes: let the protocol learn that the connection is lost, or a loop of writes would never see it.
      if (this.#writer.transport.isClosing()) return bareSuspension;
    }
    const protocol = this.#protocol;
    if (protocol._connectionLost) throw new ConnectionResetError("Connection lost");
    if (!protocol._paused) return drained;
    this.#waiter = protocol._waitForDrain();
    return this.#waiter.next();
  }

  throw(error: unknown): never {
    if (this.#waiter !== null) this.#protocol._forget(this.#waiter);
    throw error;
  }

  return(): IteratorResult<Suspension, void> {
    if (this.#waiter !== null) this.#protocol._forget(this.#waiter);
    return drained;
  }
}

/** Options of {@link StreamWriter.startTls}. */
export type WriterStartTlsOptions = Omit<StartTlsOptions, "serverSide">;

/**
 * Writes to a transport.
 *
 * Writing waits for nothing; `drain()` after it waits until there is room. All that is written in one turn of the loop
 * leaves together.
 *
 * Dispose of it (`await using`, `asyncWith`) to close it and to wait until it is closed.
 *
 * @see CPython `asyncio.StreamWriter`
 */
export class StreamWriter implements AsyncContextManager<StreamWriter>, AsyncDisposable {
  /** @internal */
  readonly _inPlace = true;
  #transport: Transport;
  readonly #protocol: StreamReaderProtocol;
  readonly #reader: StreamReader | null;

  constructor(
    transport: Transport,
    protocol: StreamReaderProtocol,
    reader: StreamReader | null,
    _loop?: AbstractEventLoop,
  ) {
    this.#transport = transport;
    this.#protocol = protocol;
    this.#reader = reader;
  }

  /** The loop that it belongs to. @internal */
  get _loop(): AbstractEventLoop {
    return this.#protocol._loop;
  }

  /** The transport below. */
  get transport(): Transport {
    return this.#transport;
  }

  /**
   * Send `data`. It is not copied: leave the bytes as they are.
   *
   * A connection that is lost shows in {@link StreamWriter.drain}, not here.
   *
   * @throws TypeError if it is no `Uint8Array`; {@link RuntimeError} after {@link StreamWriter.writeEof}.
   */
  write(data: Uint8Array): void {
    this.#transport.write(data);
  }

  /** Send several, as with {@link StreamWriter.write}. */
  writelines(chunks: Iterable<Uint8Array>): void {
    this.#transport.writelines(chunks);
  }

  /** Tell the peer, after all that was written, that no more will come. It can still be read from. */
  writeEof(): void {
    this.#transport.writeEof();
  }

  /** Whether {@link StreamWriter.writeEof} is possible. */
  canWriteEof(): boolean {
    return this.#transport.canWriteEof();
  }

  /**
   * Wait until there is room to write more; where there is, this waits for nothing.
   *
   * Cancellation: what was written stays written.
   *
   * @throws {@link ConnectionResetError} if the connection is lost, or the error that it was lost by.
   */
  drain(): Awaitable<void> {
    return new Drain(this, this.#protocol);
  }

  /**
   * Speak TLS from now on, over the same connection, with the same reader and writer.
   *
   * What was written before is sent before, unencrypted. What has come and was not read is taken for the beginning of the
   * handshake, so nobody can smuggle in text that looks encrypted. The side that accepted the connection shows the certificate.
   *
   * Cancellation: the connection is closed.
   *
   * @param ssl settings; a client may give `true` for the host's defaults
   * @throws TypeError, {@link ValueError} at once if an argument is no good; {@link RuntimeError} if the connection closes.
   * @throws {@link SSLCertVerificationError} if the peer's certificate is not to be trusted; {@link SSLError} if the handshake
   * fails; {@link ConnectionAbortedError} if it takes too long; the error of the connection.
   * @example
   * ```ts
   * const [reader, writer] = yield* openConnection("mail.example.org", 587);
   * yield* reader.readline();
   * writer.write(new TextEncoder().encode("STARTTLS\r\n"));
   * yield* reader.readline();
   * yield* writer.startTls(true, { serverHostname: "mail.example.org" });
   * ```
   * @see CPython `asyncio.StreamWriter.start_tls`
   */
  startTls(ssl: SSLContext | true, options: WriterStartTlsOptions = {}): Awaitable<void> {
    const protocol = this.#protocol;
    const all: StartTlsOptions = { ...options, serverSide: protocol._isServer };
    const secure = (protocol._loop as EventLoop).startTls(this.#transport, protocol, ssl, all);
    return new GeneratorAwaitable(this.#startTls(secure));
  }

  *#startTls(secure: Awaitable<Transport>): Coroutine {
    yield* this.drain();
    const transport = yield* secure;
    this.#transport = transport;
    this.#protocol._replaceTransport(transport);
  }

  /** Send what waits, then close. Wait for the end with {@link StreamWriter.waitClosed}. */
  close(): void {
    this.#transport.close();
  }

  /** Whether it is closed, or on the way to it. */
  isClosing(): boolean {
    return this.#transport.isClosing();
  }

  /**
   * Wait until the connection is closed.
   *
   * @throws the error that it was lost by.
   */
  waitClosed(): Awaitable<void> {
    return new GeneratorAwaitable(this.#protocol._waitClosed());
  }

  /** Something about the connection, such as `"peername"`; `otherwise` if it is not known. */
  getExtraInfo<K extends keyof ExtraInfo>(name: K): ExtraInfo[K] | null;
  getExtraInfo<K extends keyof ExtraInfo, D>(name: K, otherwise: D): ExtraInfo[K] | D;
  getExtraInfo(name: string, otherwise?: unknown): unknown;
  getExtraInfo(name: string, otherwise: unknown = null): unknown {
    return this.#transport.getExtraInfo(name, otherwise);
  }

  /** Gives the writer itself. */
  aenter(): Awaitable<StreamWriter> {
    return new GeneratorAwaitable(justGive(this));
  }

  /** Close it, and wait until it is closed. An error that the connection was lost by is not thrown here. */
  aexit(): Awaitable<void> {
    this.close();
    return new GeneratorAwaitable(this.#protocol._waitUntilGone());
  }

  [Symbol.asyncDispose](): Awaitable<void> {
    return this.aexit();
  }

  /** @throws the error of the connection, if there is one. @internal */
  _checkReader(): void {
    if (this.#reader?._failed) throw this.#reader.exception();
  }
}

function* justGive<T>(value: T): Coroutine<T> {
  return value;
}
