// Checks what a loop is asked for, and hands it to the host's network. No I/O.

import type { EventLoop } from "./base_events.ts";
import { type Awaitable, type Coroutine, GeneratorAwaitable, describe } from "./coroutines.ts";
import { NotImplementedError, ValueError } from "./exceptions.ts";
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
}

/** Options of `createServer` and `startServer`. */
export interface ServerOptions extends ServerTLSOptions {
  /** Listen at addresses of this version of the internet protocol only: 4, 6, or 0 for both. @defaultValue 0 */
  family?: 0 | 4 | 6;
  /** How many connections may wait to be accepted. @defaultValue 100 */
  backlog?: number;
  /** Accept connections at once; if not, they wait for `startServing()`. @defaultValue true */
  startServing?: boolean;
}

/** @internal */
export function createConnection<P extends BaseProtocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  host: string | null,
  port: number,
  options: ConnectionOptions = {},
): Awaitable<[Transport, P]> {
  const network = networkOf(loop, "createConnection()");
  checkFactory(protocolFactory);
  const localAddr = options.localAddr ?? null;
  if (localAddr !== null) checkAddress("localAddr", localAddr);
  const request: ConnectionRequest = {
    host: host === null ? "localhost" : checkHost("host", host),
    port: checkPort("port", port),
    localAddr,
    family: checkFamily(options.family),
    tls: checkClientTls(network, options, host),
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
    backlog: checkBacklog(options.backlog ?? 100),
    tls: checkServerTls(network, options),
  };
  // No connection comes in before the server exists: it starts the listeners.
  const made: { server: Server | null } = { server: null };
  const listening = network.listen(loop, protocolFactory, request, () => made.server as Server);
  return new GeneratorAwaitable(listen(loop, listening, made, options.startServing ?? true));
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

function networkOf(loop: EventLoop, call: string): HostNetwork {
  const host = loop._host;
  if (host.network !== undefined) return host.network;
  throw new NotImplementedError(`${call} needs a network, and the host "${host.name}" has none`);
}

function checkFactory(protocolFactory: unknown): void {
  if (typeof protocolFactory === "function") return;
  throw new TypeError(`protocolFactory must be a function that makes a protocol, got ${describe(protocolFactory)}`);
}

function checkHost(argument: string, host: unknown): string {
  if (typeof host !== "string") throw new TypeError(`${argument} must be a text or null, got ${describe(host)}`);
  if (host === "" || host.includes("\0"))
    throw new ValueError(`${argument} must be a name or an address, got ${describe(host)}`);
  return host;
}

function checkPort(argument: string, port: unknown): number {
  if (typeof port !== "number") throw new TypeError(`${argument} must be a number, got ${describe(port)}`);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ValueError(`${argument} must be a whole number from 0 to 65535, got ${port}`);
}

function checkFamily(family: unknown): 0 | 4 | 6 {
  if (family === undefined || family === 0 || family === 4 || family === 6) return family ?? 0;
  throw new ValueError(`family must be 0, 4 or 6, got ${describe(family)}`);
}

function checkBacklog(backlog: unknown): number {
  if (typeof backlog === "number" && Number.isInteger(backlog) && backlog >= 0) return backlog;
  throw new ValueError(`backlog must be a whole number of at least 0, got ${describe(backlog)}`);
}

function checkAddress(argument: string, address: unknown): void {
  if (!Array.isArray(address) || address.length !== 2) {
    throw new TypeError(`${argument} must be [host, port], got ${describe(address)}`);
  }
  checkHost(`${argument}[0]`, address[0]);
  checkPort(`${argument}[1]`, address[1]);
}
