// Turns what undici, the parser and the system say into the errors of the client. Throws nothing itself.

import { OSError } from "tsyncio";

import type { ClientRequest } from "./client_request.ts";
import { StaleConnectionError } from "./connection.ts";
import {
  ClientConnectionError,
  ClientError,
  ClientOSError,
  ClientPayloadError,
  ClientResponseError,
  ServerDisconnectedError,
  SocketTimeoutError,
} from "./errors.ts";

/** The text of a {@link SocketTimeoutError}. */
const READ_TIMEOUT = "Timeout on reading data from socket";

/** An error that has a word for what it is. */
interface CodedError extends Error {
  readonly code?: string;
  readonly errno?: number;
  readonly syscall?: string;
}

function codeOf(error: unknown): string {
  const code = (error as CodedError | null | undefined)?.code;
  return typeof code === "string" ? code : "";
}

/** Whether the error came from the client already. */
function isOurs(error: unknown): boolean {
  return error instanceof ClientError || error instanceof OSError;
}

/** The error of a request that failed before the head of its response was there; `wasSent`: it, or a part of it, had left. */
export function headFailure(error: unknown, request: ClientRequest, wasSent: boolean): unknown {
  if (isOurs(error) || !(error instanceof Error)) return error;
  if (error instanceof StaleConnectionError) {
    return wasSent ? new ServerDisconnectedError(undefined, { cause: error }) : error;
  }
  const code = codeOf(error);
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") {
    return new SocketTimeoutError(READ_TIMEOUT, { cause: error });
  }
  if (isBadMessage(error, code)) {
    return new ClientResponseError(request.requestInfo, [], { status: 400, message: error.message, cause: error });
  }
  if (code === "UND_ERR_SOCKET" || code === "UND_ERR_INFO")
    return new ServerDisconnectedError(undefined, { cause: error });
  const { errno, syscall } = error as CodedError;
  if (typeof errno === "number" || syscall !== undefined) return systemFailure(error, code);
  return new ClientConnectionError(error.message, { cause: error });
}

/** Whether what came in is no response at all. */
function isBadMessage(error: Error, code: string): boolean {
  if (code === "UND_ERR_HEADERS_OVERFLOW" || code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") return true;
  return code.startsWith("HPE_") || error.name === "HTTPParserError";
}

function systemFailure(error: CodedError, code: string): ClientOSError {
  const details = { code, cause: error };
  return new ClientOSError(error.message, {
    ...details,
    ...(error.errno === undefined ? undefined : { errno: error.errno }),
    ...(error.syscall === undefined ? undefined : { syscall: error.syscall }),
  });
}

/** The error of a response whose body broke off. */
export function bodyFailure(error: unknown): unknown {
  if (isOurs(error) || !(error instanceof Error)) return error;
  const code = codeOf(error);
  if (code === "UND_ERR_BODY_TIMEOUT" || code === "UND_ERR_HEADERS_TIMEOUT") {
    return new SocketTimeoutError(READ_TIMEOUT, { cause: error });
  }
  return new ClientPayloadError(`Response payload is not completed: ${error.message}`, { cause: error });
}
