// Names of hosts to addresses, with a memory. Opens no connection.

import { type LookupAddress, lookup } from "node:dns";
import { isIP } from "node:net";

import { type Coroutine, type Future, getRunningLoop } from "tsyncio";

import type { Trace } from "./tracing.ts";

/** An address of a host. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Which addresses are asked for: 4, 6, or 0 for both. */
export type AddressFamily = 0 | 4 | 6;

/** Finds the addresses of a host. @see aiohttp `abc.AbstractResolver` */
export interface AbstractResolver {
  /** Call `done` once, with an error or the addresses. */
  resolve(
    host: string,
    family: AddressFamily,
    done: (error: Error | null, addresses: readonly ResolvedAddress[]) => void,
  ): void;
}

/** The system's own way to find addresses. @see aiohttp `ThreadedResolver` */
export class ThreadedResolver implements AbstractResolver {
  resolve(
    host: string,
    family: AddressFamily,
    done: (error: Error | null, addresses: readonly ResolvedAddress[]) => void,
  ): void {
    lookup(host, { all: true, family, verbatim: true }, (error, addresses: LookupAddress[]) => {
      done(
        error,
        error === null ? addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })) : [],
      );
    });
  }
}

interface Entry {
  readonly addresses: readonly ResolvedAddress[];
  /** On the loop's clock, in seconds. */
  readonly expires: number;
}

/** Options of {@link DnsCache}. */
export interface DnsCacheOptions {
  readonly resolver: AbstractResolver;
  readonly family: AddressFamily;
  /** Seconds that an answer is kept; `null`: for ever; 0: not at all. */
  readonly ttl: number | null;
}

/** Asks the resolver, once for all who want to know the same at a time, and keeps the answers for a while. */
export class DnsCache {
  readonly #options: DnsCacheOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #asked = new Map<string, Future<readonly ResolvedAddress[]>[]>();

  constructor(options: DnsCacheOptions) {
    this.#options = options;
  }

  /** Forget one host, or all. */
  clear(host?: string): void {
    if (host === undefined) this.#entries.clear();
    else this.#entries.delete(host);
  }

  /** The addresses of `host`. */
  *resolve(host: string, trace: Trace | null): Coroutine<readonly ResolvedAddress[]> {
    const version = isIP(host);
    if (version !== 0) return [{ address: host, family: version === 6 ? 6 : 4 }];
    if (trace !== null) yield* trace.send("onDnsResolvehostStart", { host });
    const addresses = yield* this.#resolve(host, trace);
    if (trace !== null) yield* trace.send("onDnsResolvehostEnd", { host });
    return addresses;
  }

  *#resolve(host: string, trace: Trace | null): Coroutine<readonly ResolvedAddress[]> {
    const loop = getRunningLoop();
    const known = this.#entries.get(host);
    if (known !== undefined && known.expires > loop.time()) {
      if (trace !== null) yield* trace.send("onDnsCacheHit", { host });
      return known.addresses;
    }
    if (trace !== null) yield* trace.send("onDnsCacheMiss", { host });
    const answer = loop.createFuture<readonly ResolvedAddress[]>();
    const others = this.#asked.get(host);
    if (others !== undefined) others.push(answer);
    else this.#ask(host, [answer], loop.time());
    return yield* answer;
  }

  #ask(host: string, waiting: Future<readonly ResolvedAddress[]>[], now: number): void {
    const { resolver, family, ttl } = this.#options;
    this.#asked.set(host, waiting);
    const done = (problem: Error | null, addresses: readonly ResolvedAddress[]): void => {
      // A resolver that answers twice has been heard the first time.
      if (this.#asked.get(host) !== waiting) return;
      this.#asked.delete(host);
      const error = problem ?? (addresses.length === 0 ? noAddress(host) : null);
      if (error === null && ttl !== 0) {
        this.#entries.set(host, { addresses, expires: ttl === null ? Infinity : now + ttl });
      }
      for (const future of waiting) {
        if (future.done() || future.getLoop().isClosed()) continue;
        if (error === null) future.setResult(addresses);
        else future.setException(error);
      }
    };
    try {
      resolver.resolve(host, family, done);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)), []);
    }
  }
}

/** As the system says it. */
function noAddress(host: string): Error {
  const error = new Error(`getaddrinfo ENOTFOUND ${host}`);
  return Object.assign(error, { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: host });
}
