// Connecting over node:net: which address, and until the socket stands.

import { type TcpNetConnectOpts, connect } from "node:net";

import type { EventLoop } from "../core/base_events.ts";
import type { Coroutine } from "../core/coroutines.ts";
import { Future } from "../core/futures.ts";
import type { ConnectionRequest } from "../core/host.ts";
import { OSError, osError } from "../core/os_errors.ts";
import type { Address } from "./addresses.ts";
import { fail, ignore, succeed } from "./host_futures.ts";
import { newReader } from "./raw_sockets.ts";
import type { OpenSocket } from "./socket_transport.ts";

/** Try the addresses in turn, and keep the first connection that stands. */
export function* connectToFirst(
  loop: EventLoop,
  addresses: readonly Address[],
  request: ConnectionRequest,
): Coroutine<OpenSocket> {
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

function* connectTo(loop: EventLoop, { address, family }: Address, request: ConnectionRequest): Coroutine<OpenSocket> {
  const reader = newReader();
  const options: TcpNetConnectOpts = {
    host: address,
    port: request.port,
    family,
    allowHalfOpen: true,
    noDelay: true,
  };
  if (reader !== null) options.onread = reader.options;
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
  return { socket, reader, link: null };
}
