// The network of loops on Node: puts together what finds addresses, connects, listens and carries.

import type { EventLoop } from "../core/base_events.ts";
import type { Coroutine } from "../core/coroutines.ts";
import { CancelledError } from "../core/exceptions.ts";
import { Future } from "../core/futures.ts";
import type { ConnectionRequest, HostListener, HostNetwork, ServerRequest, TlsRequest } from "../core/host.ts";
import { type OSError, osError } from "../core/os_errors.ts";
import type { BaseProtocol, Protocol } from "../core/protocols.ts";
import type { Server } from "../core/servers.ts";
import type { Transport } from "../core/transports.ts";
import { resolve } from "./addresses.ts";
import { connectToFirst } from "./connecting.ts";
import { ignore, succeed } from "./host_futures.ts";
import { Acceptor, Listener, addressesToListenAt } from "./listening.ts";
import { ProtocolContext } from "./protocol_context.ts";
import { SocketTransport, type StreamProtocol } from "./socket_transport.ts";
import { Handshake, makeTlsContext } from "./tls.ts";

// A process must not stay alive for a socket whose loop does not run; one that runs keeps it alive by itself. So all
// sockets are unref'ed.

class NodeNetwork implements HostNetwork {
  *connect<P extends BaseProtocol>(
    loop: EventLoop,
    protocolFactory: () => P,
    request: ConnectionRequest,
  ): Coroutine<[Transport, P]> {
    const context = new ProtocolContext(loop);
    const addresses = yield* resolve(loop, request.host, request.family);
    let open = yield* connectToFirst(loop, addresses, request);
    const { socket } = open;
    let protocol: P;
    try {
      protocol = protocolFactory();
    } catch (error) {
      socket.destroy();
      throw error;
    }
    if (request.tls !== null) open = yield* new Handshake(loop, socket, request.tls).complete();
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
    const { socket, server, context } = yield* plain._release(protocol);
    const handshake = new Handshake(loop, socket, request);
    plain._successor = handshake;
    server?._attach(handshake);
    server?._detach(plain);
    try {
      const secure = new SocketTransport(loop, yield* handshake.complete(), protocol, server, context);
      plain._successor = secure;
      secure.open(null, false);
      return secure;
    } catch (error) {
      // The protocol was told of a connection, so it is told of its end.
      const reason = error instanceof CancelledError ? null : error;
      loop._schedule(context.handle(() => protocol.connectionLost(reason)));
      throw error;
    } finally {
      server?._detach(handshake);
    }
  }
}

/** TCP for loops on Node. */
export const nodeNetwork: HostNetwork = new NodeNetwork();
