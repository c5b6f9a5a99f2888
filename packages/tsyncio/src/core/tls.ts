// What programs say about TLS, and the checks of it. No cryptography: that is the host's.

import type { EventLoop } from "./base_events.ts";
import { type Awaitable, GeneratorAwaitable, describe } from "./coroutines.ts";
import { NotImplementedError, RuntimeError, ValueError } from "./exceptions.ts";
import type { HostNetwork, TlsRequest } from "./host.ts";
import { type BaseProtocol, BufferedProtocol, Protocol } from "./protocols.ts";
import { type BaseTransport, type PeerCertificate, Transport } from "./transports.ts";

/** A text in PEM, or bytes in PEM or DER. */
type Credential = string | Uint8Array;

/** A version of the protocol. */
export type TLSVersion = "TLSv1" | "TLSv1.1" | "TLSv1.2" | "TLSv1.3";

/** Says which certificate to show, `undefined` for that of the settings. */
export type SNIAnswer = (error: Error | null, context?: SecureContext) => void;

/** A function that may ask for more of its arguments than is said here, as the host's own types do. */
type Callback<Args extends unknown[], Result> = { bivariance(...args: Args): Result }["bivariance"];

/** What the host has made of TLS settings: on Node what `tls.createSecureContext()` gives. */
export interface SecureContext {
  readonly context: unknown;
}

/**
 * How connections are secured: the settings of Node's `tls.connect()` and `tls.createServer()`, under their names. These are
 * the usual ones; others are passed on, too.
 *
 * @see CPython `ssl.SSLContext`
 */
export interface SSLOptions {
  /** Whom to trust, in place of the authorities that the host knows. */
  ca?: Credential | readonly Credential[] | undefined;
  /** The certificate to show, with those that lead to an authority. */
  cert?: Credential | readonly Credential[] | undefined;
  /** The certificate's private key. */
  key?: Credential | readonly unknown[] | undefined;
  /** Opens the private key. */
  passphrase?: string | undefined;
  /** Certificate and key in one, as PKCS#12. */
  pfx?: Credential | readonly unknown[] | undefined;
  /** Certificates that were revoked. */
  crl?: Credential | readonly Credential[] | undefined;
  /** Which ciphers may be used. */
  ciphers?: string | undefined;
  /** The oldest version to speak. @defaultValue the host's, on Node `"TLSv1.2"` */
  minVersion?: TLSVersion | undefined;
  /** The newest version to speak. @defaultValue the host's, on Node `"TLSv1.3"` */
  maxVersion?: TLSVersion | undefined;
  /** Application protocols (ALPN), the preferred one first. `getExtraInfo("sslObject")` has the one agreed upon. */
  ALPNProtocols?: readonly string[] | ArrayBufferView | undefined;
  /** A server: ask the client for its certificate. @defaultValue false */
  requestCert?: boolean | undefined;
  /** Refuse a peer whose certificate does not verify. @defaultValue true */
  rejectUnauthorized?: boolean | undefined;
  /** A client: is this certificate for that host? In place of the host's own check. */
  checkServerIdentity?: Callback<[hostname: string, cert: PeerCertificate], Error | undefined> | undefined;
  /** A server: which certificate to show to who asks for `servername` (SNI). */
  SNICallback?: Callback<[servername: string, done: SNIAnswer], void> | undefined;
  /** Credentials and versions made before, to be used by many connections. */
  secureContext?: SecureContext | undefined;
  /** A client: the session to resume. */
  session?: Uint8Array | undefined;
}

/** How connections are secured: settings, or what `tls.createSecureContext()` made of them. */
export type SSLContext = SSLOptions | SecureContext;

/** How long TLS may take, in seconds. */
export interface TLSTimeouts {
  /** For the handshake. @defaultValue 60 */
  sslHandshakeTimeout?: number;
  /** To send what waits and to take leave, before the connection is cut. @defaultValue 30 */
  sslShutdownTimeout?: number;
}

/** Options of `loop.startTls`. */
export interface StartTlsOptions extends TLSTimeouts {
  /** Whether this side shows the certificate. @defaultValue false */
  serverSide?: boolean;
  /** The name that the server's certificate must be for; an empty text: any. A client needs it. */
  serverHostname?: string;
}

/** The part of the options of a connection that is about TLS. */
export interface ClientTLSOptions extends TLSTimeouts {
  /** Speak TLS: `true` for the host's defaults, or settings. @defaultValue null */
  ssl?: SSLContext | boolean | null;
  /** The name that the server's certificate must be for; an empty text: any. @defaultValue the host connected to */
  serverHostname?: string;
}

