// What listens for connections, and knows the ones it let in. How it listens is the host's affair.

import type { AsyncContextManager } from "./contextlib.ts";
import { type Awaitable, type Coroutine, GeneratorAwaitable } from "./coroutines.ts";
import type { AbstractEventLoop } from "./events.ts";
import { CancelledError, RuntimeError } from "./exceptions.ts";
import { Future } from "./futures.ts";
import type { HostListener } from "./host.ts";
import { OSError } from "./os_errors.ts";
import { sleep } from "./sleep.ts";
import type { SocketAddress, TransportSocket } from "./transports.ts";

/** A socket that listens. */
class ListeningSocket implements TransportSocket {
  readonly #address: SocketAddress;

  constructor(address: SocketAddress) {
    this.#address = address;
  }

  getsockname(): SocketAddress {
    return this.#address;
  }

  getpeername(): never {
    throw new OSError("a listening socket is connected to nobody", { code: "ENOTCONN" });
  }
}

/** A connection that a server let in: a transport, or one in the making. @internal */
export interface ServerClient {
  close(): void;
  abort(): void;
}

function* justGive<T>(value: T): Coroutine<T> {
  return value;
}

/**
 * What `createServer()` and `startServer()` give: a server that accepts connections.
 *
 * Dispose of it (`await using`, `asyncWith`) to close it and to wait until its connections are closed.
 *
 * @see CPython `asyncio.Server`
 */
export class Server implements AsyncContextManager<Server>, AsyncDisposable {
  /** @internal */
  readonly _inPlace = true;
  readonly #loop: AbstractEventLoop;
  /** `null`: closed. */
  #listeners: readonly HostListener[] | null;
  #sockets: readonly TransportSocket[];
  readonly #clients = new Set<ServerClient>();
  /** Who waits for the end; `null`: it has come. */
  #waiters: Set<Future<void>> | null = new Set();
  #serving = false;
  #servingForever: Future<void> | null = null;

  /** @internal */
  constructor(loop: AbstractEventLoop, listeners: readonly HostListener[]) {
    this.#loop = loop;
    this.#listeners = listeners;
    this.#sockets = listeners.map((listener) => new ListeningSocket(listener.address));
  }

  /** The loop that it belongs to. */
  getLoop(): AbstractEventLoop {
    return this.#loop;
  }

  /** The sockets that it listens at; none once it is closed. */
  get sockets(): readonly TransportSocket[] {
    return this.#sockets;
  }

  /** Whether it accepts connections. */
  isServing(): boolean {
    return this.#serving;
  }

  /** Begin to accept connections, if it does not yet. */
  startServing(): Awaitable<void> {
    return new GeneratorAwaitable(this.#startServing());
  }

  *#startServing(): Coroutine {
    this._start();
    yield* sleep(0);
  }

  /**
   * Accept connections until cancelled, or until {@link Server.close} is called.
   *
   * Cancellation: the server is closed, its connections are closed once they have sent what waits, and their end is
   * waited for.
   *
   * @throws {@link RuntimeError} if it is closed, or if somebody waits here already; {@link CancelledError} at its end.
   */
  serveForever(): Awaitable<never> {
    return new GeneratorAwaitable(this.#serveForever());
  }

  *#serveForever(): Coroutine<never> {
    if (this.#servingForever !== null) {
      throw new RuntimeError(`server ${this._repr()} is already being awaited on serveForever()`);
    }
    if (this.#listeners === null) throw new RuntimeError(`server ${this._repr()} is closed`);
    this._start();
    const ended = new Future<void>({ loop: this.#loop });
    this.#servingForever = ended;
    try {
      yield* ended;
    } catch (error) {
      if (error instanceof CancelledError) {
        this.close();
        this.closeClients();
        yield* this.waitClosed();
      }
      throw error;
    } finally {
      this.#servingForever = null;
    }
    throw new RuntimeError("the future of serveForever() was given a result");
  }

  /** Stop listening. The connections it let in live on; see {@link Server.closeClients}. A second call does nothing. */
  close(): void {
    const listeners = this.#listeners;
    if (listeners === null) return;
    this.#listeners = null;
    this.#sockets = [];
    this.#serving = false;
    for (const listener of listeners) listener.close();
    this.#loop._resources.delete(this);
    this.#servingForever?.cancel();
    if (this.#clients.size === 0) this.#ended();
  }

  /** Close all connections that it let in; what waits to be sent is sent first. */
  closeClients(): void {
    for (const client of [...this.#clients]) client.close();
  }

  /** Close all connections that it let in at once; what waits to be sent is dropped. */
  abortClients(): void {
    for (const client of [...this.#clients]) client.abort();
  }

  /** Wait until it is closed, and all connections that it let in are. */
  waitClosed(): Awaitable<void> {
    return new GeneratorAwaitable(this.#waitClosed());
  }

  *#waitClosed(): Coroutine {
    if (this.#waiters === null) return;
    const waiter = new Future<void>({ loop: this.#loop });
    this.#waiters.add(waiter);
    try {
      yield* waiter;
    } finally {
      this.#waiters?.delete(waiter);
    }
  }

  /** Gives the server itself. */
  aenter(): Awaitable<Server> {
    return new GeneratorAwaitable(justGive(this));
  }

  /** Close it, and wait until it and all connections that it let in are closed. */
  aexit(): Awaitable<void> {
    this.close();
    return this.waitClosed();
  }

  [Symbol.asyncDispose](): Awaitable<void> {
    return this.aexit();
  }

  /** @internal */
  _start(): void {
    if (this.#serving || this.#listeners === null) return;
    this.#serving = true;
    for (const listener of this.#listeners) listener.start();
  }

  /** A connection was let in. @internal */
  _attach(client: ServerClient): void {
    this.#clients.add(client);
  }

  /** A connection is gone. @internal */
  _detach(client: ServerClient): void {
    this.#clients.delete(client);
    if (this.#clients.size === 0 && this.#listeners === null) this.#ended();
  }

  /** @internal */
  _loopClosed(): void {
    this.close();
  }

  /** @internal */
  _repr(): string {
    const places = this.#sockets.map((socket) => socket.getsockname().join(":"));
    return `<Server ${this.#listeners === null ? "closed" : places.join(", ")}>`;
  }

  #ended(): void {
    const waiters = this.#waiters;
    this.#waiters = null;
    for (const waiter of waiters ?? []) if (!waiter.done()) waiter.setResult();
  }
}
