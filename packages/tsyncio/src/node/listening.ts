// Listening over node:net: what comes in gets a protocol and a transport, in the loop.

import { type ListenOptions, type Server as NetServer, type Socket, createServer } from "node:net";

import { State } from "../core/base_futures.ts";
import type { EventLoop } from "../core/base_events.ts";
import type { Coroutine } from "../core/coroutines.ts";
import type { Handle } from "../core/events.ts";
import { Future } from "../core/futures.ts";
import type { HostListener, ServerRequest, TlsRequest } from "../core/host.ts";
import { OSError } from "../core/os_errors.ts";
import type { BaseProtocol, Protocol } from "../core/protocols.ts";
import type { Server } from "../core/servers.ts";
import type { SocketAddress } from "../core/transports.ts";
import { type Address, allAddresses, resolve } from "./addresses.ts";
import { shortage } from "./descriptors.ts";
import { fail, ignore, succeed } from "./host_futures.ts";
import { toOSError } from "./os_errors.ts";
import type { ProtocolContext } from "./protocol_context.ts";
import { type SharedReader, acceptRaw } from "./raw_sockets.ts";
import { type OpenSocket, SocketTransport } from "./socket_transport.ts";
import { Handshake } from "./tls.ts";
import { SocketFile, removeStaleSocket } from "./unix_paths.ts";

function isUnavailable(error: OSError): boolean {
  return error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT";
}

/** All addresses that the request names, each once. */
export function* addressesToListenAt(loop: EventLoop, request: ServerRequest): Coroutine<Address[]> {
  if (request.hosts.length === 0) return allAddresses(request.family);
  const addresses = new Map<string, Address>();
  for (const host of request.hosts) {
    for (const address of yield* resolve(loop, host, request.family)) addresses.set(address.address, address);
  }
  return [...addresses.values()];
}

/** Makes protocols and transports of the sockets that listeners let in, in the loop. */
export class Acceptor {
  readonly loop: EventLoop;
  readonly #protocolFactory: () => BaseProtocol;
  readonly #server: () => Server;
  readonly #context: ProtocolContext;
  readonly #tls: TlsRequest | null;
  readonly #handle: Handle;
  #accepted: OpenSocket[] = [];
  #silentUntil = -Infinity;

  constructor(
    loop: EventLoop,
    protocolFactory: () => BaseProtocol,
    server: () => Server,
    context: ProtocolContext,
    tls: TlsRequest | null,
  ) {
    this.loop = loop;
    this.#protocolFactory = protocolFactory;
    this.#server = server;
    this.#context = context;
    this.#tls = tls;
    this.#handle = context.handle(() => this.#acceptAll());
  }

