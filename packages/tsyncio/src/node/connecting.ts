// Connecting over node:net: which address, and until the socket stands.

import { type IpcNetConnectOpts, Socket, type TcpNetConnectOpts, connect } from "node:net";

import type { EventLoop } from "../core/base_events.ts";
import type { Coroutine } from "../core/coroutines.ts";
import { ExceptionGroup } from "../core/exception_groups.ts";
import { Future } from "../core/futures.ts";
import type { ConnectionRequest } from "../core/host.ts";
import { OSError, osError } from "../core/os_errors.ts";
import { staggeredRace } from "../core/staggered.ts";
import type { SocketAddress } from "../core/transports.ts";
import { type Address, resolve } from "./addresses.ts";
import { fail, ignore, succeed } from "./host_futures.ts";
import { newReader } from "./raw_sockets.ts";
import type { UnixEnds } from "./socket_addresses.ts";
import type { OpenSocket } from "./socket_transport.ts";

/** One way to reach a host: to an address, and from one if that matters. */
interface Route extends Address {
  readonly from: SocketAddress | null;
}

/** A socket that is connected as `request` says. */
export function* openSocket(loop: EventLoop, request: ConnectionRequest): Coroutine<OpenSocket> {
  const { sock, path } = request;
  if (sock !== null) return yield* takeOver(loop, sock as Socket);
  if (path !== null) return yield* connectSocket(loop, { path }, { local: "", remote: path });
  const addresses = yield* resolve(loop, request.host, request.family);
  const routes = yield* findRoutes(loop, interleave(addresses, request.interleave), request);
  return request.happyEyeballsDelay === null
    ? yield* tryInTurn(loop, routes, request)
    : yield* race(loop, routes, request, request.happyEyeballsDelay);
}

/** Addresses of both versions in turns, after `count - 1` more of the version that comes first. 0: as they are. */
function interleave(addresses: readonly Address[], count: number): readonly Address[] {
  if (count === 0) return addresses;
  const families = [...new Set(addresses.map(({ family }) => family))];
  const lists = families.map((family) => addresses.filter((address) => address.family === family));
  const mixed = lists[0]?.splice(0, count - 1) ?? [];
  for (let index = 0; mixed.length < addresses.length; index++) {
    for (const list of lists) {
      const address = list[index];
      if (address !== undefined) mixed.push(address);
    }
  }
  return mixed;
}

function* findRoutes(
  loop: EventLoop,
  addresses: readonly Address[],
  { localAddr, family }: ConnectionRequest,
): Coroutine<Route[]> {
  if (localAddr === null) return addresses.map((address) => ({ ...address, from: null }));
  const [host, port] = localAddr;
  const locals = yield* resolve(loop, host, family);
  const routes = addresses.flatMap((address) =>
    locals
      .filter((local) => local.family === address.family)
      .map((local) => ({ ...address, from: [local.address, port] as const })),
  );
  if (routes.length > 0) return routes;
  throw osError(`localAddr[0] ${host} has no address of the version of those to connect to`, {
    code: "EADDRNOTAVAIL",
    address: host,
  });
}

function* tryInTurn(loop: EventLoop, routes: readonly Route[], request: ConnectionRequest): Coroutine<OpenSocket> {
  const errors: OSError[] = [];
  for (const route of routes) {
    try {
      return yield* connectTo(loop, route, request.port);
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      errors.push(error);
    }
  }
  throw failure(errors, request);
}

