// TCP over node:net: finding addresses, connecting, listening. What a connection does then is in socket_transport.ts.

import { lookup } from "node:dns";
import { type Server as NetServer, type Socket, type TcpNetConnectOpts, connect, createServer, isIP } from "node:net";

import type { EventLoop } from "../core/base_events.ts";
import type { Coroutine } from "../core/coroutines.ts";
import type { Handle } from "../core/events.ts";
import { State } from "../core/base_futures.ts";
import { Future } from "../core/futures.ts";
import type { ConnectionRequest, HostListener, HostNetwork, ServerRequest } from "../core/host.ts";
import { OSError, osError } from "../core/os_errors.ts";
import type { BaseProtocol, Protocol } from "../core/protocols.ts";
import type { Server } from "../core/servers.ts";
import type { SocketAddress, Transport } from "../core/transports.ts";
import { toOSError } from "./os_errors.ts";
import { ProtocolContext } from "./protocol_context.ts";
import { SocketTransport } from "./socket_transport.ts";

// A process must not stay alive for a socket whose loop does not run; one that runs keeps it alive by itself. So all
// sockets are unref'ed.

interface Address {
  readonly address: string;
  readonly family: number;
}

class NodeNetwork implements HostNetwork {
  *connect<P extends BaseProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    request: ConnectionRequest,
  ): Coroutine<[Transport, P]> {
    const context = new ProtocolContext(loop);
    const addresses = yield* resolve(loop, request.host, request.family);
    const socket = yield* connectToFirst(loop, addresses, request);
    let protocol: P;
    try {
      protocol = protocolFactory();
    } catch (error) {
      socket.destroy();
      throw error;
    }
    const transport = new SocketTransport(loop, socket, protocol as unknown as Protocol, null, context);
    socket.off("error", ignore);
    const opened = new Future<void>({ loop });
    transport.open(() => succeed(opened, undefined));
    try {
      yield* opened;
    } catch (error) {
      transport.close();
      throw error;
    }
    return [transport, protocol];
  }

  *listen(
    loop: EventLoop,
    protocolFactory: () => BaseProtocol,
    request: ServerRequest,
    server: () => Server,
  ): Coroutine<HostListener[]> {
    const accept = new Acceptor(loop, protocolFactory, server, new ProtocolContext(loop));
    const listeners: Listener[] = [];
    let unavailable: OSError | null = null;
    try {
      for (const address of yield* addressesToListenAt(loop, request)) {
        const listener = new Listener(accept, request.backlog);
        const error = yield* listener.listen(loop, address, request.port);
        if (error === null) listeners.push(listener);
        else unavailable = error;
      }
    } catch (error) {
      for (const listener of listeners) listener.close();
      throw error;
    }
    if (listeners.length === 0)
      throw unavailable ?? osError("could not bind on any address", { code: "EADDRNOTAVAIL" });
    return listeners;
  }
}

/** TCP for loops on Node. */
export const nodeNetwork: HostNetwork = new NodeNetwork();

function isUnavailable(error: OSError): boolean {
  return error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT";
}

function ignore(): void {}

// The host may answer when nobody waits any more, and even when the loop is closed.

function succeed<T>(future: Future<T>, result: T): void {
  if (future._state === State.pending && !future._loop.isClosed()) future.setResult(result);
}

function fail(future: Future<unknown>, error: Error): void {
  if (future._state === State.pending && !future._loop.isClosed()) future.setException(toOSError(error));
}

/** All addresses of a name. */
function* resolve(loop: EventLoop, host: string, family: 0 | 4 | 6): Coroutine<Address[]> {
  const version = isIP(host);
  if (version !== 0) {
    if (family === 0 || family === version) return [{ address: host, family: version }];
    throw osError(`getaddrinfo: ${host} is no address of IPv${family}`, { code: "EAI_ADDRFAMILY", address: host });
  }
  const found = new Future<Address[]>({ loop });
  lookup(host, { all: true, family, verbatim: true }, (error, addresses) => {
    if (error === null) succeed(found, addresses);
    else fail(found, error);
  });
  const addresses = yield* found;
  if (addresses.length === 0) throw osError(`getaddrinfo: no address of ${host}`, { code: "ENOTFOUND", address: host });
  return addresses;
}

/** Try the addresses in turn, and keep the first connection that stands. */
function* connectToFirst(
  loop: EventLoop,
  addresses: readonly Address[],
  request: ConnectionRequest,
): Coroutine<Socket> {
  const errors: OSError[] = [];
  for (const address of addresses) {
    try {
      return yield* connectTo(loop, address, request);
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      errors.push(error);
    }
  }
  const [first, ...others] = errors;
  if (first !== undefined && others.every((error) => error.message === first.message)) throw first;
  const code = others.every((error) => error.code === first?.code) ? (first?.code ?? "UNKNOWN") : "UNKNOWN";
  const message = `Multiple exceptions: ${errors.map((error) => error.message).join(", ")}`;
  throw osError(message, {
    code,
    address: request.host,
    port: request.port,
    cause: new AggregateError(errors, message),
  });
}