  accept(socket: OpenSocket): void {
    this.#accepted.push(socket);
    if (this.#accepted.length === 1) this.loop._schedule(this.#handle);
  }

  /** Nothing is served any more: shut the sockets that have no protocol yet. */
  close(): void {
    for (const { socket } of this.#accepted.splice(0)) socket.destroy();
  }

  /** The system refused to let a connection in. */
  fail(error: OSError): void {
    // As long as it lasts, it is said once a second.
    const now = this.loop.time();
    if (now < this.#silentUntil) return;
    this.#silentUntil = now + 1;
    const report = (): void => this.#report("socket.accept() out of system resource", error);
    this.loop._schedule(this.#context.handle(report));
  }

  #acceptAll(): void {
    const sockets = this.#accepted;
    this.#accepted = [];
    for (const socket of sockets) this.#open(socket);
  }

  #open(open: OpenSocket): void {
    const { socket } = open;
    // The server may have been closed since the connection came in.
    if (!this.#server().isServing()) {
      socket.destroy();
      return;
    }
    let protocol: Protocol;
    try {
      protocol = this.#protocolFactory() as Protocol;
    } catch (error) {
      socket.destroy();
      this.#report("Error on transport creation for incoming connection", error);
      return;
    }
    if (this.#tls === null) {
      new SocketTransport(this.loop, open, protocol, this.#server(), this.#context).open(null);
      socket.off("error", ignore);
    } else this.#secure(open, protocol, this.#tls);
  }

  #secure(open: OpenSocket, protocol: Protocol, tls: TlsRequest): void {
    const server = this.#server();
    let handshake: Handshake;
    try {
      handshake = new Handshake(this.loop, open, tls);
    } catch (error) {
      this.#report("Error on transport creation for incoming connection", error);
      return;
    }
    server._attach(handshake);
    const { done } = handshake;
    done._onDone(() => {
      const exception = done._state === State.failed ? done._failure() : null;
      if (exception === null) {
        new SocketTransport(this.loop, done.result(), protocol, server, this.#context).open(null);
      } else if (this.loop._debug) {
        // Anybody may send nonsense to a server: otherwise it is no news.
        const message = "Error on transport creation for incoming connection";
        this.loop.callExceptionHandler({ message, exception, protocol });
      }
      server._detach(handshake);
    });
  }

  #report(message: string, exception: unknown): void {
    this.loop.callExceptionHandler({ message, exception });
  }
}

/** One socket that listens. */
export class Listener implements HostListener {
  readonly #acceptor: Acceptor;
  readonly #request: ServerRequest;
  readonly #server: NetServer;
  #address: SocketAddress = ["", 0];
  #file: SocketFile | null = null;
  #started = false;
  #closed = false;
  /** Connections that came before {@link Listener.start}: node:net cannot listen without accepting. */
  readonly #waiting: OpenSocket[] = [];

  constructor(acceptor: Acceptor, request: ServerRequest) {
    this.#acceptor = acceptor;
    this.#request = request;
    this.#server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
    this.#server.unref();
    // Before it is closed for good, its errors have somebody who listens.
    this.#server.on("error", ignore);
  }

  get address(): SocketAddress {
    return this.#address;
  }

  /** @returns the error if this machine has no such address or version of the protocol, so that another may do */
  *listenAt(loop: EventLoop, { address, family }: Address): Coroutine<OSError | null> {
    const { port, reusePort } = this.#request;
    const options: ListenOptions & { reusePort?: boolean } = { host: address, port, ipv6Only: family === 6 };
    if (reusePort) options.reusePort = true;
    try {
      yield* this.#listen(loop, options);
    } catch (error) {
      if (error instanceof OSError && isUnavailable(error)) return error;
      throw error;
    }
    const bound = this.#server.address();
    if (bound !== null && typeof bound === "object") this.#address = [bound.address, bound.port];
    return null;
  }

  /** Listen at a Unix socket or a named pipe. */
  *listenAtPath(loop: EventLoop, path: string): Coroutine {
    removeStaleSocket(path);
    this.#address = [path, 0];
    yield* this.#listen(loop, { path });
  }

  *#listen(loop: EventLoop, options: ListenOptions): Coroutine {
    const listening = new Future<void>({ loop });
    const server = this.#server;
    const onError = (error: Error): void => fail(listening, error);
    server.once("listening", () => {
      if (this.#closed) this.#closeServer();
      else succeed(listening, undefined);
    });
    server.on("error", onError);
    try {
      server.listen({ ...options, backlog: this.#request.backlog });
      if (server.listening && options.path !== undefined) this.#file = new SocketFile(options.path);
      yield* listening;
    } catch (error) {
      this.close();
      throw error;
    } finally {
      server.off("error", onError);
    }
    server.on("error", (error) => this.#acceptor.fail(toOSError(error)));
    if (!acceptRaw(server, this.#onSocket)) server.on("connection", (socket) => this.#onSocket(socket, null));
  }

  start(): void {
    if (this.#started || this.#closed) return;
    this.#started = true;
    for (const socket of this.#waiting.splice(0)) this.#acceptor.accept(socket);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closeServer();
    this.#acceptor.close();
    for (const { socket } of this.#waiting.splice(0)) socket.destroy();
  }

  #closeServer(): void {
    const close = (): void => void this.#server.close(ignore);
    if (this.#file === null) close();
    else this.#file.release(!this.#request.cleanupSocket, close);
    this.#file = null;
  }

  readonly #onSocket = (socket: Socket, reader: SharedReader | null): void => {
    socket.on("error", ignore);
    socket.unref();
    const isFull = !this.#started && this.#waiting.length >= this.#request.backlog;
    if (this.#closed || isFull || this.#acceptor.loop.isClosed()) {
      socket.destroy();
      return;
    }
    const problem = shortage(socket);
    if (problem !== null) this.#acceptor.fail(problem);
    const { path, keepAlive } = this.#request;
    if (path === null && reader !== null) socket.setNoDelay(true);
    if (keepAlive) socket.setKeepAlive(true);
    const open = { socket, reader, link: null, path: path === null ? null : { local: path, remote: "" } };
    if (this.#started) this.#acceptor.accept(open);
    else this.#waiting.push(open);
  };
}
