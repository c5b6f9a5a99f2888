// SOCKS proxies: the handshake on a connection to one. Who connects to the proxy, and with what time limits, is elsewhere.

import type { Socket } from "node:net";

import { type Coroutine, ValueError, getRunningLoop } from "tsyncio";
import { SocksClient, type SocksClientOptions } from "socks";

import { decodePercent } from "./auth.ts";

/** The version of the protocol by a URL's scheme. The `h` and `a` say that the proxy looks names up, which it always does here. */
const VERSIONS: ReadonlyMap<string, 4 | 5> = new Map([
  ["socks:", 5],
  ["socks5:", 5],
  ["socks5h:", 5],
  ["socks4:", 4],
  ["socks4a:", 4],
]);

/** Whether `url` names a SOCKS proxy: `socks5://user:secret@host:1080`. */
export function isSocksUrl(url: URL): boolean {
  return VERSIONS.has(url.protocol);
}

/** The port of a SOCKS proxy. */
export function socksPort(url: URL): number {
  return url.port === "" ? 1080 : Number(url.port);
}

/**
 * Have the proxy at the other end of `socket` connect to `host` and `port`. From then on the socket leads there.
 *
 * Names are looked up by the proxy. It has 30 seconds. Cancellation: the socket is destroyed.
 *
 * @param socket is connected to the proxy; destroyed if this fails
 * @param proxy with the name and password for the proxy, if it wants them
 * @throws {@link ValueError} if `proxy` is no SOCKS proxy; the error of the package `socks` if the proxy refuses.
 */
export function* socksConnect(socket: Socket, proxy: URL, host: string, port: number): Coroutine {
  const version = VERSIONS.get(proxy.protocol);
  if (version === undefined) throw new ValueError(`proxy must be the URL of a SOCKS proxy, got ${proxy.protocol}`);
  const user = decodePercent(proxy.username);
  const password = decodePercent(proxy.password);
  const options: SocksClientOptions = {
    command: "connect",
    proxy: {
      host: proxy.hostname,
      port: socksPort(proxy),
      type: version,
      ...(user === "" ? {} : { userId: user }),
      ...(password === "" ? {} : { password }),
    },
    destination: { host: host.replace(/^\[|\]$/g, ""), port },
    existing_socket: socket,
  };
  const loop = getRunningLoop();
  const connected = loop.createFuture<void>();
  const settle = (error: Error | null): void => {
    if (connected.done() || loop.isClosed()) return;
    if (error === null) connected.setResult();
    else connected.setException(error);
  };
  SocksClient.createConnection(options).then(() => settle(null), settle);
  try {
    yield* connected;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
