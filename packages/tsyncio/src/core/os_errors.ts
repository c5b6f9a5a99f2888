// What the operating system refuses, as errors with Python's names and the system's codes. No behaviour.

/** What the host tells of an error of the system. */
export interface OSErrorDetails {
  /** The system's name for it, such as `"ECONNRESET"`. */
  code: string;
  /** The system's number for it. */
  errno?: number;
  /** The call that failed, such as `"connect"`. */
  syscall?: string;
  /** The address that it was about. */
  address?: string;
  /** The port that it was about. */
  port?: number;
  /** The path of the file that it was about. */
  filename?: string;
  /** The second path, of calls that take two. */
  filename2?: string;
  cause?: unknown;
}

/**
 * The system refused something. `code` is the system's name for the reason, as in the host's own errors.
 *
 * @see CPython `OSError`
 */
export class OSError extends Error {
  /** The system's name for the reason, such as `"ECONNRESET"`. */
  readonly code: string;
  /** The system's number for the reason, if it is known. */
  readonly errno: number | undefined;
  /** The call that failed, if it is known. */
  readonly syscall: string | undefined;
  /** The address that it was about, if there is one. */
  readonly address: string | undefined;
  /** The port that it was about, if there is one. */
  readonly port: number | undefined;
  /** The path of the file that it was about, if there is one. @see CPython `OSError.filename` */
  readonly filename: string | undefined;
  /** The second path, of calls that take two. @see CPython `OSError.filename2` */
  readonly filename2: string | undefined;

  constructor(message: string, details: OSErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.errno = details.errno;
    this.syscall = details.syscall;
    this.address = details.address;
    this.port = details.port;
    this.filename = details.filename;
    this.filename2 = details.filename2;
  }
}

/** A connection failed. @see CPython `ConnectionError` */
export class ConnectionError extends OSError {}

/** The peer closed the connection roughly, or it is gone. @see CPython `ConnectionResetError` */
export class ConnectionResetError extends ConnectionError {
  constructor(message: string, details: OSErrorDetails = { code: "ECONNRESET" }) {
    super(message, details);
  }
}

/** Nobody listens there. @see CPython `ConnectionRefusedError` */
export class ConnectionRefusedError extends ConnectionError {
  constructor(message: string, details: OSErrorDetails = { code: "ECONNREFUSED" }) {
    super(message, details);
  }
}

/** The connection was given up on this side. @see CPython `ConnectionAbortedError` */
export class ConnectionAbortedError extends ConnectionError {
  constructor(message: string, details: OSErrorDetails = { code: "ECONNABORTED" }) {
    super(message, details);
  }
}

/** Nobody reads the other end any more. @see CPython `BrokenPipeError` */
export class BrokenPipeError extends ConnectionError {
  constructor(message: string, details: OSErrorDetails = { code: "EPIPE" }) {
    super(message, details);
  }
}

/** There is no such file or directory. @see CPython `FileNotFoundError` */
export class FileNotFoundError extends OSError {
  constructor(message: string, details: OSErrorDetails = { code: "ENOENT" }) {
    super(message, details);
  }
}

/** There is such a file already. @see CPython `FileExistsError` */
export class FileExistsError extends OSError {
  constructor(message: string, details: OSErrorDetails = { code: "EEXIST" }) {
    super(message, details);
  }
}

/** It is a directory, and must not be. @see CPython `IsADirectoryError` */
export class IsADirectoryError extends OSError {
  constructor(message: string, details: OSErrorDetails = { code: "EISDIR" }) {
    super(message, details);
  }
}

/** It is no directory, and must be. @see CPython `NotADirectoryError` */
export class NotADirectoryError extends OSError {
  constructor(message: string, details: OSErrorDetails = { code: "ENOTDIR" }) {
    super(message, details);
  }
}

/** The system does not allow it. @see CPython `PermissionError` */
export class PermissionError extends OSError {
  constructor(message: string, details: OSErrorDetails = { code: "EACCES" }) {
    super(message, details);
  }
}

/** There is no such process. @see CPython `ProcessLookupError` */
export class ProcessLookupError extends OSError {
  constructor(message: string, details: OSErrorDetails = { code: "ESRCH" }) {
    super(message, details);
  }
}

/** What is said of an error of TLS, besides what is said of any error of the system. */
export interface SSLErrorDetails extends OSErrorDetails {
  /** What the cryptographic library calls the reason, such as `"wrong version number"`. */
  reason?: string;
}

/**
 * TLS failed: the peer does not speak it, or no common version, or the connection was tampered with.
 *
 * `code` and `cause` are the host's.
 *
 * @see CPython `ssl.SSLError`
 */
export class SSLError extends OSError {
  /** What the cryptographic library calls the reason, if it is known. */
  readonly reason: string | undefined;

  constructor(message: string, details: SSLErrorDetails) {
    super(message, details);
    this.reason = details.reason;
  }
}

/**
 * The peer's certificate is not to be trusted, or is not for this host. `code` is the host's word for why, such as
 * `"SELF_SIGNED_CERT_IN_CHAIN"`, `"CERT_HAS_EXPIRED"`, `"ERR_TLS_CERT_ALTNAME_INVALID"`.
 *
 * @see CPython `ssl.SSLCertVerificationError`
 */
export class SSLCertVerificationError extends SSLError {}

// Written out: a program that is minified has other class names.
const names: ReadonlyArray<readonly [{ readonly prototype: OSError }, string]> = [
  [OSError, "OSError"],
  [ConnectionError, "ConnectionError"],
  [ConnectionResetError, "ConnectionResetError"],
  [ConnectionRefusedError, "ConnectionRefusedError"],
  [ConnectionAbortedError, "ConnectionAbortedError"],
  [BrokenPipeError, "BrokenPipeError"],
  [FileNotFoundError, "FileNotFoundError"],
  [FileExistsError, "FileExistsError"],
  [IsADirectoryError, "IsADirectoryError"],
  [NotADirectoryError, "NotADirectoryError"],
  [PermissionError, "PermissionError"],
  [ProcessLookupError, "ProcessLookupError"],
  [SSLError, "SSLError"],
  [SSLCertVerificationError, "SSLCertVerificationError"],
];

for (const [type, name] of names) {
  Object.defineProperty(type.prototype, "name", { value: name, writable: true, configurable: true });
}

const classes: Readonly<Record<string, new (message: string, details: OSErrorDetails) => OSError>> = {
  ECONNRESET: ConnectionResetError,
  ECONNREFUSED: ConnectionRefusedError,
  ECONNABORTED: ConnectionAbortedError,
  EPIPE: BrokenPipeError,
  ESHUTDOWN: BrokenPipeError,
  ENOENT: FileNotFoundError,
  EEXIST: FileExistsError,
  EISDIR: IsADirectoryError,
  ENOTDIR: NotADirectoryError,
  EACCES: PermissionError,
  EPERM: PermissionError,
  ESRCH: ProcessLookupError,
};

/** The error of the right class for a code of the system. @internal */
export function osError(message: string, details: OSErrorDetails): OSError {
  return new (classes[details.code] ?? OSError)(message, details);
}
