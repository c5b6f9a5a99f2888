// What goes wrong with files: the system's errors with path and mode, and Python's errors of the io module. No I/O.

import { ValueError } from "../core/exceptions.ts";
import { OSError, type OSErrorDetails, osError } from "../core/os_errors.ts";

/** The part of Node's errors that is of use. */
interface SystemError extends Error {
  code?: string;
  errno?: number;
  syscall?: string;
  path?: string;
  dest?: string;
}

/**
 * The file cannot do that: it was not opened for it, or is of a kind that has no positions.
 *
 * @see CPython `io.UnsupportedOperation`
 */
export class UnsupportedOperation extends OSError {
  constructor(message: string) {
    super(message, { code: "ERR_TSYNCIO_UNSUPPORTED_OPERATION" });
  }
}

/** Bytes that mean nothing in the file's encoding. @see CPython `UnicodeDecodeError` */
export class UnicodeDecodeError extends ValueError {
  readonly encoding: string;
  /** What was decoded: the bytes from the last one that was understood on. */
  readonly object: Uint8Array;
  /** Where in `object` the trouble begins. */
  readonly start: number;
  /** Where in `object` it ends. */
  readonly end: number;
  readonly reason: string;

  constructor(encoding: string, object: Uint8Array, start: number, end: number, reason: string) {
    const byte = (object[start] ?? 0).toString(16).padStart(2, "0");
    const what = end - start === 1 ? `byte 0x${byte} in position ${start}` : `bytes in position ${start}-${end - 1}`;
    super(`'${encoding}' codec can't decode ${what}: ${reason}`);
    this.encoding = encoding;
    this.object = object;
    this.start = start;
    this.end = end;
    this.reason = reason;
  }
}

/** Text that has no place in the file's encoding. @see CPython `UnicodeEncodeError` */
export class UnicodeEncodeError extends ValueError {
  readonly encoding: string;
  /** What was to be encoded. */
  readonly object: string;
  /** Where in `object` the trouble begins, in units of the string. */
  readonly start: number;
  /** Where in `object` it ends. */
  readonly end: number;
  readonly reason: string;

  constructor(encoding: string, object: string, start: number, end: number, reason: string) {
    const character = (object.codePointAt(start) ?? 0).toString(16).padStart(4, "0");
    super(`'${encoding}' codec can't encode character '\\u${character}' in position ${start}: ${reason}`);
    this.encoding = encoding;
    this.object = object;
    this.start = start;
    this.end = end;
    this.reason = reason;
  }
}

// Written out: a program that is minified has other class names.
for (const [type, name, code] of [
  [UnsupportedOperation, "UnsupportedOperation", null],
  [UnicodeDecodeError, "UnicodeDecodeError", "ERR_TSYNCIO_UNICODE_DECODE"],
  [UnicodeEncodeError, "UnicodeEncodeError", "ERR_TSYNCIO_UNICODE_ENCODE"],
] as const) {
  Object.defineProperty(type.prototype, "name", { value: name, writable: true, configurable: true });
  if (code !== null) Object.defineProperty(type.prototype, "code", { value: code, writable: true, configurable: true });
}

/** The library's error for one of Node's about a file: its code, and path and mode in the message. */
export function fileError(error: unknown, path: string | null, mode: string | null): OSError {
  const cause = error as SystemError;
  const details: OSErrorDetails = { code: cause.code ?? "UNKNOWN", cause };
  if (typeof cause.errno === "number") details.errno = cause.errno;
  if (cause.syscall !== undefined) details.syscall = cause.syscall;
  const name = cause.path ?? path;
  if (name !== null) details.filename = name;
  if (cause.dest !== undefined) details.filename2 = cause.dest;
  let message = cause.message;
  if (name !== null && !message.includes(`'${name}'`)) message += ` '${name}'`;
  if (mode !== null) message += ` with mode '${mode}'`;
  return osError(message, details);
}
