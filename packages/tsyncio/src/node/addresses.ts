// Names and addresses over node:dns.

import { lookup } from "node:dns";
import { isIP } from "node:net";

import type { EventLoop } from "../core/base_events.ts";
import type { Coroutine } from "../core/coroutines.ts";
import { Future } from "../core/futures.ts";
import { osError } from "../core/os_errors.ts";
import { fail, succeed } from "./host_futures.ts";

/** An address of the internet. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a name. */
export function* resolve(loop: EventLoop, host: string, family: 0 | 4 | 6): Coroutine<Address[]> {
  const version = isIP(host);
  if (version !== 0) {
    if (family === 0 || family === version) return [{ address: host, family: version }];
    throw osError(`getaddrinfo: ${host} is no address of IPv${family}`, { code: "EAI_ADDRFAMILY", address: host });
  }
  const found = new Future<Address[]>({ loop });
  lookup(host, { all: true, family, verbatim: true }, (error, addresses) => {
    if (error === null) succeed(found, addresses);
    else fail(found, error);
  });
  const addresses = yield* found;
  if (addresses.length === 0) throw osError(`getaddrinfo: no address of ${host}`, { code: "ENOTFOUND", address: host });
  return addresses;
}
