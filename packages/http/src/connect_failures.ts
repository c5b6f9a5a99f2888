// Turns what goes wrong while a connection is made into the errors of the client. Throws nothing itself.

import { isException } from "tsyncio";

import {
  ClientConnectorCertificateError,
  ClientConnectorDNSError,
  ClientConnectorError,
  ClientConnectorSSLError,
  ClientError,
  type ConnectionTarget,
} from "./errors.ts";

interface SystemError extends Error {
  readonly code?: unknown;
  readonly syscall?: unknown;
}

/** Whether the error is of the system, or of another library. */
export function isForeign(error: unknown): error is SystemError {
  return isException(error) && error instanceof Error && !(error instanceof ClientError);
}

/** The error of a socket that could not be opened. Others stay what they are. */
export function connectFailure(error: unknown, target: ConnectionTarget): unknown {
  if (!isForeign(error)) return error;
  if (error.syscall === "getaddrinfo") return new ClientConnectorDNSError(target, error);
  // Several addresses were tried: each has its error.
  const message = error instanceof AggregateError ? aggregateMessage(error, target) : undefined;
  return new ClientConnectorError(target, error, message);
}

function aggregateMessage(error: AggregateError, { host, port }: ConnectionTarget): string {
  const messages = error.errors.map((one) => (one as Error).message);
  return `Cannot connect to host ${host}:${port} [${[...new Set(messages)].join(", ")}]`;
}

const CERTIFICATE =
  /CERT|ISSUER|SIGNATURE|CRL|HOSTNAME|SELF_SIGNED|UNABLE_TO_VERIFY|INVALID_CA|PATH_LENGTH|INVALID_PURPOSE/;
const PROTOCOL = /^(?:ERR_SSL|ERR_TLS|EPROTO)/;

/** The error of TLS that could not be agreed on. */
export function tlsFailure(error: unknown, target: ConnectionTarget): unknown {
  if (!isForeign(error)) return error;
  const code = typeof error.code === "string" ? error.code : "";
  // A certificate that the server refuses, or asks for, is a matter of the protocol: the code begins so.
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID" || (!PROTOCOL.test(code) && CERTIFICATE.test(code))) {
    return new ClientConnectorCertificateError(target, error);
  }
  return PROTOCOL.test(code) ? new ClientConnectorSSLError(target, error) : new ClientConnectorError(target, error);
}
