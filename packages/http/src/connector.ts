// Connectors: keep the connections of sessions, and make new ones. How sockets are opened is left to the kinds of connectors.

import type { Socket } from "node:net";

import {
  type AbstractEventLoop,
  type AsyncContextManager,
  type Awaitable,
  type Coroutine,
  type Future,
  type Timeout,
  ValueError,
  getRunningLoop,
  asyncWith,
  timeout,
} from "tsyncio";

import { Deferred } from "./awaitables.ts";
import { Connection, type ConnectionOwner } from "./connection.ts";
import { ClientConnectionError, ConnectionTimeoutError, ServerDisconnectedError } from "./errors.ts";
import { Places } from "./pool.ts";
import type { SslOption } from "./tls.ts";
import type { Trace } from "./tracing.ts";

/** A proxy that a connection goes through. */
export interface ProxyTarget {
  readonly url: URL;
  /** Name, value, name, value... */
  readonly headers: readonly string[];
}

/** Where a connection leads. */
export interface ConnectTarget {
  /** Connections of one key serve the same requests. */
  readonly key: string;
  readonly url: URL;
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  readonly ssl: SslOption | null;
  /** The name that the certificate must have, if not that of the host. */
  readonly serverHostname: string | null;
  readonly proxy: ProxyTarget | null;
  /** It is for a WebSocket: HTTP/1.1 only, and through a proxy as a tunnel. */
  readonly isUpgrade: boolean;
}

/** A socket that the connector has to close in the end. */
interface Closable {
  destroy(reason?: Error): void;
}

/** Options that all connectors have. */
export interface ConnectorOptions {
  /** How many requests may be under way; the others wait in line. 0: any number. @defaultValue 100 */
  limit?: number;
  /** How many of them may go to one host. 0: any number. @defaultValue 0 */
  limitPerHost?: number;
  /** Seconds that an idle connection is kept. @defaultValue 15 */
  keepaliveTimeout?: number;
  /** Use each connection for one request only. @defaultValue false */
  forceClose?: boolean;
  /** The longest head of a response, in bytes. @defaultValue 32768 */
  maxHeaderSize?: number;
  /** Talk HTTP/2 with servers that offer it by ALPN: then requests to one host share a connection. @defaultValue false */
  http2?: boolean;
}

/**
 * What keeps connections. Sessions may share one.
 *
 * @see aiohttp `BaseConnector`
 */
export abstract class BaseConnector implements ConnectionOwner, AsyncContextManager<BaseConnector>, AsyncDisposable {
  readonly forceClose: boolean;
  readonly limit: number;
  readonly limitPerHost: number;
  /** Its methods start no async function. @internal */
  readonly _inPlace = true;
  readonly #settings: { readonly keepAliveTimeout: number; readonly maxHeaderSize: number; readonly http2: boolean };
  readonly #places: Places;
  /** Of each key the connections that wait for a request, the last used at the end. */
  readonly #idle = new Map<string, Connection[]>();
  /** Connections that several requests share. */
  readonly #shared = new Map<string, Connection>();
  /** Of each key who waits for the connection that is being made, which they may share. */
  readonly #connecting = new Map<string, Future<void>[]>();
  /** The keys of servers that did not agree to HTTP/2. */
  readonly #onlyHttp1 = new Set<string>();
  /** All whose socket is not closed yet. */
  readonly #open = new Set<Closable>();
  /** The time limits of the sockets that are being opened: closing ends them. */
  readonly #opening = new Map<Timeout, AbstractEventLoop>();
  #closing: Future<void>[] = [];
  #closed = false;

