// Node's errors of the operating system, turned into the library's. No I/O.

import { type OSError, type OSErrorDetails, SSLError, type SSLErrorDetails, osError } from "../core/os_errors.ts";

interface SystemError extends Error {
  code?: string;
  errno?: number;
  syscall?: string;
  address?: string;
  hostname?: string;
  port?: number;
  /** Of an error of OpenSSL's. */
  reason?: string;
}

/** The library's error for one of Node's, which becomes its cause. */
export function toOSError(error: unknown): OSError {
  const cause = error as SystemError;
  const details: OSErrorDetails = { code: cause.code ?? "UNKNOWN", cause };
  if (typeof cause.errno === "number") details.errno = cause.errno;
  if (cause.syscall !== undefined) details.syscall = cause.syscall;
  const address = cause.address ?? cause.hostname;
  if (address !== undefined) details.address = address;
  if (cause.port !== undefined) details.port = cause.port;
  if (isOfTls(details.code)) return toSSLError(cause, details);
  return osError(cause.message, details);
}

function isOfTls(code: string): boolean {
  return code === "EPROTO" || /^ERR_(?:SSL|OSSL|TLS)_/.test(code);
}

// OpenSSL's own message is one line of file names and numbers, with the reason somewhere in it.
function toSSLError(cause: SystemError, details: SSLErrorDetails): SSLError {
  const reason = cause.reason ?? /:SSL routines:[^:]*:([^:]+)/.exec(cause.message)?.[1];
  if (reason === undefined) return new SSLError(cause.message.trim(), details);
  return new SSLError(`${reason} (${details.code})`, { ...details, reason });
}

/** The same for an error of a stream, which may be anything: what is none of the system's stays as it is. */
export function toStreamError(error: unknown): unknown {
  const code = (error as SystemError | null)?.code;
  return typeof code === "string" && (/^E[A-Z0-9]+$/.test(code) || isOfTls(code)) ? toOSError(error) : error;
}
