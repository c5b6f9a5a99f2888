// Names and addresses over node:dns.

import { ADDRCONFIG, ALL, V4MAPPED, lookup, lookupService } from "node:dns";
import { isIP } from "node:net";

import type { AddrInfo, NameInfoFlag } from "../core/addresses.ts";
import type { EventLoop } from "../core/base_events.ts";
import type { Coroutine } from "../core/coroutines.ts";
import { Future } from "../core/futures.ts";
import type { AddrInfoRequest } from "../core/host.ts";
import { OSError, osError } from "../core/os_errors.ts";
import type { SocketAddress } from "../core/transports.ts";
import { fail, succeed } from "./host_futures.ts";

/** An address of the internet. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

const everywhere: readonly Address[] = [
  { address: "0.0.0.0", family: 4 },
  { address: "::", family: 6 },
];

const here: readonly Address[] = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

/** All addresses of this machine that are of the family. */
export function allAddresses(family: 0 | 4 | 6): Address[] {
  return everywhere.filter((address) => family === 0 || address.family === family);
}

/** All addresses of a name. */
export function* resolve(loop: EventLoop, host: string, family: 0 | 4 | 6, hints = 0): Coroutine<Address[]> {
  const version = isIP(host);
  const mayBeMapped = family === 6 && (hints & V4MAPPED) !== 0;
  if (version !== 0 && !mayBeMapped) {
    if (family === 0 || family === version) return [{ address: host, family: version }];
    throw osError(`getaddrinfo: ${host} is no address of IPv${family}`, { code: "EAI_ADDRFAMILY", address: host });
  }
  const found = new Future<Address[]>({ loop });
  lookup(host, { all: true, family, hints, verbatim: true }, (error, addresses) => {
    if (error === null) succeed(found, addresses);
    else fail(found, error);
  });
  const addresses = yield* found;
  if (addresses.length === 0) throw osError(`getaddrinfo: no address of ${host}`, { code: "ENOTFOUND", address: host });
  return addresses;
}

/** All addresses that `request` asks for, once for each type of socket. */
export function* getaddrinfo(loop: EventLoop, request: AddrInfoRequest): Coroutine<AddrInfo[]> {
  const { host, port, family, flags, types } = request;
  let addresses: readonly Address[];
  if (host === null) {
    const all = flags.includes("AI_PASSIVE") ? everywhere : here;
    addresses = all.filter((address) => family === 0 || address.family === family);
  } else {
    if (flags.includes("AI_NUMERICHOST") && isIP(host) === 0) {
      throw osError(`getaddrinfo: ${host} is no address in numbers`, { code: "ENOTFOUND", address: host });
    }
    let hints = 0;
    if (flags.includes("AI_ADDRCONFIG")) hints |= ADDRCONFIG;
    if (flags.includes("AI_V4MAPPED")) hints |= V4MAPPED;
    if (flags.includes("AI_ALL")) hints |= ALL;
    addresses = yield* resolve(loop, host, family, hints);
  }
  return addresses.flatMap((address) =>
    types.map((type) => ({
      family: address.family === 6 ? 6 : 4,
      ...type,
      canonname: "",
      sockaddr: [address.address, port] as const,
    })),
  );
}

/** The names of an address and of a port. */
export function* getnameinfo(
  loop: EventLoop,
  [host, port]: SocketAddress,
  flags: readonly NameInfoFlag[],
): Coroutine<[host: string, service: string]> {
  const isRequired = flags.includes("NI_NAMEREQD");
  const numericHost = flags.includes("NI_NUMERICHOST") && !isRequired;
  const numericService = flags.includes("NI_NUMERICSERV");
  if (numericHost && numericService) return [host, String(port)];
  const found = new Future<[string, string]>({ loop });
  lookupService(host, port, (error, hostname, service) => {
    if (error === null) succeed(found, [numericHost ? host : hostname, numericService ? String(port) : service]);
    else fail(found, error);
  });
  try {
    return yield* found;
  } catch (error) {
    if (!(error instanceof OSError) || error.code !== "ENOTFOUND" || isRequired) throw error;
  }
  if (numericService) return [host, String(port)];
  // The host finds no service without a name of the address, and this machine has one.
  return [host, (yield* getnameinfo(loop, ["127.0.0.1", port], ["NI_NAMEREQD"]))[1]];
}