/** The part of the options of a server that is about TLS. */
export interface ServerTLSOptions extends TLSTimeouts {
  /** Speak TLS, with these settings: a certificate and its key at least. @defaultValue null */
  ssl?: SSLContext | null;
}

const HANDSHAKE_TIMEOUT = 60;
const SHUTDOWN_TIMEOUT = 30;

/** What a client asks for; `null`: no TLS. @internal */
export function checkClientTls(
  network: HostNetwork,
  options: ClientTLSOptions,
  host: string | null,
): TlsRequest | null {
  const ssl: unknown = options.ssl ?? false;
  if (ssl === false) {
    refuseWithoutTls(options);
    return null;
  }
  const serverHostname = checkServerHostname(options.serverHostname) ?? host;
  if (serverHostname === null) throw new ValueError("serverHostname must be given for ssl without a host");
  return makeRequest(network, ssl, false, serverHostname, options);
}

/** What a server asks for; `null`: no TLS. @internal */
export function checkServerTls(network: HostNetwork, options: ServerTLSOptions): TlsRequest | null {
  const ssl: unknown = options.ssl ?? null;
  if (ssl !== null) return makeRequest(network, ssl, true, null, options);
  refuseWithoutTls(options);
  return null;
}

/** @internal */
export function startTls(
  loop: EventLoop,
  transport: BaseTransport,
  protocol: BaseProtocol,
  ssl: SSLContext | true,
  options: StartTlsOptions = {},
): Awaitable<Transport> {
  const { network } = loop._host;
  if (network === undefined) {
    throw new NotImplementedError(`startTls() needs a network, and the host "${loop._host.name}" has none`);
  }
  if (!(transport instanceof Transport) || !network.canStartTls(transport)) {
    throw new TypeError(`transport ${describe(transport)} is not supported by startTls()`);
  }
  if (!(protocol instanceof Protocol || protocol instanceof BufferedProtocol)) {
    throw new TypeError(`protocol must be a Protocol or a BufferedProtocol, got ${describe(protocol)}`);
  }
  if (transport.isClosing()) throw new RuntimeError("Transport is closing");
  const serverSide = options.serverSide ?? false;
  const serverHostname = checkServerHostname(options.serverHostname) ?? null;
  if (serverSide && serverHostname !== null) throw new ValueError("serverHostname is only meaningful for a client");
  if (!serverSide && serverHostname === null) {
    throw new ValueError('serverHostname must be given for a client; "" if the certificate may be for any');
  }
  const request = makeRequest(network, ssl, serverSide, serverHostname, options);
  return new GeneratorAwaitable(network.startTls(loop, transport, protocol, request));
}

function makeRequest(
  network: HostNetwork,
  ssl: unknown,
  serverSide: boolean,
  serverHostname: string | null,
  timeouts: TLSTimeouts,
): TlsRequest {
  if (!(ssl === true && !serverSide) && (typeof ssl !== "object" || ssl === null)) {
    throw new TypeError(`ssl must be TLS settings${serverSide ? "" : " or true"}, got ${describe(ssl)}`);
  }
  return {
    ssl,
    context: network.makeTlsContext(ssl, serverSide),
    serverSide,
    serverHostname,
    handshakeTimeout: checkTimeout("sslHandshakeTimeout", timeouts.sslHandshakeTimeout, HANDSHAKE_TIMEOUT),
    shutdownTimeout: checkTimeout("sslShutdownTimeout", timeouts.sslShutdownTimeout, SHUTDOWN_TIMEOUT),
  };
}

function refuseWithoutTls(options: ClientTLSOptions | ServerTLSOptions): void {
  for (const name of ["serverHostname", "sslHandshakeTimeout", "sslShutdownTimeout"] as const) {
    const value = (options as ClientTLSOptions)[name];
    if (value !== undefined) throw new ValueError(`${name} is only meaningful with ssl, got ${describe(value)}`);
  }
}

function checkServerHostname(name: unknown): string | undefined {
  if (name === undefined || (typeof name === "string" && !name.includes("\0"))) return name;
  throw new TypeError(`serverHostname must be a text, got ${describe(name)}`);
}

function checkTimeout(name: string, value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === "number" && value > 0) return value;
  throw new ValueError(`${name} must be a number of seconds above zero, got ${describe(value)}`);
}
