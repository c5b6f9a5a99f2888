// Names and addresses: what may be asked about them, and checks of those that a program gives. The host finds them.

import type { EventLoop } from "./base_events.ts";
import { type Awaitable, GeneratorAwaitable, describe } from "./coroutines.ts";
import { NotImplementedError, ValueError } from "./exceptions.ts";
import type { HostNetwork } from "./host.ts";
import type { SocketAddress } from "./transports.ts";

/** How {@link AddrInfo}s are looked for, under the system's names. */
export type AddrInfoFlag =
  /** For listening: no host means all addresses of the machine, not this machine. */
  | "AI_PASSIVE"
  /** `host` is an address already; names are refused. */
  | "AI_NUMERICHOST"
  /** Only versions of the protocol of which the machine has an address. */
  | "AI_ADDRCONFIG"
  /** If there are no addresses of IPv6, and that is asked for: those of IPv4, written as such. */
  | "AI_V4MAPPED"
  /** With `AI_V4MAPPED`: those besides. */
  | "AI_ALL";

/** How a name is looked for, under the system's names. */
export type NameInfoFlag =
  /** The address itself, not its name. */
  | "NI_NUMERICHOST"
  /** The number of the port, not the name of its service. */
  | "NI_NUMERICSERV"
  /** An address without a name is an error. */
  | "NI_NAMEREQD"
  /** Accepted for the sake of programs from elsewhere: services have one name for both kinds of sockets here. */
  | "NI_DGRAM";

/** Options of `getaddrinfo`. */
export interface GetAddrInfoOptions {
  /** Addresses of this version of the internet protocol only: 4, 6, or 0 for either. @defaultValue 0 */
  family?: 0 | 4 | 6;
  /** For sockets of this type only. @defaultValue both */
  type?: "stream" | "dgram";
  /** For this protocol only: 6 for TCP, 17 for UDP, 0 for either. @defaultValue 0 */
  proto?: 0 | 6 | 17;
  flags?: readonly AddrInfoFlag[];
}

/** Where a host can be reached. @see CPython `socket.getaddrinfo`, whose tuples have these in the same order */
export interface AddrInfo {
  readonly family: 4 | 6;
  readonly type: "stream" | "dgram";
  /** 6 for TCP, 17 for UDP. */
  readonly proto: 6 | 17;
  /** Always empty: the hosts do not tell it. */
  readonly canonname: string;
  readonly sockaddr: SocketAddress;
}

/** @internal */
export function getaddrinfo(
  loop: EventLoop,
  host: string | null,
  port: number | null,
  options: GetAddrInfoOptions = {},
): Awaitable<AddrInfo[]> {
  const network = networkOf(loop, "getaddrinfo()");
  const { type, proto = 0, flags = [] } = options;
  if (type !== undefined && type !== "stream" && type !== "dgram") {
    throw new ValueError(`type must be "stream" or "dgram", got ${describe(type)}`);
  }
  if (proto !== 0 && proto !== 6 && proto !== 17)
    throw new ValueError(`proto must be 0, 6 or 17, got ${describe(proto)}`);
  checkFlags(flags, ["AI_PASSIVE", "AI_NUMERICHOST", "AI_ADDRCONFIG", "AI_V4MAPPED", "AI_ALL"]);
  if (host === null && port === null) throw new ValueError("host and port must not both be null");
  const types = [
    { type: "stream", proto: 6 },
    { type: "dgram", proto: 17 },
  ] as const;
  const request = {
    host: host === null ? null : checkHost("host", host),
    port: port === null ? 0 : checkPort("port", port),
    family: checkFamily(options.family),
    types: types.filter((one) => (type ?? one.type) === one.type && (proto || one.proto) === one.proto),
    flags,
  };
  return new GeneratorAwaitable(network.getaddrinfo(loop, request));
}

/** @internal */
export function getnameinfo(
  loop: EventLoop,
  sockaddr: SocketAddress,
  flags: readonly NameInfoFlag[] = [],
): Awaitable<[host: string, service: string]> {
  const network = networkOf(loop, "getnameinfo()");
  checkAddress("sockaddr", sockaddr);
  checkFlags(flags, ["NI_NUMERICHOST", "NI_NUMERICSERV", "NI_NAMEREQD", "NI_DGRAM"]);
  if (!network.isAddress(sockaddr[0])) {
    throw new ValueError(`sockaddr[0] must be an address in numbers, got ${describe(sockaddr[0])}`);
  }
  return new GeneratorAwaitable(network.getnameinfo(loop, sockaddr, flags));
}

function checkFlags(flags: unknown, known: readonly string[]): void {
  if (!Array.isArray(flags)) throw new TypeError(`flags must be an array, got ${describe(flags)}`);
  for (const flag of flags as unknown[]) {
    if (!known.includes(flag as string)) {
      throw new ValueError(`flags must be of ${known.join(", ")}, got ${describe(flag)}`);
    }
  }
}

/** The network of the loop's host. @internal */
export function networkOf(loop: EventLoop, call: string): HostNetwork {
  const host = loop._host;
  if (host.network !== undefined) return host.network;
  throw new NotImplementedError(`${call} needs a network, and the host "${host.name}" has none`);
}

/** @internal */
export function checkFactory(protocolFactory: unknown): void {
  if (typeof protocolFactory === "function") return;
  throw new TypeError(`protocolFactory must be a function that makes a protocol, got ${describe(protocolFactory)}`);
}

/** @internal */
export function checkHost(argument: string, host: unknown): string {
  if (typeof host !== "string") throw new TypeError(`${argument} must be a text or null, got ${describe(host)}`);
  if (host === "" || host.includes("\0"))
    throw new ValueError(`${argument} must be a name or an address, got ${describe(host)}`);
  return host;
}

/** @internal */
export function checkPort(argument: string, port: unknown): number {
  if (typeof port !== "number") throw new TypeError(`${argument} must be a number, got ${describe(port)}`);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ValueError(`${argument} must be a whole number from 0 to 65535, got ${port}`);
}

/** @internal */
export function checkFamily(family: unknown): 0 | 4 | 6 {
  if (family === undefined || family === 0 || family === 4 || family === 6) return family ?? 0;
  throw new ValueError(`family must be 0, 4 or 6, got ${describe(family)}`);
}

/** @internal */
export function checkAddress(argument: string, address: unknown): void {
  if (!Array.isArray(address) || address.length !== 2) {
    throw new TypeError(`${argument} must be [host, port], got ${describe(address)}`);
  }
  checkHost(`${argument}[0]`, address[0]);
  checkPort(`${argument}[1]`, address[1]);
}

/** @internal */
export function checkFlag(argument: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new TypeError(`${argument} must be true or false, got ${describe(value)}`);
}

/** `reusePort`, which not all hosts have. @internal */
export function checkReusePort(network: HostNetwork, value: unknown): boolean {
  const reusePort = checkFlag("reusePort", value);
  if (reusePort && !network.canReusePort)
    throw new ValueError("reusePort is not supported by this version of the host");
  return reusePort;
}
