// Checks what a loop is asked for datagrams, and hands it to the host's network. No I/O.

import { checkAddress, checkFactory, checkFamily, checkFlag, checkReusePort, networkOf } from "./addresses.ts";
import type { EventLoop } from "./base_events.ts";
import { type Awaitable, GeneratorAwaitable } from "./coroutines.ts";
import { ValueError } from "./exceptions.ts";
import type { DatagramProtocol } from "./protocols.ts";
import type { DatagramTransport, SocketAddress } from "./transports.ts";

/** Options of `createDatagramEndpoint`. One of `localAddr`, `remoteAddr` and `family` must be there. */
export interface DatagramOptions {
  /** The address to receive at. @defaultValue the system's choice */
  localAddr?: SocketAddress | null;
  /** Talk to this address only. @defaultValue to all */
  remoteAddr?: SocketAddress | null;
  /** Use addresses of this version of the internet protocol only: 4, 6, or 0 for either. @defaultValue 0 */
  family?: 0 | 4 | 6;
  /**
   * Let other programs receive at the same address, and take its datagrams away: for multicast only. CPython has dropped
   * this for its danger. @defaultValue false
   */
  reuseAddr?: boolean;
  /** Share the port, and the datagrams, with others that ask for this, too. On Node from version 22.12. @defaultValue false */
  reusePort?: boolean;
  /** Be allowed to send to the broadcast address. @defaultValue false */
  allowBroadcast?: boolean;
}

/** @internal */
export function createDatagramEndpoint<P extends DatagramProtocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  options: DatagramOptions = {},
): Awaitable<[DatagramTransport, P]> {
  const network = networkOf(loop, "createDatagramEndpoint()");
  checkFactory(protocolFactory);
  const { localAddr = null, remoteAddr = null } = options;
  if (localAddr !== null) checkAddress("localAddr", localAddr);
  if (remoteAddr !== null) checkAddress("remoteAddr", remoteAddr);
  const family = checkFamily(options.family);
  if (localAddr === null && remoteAddr === null && family === 0) {
    throw new ValueError("family must be 4 or 6 where neither localAddr nor remoteAddr is given, got 0");
  }
  const request = {
    localAddr,
    remoteAddr,
    family,
    reuseAddr: checkFlag("reuseAddr", options.reuseAddr ?? false),
    reusePort: checkReusePort(network, options.reusePort ?? false),
    allowBroadcast: checkFlag("allowBroadcast", options.allowBroadcast ?? false),
  };
  return new GeneratorAwaitable(network.datagram(loop, protocolFactory, request));
}