  /** @throws {@link ValueError} if a number is out of place. */
  constructor(options: ConnectorOptions = {}) {
    this.limit = checkCount("limit", options.limit ?? 100);
    this.limitPerHost = checkCount("limitPerHost", options.limitPerHost ?? 0);
    this.forceClose = options.forceClose ?? false;
    const keepalive = options.keepaliveTimeout ?? 15;
    if (typeof keepalive !== "number" || !(keepalive > 0)) {
      throw new ValueError(`keepaliveTimeout must be a number of seconds above zero, got ${String(keepalive)}`);
    }
    this.#places = new Places(this.limit, this.limitPerHost);
    this.#settings = {
      // undici's timers take milliseconds, and no more than 31 bits of them.
      keepAliveTimeout: Math.max(1, Math.min(keepalive * 1000, 2 ** 31 - 1)),
      maxHeaderSize: checkCount("maxHeaderSize", options.maxHeaderSize ?? 32768) || 32768,
      http2: options.http2 ?? false,
    };
  }

  /** Open the socket of a new connection, with TLS where the target asks for it. */
  protected abstract _connect(target: ConnectTarget, trace: Trace | null): Coroutine<Socket>;

  /** Whether {@link BaseConnector.close} was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Whether ALPN is to offer HTTP/2. */
  protected get _offersHttp2(): boolean {
    return this.#settings.http2;
  }

  /** A connection, if there is an idle one and a free place. @internal */
  _tryAcquire(key: string, trace: Trace | null): Connection | null {
    if (this.#closed) throw new ClientConnectionError("Connector is closed.");
    if (trace !== null) return null; // Those who listen are told of each step.
    if (!this.#places.tryTake(key)) return null;
    const connection = this.#reuse(key);
    if (connection === null) this.#places.give(key);
    return connection;
  }

  /** A connection: an idle one, or a new one. Cancellation: no place stays taken, no socket stays open. @internal */
  *_acquire(target: ConnectTarget, sockConnect: number | null, trace: Trace | null): Coroutine<Connection> {
    if (this.#closed) throw new ClientConnectionError("Connector is closed.");
    yield* this.#takePlace(target, trace);
    return yield* this.#giveBackOnError(target.key, this.#reuseOrConnect(target, sockConnect, trace));
  }

  /** A new socket for the caller alone, which takes a place until it is closed. Cancellation: as above. @internal */
  *_acquireSocket(target: ConnectTarget, sockConnect: number | null, trace: Trace | null): Coroutine<Socket> {
    if (this.#closed) throw new ClientConnectionError("Connector is closed.");
    const { key, host, port } = target;
    yield* this.#takePlace(target, trace);
    const socket = yield* this.#giveBackOnError(key, this.#connectAnew(target, sockConnect, trace));
    const closable: Closable = { destroy: () => socket.destroy() };
    this.#open.add(closable);
    socket.on("error", () => {});
    socket.once("close", () => {
      this.#open.delete(closable);
      this.#places.give(key);
      this.#tellIfAllClosed();
    });
    if (trace === null) return socket;
    try {
      yield* trace.send("onConnectionCreateEnd", { host, port });
    } catch (error) {
      socket.destroy();
      throw error;
    }
    return socket;
  }

  *#takePlace({ key, host, port }: ConnectTarget, trace: Trace | null): Coroutine {
    if (this.#places.tryTake(key)) return;
    if (trace !== null) yield* trace.send("onConnectionQueuedStart", { host, port });
    yield* this.#places.take(key);
    if (trace !== null) yield* this.#giveBackOnError(key, trace.send("onConnectionQueuedEnd", { host, port }));
  }

  *#giveBackOnError<T>(key: string, steps: Coroutine<T>): Coroutine<T> {
    try {
      return yield* steps;
    } catch (error) {
      this.#places.give(key);
      throw error;
    }
  }

  *#reuseOrConnect(target: ConnectTarget, sockConnect: number | null, trace: Trace | null): Coroutine<Connection> {
    const { key, host, port } = target;
    let idle = this.#reuse(key);
    const connecting = this.#connecting.get(key);
    if (idle === null && connecting !== undefined) {
      // What another request is connecting may be a connection for both; if it is not, this one makes its own.
      const connected = getRunningLoop().createFuture<void>();
      connecting.push(connected);
      yield* connected;
      idle = this.#reuse(key);
    }
    if (idle !== null) {
      if (trace === null) return idle;
      idle.active++; // Not to be taken, if it is shared, nor closed.
      try {
        yield* trace.send("onConnectionReuseconn", { host, port });
      } catch (error) {
        if (!idle.isHttp2) idle.destroy();
        throw error;
      } finally {
        idle.active--;
      }
      return idle;
    }
    const connection = yield* this.#connectForAll(target, sockConnect, trace);
    if (trace === null) return connection;
    try {
      yield* trace.send("onConnectionCreateEnd", { host, port });
    } catch (error) {
      connection.destroy();
      throw error;
    }
    return connection;
  }

  /** A new connection. If it may be one that requests share, those that come meanwhile wait for it. */
  *#connectForAll(target: ConnectTarget, sockConnect: number | null, trace: Trace | null): Coroutine<Connection> {
    const { key } = target;
    const waiting: Future<void>[] = [];
    const mayBeShared = this._offersHttp2 && target.isTls && !this.#onlyHttp1.has(key) && !this.#connecting.has(key);
    if (mayBeShared) this.#connecting.set(key, waiting);
    try {
      const socket = yield* this.#connectAnew(target, sockConnect, trace);
      const connection = new Connection(this, key, target.url, socket, this.#settings);
      this.#open.add(connection);
      if (connection.isHttp2) this.#shared.set(key, connection);
      else if (mayBeShared) this.#onlyHttp1.add(key);
      return connection;
    } finally {
      if (mayBeShared) this.#connecting.delete(key);
      for (const future of waiting) if (!future.done() && !future.getLoop().isClosed()) future.setResult();
    }
  }

  *#connectAnew(target: ConnectTarget, sockConnect: number | null, trace: Trace | null): Coroutine<Socket> {
    const { host, port } = target;
    if (trace !== null) yield* trace.send("onConnectionCreateStart", { host, port });
    if (this.#closed) throw new ClientConnectionError("Connector is closed.");
    const socket = yield* this.#openSocket(target, sockConnect, trace);
    // Whoever takes it waits for it to close, which it has done already if the server was quick.
    if (socket.destroyed) throw new ServerDisconnectedError();
    if (!this.#closed) return socket;
    socket.destroy();
    throw new ClientConnectionError("Connector is closed.");
  }

  *#openSocket(target: ConnectTarget, sockConnect: number | null, trace: Trace | null): Coroutine<Socket> {
    const limit = timeout(sockConnect);
    const connecting = (): Coroutine<Socket> => {
      this.#opening.set(limit, getRunningLoop());
      return this._connect(target, trace);
    };
    try {
      return yield* asyncWith(limit, connecting);
    } catch (error) {
      if (!limit.expired()) throw error;
      if (this.#closed) throw new ClientConnectionError("Connector is closed.", { cause: error });
      throw new ConnectionTimeoutError(`Connection timeout to host ${target.url.href}`, { cause: error });
    } finally {
      this.#opening.delete(limit);
      this.#tellIfAllClosed();
    }
  }

  #reuse(key: string): Connection | null {
    const shared = this.#shared.get(key);
    if (shared !== undefined && shared.isOpen && shared.active < MAX_STREAMS) return shared;
    const idle = this.#idle.get(key);
    if (idle === undefined) return null;
    for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
      if (connection.isOpen) return connection;
    }
    return null;
  }

  /** @internal */
  _released(connection: Connection, reusable: boolean): void {
    const { key } = connection;
    if (!connection.isHttp2) {
      if (reusable && !this.forceClose && !this.#closed) this.#keep(connection);
      else connection.destroy();
    }
    this.#places.give(key);
  }

  #keep(connection: Connection): void {
    const idle = this.#idle.get(connection.key);
    if (idle === undefined) this.#idle.set(connection.key, [connection]);
    else idle.push(connection);
  }

  /** @internal */
  _closed(connection: Connection): void {
    const { key } = connection;
    this.#open.delete(connection);
    if (this.#shared.get(key) === connection) this.#shared.delete(key);
    const idle = this.#idle.get(key);
    const index = idle?.indexOf(connection) ?? -1;
    if (idle !== undefined && index >= 0) {
      idle.splice(index, 1);
    }
    if (idle?.length === 0) this.#idle.delete(key);
    this.#tellIfAllClosed();
  }

  get #isAllClosed(): boolean {
    return this.#open.size === 0 && [...this.#opening.values()].every((loop) => loop.isClosed());
  }

  #tellIfAllClosed(): void {
    if (this.#closing.length === 0 || !this.#isAllClosed) return;
    for (const future of this.#closing) if (!future.done() && !future.getLoop().isClosed()) future.setResult();
    this.#closing = [];
  }

  /**
   * Close all connections, also those in use. Done when the sockets are closed.
   *
   * Cancellation: the connections are closed all the same; they are not waited for.
   */
  close(): Awaitable<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.#places.refuse();
      for (const [limit, loop] of this.#opening) if (!loop.isClosed() && !limit.expired()) limit.reschedule(0);
      for (const connection of this.#open) connection.destroy(new ClientConnectionError("Connector is closed."));
    }
    return new Deferred(() => this.#waitClosed());
  }

  *#waitClosed(): Coroutine {
    if (this.#isAllClosed) return;
    const closed = getRunningLoop().createFuture<void>();
    this.#closing.push(closed);
    yield* closed;
  }

  aenter(): Awaitable<BaseConnector> {
    return new Deferred(() => itself(this));
  }

  aexit(): Awaitable<void> {
    return this.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

const MAX_STREAMS = 100;

function* itself<T>(value: T): Coroutine<T> {
  return value;
}

function checkCount(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new ValueError(`${name} must be a count, got ${String(value)}`);
  return value;
}
