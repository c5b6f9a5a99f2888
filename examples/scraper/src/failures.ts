// What went wrong, in words, and whether it may go better the next time.

import {
  ClientConnectionError,
  ClientError,
  ClientOSError,
  ClientPayloadError,
  ClientSSLError,
  ServerDisconnectedError,
} from "@tsyncio/http";
import { OSError, TimeoutError } from "tsyncio";

/** The pages or the report cannot be written: there is no use in going on. */
export class OutputError extends Error {
  override readonly name: string = "OutputError";
}

/** The page is not to be had, whatever is tried. */
export class PageError extends Error {
  override readonly name: string = "PageError";
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EAI_AGAIN: "the name server does not answer",
  ECONNABORTED: "the connection was broken off",
  ECONNREFUSED: "nobody listens there",
  ECONNRESET: "the connection was reset",
  EEXIST: "there is a file of that name",
  EHOSTUNREACH: "the host cannot be reached",
  EISDIR: "it is a folder",
  ENETUNREACH: "the network cannot be reached",
  ENOENT: "there is no such file or folder",
  ENOSPC: "no space is left",
  ENOTDIR: "a file is where a folder should be",
  ENOTFOUND: "there is no such host",
  EPERM: "it is not permitted",
  EPIPE: "the connection was closed",
  EROFS: "nothing can be written there",
  ETIMEDOUT: "there is no answer",
};

/** The system's reason, if there is one: an error of the client has it as its cause. */
function systemCode(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (code !== undefined && Object.hasOwn(reasons, code)) return code;
  }
  return null;
}

/** In a few words. */
export function reasonOf(error: unknown): string {
  if (error instanceof TimeoutError) return "it took too long";
  const code = systemCode(error);
  if (code !== null) return reasons[code] ?? code;
  if (error instanceof ClientSSLError) return `TLS failed: ${error.osError.message}`;
  if (error instanceof ClientPayloadError) return "the page broke off before its end";
  if (error instanceof ServerDisconnectedError) return "the server closed the connection";
  const message = error instanceof Error ? error.message : String(error);
  return message === "" ? (error as Error).name : message;
}

/** Whether the same request may succeed later. */
export function mayPass(error: unknown): boolean {
  if (error instanceof TimeoutError) return true;
  if (error instanceof ClientSSLError || systemCode(error) === "ENOTFOUND") return false;
  return (
    error instanceof ClientConnectionError || error instanceof ClientOSError || error instanceof ClientPayloadError
  );
}

/** Whether the network or the server is to blame, and not this program. */
export function isOfThePage(error: unknown): boolean {
  return [PageError, ClientError, TimeoutError, OSError].some((type) => error instanceof type);
}
