// Datagrams over node:dgram: finding addresses, opening the socket, sending and receiving.

import { type RemoteInfo, type Socket, type SocketOptions, createSocket } from "node:dgram";

import type { EventLoop } from "../core/base_events.ts";
import { type Coroutine, describe } from "../core/coroutines.ts";
import type { Handle, Resource } from "../core/events.ts";
import { isFatal } from "../core/events.ts";
import { ValueError } from "../core/exceptions.ts";
import { Future } from "../core/futures.ts";
import type { DatagramRequest } from "../core/host.ts";
import { OSError } from "../core/os_errors.ts";
import type { BaseProtocol, DatagramProtocol } from "../core/protocols.ts";
import { DatagramTransport, type SocketAddress, type WriteBufferLimits, waterMarks } from "../core/transports.ts";
import { resolve } from "./addresses.ts";
import { fail, ignore, succeed } from "./host_futures.ts";
import { toOSError } from "./os_errors.ts";
import { ProtocolContext } from "./protocol_context.ts";
import { ConnectedSocket } from "./socket_addresses.ts";

/** What a datagram counts for in the buffer beside its bytes. */
const HEADER_SIZE = 8;

interface Ends {
  readonly family: 4 | 6;
  readonly local: SocketAddress | null;
  readonly remote: SocketAddress | null;
}

/** Open a socket, have `protocolFactory` make the protocol, and tell it of the transport. */
export function* openDatagrams<P extends DatagramProtocol>(
  loop: EventLoop,
  protocolFactory: () => P,
  request: DatagramRequest,
): Coroutine<[DatagramTransport, P]> {
  const context = new ProtocolContext(loop);
  const [ends, socket] = yield* openFirst(loop, yield* possibleEnds(loop, request), request);
  let protocol: P;
  try {
    protocol = protocolFactory();
  } catch (error) {
    socket.close();
    throw error;
  }
  const transport = new NodeDatagramTransport(loop, socket, protocol, ends.remote, context);
  socket.off("error", ignore);
  const opened = new Future<void>({ loop });
  transport.open(() => succeed(opened, undefined));
  try {
    yield* opened;
  } catch (error) {
    transport.abort();
    throw error;
  }
  return [transport, protocol];
}

/** The addresses that both sides may have, one pair for each version of the internet protocol that can do. */
function* possibleEnds(loop: EventLoop, request: DatagramRequest): Coroutine<Ends[]> {
  const { localAddr, remoteAddr } = request;
  const locals = localAddr === null ? null : yield* byFamily(loop, localAddr, request.family);
  const remotes = remoteAddr === null ? null : yield* byFamily(loop, remoteAddr, request.family);
  const ends: Ends[] = [];
  const families = new Set([...(remotes?.keys() ?? locals?.keys() ?? [request.family === 6 ? 6 : 4])] as const);
  for (const family of families) {
    const local = locals?.get(family) ?? null;
    const remote = remotes?.get(family) ?? null;
    if ((locals === null || local !== null) && (remotes === null || remote !== null))
      ends.push({ family, local, remote });
  }
  if (ends.length > 0) return ends;
  throw new ValueError(
    `localAddr ${describe(localAddr)} and remoteAddr ${describe(remoteAddr)} have no family in common`,
  );
}

function* byFamily(
  loop: EventLoop,
  [host, port]: SocketAddress,
  family: 0 | 4 | 6,
): Coroutine<Map<4 | 6, SocketAddress>> {
  const found = new Map<4 | 6, SocketAddress>();
  for (const { address, family: version } of yield* resolve(loop, host, family)) {
    const key = version === 6 ? 6 : 4;
    if (!found.has(key)) found.set(key, [address, port]);
  }
  return found;
}

function* openFirst(loop: EventLoop, all: readonly Ends[], request: DatagramRequest): Coroutine<[Ends, Socket]> {
  let first: OSError | null = null;
  for (const ends of all) {
    try {
      return [ends, yield* openSocket(loop, ends, request)];
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      first ??= error;
    }
  }
  throw first;
}

