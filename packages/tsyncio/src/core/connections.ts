// Checks what a loop is asked for, and hands it to the host's network. No I/O.

import {
  checkAddress,
  checkFactory,
  checkFamily,
  checkFlag,
  checkHost,
  checkPort,
  checkReusePort,
  networkOf,
} from "./addresses.ts";
import type { EventLoop } from "./base_events.ts";
import { type Awaitable, type Coroutine, GeneratorAwaitable, describe } from "./coroutines.ts";
import { ValueError } from "./exceptions.ts";
import type { ConnectionRequest, HostListener, HostNetwork, ServerRequest } from "./host.ts";
import type { BaseProtocol } from "./protocols.ts";
import { Server } from "./servers.ts";
import { sleep } from "./sleep.ts";
import { type ClientTLSOptions, type ServerTLSOptions, checkClientTls, checkServerTls } from "./tls.ts";
import type { SocketAddress, Transport } from "./transports.ts";

/** Options of `createConnection` and `openConnection`. */
export interface ConnectionOptions extends ClientTLSOptions {
  /** The address to connect from. @defaultValue the system's choice */
  localAddr?: SocketAddress;
  /** Use addresses of this version of the internet protocol only: 4, 6, or 0 for either. @defaultValue 0 */
  family?: 0 | 4 | 6;
  /**
   * Seconds after which the next address is tried beside the one before it (RFC 8305); `null`: only when that has failed.
   * 0.25 is a good choice for names with addresses of both versions. @defaultValue null
   */
  happyEyeballsDelay?: number | null;
  /**
   * Try addresses of both versions in turns, after one less than this of the version that comes first; 0: in the order of
   * the system. @defaultValue 1 with `happyEyeballsDelay`, else 0
   */
  interleave?: number;
  /** If all addresses fail, throw an `ExceptionGroup` of all errors, and not one that tells of them. @defaultValue false */
  allErrors?: boolean;
  /**
   * Take this socket, on Node a `Socket` of `node:net`, and make none; `host` and `port` are `null` then. Nobody else may use
   * it from now on.
   */
  sock?: object | null;
}

/** Options of `createServer` and `startServer`. */
export interface ServerOptions extends ServerTLSOptions {
  /** Listen at addresses of this version of the internet protocol only: 4, 6, or 0 for both. @defaultValue 0 */
  family?: 0 | 4 | 6;
  /** How many connections may wait to be accepted. @defaultValue 100 */
  backlog?: number;
  /** Accept connections at once; if not, they wait for `startServing()`. @defaultValue true */
  startServing?: boolean;
  /** Share the port, and the connections, with others that ask for this, too. On Node from version 22.12. @defaultValue false */
  reusePort?: boolean;
  /** Have the system look now and then whether the other side of a connection is still there. @defaultValue false */
  keepAlive?: boolean;
}

/** Options of `createUnixConnection` and `openUnixConnection`. */
export interface UnixConnectionOptions extends ClientTLSOptions {
  /** Take this socket, on Node a `Socket` of `node:net`, and make none; `path` is `null` then. */
  sock?: object | null;
}

/** Options of `createUnixServer` and `startUnixServer`. */
export interface UnixServerOptions extends ServerTLSOptions {
  /** How many connections may wait to be accepted. @defaultValue 100 */
  backlog?: number;
  /** Accept connections at once; if not, they wait for `startServing()`. @defaultValue true */
  startServing?: boolean;
  /** Remove the file of the socket when the server is closed, if it is still the server's own. @defaultValue true */
  cleanupSocket?: boolean;
}

/** A request in which no host is named. */
const nowhere = {
  host: "",
  port: 0,
  localAddr: null,
  family: 0,
  happyEyeballsDelay: null,
  interleave: 0,
  allErrors: false,
  path: null,
} as const;

/** @internal */
export function createConnection<P extends BaseProtocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  host: string | null,
  port: number | null,
  options: ConnectionOptions = {},
): Awaitable<[Transport, P]> {
  const network = networkOf(loop, "createConnection()");
  checkFactory(protocolFactory);
  const localAddr = options.localAddr ?? null;
  if (localAddr !== null) checkAddress("localAddr", localAddr);
  const sock = checkSock(network, options.sock ?? null, "host and port", host ?? port);
  const happyEyeballsDelay = checkDelay(options.happyEyeballsDelay ?? null);
  const request: ConnectionRequest = {
    host: host === null ? "localhost" : checkHost("host", host),
    port: sock === null ? checkPort("port", port) : 0,
    localAddr,
    family: checkFamily(options.family),
    happyEyeballsDelay,
    interleave: checkCount("interleave", options.interleave ?? (happyEyeballsDelay === null ? 0 : 1)),
    allErrors: checkFlag("allErrors", options.allErrors ?? false),
    path: null,
    sock,
    tls: checkClientTls(network, options, host),
  };
  return new GeneratorAwaitable(network.connect(loop, protocolFactory, request));
}

