// The addresses of sockets that are open, as transports tell of them.

import type { Socket } from "node:net";

import { OSError } from "../core/os_errors.ts";
import type { SocketAddress, TransportSocket } from "../core/transports.ts";

/** The paths at both ends of a Unix socket: one that was not bound has an empty one. */
export interface UnixEnds {
  readonly local: string;
  readonly remote: string;
}

/** What `getExtraInfo()` knows. It is asked for now: a socket that is gone knows nothing of its peer. */
export function socketInfo(socket: Socket, path: UnixEnds | null): Record<string, unknown> {
  const { localAddress, localPort, remoteAddress, remotePort } = socket;
  const info: Record<string, unknown> = {};
  if (path !== null) {
    info["sockname"] = [path.local, 0];
    info["peername"] = [path.remote, 0];
  }
  if (localAddress !== undefined && localPort !== undefined) info["sockname"] = [localAddress, localPort];
  if (remoteAddress !== undefined && remotePort !== undefined) info["peername"] = [remoteAddress, remotePort];
  info["socket"] = new ConnectedSocket(info["sockname"], info["peername"]);
  return info;
}

/** What may be asked of a socket that a transport uses. */
export class ConnectedSocket implements TransportSocket {
  readonly #sockname: unknown;
  readonly #peername: unknown;

  constructor(sockname: unknown, peername: unknown) {
    this.#sockname = sockname;
    this.#peername = peername;
  }

  getsockname(): SocketAddress {
    if (this.#sockname === undefined) throw new OSError("the socket has no address", { code: "EINVAL" });
    return this.#sockname as SocketAddress;
  }

  getpeername(): SocketAddress {
    if (this.#peername === undefined) throw new OSError("the socket is not connected", { code: "ENOTCONN" });
    return this.#peername as SocketAddress;
  }
}