function* openSocket(loop: EventLoop, { family, local, remote }: Ends, request: DatagramRequest): Coroutine<Socket> {
  const options: SocketOptions & { reusePort?: boolean } = {
    type: family === 6 ? "udp6" : "udp4",
    reuseAddr: request.reuseAddr,
  };
  if (request.reusePort) options.reusePort = true;
  const socket = createSocket(options);
  const unfinished = { _loopClosed: () => void socket.close() };
  socket.on("error", ignore);
  loop._resources.add(unfinished);
  try {
    const bound = new Future<void>({ loop });
    socket.once("error", (error) => fail(bound, error));
    const [address, port] = local ?? [family === 6 ? "::" : "0.0.0.0", 0];
    socket.bind({ address, port, exclusive: true }, () => succeed(bound, undefined));
    socket.unref();
    yield* bound;
    if (request.allowBroadcast) socket.setBroadcast(true);
    if (remote !== null) {
      const connected = new Future<void>({ loop });
      // What it calls may be given an error, which its type does not know.
      const onConnect = (error?: Error | null): void =>
        error ? fail(connected, error) : succeed(connected, undefined);
      socket.connect(remote[1], remote[0], onConnect);
      yield* connected;
    }
  } catch (error) {
    socket.close();
    throw error;
  } finally {
    loop._resources.delete(unfinished);
  }
  return socket;
}

/** A datagram that came, or an error that the system had for the socket. */
type Arrival = { readonly data: Uint8Array; readonly from: SocketAddress } | { readonly error: OSError };

/**
 * A UDP socket.
 *
 * The socket's events only note what has come and make a handle ready; the protocol is called by the loop.
 */
class NodeDatagramTransport extends DatagramTransport implements Resource {
  readonly #loop: EventLoop;
  readonly #socket: Socket;
  readonly #remote: SocketAddress | null;
  readonly #context: ProtocolContext;
  readonly #delivery: Handle;
  #protocol: DatagramProtocol;
  #arrivals: Arrival[] = [];
  #deliveryScheduled = false;
  #receiving = false;
  /** What was handed to the socket, and the system has not taken yet. */
  #unsent = 0;
  #lowWater: number;
  #highWater: number;
  #protocolPaused = false;
  #closing = false;
  #lost = false;

