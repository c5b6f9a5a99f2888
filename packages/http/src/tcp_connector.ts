// Connectors that open TCP and Unix sockets, with TLS.

import type { LookupFunction, NetConnectOpts, Socket } from "node:net";
import { isIP } from "node:net";
import type { ConnectionOptions, TLSSocket } from "node:tls";

import { CancelledError, type Coroutine, ValueError } from "tsyncio";

import { connectThroughProxy } from "./http_proxy.ts";
import { BaseConnector, type ConnectTarget, type ConnectorOptions } from "./connector.ts";
import {
  type ConnectionTarget,
  ClientConnectorError,
  ClientProxyConnectionError,
  UnixClientConnectorError,
} from "./errors.ts";
import { connectFailure, isForeign, tlsFailure } from "./connect_failures.ts";
import {
  type AbstractResolver,
  type AddressFamily,
  DnsCache,
  type ResolvedAddress,
  ThreadedResolver,
} from "./resolver.ts";
import { openSocket, openTls } from "./sockets.ts";
import { isSocksUrl, socksConnect, socksPort } from "./socks.ts";
import { Fingerprint, type SslOption, tlsOptions } from "./tls.ts";
import type { Trace } from "./tracing.ts";

/** Options of {@link TCPConnector}. */
export interface TCPConnectorOptions extends ConnectorOptions {
  /** Remember the addresses of hosts. @defaultValue true */
  useDnsCache?: boolean;
  /** For how many seconds; `null`: for ever. @defaultValue 10 */
  ttlDnsCache?: number | null;
  /** Which addresses: 4, 6, or 0 for both. @defaultValue 0 */
  family?: AddressFamily;
  /** What finds the addresses. @defaultValue the system's own way */
  resolver?: AbstractResolver;
  /** How TLS is done, see {@link SslOption}. @defaultValue true */
  ssl?: SslOption;
  /** The address, and port, of this end. */
  localAddr?: readonly [host: string, port?: number] | null;
  /** Seconds to wait for an address before the next one is tried too; `null`: until it fails. @defaultValue 0.25 */
  happyEyeballsDelay?: number | null;
}

/**
 * Connections by TCP.
 *
 * @see aiohttp `TCPConnector`
 */
export class TCPConnector extends BaseConnector {
  readonly #dns: DnsCache;
  readonly #options: TCPConnectorOptions;
  readonly #ssl: SslOption;

  /** @throws {@link ValueError} if a value is out of place. */
  constructor(options: TCPConnectorOptions = {}) {
    super(options);
    const family = options.family ?? 0;
    if (family !== 0 && family !== 4 && family !== 6)
      throw new ValueError(`family must be 0, 4 or 6, got ${String(family)}`);
    const ttl = options.useDnsCache === false ? 0 : options.ttlDnsCache === undefined ? 10 : options.ttlDnsCache;
    this.#dns = new DnsCache({ resolver: options.resolver ?? new ThreadedResolver(), family, ttl });
    this.#options = options;
    this.#ssl = options.ssl ?? true;
  }

  /** Forget the addresses of `host`, or of all. */
  clearDnsCache(host?: string): void {
    this.#dns.clear(host);
  }

  protected override *_connect(target: ConnectTarget, trace: Trace | null): Coroutine<Socket> {
    const { proxy } = target;
    if (proxy === null) {
      const socket = yield* this.#openPlain(target.host, target.port, target.isTls, trace);
      return target.isTls ? yield* this.#secure(socket, target) : socket;
    }
    if (isSocksUrl(proxy.url)) return yield* this.#connectBySocks(proxy.url, target, trace);
    const socket = yield* this.#openToProxy(proxy.url, target, trace);
    if (!target.isTls && !target.isUpgrade) return socket;
    yield* connectThroughProxy(socket, target, proxy);
    return target.isTls ? yield* this.#secure(socket, target) : socket;
  }

