// TLS over node:tls: settings, handshakes, what is known of a connection afterwards. node:tls is loaded at its first use.

import { createRequire } from "node:module";
import { type Socket, isIP } from "node:net";
import type * as nodeTls from "node:tls";

import { State } from "../core/base_futures.ts";
import type { EventLoop } from "../core/base_events.ts";
import type { Coroutine } from "../core/coroutines.ts";
import type { Resource, TimerHandle } from "../core/events.ts";
import { ValueError } from "../core/exceptions.ts";
import { Future } from "../core/futures.ts";
import type { TlsRequest } from "../core/host.ts";
import {
  ConnectionAbortedError,
  ConnectionResetError,
  type OSError,
  SSLCertVerificationError,
  type SSLErrorDetails,
} from "../core/os_errors.ts";
import type { ServerClient } from "../core/servers.ts";
import type { SSLOptions, SecureContext } from "../core/tls.ts";
import { succeed } from "./host_futures.ts";
import { toOSError } from "./os_errors.ts";
import type { UnixEnds } from "./socket_addresses.ts";
import type { OpenSocket, SecureLink } from "./socket_transport.ts";

/** The settings of one client or server: what the program gave, with its credentials read. */
type Settings = nodeTls.ConnectionOptions &
  nodeTls.TLSSocketOptions & { readonly secureContext: nodeTls.SecureContext };

/** What `node:tls` does not tell in its types: how its own server learns of the end of a handshake, and what it checks. */
interface ServerSocketEvents {
  on(event: "secure", listener: () => void): void;
  on(event: "_tlsError", listener: (error: Error) => void): void;
}
interface Verifier {
  readonly ssl?: { verifyError?(): SystemError | null | undefined } | null;
}

interface SystemError extends Error {
  code?: string;
}

let loaded: typeof nodeTls | null = null;

function tls(): typeof nodeTls {
  loaded ??= createRequire(import.meta.url)("node:tls") as typeof nodeTls;
  return loaded;
}

let clientDefaults: nodeTls.SecureContext | null = null;

/** Reads credentials. @throws what is wrong with them. */
export function makeTlsContext(ssl: object | true, serverSide: boolean): Settings {
  if (ssl === true) {
    clientDefaults ??= tls().createSecureContext();
    return { secureContext: clientDefaults };
  }
  if (isSecureContext(ssl)) return { secureContext: ssl };
  const options = ssl as SSLOptions;
  const { secureContext } = options;
  if (secureContext !== undefined) {
    if (!isSecureContext(secureContext)) throw new TypeError("ssl.secureContext must be made by createSecureContext()");
    return { ...options, secureContext } as Settings;
  }
  if (serverSide) {
    const { cert, key, pfx, SNICallback } = options;
    if ((cert === undefined || key === undefined) && pfx === undefined && SNICallback === undefined) {
      throw new ValueError("ssl must have a certificate for a server: cert and key, pfx, SNICallback or secureContext");
    }
  }
  // Without a name for the server's sessions, those of clients with certificates could not be resumed.
  const details = serverSide ? { sessionIdContext: "tsyncio", ...options } : options;
  try {
    return {
      ...options,
      secureContext: tls().createSecureContext(details as nodeTls.SecureContextOptions),
    } as Settings;
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    throw toOSError(error);
  }
}

function isSecureContext(value: object): value is nodeTls.SecureContext {
  const { context } = value as Partial<SecureContext>;
  return typeof context === "object" && context !== null;
}

/** A handshake over a socket that is connected. What it leaves is a secured socket, or nothing. */
export class Handshake implements Resource, ServerClient {
  readonly #loop: EventLoop;
  readonly #request: TlsRequest;
  readonly #socket: nodeTls.TLSSocket;
  readonly #timer: TimerHandle;
  #settled = false;
  /** The secured socket, or why there is none. */
  readonly done: Future<OpenSocket>;

  readonly #path: UnixEnds | null;