/** Try the next address beside the one before it when that takes longer than `delay` seconds (RFC 8305). */
function* race(
  loop: EventLoop,
  routes: readonly Route[],
  request: ConnectionRequest,
  delay: number,
): Coroutine<OpenSocket> {
  const standing = new Set<OpenSocket>();
  const attempts = routes.map(
    (route) =>
      function* attempt(): Coroutine<OpenSocket> {
        const open = yield* connectTo(loop, route, request.port);
        standing.add(open);
        return open;
      },
  );
  let winner: OpenSocket | null = null;
  let errors: unknown[];
  try {
    [winner, , errors] = yield* staggeredRace(attempts, delay);
  } finally {
    // One that was connected in the iteration in which another won, or in which all of this was cancelled.
    for (const open of standing) if (open !== winner) open.socket.destroy();
  }
  if (winner !== null) return winner;
  const other = errors.find((error) => !(error instanceof OSError));
  if (other !== undefined) throw other;
  throw failure(errors as OSError[], request);
}

/** What a connection fails with of which all attempts have failed. */
function failure(errors: readonly OSError[], request: ConnectionRequest): Error {
  if (request.allErrors) return new ExceptionGroup("createConnection() failed", [...errors]);
  const [first, ...others] = errors;
  if (first !== undefined && others.every((error) => error.message === first.message)) return first;
  const code = others.every((error) => error.code === first?.code) ? (first?.code ?? "UNKNOWN") : "UNKNOWN";
  const message = `Multiple exceptions: ${errors.map((error) => error.message).join(", ")}`;
  const cause = new AggregateError(errors, message);
  return osError(message, { code, address: request.host, port: request.port, cause });
}

function connectTo(loop: EventLoop, { address, family, from }: Route, port: number): Coroutine<OpenSocket> {
  const options: TcpNetConnectOpts = { host: address, port, family, noDelay: true };
  if (from !== null) {
    options.localAddress = from[0];
    options.localPort = from[1];
  }
  return connectSocket(loop, options, null);
}

function* connectSocket(
  loop: EventLoop,
  to: TcpNetConnectOpts | IpcNetConnectOpts,
  path: UnixEnds | null,
): Coroutine<OpenSocket> {
  const reader = newReader();
  const options = { ...to, allowHalfOpen: true };
  if (reader !== null) options.onread = reader.options;
  const socket = connect(options);
  yield* untilConnected(loop, socket);
  return { socket, reader, link: null, path };
}

/** Make a socket that the program has made the loop's. */
function* takeOver(loop: EventLoop, socket: Socket): Coroutine<OpenSocket> {
  socket.allowHalfOpen = true;
  if (socket.connecting) yield* untilConnected(loop, socket);
  else {
    socket.unref();
    socket.pause();
    socket.on("error", ignore);
  }
  socket.setNoDelay(true);
  return { socket, reader: null, link: null, path: null };
}

function* untilConnected(loop: EventLoop, socket: Socket): Coroutine {
  const connected = new Future<void>({ loop });
  const unfinished = { _loopClosed: () => void socket.destroy() };
  socket.unref();
  socket.pause(); // it is read from once there is a protocol
  // Errors that come once it is connected are the transport's affair; it asks the socket.
  socket.on("error", ignore);
  const onConnect = (): void => succeed(connected, undefined);
  const onError = (error: Error): void => fail(connected, error);
  const onClose = (): void =>
    fail(connected, Object.assign(new Error("the socket was closed"), { code: "ECONNABORTED" }));
  socket.once("connect", onConnect).once("error", onError).once("close", onClose);
  loop._resources.add(unfinished);
  try {
    yield* connected;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    socket.off("connect", onConnect).off("error", onError).off("close", onClose);
    loop._resources.delete(unfinished);
  }
}

/** @throws TypeError, OSError if `sock` is no socket that can be taken over. */
export function checkSocket(sock: object): void {
  if (!(sock instanceof Socket)) throw new TypeError("sock must be a Socket of node:net");
  if (sock.readableEncoding !== null) throw new TypeError("sock must give bytes: it has an encoding");
  if (sock.destroyed || sock.readableEnded || sock.writableEnded) {
    throw osError("sock must be open at both ends, got one that is closed", { code: "ENOTCONN" });
  }
  if (!sock.connecting && sock.pending) throw osError("sock must be connected", { code: "ENOTCONN" });
}
