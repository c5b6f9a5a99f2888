// The paths of Unix sockets and the names of named pipes: which ones can be, and the files that sockets leave.

import { type BigIntStats, renameSync, rmSync, statSync } from "node:fs";

import { describe } from "../core/coroutines.ts";
import { ValueError } from "../core/exceptions.ts";
import { osError } from "../core/os_errors.ts";

/** Room for a path in the system's addresses, without the zero at its end. The host would cut a longer one off. */
const LONGEST = process.platform === "linux" ? 107 : 103;

/** @throws TypeError, ValueError, OSError if there can be no socket at `path`. */
export function checkUnixPath(path: unknown): string {
  if (typeof path !== "string") throw new TypeError(`path must be a text, got ${describe(path)}`);
  if (process.platform === "win32") {
    if (/^[\\/]{2}[.?][\\/]pipe[\\/]./.test(path)) return path;
    throw new ValueError(`path must be the name of a pipe, such as \\\\.\\pipe\\name, got ${describe(path)}`);
  }
  // One that begins with a zero is a name, and no file: Linux has them.
  const isName = process.platform === "linux" && path.startsWith("\0");
  if (path === "" || path === "\0" || path.includes("\0", isName ? 1 : 0)) {
    throw new ValueError(`path must be the path of a file, got ${describe(path)}`);
  }
  const length = Buffer.byteLength(path);
  if (length <= LONGEST) return path;
  const message = `path must be no longer than ${LONGEST} bytes, got ${length}: ${path}`;
  throw osError(message, { code: "ENAMETOOLONG", syscall: "bind", address: path });
}

function isFile(path: string): boolean {
  return process.platform !== "win32" && !path.startsWith("\0");
}

function look(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch {
    return null; // whoever wants to use it is told why it cannot be had
  }
}

/** Remove the socket that a server has left at `path`, if there is one. */
export function removeStaleSocket(path: string): void {
  if (!isFile(path) || look(path)?.isSocket() !== true) return;
  try {
    rmSync(path);
  } catch {
    // Then it cannot be listened at either, and that says why.
  }
}

/** The file of a socket that listens. */
export class SocketFile {
  readonly #path: string;
  readonly #inode: bigint | null;

  /** @param path where a socket has just begun to listen */
  constructor(path: string) {
    this.#path = path;
    this.#inode = isFile(path) ? (look(path)?.ino ?? null) : null;
  }

  /**
   * Close the socket by `close`, which makes the host remove what is at the path, whatever it is: leave it there if it is
   * another's, or if `keep` says so.
   */
  release(keep: boolean, close: () => void): void {
    const current = isFile(this.#path) ? look(this.#path) : null;
    if (current === null || (!keep && current.ino === this.#inode)) {
      close();
      return;
    }
    const aside = `${this.#path}.${process.pid}`;
    try {
      renameSync(this.#path, aside);
    } catch {
      close(); // who may not rename it may not remove it
      return;
    }
    close();
    renameSync(aside, this.#path);
  }
}
