// The protocol between a transport and a pair of streams, and what drain() waits for.

import { State } from "./base_futures.ts";
import { type Coroutine, type CoroutineFunction, isGeneratorFunction } from "./coroutines.ts";
import { type AbstractEventLoop, requireRunningLoop } from "./events.ts";
import { Future } from "./futures.ts";
import { Protocol } from "./protocols.ts";
import { StreamReader } from "./stream_reader.ts";
import { StreamWriter } from "./stream_writer.ts";
import type { Task } from "./tasks.ts";
import type { BaseTransport, Transport } from "./transports.ts";

/** A protocol that minds `pauseWriting()` and `resumeWriting()`: what `drain()` waits for. */
export class FlowControlMixin extends Protocol {
  /** @internal */
  readonly _loop: AbstractEventLoop;
  /** @internal */
  _connectionLost = false;
  /** @internal */
  _paused = false;
  readonly #drainWaiters = new Set<Future<void>>();

  constructor(options?: { loop?: AbstractEventLoop }) {
    super();
    this._loop = options?.loop ?? requireRunningLoop();
  }

  override pauseWriting(): void {
    this._paused = true;
  }

  override resumeWriting(): void {
    this._paused = false;
    for (const waiter of this.#drainWaiters) if (!waiter.done()) waiter.setResult();
  }

  override connectionLost(error: unknown): void {
    this._connectionLost = true;
    if (!this._paused) return;
    for (const waiter of this.#drainWaiters) {
      if (waiter.done()) continue;
      if (error === null) waiter.setResult();
      else waiter.setException(error);
    }
  }

  /** Somebody has to wait: until this is done. @internal */
  _waitForDrain(): Future<void> {
    const waiter = new Future<void>({ loop: this._loop });
    this.#drainWaiters.add(waiter);
    return waiter;
  }

  /** @internal */
  _forget(waiter: Future<void>): void {
    this.#drainWaiters.delete(waiter);
  }
}

/**
 * Serves one connection.
 *
 * A generator function or an async function; it runs as a task. If it fails, that is reported, and the connection closed.
 */
export type ClientConnectedCallback = (
  reader: StreamReader,
  writer: StreamWriter,
) => Coroutine<unknown> | PromiseLike<unknown> | void;

/**
 * The protocol between a transport and a pair of streams.
 *
 * @see CPython `asyncio.StreamReaderProtocol`
 */
export class StreamReaderProtocol extends FlowControlMixin {
  readonly #reader: StreamReader;
  readonly #clientConnected: ClientConnectedCallback | null;
  #overTls = false;
  /** The error that the connection was lost by. */
  #lostBy: unknown = null;
  readonly #closeWaiters = new Set<Future<void>>();

  constructor(
    reader: StreamReader,
    clientConnected: ClientConnectedCallback | null = null,
    options?: { loop?: AbstractEventLoop },
  ) {
    super(options);
    this.#reader = reader;
    this.#clientConnected = clientConnected;
  }

  override connectionMade(transport: BaseTransport): void {
    const stream = transport as Transport;
    this.#reader.setTransport(stream);
    this.#overTls = isOverTls(stream);
    const serve = this.#clientConnected;
    if (serve === null) return;
    const writer = new StreamWriter(stream, this, this.#reader);
    // A generator starts nothing yet; any other function is started by its task, so that its awaits are the task's.
    const startsNothing: boolean = isGeneratorFunction(serve);
    const start = (): unknown => serve(this.#reader, writer);
    const coro = (startsNothing ? start() : start) as Coroutine<unknown> | CoroutineFunction<unknown>;
    const task = this._loop.createTask(coro) as Task<unknown>;
    task._onDone(() => this.#served(task, stream));
  }

  override connectionLost(error: unknown): void {
    if (error === null) this.#reader.feedEof();
    else this.#reader.setException(error);
    this.#lostBy = error;
    super.connectionLost(error);
    for (const waiter of this.#closeWaiters) if (!waiter.done()) waiter.setResult();
  }

  override dataReceived(data: Uint8Array): void {
    this.#reader.feedData(data);
  }

  override eofReceived(): boolean {
    this.#reader.feedEof();
    return !this.#overTls;
  }

  /** What takes bytes in place of this protocol; `null`: nothing may, since a subclass wants to see them. @internal */
  get _intake(): StreamReader | null {
    const reader = this.#reader;
    const isPlain =
      this.dataReceived === StreamReaderProtocol.prototype.dataReceived &&
      reader.feedData === StreamReader.prototype.feedData;
    return isPlain ? reader : null;
  }

  /** Whether it serves a connection that was let in. @internal */
  get _isServer(): boolean {
    return this.#clientConnected !== null;
  }

  /** The connection goes on over another transport. @internal */
  _replaceTransport(transport: Transport): void {
    this.#overTls = isOverTls(transport);
    this.#reader._replaceTransport(transport);
  }

  /** Take what has come and was not read. @internal */
  _takeUnread(): readonly Uint8Array[] {
    return this.#reader._takeUnread();
  }

  /** @internal */
  *_waitClosed(): Coroutine {
    yield* this._waitUntilGone();
    if (this.#lostBy !== null) throw this.#lostBy;
  }

  /** @internal */
  *_waitUntilGone(): Coroutine {
    if (this._connectionLost) return;
    // One for each who waits: to cancel one of them must not disturb the others.
    const waiter = new Future<void>({ loop: this._loop });
    this.#closeWaiters.add(waiter);
    try {
      yield* waiter;
    } finally {
      this.#closeWaiters.delete(waiter);
    }
  }

  #served(task: Task<unknown>, transport: Transport): void {
    if (task._state === State.finished) return;
    if (task._state === State.failed) {
      this._loop.callExceptionHandler({
        message: "Unhandled exception in client_connected_cb",
        exception: task._failure(),
        task,
        transport,
      });
    }
    transport.close();
  }
}

function isOverTls(transport: Transport): boolean {
  return transport.getExtraInfo("sslcontext") !== null;
}