  /** The connected socket belongs to the handshake from now on. @throws what is wrong with the settings. */
  constructor(loop: EventLoop, open: Pick<OpenSocket, "socket" | "path">, request: TlsRequest) {
    const raw = open.socket;
    this.#path = open.path;
    this.#loop = loop;
    this.#request = request;
    this.done = new Future<OpenSocket>({ loop });
    try {
      this.#socket = request.serverSide ? this.#accept(raw) : this.#connect(raw);
    } catch (error) {
      // Settings that nobody looks at before.
      raw.destroy();
      throw error;
    }
    this.#socket.on("error", this.#onError);
    this.#socket.on("close", this.#onGone);
    this.#socket.on("end", this.#onGone);
    // The end may have come together with bytes that are still to be read.
    raw.on("end", this.#onGone);
    const { handshakeTimeout } = request;
    this.#timer = loop.callLater(handshakeTimeout, () => {
      const message = `SSL handshake is taking longer than ${handshakeTimeout} seconds: aborting the connection`;
      this.#fail(new ConnectionAbortedError(message));
    });
    loop._resources.add(this);
    // Until then the secured socket is nobody else's.
    this.done._onDone(() => void loop._resources.delete(this));
  }

  #connect(raw: Socket): nodeTls.TLSSocket {
    const settings = this.#request.context as Settings;
    const name = this.#request.serverHostname ?? "";
    const options: nodeTls.ConnectionOptions = { ...settings, socket: raw, host: name };
    delete options.servername;
    if (name === "") options.checkServerIdentity = () => undefined;
    else if (isIP(name) === 0) options.servername = name;
    const socket = tls().connect(options);
    socket.once("secureConnect", () => this.#succeed(socket));
    return socket;
  }

  #accept(raw: Socket): nodeTls.TLSSocket {
    const settings = this.#request.context as Settings;
    const requestCert = settings.requestCert === true;
    const rejectUnauthorized = settings.rejectUnauthorized !== false;
    const socket = new (tls().TLSSocket)(raw, { ...settings, isServer: true, requestCert, rejectUnauthorized });
    const events = socket as unknown as ServerSocketEvents;
    events.on("secure", () => {
      const problem = requestCert ? verifyError(socket) : null;
      socket.authorized = requestCert && problem === null;
      if (problem !== null) socket.authorizationError = problem;
      if (problem !== null && rejectUnauthorized) this.#fail(untrusted(problem));
      else this.#succeed(socket);
    });
    // An error after the handshake is told here, and would be an "error" event only on a socket of a tls.Server.
    events.on("_tlsError", (error) => void socket.destroy(error));
    return socket;
  }

  /** Wait for it. Cancellation: the connection is cut. */
  *complete(): Coroutine<OpenSocket> {
    try {
      return yield* this.done;
    } catch (error) {
      this.abort();
      throw error;
    }
  }

  close(): void {
    this.abort();
  }

  abort(): void {
    this.#fail(new ConnectionAbortedError("the connection was closed during the TLS handshake"));
    this.#socket.destroy();
  }

  /** @internal */
  _loopClosed(): void {
    this.#socket.destroy();
    this.#settle();
    this.#loop._resources.delete(this);
  }

  readonly #onError = (error: Error): void => this.#fail(toSSLError(error, this.#socket));

  readonly #onGone = (): void =>
    this.#fail(new ConnectionResetError("the peer closed the connection in the TLS handshake"));

  #settle(): void {
    this.#settled = true;
    this.#timer.cancel();
    this.#socket.off("close", this.#onGone);
    this.#socket.off("end", this.#onGone);
  }

  #succeed(socket: nodeTls.TLSSocket): void {
    if (this.#settled) return;
    this.#settle();
    const { shutdownTimeout, ssl } = this.#request;
    const link: SecureLink = { shutdownTimeout, extra: { ...tlsInfo(socket), sslcontext: ssl, sslObject: socket } };
    succeed(this.done, { socket, reader: null, link, path: this.#path });
  }

  // Who waits may have been cancelled, and the future with it.
  #fail(error: OSError): void {
    if (this.#settled) return;
    this.#settle();
    this.#socket.destroy();
    if (this.done._state === State.pending && !this.#loop.isClosed()) this.done.setException(error);
  }
}

/** What `getExtraInfo()` knows. */
function tlsInfo(socket: nodeTls.TLSSocket): Record<string, unknown> {
  const peercert = socket.getPeerCertificate();
  const cipher = socket.getCipher();
  return Object.keys(peercert ?? {}).length === 0 ? { cipher } : { cipher, peercert };
}

/** Why the certificate of a client does not verify, `null` if it does. */
function verifyError(socket: nodeTls.TLSSocket): SystemError | null {
  const { ssl } = socket as unknown as Verifier;
  if (typeof ssl?.verifyError !== "function") return new Error("this host cannot verify the certificates of clients");
  return ssl.verifyError() ?? null;
}

function untrusted(problem: SystemError): SSLCertVerificationError {
  const details: SSLErrorDetails = { code: problem.code ?? "UNKNOWN", reason: problem.message, cause: problem };
  return new SSLCertVerificationError(`certificate verify failed: ${problem.message}`, details);
}

/** The library's error for one of a handshake. */
function toSSLError(error: SystemError, socket: nodeTls.TLSSocket): OSError {
  const problem: unknown = socket.authorizationError;
  const isAboutTrust = problem === error || (problem !== null && (problem === error.code || problem === error.message));
  return isAboutTrust ? untrusted(error) : toOSError(error);
}