  constructor(
    loop: EventLoop,
    socket: Socket,
    protocol: DatagramProtocol,
    remote: SocketAddress | null,
    context: ProtocolContext,
  ) {
    const { address, port } = socket.address();
    const peername = remote === null ? undefined : [socket.remoteAddress().address, remote[1]];
    const extra: Record<string, unknown> = { sockname: [address, port], peername };
    extra["socket"] = new ConnectedSocket(extra["sockname"], peername);
    super(extra);
    this.#loop = loop;
    this.#socket = socket;
    this.#protocol = protocol;
    this.#remote = remote;
    this.#context = context;
    this.#delivery = context.handle(() => this.#deliver());
    [this.#lowWater, this.#highWater] = waterMarks();
    socket.on("error", (error) => this.#onError(error));
    socket.on("message", this.#onMessage);
    loop._resources.add(this);
  }

  /** Tell the protocol, begin to receive, then call `opened`: all in the loop's next iteration. */
  open(opened: () => void): void {
    const start = (): void => {
      this.#receiving = true;
      if (this.#arrivals.length > 0) this.#scheduleDelivery();
    };
    this.#loop._schedule(this.#context.handle(() => this.#protocol.connectionMade(this)));
    this.#loop._schedule(this.#context.handle(start));
    this.#loop._schedule(this.#context.handle(opened));
  }

  // Receiving.

  readonly #onMessage = (data: Buffer, from: RemoteInfo): void => {
    const plain = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
    this.#note({ data: plain, from: [from.address, from.port] });
  };

  #onError(error: Error): void {
    this.#note({ error: toOSError(error) });
  }

  #note(arrival: Arrival): void {
    if (this.#closing) return;
    this.#arrivals.push(arrival);
    if (this.#receiving) this.#scheduleDelivery();
  }

  #scheduleDelivery(): void {
    if (this.#deliveryScheduled) return;
    this.#deliveryScheduled = true;
    this.#loop._schedule(this.#delivery);
  }

  #deliver(): void {
    this.#deliveryScheduled = false;
    const arrivals = this.#arrivals;
    this.#arrivals = [];
    for (const arrival of arrivals) {
      if (this.#closing) return;
      if ("error" in arrival) this.#call("errorReceived", () => this.#protocol.errorReceived(arrival.error));
      else this.#call("datagramReceived", () => this.#protocol.datagramReceived(arrival.data, arrival.from));
    }
  }

  /** A call that fails is reported; the endpoint lives on. */
  #call(name: string, call: () => void): void {
    try {
      call();
    } catch (exception) {
      if (isFatal(exception)) throw exception;
      const message = `protocol.${name}() failed`;
      this.#loop.callExceptionHandler({ message, exception, transport: this, protocol: this.#protocol });
    }
  }

  // Sending.

  override sendto(data: Uint8Array, addr: SocketAddress | null = null): void {
    if (!(data instanceof Uint8Array)) throw new TypeError(`data must be a Uint8Array, got ${describe(data)}`);
    if (addr !== null && !isAddress(addr))
      throw new TypeError(`addr must be [host, port] or null, got ${describe(addr)}`);
    const remote = this.#remote;
    if (remote === null) {
      if (addr === null) throw new ValueError("addr must be given: the endpoint has no remoteAddr");
    } else if (addr !== null && (addr[0] !== remote[0] || addr[1] !== remote[1])) {
      throw new ValueError(`addr must be null or ${remote.join(":")}, got ${addr.join(":")}`);
    }
    if (this.#closing) return;
    const size = data.length + HEADER_SIZE;
    const sent = (error?: Error | null): void => this.#onSent(size, error ?? null);
    this.#unsent += size;
    if (addr === null || remote !== null) this.#socket.send(data, sent);
    else this.#socket.send(data, addr[1], addr[0], sent);
    this.#pauseOrResume();
  }

  #onSent(size: number, error: Error | null): void {
    if (this.#lost) return;
    this.#unsent -= size;
    if (error !== null) this.#onError(error);
    if (this.#closing) {
      if (this.#unsent === 0) this.#giveUp();
    } else if (this.#protocolPaused && this.#unsent <= this.#lowWater) {
      this.#loop._schedule(this.#context.handle(() => this.#pauseOrResume()));
    }
  }

  #pauseOrResume(): void {
    if (!this.#protocolPaused && this.#unsent > this.#highWater) {
      this.#protocolPaused = true;
      this.#call("pauseWriting", () => this.#protocol.pauseWriting());
    } else if (this.#protocolPaused && this.#unsent <= this.#lowWater) {
      this.#protocolPaused = false;
      this.#call("resumeWriting", () => this.#protocol.resumeWriting());
    }
  }

  override getWriteBufferSize(): number {
    return this.#lost ? 0 : this.#unsent;
  }

  override getWriteBufferLimits(): [low: number, high: number] {
    return [this.#lowWater, this.#highWater];
  }

  override setWriteBufferLimits(limits: WriteBufferLimits = {}): void {
    [this.#lowWater, this.#highWater] = waterMarks(limits);
    this.#pauseOrResume();
  }

  // Closing.

  override isClosing(): boolean {
    return this.#closing;
  }

  override close(): void {
    if (this.#closing) return;
    this.#closing = true;
    if (this.#unsent === 0) this.#giveUp();
  }

  override abort(): void {
    if (this.#lost) return;
    this.#closing = true;
    this.#giveUp();
  }

  override setProtocol(protocol: BaseProtocol): void {
    this.#protocol = protocol as DatagramProtocol;
  }

  override getProtocol(): DatagramProtocol {
    return this.#protocol;
  }

  #giveUp(): void {
    this.#free();
    this.#loop._schedule(this.#context.handle(() => this.#protocol.connectionLost(null)));
  }

  #free(): void {
    this.#lost = true;
    this.#arrivals = [];
    this.#socket.close();
    this.#loop._resources.delete(this);
  }

  /** @internal */
  _loopClosed(): void {
    if (this.#loop._debug) this.#loop._host.report(`unclosed transport ${this._repr()}`);
    this.#closing = true;
    this.#free();
  }

  /** @internal */
  _repr(): string {
    const local = this.getExtraInfo("sockname", ["", 0]);
    return `<DatagramTransport ${this.#closing ? "closing" : "open"} ${local.join(":")}>`;
  }
}

function isAddress(addr: unknown): boolean {
  if (!Array.isArray(addr) || addr.length !== 2 || typeof addr[0] !== "string") return false;
  return Number.isInteger(addr[1]) && addr[1] > 0 && addr[1] <= 65_535;
}