  *#connectBySocks(proxy: URL, target: ConnectTarget, trace: Trace | null): Coroutine<Socket> {
    const at = { host: plainHost(proxy), port: socksPort(proxy), ssl: false };
    const socket = yield* this.#openPlainToProxy(at, trace);
    try {
      yield* socksConnect(socket, proxy, target.host, target.port);
    } catch (error) {
      throw isForeign(error) ? new ClientProxyConnectionError(at, error) : error;
    }
    return target.isTls ? yield* this.#secure(socket, target) : socket;
  }

  *#openToProxy(url: URL, target: ConnectTarget, trace: Trace | null): Coroutine<Socket> {
    const isTls = url.protocol === "https:";
    const at = { host: plainHost(url), port: Number(url.port) || (isTls ? 443 : 80), ssl: isTls };
    const socket = yield* this.#openPlainToProxy(at, trace);
    return isTls ? yield* this.#secureTo(socket, at, target.ssl ?? this.#ssl, null, false) : socket;
  }

  *#openPlainToProxy(at: ConnectionTarget, trace: Trace | null): Coroutine<Socket> {
    try {
      return yield* this.#openPlain(at.host, at.port, at.ssl, trace);
    } catch (error) {
      throw error instanceof ClientConnectorError ? new ClientProxyConnectionError(at, error.osError) : error;
    }
  }

  /** A socket without TLS: to a server or a proxy. */
  *#openPlain(host: string, port: number, ssl: boolean, trace: Trace | null): Coroutine<Socket> {
    try {
      const addresses = yield* this.#dns.resolve(host, trace);
      return yield* openSocket(this.#socketOptions(host, port, addresses));
    } catch (error) {
      throw connectFailure(error, { host, port, ssl });
    }
  }

  #socketOptions(host: string, port: number, addresses: readonly ResolvedAddress[]): NetConnectOpts {
    const delay = this.#options.happyEyeballsDelay;
    const lookup: LookupFunction = (_host, options, callback) => {
      const [first] = addresses;
      if (options.all === true) callback(null, [...addresses]);
      else callback(null, first?.address ?? "", first?.family ?? 4);
    };
    const [localAddress, localPort] = this.#options.localAddr ?? [];
    return {
      host,
      port,
      lookup,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: delay === null ? 2 ** 31 - 1 : Math.max(10, Math.round((delay ?? 0.25) * 1000)),
      ...(localAddress === undefined ? undefined : { localAddress }),
      ...(localPort === undefined ? undefined : { localPort }),
    };
  }

  #secure(socket: Socket, target: ConnectTarget): Coroutine<Socket> {
    const at = { host: target.host, port: target.port, ssl: true };
    return this.#secureTo(
      socket,
      at,
      target.ssl ?? this.#ssl,
      target.serverHostname,
      this._offersHttp2 && !target.isUpgrade,
    );
  }

  #secureTo(
    socket: Socket,
    at: ConnectionTarget,
    ssl: SslOption,
    serverHostname: string | null,
    http2: boolean,
  ): Coroutine<Socket> {
    return secure(socket, at, ssl, {
      ...(serverHostname === null ? undefined : { servername: serverHostname }),
      ALPNProtocols: http2 ? ["h2", "http/1.1"] : ["http/1.1"],
    });
  }
}

function* secure(socket: Socket, at: ConnectionTarget, ssl: SslOption, more: ConnectionOptions): Coroutine<Socket> {
  const options: ConnectionOptions = { host: at.host, ...tlsOptions(ssl), ...more };
  // The name for the certificate. An address must not be sent as a name.
  if (options.servername === undefined && isIP(at.host) === 0) options.servername = at.host;
  let secured: Socket;
  try {
    secured = yield* openTls(socket, options);
  } catch (error) {
    throw tlsFailure(error, at);
  }
  if (ssl instanceof Fingerprint) {
    try {
      ssl.check(secured as TLSSocket, at);
    } catch (error) {
      secured.destroy();
      throw error;
    }
  }
  return secured;
}

/** The host of a URL without the brackets of IPv6. */
function plainHost(url: URL): string {
  return url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
}

/**
 * Connections to one Unix socket, whatever host the URLs name.
 *
 * @see aiohttp `UnixConnector`
 */
export class UnixConnector extends BaseConnector {
  /** The path of the socket. */
  readonly path: string;

  constructor(path: string, options: ConnectorOptions = {}) {
    super(options);
    if (typeof path !== "string" || path === "")
      throw new ValueError(`path must be a path, got ${JSON.stringify(path)}`);
    this.path = path;
  }

  protected override *_connect(target: ConnectTarget): Coroutine<Socket> {
    let socket: Socket;
    try {
      socket = yield* openSocket({ path: this.path });
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      throw new UnixClientConnectorError(this.path, error as Error);
    }
    if (!target.isTls) return socket;
    const more = target.serverHostname === null ? {} : { servername: target.serverHostname };
    return yield* secure(socket, { host: target.host, port: target.port, ssl: true }, target.ssl ?? true, more);
  }
}
