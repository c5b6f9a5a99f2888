// Node's errors of the operating system, turned into the library's. No I/O.

import { type OSError, type OSErrorDetails, osError } from "../core/os_errors.ts";

interface SystemError extends Error {
  code?: string;
  errno?: number;
  syscall?: string;
  address?: string;
  hostname?: string;
  port?: number;
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
  return osError(cause.message, details);
}
