// Reads open files at a position, for sendfile. Opening, closing and all else is not its affair.

import { read } from "node:fs";

import type { EventLoop } from "../core/base_events.ts";
import { type Coroutine, describe } from "../core/coroutines.ts";
import { Future } from "../core/futures.ts";
import type { HostFiles } from "../core/host.ts";
import { fail, succeed } from "./host_futures.ts";

/** What has a descriptor: a `FileHandle` of Node's, a file of `tsyncio/files`. */
interface Described {
  readonly fd?: unknown;
  fileno?(): unknown;
}

class NodeFiles implements HostFiles {
  descriptor(file: unknown): number {
    let descriptor = file;
    if (typeof file === "object" && file !== null) {
      const { fd, fileno } = file as Described;
      descriptor = typeof fileno === "function" ? (file as Required<Described>).fileno() : fd;
    }
    if (typeof descriptor === "number" && Number.isInteger(descriptor) && descriptor >= 0) return descriptor;
    throw new TypeError(`file must be an open file or the number of one, got ${describe(file)}`);
  }

  *read(loop: EventLoop, descriptor: number, buffer: Uint8Array, position: number): Coroutine<number> {
    const done = new Future<number>({ loop });
    read(descriptor, buffer, 0, buffer.length, position, (error, count) => {
      if (error === null) succeed(done, count);
      else fail(done, error);
    });
    return yield* done;
  }
}

/** Open files for loops on Node. */
export const nodeFiles: HostFiles = new NodeFiles();
