// Opens sockets: TCP, Unix, TLS over either. Each is destroyed if whoever waits for it is cancelled. No HTTP.

import { type NetConnectOpts, type Socket, connect } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";

import { type Coroutine, getRunningLoop } from "tsyncio";

/** Wait until `socket` tells of `event`. An error, or a cancellation, destroys it. */
function* waitUntil(socket: Socket, event: string): Coroutine {
  const loop = getRunningLoop();
  const happened = loop.createFuture<void>();
  const settle = (error?: Error): void => {
    if (happened.done() || loop.isClosed()) return;
    if (error === undefined) happened.setResult();
    else happened.setException(error);
  };
  const succeed = (): void => settle();
  const fail = (error: Error): void => settle(error);
  const close = (): void => settle(Object.assign(new Error("the connection was closed"), { code: "ECONNRESET" }));
  socket.once(event, succeed);
  socket.on("error", fail);
  socket.on("close", close);
  try {
    yield* happened;
  } catch (error) {
    // Errors that come from now on are of interest to nobody.
    socket.on("error", ignore);
    socket.destroy();
    throw error;
  } finally {
    socket.off(event, succeed);
    socket.off("close", close);
    socket.on("error", ignore);
    socket.off("error", fail);
  }
}

function ignore(): void {}

/** Open a socket. */
export function* openSocket(options: NetConnectOpts): Coroutine<Socket> {
  const socket = connect(options);
  yield* waitUntil(socket, "connect");
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 60_000);
  return socket;
}

/** Agree on TLS over a socket that is open. */
export function* openTls(socket: Socket, options: ConnectionOptions): Coroutine<Socket> {
  const secured = connectTls({ ...options, socket });
  try {
    yield* waitUntil(secured, "secureConnect");
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return secured;
}