/** @internal */
export function connectAcceptedSocket<P extends BaseProtocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  accepted: object,
  options: ServerTLSOptions = {},
): Awaitable<[Transport, P]> {
  const network = networkOf(loop, "connectAcceptedSocket()");
  checkFactory(protocolFactory);
  network.checkSocket(accepted);
  const request: ConnectionRequest = { ...nowhere, sock: accepted, tls: checkServerTls(network, options) };
  return new GeneratorAwaitable(network.connect(loop, protocolFactory, request));
}

/** @internal */
export function createUnixConnection<P extends BaseProtocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  path: string | null,
  options: UnixConnectionOptions = {},
): Awaitable<[Transport, P]> {
  const network = networkOf(loop, "createUnixConnection()");
  checkFactory(protocolFactory);
  const sock = checkSock(network, options.sock ?? null, "path", path);
  const request: ConnectionRequest = {
    ...nowhere,
    path: sock === null ? network.checkUnixPath(path) : null,
    sock,
    tls: checkClientTls(network, options, null),
  };
  return new GeneratorAwaitable(network.connect(loop, protocolFactory, request));
}

/** @internal */
export function createServer(
  loop: EventLoop,
  protocolFactory: () => BaseProtocol,
  host: string | readonly string[] | null,
  port: number,
  options: ServerOptions = {},
): Awaitable<Server> {
  const network = networkOf(loop, "createServer()");
  checkFactory(protocolFactory);
  const hosts = host === null || host === "" ? [] : typeof host === "string" ? [host] : host;
  if (!Array.isArray(hosts))
    throw new TypeError(`host must be a text, an array of texts or null, got ${describe(host)}`);
  if (Array.isArray(host) && host.length === 0)
    throw new ValueError("host must name at least one address, got an array of 0");
  const request: ServerRequest = {
    hosts: hosts.map((name: unknown) => checkHost("host", name)),
    port: checkPort("port", port),
    family: checkFamily(options.family),
    backlog: checkCount("backlog", options.backlog ?? 100),
    reusePort: checkReusePort(network, options.reusePort ?? false),
    keepAlive: checkFlag("keepAlive", options.keepAlive ?? false),
    path: null,
    cleanupSocket: false,
    tls: checkServerTls(network, options),
  };
  return startListening(loop, protocolFactory, request, options.startServing ?? true);
}

/** @internal */
export function createUnixServer(
  loop: EventLoop,
  protocolFactory: () => BaseProtocol,
  path: string,
  options: UnixServerOptions = {},
): Awaitable<Server> {
  const network = networkOf(loop, "createUnixServer()");
  checkFactory(protocolFactory);
  const request: ServerRequest = {
    hosts: [],
    port: 0,
    family: 0,
    backlog: checkCount("backlog", options.backlog ?? 100),
    reusePort: false,
    keepAlive: false,
    path: network.checkUnixPath(path),
    cleanupSocket: checkFlag("cleanupSocket", options.cleanupSocket ?? true),
    tls: checkServerTls(network, options),
  };
  return startListening(loop, protocolFactory, request, options.startServing ?? true);
}

function startListening(
  loop: EventLoop,
  protocolFactory: () => BaseProtocol,
  request: ServerRequest,
  startServing: unknown,
): Awaitable<Server> {
  const startsNow = checkFlag("startServing", startServing);
  // No connection comes in before the server exists: it starts the listeners.
  const made: { server: Server | null } = { server: null };
  const network = networkOf(loop, "createServer()");
  const listening = network.listen(loop, protocolFactory, request, () => made.server as Server);
  return new GeneratorAwaitable(listen(loop, listening, made, startsNow));
}

function* listen(
  loop: EventLoop,
  listening: Coroutine<HostListener[]>,
  made: { server: Server | null },
  startServing: boolean,
): Coroutine<Server> {
  const server = new Server(loop, yield* listening);
  made.server = server;
  loop._resources.add(server);
  if (!startServing) return server;
  server._start();
  try {
    yield* sleep(0);
  } catch (error) {
    server.close();
    throw error;
  }
  return server;
}

function checkCount(argument: string, count: unknown): number {
  if (typeof count === "number" && Number.isInteger(count) && count >= 0) return count;
  throw new ValueError(`${argument} must be a whole number of at least 0, got ${describe(count)}`);
}

function checkDelay(delay: unknown): number | null {
  if (delay === null || (typeof delay === "number" && delay >= 0)) return delay;
  throw new ValueError(`happyEyeballsDelay must be seconds or null, got ${describe(delay)}`);
}

/** @param other what stands in the place of a socket of the program's, which is of no use beside one */
function checkSock(network: HostNetwork, sock: object | null, names: string, other: unknown): object | null {
  if (sock === null) return null;
  if (other !== null) throw new ValueError(`${names} must be null where sock is given, got ${describe(other)}`);
  network.checkSocket(sock);
  return sock;
}
