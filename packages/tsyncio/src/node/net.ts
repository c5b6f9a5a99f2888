// The network of loops on Node: puts together what finds addresses, connects, listens and carries.

import { isIP } from "node:net";

import type { EventLoop } from "../core/base_events.ts";
import type { Coroutine } from "../core/coroutines.ts";
import type { Resource } from "../core/events.ts";
import { CancelledError } from "../core/exceptions.ts";
import { Future } from "../core/futures.ts";
import type { ConnectionRequest, HostListener, HostNetwork, ServerRequest, TlsRequest } from "../core/host.ts";
import { type OSError, osError } from "../core/os_errors.ts";
import type { BaseProtocol, Protocol } from "../core/protocols.ts";
import type { Server } from "../core/servers.ts";
import type { Transport } from "../core/transports.ts";
import { getaddrinfo, getnameinfo } from "./addresses.ts";
import { checkSocket, openSocket } from "./connecting.ts";
import { openDatagrams } from "./datagrams.ts";
import { ignore, succeed } from "./host_futures.ts";
import { Acceptor, Listener, addressesToListenAt } from "./listening.ts";
import { ProtocolContext } from "./protocol_context.ts";
import { SocketTransport, type StreamProtocol } from "./socket_transport.ts";
import { Handshake, makeTlsContext } from "./tls.ts";
import { checkUnixPath } from "./unix_paths.ts";

// A process must not stay alive for a socket whose loop does not run; one that runs keeps it alive by itself. So all
// sockets are unref'ed.

/** Since when sockets may share a port. */
const REUSE_PORT_SINCE = [22, 12] as const;

class NodeNetwork implements HostNetwork {
  readonly canReusePort: boolean = isAtLeast(process.versions.node, REUSE_PORT_SINCE);
  readonly checkUnixPath: (path: unknown) => string = checkUnixPath;
  readonly checkSocket: (sock: object) => void = checkSocket;
  readonly getaddrinfo: HostNetwork["getaddrinfo"] = getaddrinfo;
  readonly getnameinfo: HostNetwork["getnameinfo"] = getnameinfo;
  readonly datagram: HostNetwork["datagram"] = openDatagrams;

  isAddress(host: string): boolean {
    return isIP(host) !== 0;
  }

  *connect<P extends BaseProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    request: ConnectionRequest,
  ): Coroutine<[Transport, P]> {
    const context = new ProtocolContext(loop);
    let open = yield* openSocket(loop, request);
    const { socket } = open;
    let protocol: P;
    try {
      protocol = protocolFactory();
    } catch (error) {
      socket.destroy();
      throw error;
    }
    if (request.tls !== null) open = yield* new Handshake(loop, open, request.tls).complete();
    const transport = new SocketTransport(loop, open, protocol as unknown as Protocol, null, context);
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
    const accept = new Acceptor(loop, protocolFactory, server, new ProtocolContext(loop), request.tls);
    const listeners: Listener[] = [];
    let unavailable: OSError | null = null;
    // As long as no server has them, they are closed here when the loop is.
    const unfinished: Resource = {
      _loopClosed() {
        for (const listener of listeners) listener.close();
      },
    };
    loop._resources.add(unfinished);
    try {
      if (request.path !== null) {
        const listener = new Listener(accept, request);
        listeners.push(listener);
        yield* listener.listenAtPath(loop, request.path);
        return listeners;
      }
      for (const address of yield* addressesToListenAt(loop, request)) {
        const listener = new Listener(accept, request);
        listeners.push(listener);
        const error = yield* listener.listenAt(loop, address);
        if (error === null) continue;
        unavailable = error;
        listeners.pop();
      }
    } catch (error) {
      for (const listener of listeners) listener.close();
      throw error;
    } finally {
      loop._resources.delete(unfinished);
    }
    if (listeners.length === 0)
      throw unavailable ?? osError("could not bind on any address", { code: "EADDRNOTAVAIL" });
    return listeners;
  }

  makeTlsContext(ssl: object | true, serverSide: boolean): unknown {
    return makeTlsContext(ssl, serverSide);
  }

  canStartTls(transport: Transport): boolean {
    return transport instanceof SocketTransport;
  }

  *startTls(
    loop: EventLoop,
    transport: Transport,
    protocol: StreamProtocol,
    request: TlsRequest,
  ): Coroutine<Transport> {
    const plain = transport as SocketTransport;
    const { open, server, context } = yield* plain._release(protocol);
    try {
      const handshake = new Handshake(loop, open, request);
      plain._successor = handshake;
      const secure = new SocketTransport(loop, yield* handshake.complete(), protocol, server, context);
      plain._successor = secure;
      server?._detach(plain);
      secure.open(null, false);
      return secure;
    } catch (error) {
      // The protocol was told of a connection, so it is told of its end.
      const reason = error instanceof CancelledError ? null : error;
      const lose = (): void => {
        protocol.connectionLost(reason);
        server?._detach(plain);
      };
      loop._schedule(context.handle(lose));
      throw error;
    }
  }
}

/** TCP for loops on Node. */
export const nodeNetwork: HostNetwork = new NodeNetwork();

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [here = 0, minorHere = 0] = version.split(".").map(Number);
  return here > major || (here === major && minorHere >= minor);
}
