// Every error that the client throws, with its place in aiohttp's tree. No behaviour beyond carrying data.

import { ConnectionResetError, OSError, type OSErrorDetails, TimeoutError, ValueError } from "tsyncio";

import type { HttpHeaders } from "./headers.ts";
import type { RequestInfo } from "./types.ts";

/** What an error was caused by. */
export interface ErrorOptionsOf {
  cause?: unknown;
}

// Python's classes have two parents where ours can have one: those named here are parents besides that of `extends`, as far
// as `instanceof` of the roots of this tree goes.
const otherParents = new Map<unknown, readonly unknown[]>();

function isKindOf(type: unknown, wanted: unknown): boolean {
  for (let at = type; typeof at === "function"; at = Object.getPrototypeOf(at)) {
    if (at === wanted) return true;
    if (otherParents.get(at)?.some((parent) => isKindOf(parent, wanted))) return true;
  }
  return false;
}

/**
 * Root of all errors of the client.
 *
 * `instanceof` of the classes of this tree also knows those that inherit from two: a {@link ServerTimeoutError} is a
 * `TimeoutError` of tsyncio and a `ClientError`, a {@link ClientOSError} is an `OSError` and a `ClientError`.
 *
 * @see aiohttp `ClientError`
 */
export class ClientError extends Error {
  /** A stable word for programs, such as `"ERR_TSYNCIO_HTTP_CLIENT_PAYLOAD"`. */
  declare readonly code: string;

  static override [Symbol.hasInstance](this: unknown, value: unknown): boolean {
    return typeof value === "object" && value !== null && isKindOf(value.constructor, this);
  }
}

/** What a {@link ClientResponseError} tells of the response. */
export interface ResponseErrorDetails extends ErrorOptionsOf {
  status?: number;
  message?: string;
  headers?: HttpHeaders | null;
}

/** The answer is not what was asked for. @see aiohttp `ClientResponseError` */
export class ClientResponseError extends ClientError {
  /** What was asked for. */
  readonly requestInfo: RequestInfo;
  /** The redirects on the way. */
  readonly history: readonly unknown[];
  /** The status of the response, 0 if there is none. */
  readonly status: number;
  /** The headers of the response. */
  readonly headers: HttpHeaders | null;
  /** What went wrong, without status and URL; the status' reason as a rule. */
  readonly reason: string;

  constructor(requestInfo: RequestInfo, history: readonly unknown[], details: ResponseErrorDetails = {}) {
    const { status = 0, message = "", headers = null } = details;
    super(`${status}, message='${message}', url='${requestInfo.realUrl.href}'`, causeOf(details));
    this.requestInfo = requestInfo;
    this.history = history;
    this.status = status;
    this.headers = headers;
    this.reason = message;
  }
}

/** The response has another content type than asked for. @see aiohttp `ContentTypeError` */
export class ContentTypeError extends ClientResponseError {}

/** The server did not agree to a WebSocket. @see aiohttp `WSServerHandshakeError` */
export class WSServerHandshakeError extends ClientResponseError {}

/** The proxy refused to connect. @see aiohttp `ClientHttpProxyError` */
export class ClientHttpProxyError extends ClientResponseError {}

/** More redirects than allowed. @see aiohttp `TooManyRedirects` */
export class TooManyRedirects extends ClientResponseError {}

/** The connection failed. @see aiohttp `ClientConnectionError` */
export class ClientConnectionError extends ClientError {}

/** The connection was lost before something could be written. @see aiohttp `ClientConnectionResetError` */
export class ClientConnectionResetError extends ConnectionResetError {}

/** The system refused something on the way. `code` is the system's. @see aiohttp `ClientOSError` */
export class ClientOSError extends OSError {}

/** Which connection could not be made. */
export interface ConnectionTarget {
  readonly host: string;
  readonly port: number;
  /** Whether TLS was asked for. */
  readonly ssl: boolean;
}

/** No connection could be made. @see aiohttp `ClientConnectorError` */
export class ClientConnectorError extends ClientOSError {
  /** The host that was to be reached. */
  readonly host: string;
  /** Whether TLS was asked for. */
  readonly ssl: boolean;
  /** The system's error. */
  readonly osError: Error;
  readonly #target: ConnectionTarget;

  constructor(target: ConnectionTarget, cause: Error, message?: string) {
    super(
      message ?? `Cannot connect to host ${target.host}:${target.port} [${cause.message}]`,
      detailsOf(target, cause),
    );
    this.host = target.host;
    this.ssl = target.ssl;
    this.osError = cause;
    this.#target = target;
  }