function* connectTo(loop: EventLoop, { address, family }: Address, request: ConnectionRequest): Coroutine<Socket> {
  const options: TcpNetConnectOpts = {
    host: address,
    port: request.port,
    family,
    allowHalfOpen: true,
    noDelay: true,
  };
  if (request.localAddr !== null) {
    options.localAddress = request.localAddr[0];
    options.localPort = request.localAddr[1];
  }
  const connected = new Future<void>({ loop });
  const socket = connect(options);
  const unfinished = { _loopClosed: () => socket.destroy() };
  socket.unref();
  socket.pause(); // it is read from once there is a protocol
  // Errors that come once it is connected are the transport's affair; it asks the socket.
  socket.on("error", ignore);
  socket.once("connect", () => succeed(connected, undefined));
  socket.once("error", (error) => fail(connected, error));
  loop._resources.add(unfinished);
  try {
    yield* connected;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    loop._resources.delete(unfinished);
  }
  return socket;
}

function* addressesToListenAt(loop: EventLoop, request: ServerRequest): Coroutine<Address[]> {
  if (request.hosts.length === 0) {
    const everywhere = [
      { address: "0.0.0.0", family: 4 },
      { address: "::", family: 6 },
    ];
    return everywhere.filter(({ family }) => request.family === 0 || request.family === family);
  }
  const addresses = new Map<string, Address>();
  for (const host of request.hosts) {
    for (const address of yield* resolve(loop, host, request.family)) addresses.set(address.address, address);
  }
  return [...addresses.values()];
}

/** Makes protocols and transports of the sockets that listeners let in, in the loop. */
class Acceptor {
  readonly loop: EventLoop;
  readonly #protocolFactory: () => BaseProtocol;
  readonly #server: () => Server;
  readonly #context: ProtocolContext;
  readonly #handle: Handle;
  #accepted: Socket[] = [];

  constructor(loop: EventLoop, protocolFactory: () => BaseProtocol, server: () => Server, context: ProtocolContext) {
    this.loop = loop;
    this.#protocolFactory = protocolFactory;
    this.#server = server;
    this.#context = context;
    this.#handle = context.handle(() => this.#acceptAll());
  }

  accept(socket: Socket): void {
    this.#accepted.push(socket);
    if (this.#accepted.length === 1) this.loop._schedule(this.#handle);
  }

  /** The system refused to let a connection in. */
  fail(error: Error): void {
    const report = (): void => this.#report("socket.accept() out of system resource", toOSError(error));
    this.loop._schedule(this.#context.handle(report));
  }

  #acceptAll(): void {
    const sockets = this.#accepted;
    this.#accepted = [];
    for (const socket of sockets) this.#open(socket);
  }

  #open(socket: Socket): void {
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
    const transport = new SocketTransport(this.loop, socket, protocol, this.#server(), this.#context);
    socket.off("error", ignore);
    transport.open(null);
  }

  #report(message: string, exception: unknown): void {
    this.loop.callExceptionHandler({ message, exception });
  }
}

/** One socket that listens. */
class Listener implements HostListener {
  readonly #acceptor: Acceptor;
  readonly #backlog: number;
  readonly #server: NetServer;
  #address: SocketAddress = ["", 0];
  #started = false;
  #closed = false;
  /** Connections that came before {@link Listener.start}: node:net cannot listen without accepting. */
  readonly #waiting: Socket[] = [];

  constructor(acceptor: Acceptor, backlog: number) {
    this.#acceptor = acceptor;
    this.#backlog = backlog;
    this.#server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
    this.#server.unref();
    this.#server.on("connection", this.#onConnection);
    // Before it is closed for good, its errors have somebody who listens.
    this.#server.on("error", ignore);
  }

  get address(): SocketAddress {
    return this.#address;
  }

  /** @returns the error if this machine has no such address or version of the protocol, so that another may do */
  *listen(loop: EventLoop, { address, family }: Address, port: number): Coroutine<OSError | null> {
    const listening = new Future<void>({ loop });
    const server = this.#server;
    const onError = (error: Error): void => fail(listening, error);
    server.once("listening", () => {
      if (this.#closed) server.close(ignore);
      else succeed(listening, undefined);
    });
    server.on("error", onError);
    server.listen({ host: address, port, backlog: this.#backlog, ipv6Only: family === 6 });
    try {
      yield* listening;
    } catch (error) {
      this.close();
      if (error instanceof OSError && isUnavailable(error)) return error;
      throw error;
    } finally {
      server.off("error", onError);
    }
    const bound = server.address();
    if (bound !== null && typeof bound === "object") this.#address = [bound.address, bound.port];
    server.on("error", (error) => this.#acceptor.fail(error));
    return null;
  }

  start(): void {
    if (this.#started || this.#closed) return;
    this.#started = true;
    for (const socket of this.#waiting.splice(0)) this.#acceptor.accept(socket);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#server.close(ignore);
    for (const socket of this.#waiting.splice(0)) socket.destroy();
  }

  readonly #onConnection = (socket: Socket): void => {
    socket.on("error", ignore);
    socket.unref();
    const isFull = !this.#started && this.#waiting.length >= this.#backlog;
    if (this.#closed || isFull || this.#acceptor.loop.isClosed()) socket.destroy();
    else if (this.#started) this.#acceptor.accept(socket);
    else this.#waiting.push(socket);
  };
}