  /** What was to be reached. */
  get target(): ConnectionTarget {
    return this.#target;
  }
}

/** The name of the host has no address. @see aiohttp `ClientConnectorDNSError` */
export class ClientConnectorDNSError extends ClientConnectorError {}

/** The proxy could not be reached. @see aiohttp `ClientProxyConnectionError` */
export class ClientProxyConnectionError extends ClientConnectorError {}

/** The Unix socket could not be reached. @see aiohttp `UnixClientConnectorError` */
export class UnixClientConnectorError extends ClientConnectorError {
  /** The path of the socket. */
  readonly path: string;

  constructor(path: string, cause: Error) {
    super({ host: path, port: 0, ssl: false }, cause, `Cannot connect to unix socket ${path} [${cause.message}]`);
    this.path = path;
  }
}

/** TLS could not be agreed on. @see aiohttp `ClientSSLError` */
export class ClientSSLError extends ClientConnectorError {}

/** TLS failed for another reason than the certificate. @see aiohttp `ClientConnectorSSLError` */
export class ClientConnectorSSLError extends ClientSSLError {}

/** The server's certificate is not to be trusted. @see aiohttp `ClientConnectorCertificateError` */
export class ClientConnectorCertificateError extends ClientSSLError {
  constructor(target: ConnectionTarget, cause: Error) {
    super(target, cause, `Cannot connect to host ${target.host}:${target.port} certificate error [${cause.message}]`);
  }

  /** The reason. */
  get certificateError(): Error {
    return this.osError;
  }
}

/** The server failed us. @see aiohttp `ServerConnectionError` */
export class ServerConnectionError extends ClientConnectionError {}

/** The server closed the connection in place of an answer. @see aiohttp `ServerDisconnectedError` */
export class ServerDisconnectedError extends ServerConnectionError {
  constructor(message = "Server disconnected", options?: ErrorOptionsOf) {
    super(message, options);
  }
}

/** The server's certificate has another fingerprint than asked for. @see aiohttp `ServerFingerprintMismatch` */
export class ServerFingerprintMismatch extends ServerConnectionError {
  readonly expected: Uint8Array;
  readonly got: Uint8Array;
  readonly host: string;
  readonly port: number;

  constructor(expected: Uint8Array, got: Uint8Array, host: string, port: number) {
    super(`the certificate of ${host}:${port} has the fingerprint ${hex(got)}, and ${hex(expected)} was expected`);
    this.expected = expected;
    this.got = got;
    this.host = host;
    this.port = port;
  }
}

/** The server took too long. @see aiohttp `ServerTimeoutError` */
export class ServerTimeoutError extends TimeoutError {}

/** `ClientTimeout.connect` or `sockConnect` passed. @see aiohttp `ConnectionTimeoutError` */
export class ConnectionTimeoutError extends ServerTimeoutError {}

/** `ClientTimeout.sockRead` passed. @see aiohttp `SocketTimeoutError` */
export class SocketTimeoutError extends ServerTimeoutError {}

/** The body of the response is broken: cut off, wrongly chunked or compressed. @see aiohttp `ClientPayloadError` */
export class ClientPayloadError extends ClientError {}

/** The URL is no good. @see aiohttp `InvalidURL` */
export class InvalidURL extends ValueError {
  /** What was given. */
  readonly url: string;
  /** What is wrong with it, if that is known. */
  readonly description: string | null;

  constructor(url: string, description: string | null = null, options?: ErrorOptionsOf) {
    super(description === null ? url : `${url} - ${description}`, options);
    this.url = url;
    this.description = description;
  }
}

/** The URL of a request is no good. @see aiohttp `InvalidUrlClientError` */
export class InvalidUrlClientError extends InvalidURL {}

/** The URL of a request is none of `http:` or `https:`. @see aiohttp `NonHttpUrlClientError` */
export class NonHttpUrlClientError extends InvalidUrlClientError {}

/** A redirect cannot be followed. @see aiohttp `RedirectClientError` */
export class RedirectClientError extends ClientError {}

/** A redirect leads to a URL that is no good. @see aiohttp `InvalidUrlRedirectClientError` */
export class InvalidUrlRedirectClientError extends InvalidUrlClientError {}

/** A redirect leads to a URL that is none of `http:` or `https:`. @see aiohttp `NonHttpUrlRedirectClientError` */
export class NonHttpUrlRedirectClientError extends NonHttpUrlClientError {}

/** A message of a WebSocket is of another type than asked for. @see aiohttp `WSMessageTypeError` */
export class WSMessageTypeError extends TypeError {
  declare readonly code: string;
}

otherParents.set(ClientConnectionResetError, [ClientConnectionError]);
otherParents.set(ClientOSError, [ClientConnectionError]);
otherParents.set(ServerTimeoutError, [ServerConnectionError]);
otherParents.set(InvalidURL, [ClientError]);
otherParents.set(InvalidUrlRedirectClientError, [RedirectClientError]);
otherParents.set(NonHttpUrlRedirectClientError, [RedirectClientError]);

function causeOf(options: ErrorOptionsOf): ErrorOptions | undefined {
  return options.cause === undefined ? undefined : { cause: options.cause };
}

function detailsOf(target: ConnectionTarget, cause: Error): OSErrorDetails {
  const { code, errno, syscall } = cause as Partial<OSErrorDetails>;
  const details: OSErrorDetails = { code: code ?? "UNKNOWN", address: target.host, port: target.port, cause };
  if (typeof errno === "number") details.errno = errno;
  if (syscall !== undefined) details.syscall = syscall;
  return details;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(":");
}

// Written out: a program that is minified has other class names. The code of an OSError is the system's.
const names: ReadonlyArray<readonly [{ readonly prototype: Error }, string, string | null]> = [
  [ClientError, "ClientError", "CLIENT"],
  [ClientResponseError, "ClientResponseError", "RESPONSE"],
  [ContentTypeError, "ContentTypeError", "CONTENT_TYPE"],
  [WSServerHandshakeError, "WSServerHandshakeError", "WS_HANDSHAKE"],
  [ClientHttpProxyError, "ClientHttpProxyError", "PROXY"],
  [TooManyRedirects, "TooManyRedirects", "TOO_MANY_REDIRECTS"],
  [ClientConnectionError, "ClientConnectionError", "CONNECTION"],
  [ClientConnectionResetError, "ClientConnectionResetError", null],
  [ClientOSError, "ClientOSError", null],
  [ClientConnectorError, "ClientConnectorError", null],
  [ClientConnectorDNSError, "ClientConnectorDNSError", null],
  [ClientProxyConnectionError, "ClientProxyConnectionError", null],
  [UnixClientConnectorError, "UnixClientConnectorError", null],
  [ClientSSLError, "ClientSSLError", null],
  [ClientConnectorSSLError, "ClientConnectorSSLError", null],
  [ClientConnectorCertificateError, "ClientConnectorCertificateError", null],
  [ServerConnectionError, "ServerConnectionError", "SERVER_CONNECTION"],
  [ServerDisconnectedError, "ServerDisconnectedError", "SERVER_DISCONNECTED"],
  [ServerFingerprintMismatch, "ServerFingerprintMismatch", "FINGERPRINT"],
  [ServerTimeoutError, "ServerTimeoutError", "SERVER_TIMEOUT"],
  [ConnectionTimeoutError, "ConnectionTimeoutError", "CONNECTION_TIMEOUT"],
  [SocketTimeoutError, "SocketTimeoutError", "SOCKET_TIMEOUT"],
  [ClientPayloadError, "ClientPayloadError", "PAYLOAD"],
  [InvalidURL, "InvalidURL", "INVALID_URL"],
  [InvalidUrlClientError, "InvalidUrlClientError", "INVALID_URL"],
  [NonHttpUrlClientError, "NonHttpUrlClientError", "NON_HTTP_URL"],
  [RedirectClientError, "RedirectClientError", "REDIRECT"],
  [InvalidUrlRedirectClientError, "InvalidUrlRedirectClientError", "INVALID_REDIRECT_URL"],
  [NonHttpUrlRedirectClientError, "NonHttpUrlRedirectClientError", "NON_HTTP_REDIRECT_URL"],
  [WSMessageTypeError, "WSMessageTypeError", "WS_MESSAGE_TYPE"],
];

for (const [type, name, code] of names) {
  Object.defineProperty(type.prototype, "name", { value: name, writable: true, configurable: true });
  if (code === null) continue;
  const value = `ERR_TSYNCIO_HTTP_${code}`;
  Object.defineProperty(type.prototype, "code", { value, writable: true, configurable: true });
}
