// Runs a program on files of a folder of its own, in either dialect. What it leaves open fails the test.

import { existsSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { type Coroutine, until } from "tsyncio";

import type { Check, Dialect } from "./dialects.ts";
import { onSockets } from "./sockets.ts";

/** A recorder, and a folder. */
export interface FilesDialect extends Dialect {
  /** The path of something in the test's own folder. */
  at(this: void, name: string): string;
}

const OPEN_FILES = "/proc/self/fd";

/** The paths below `folder` that this process has open, where the system tells. */
export function openBelow(folder: string): string[] {
  if (!existsSync(OPEN_FILES)) return [];
  const found: string[] = [];
  for (const fd of readdirSync(OPEN_FILES)) {
    try {
      const target = readlinkSync(path.join(OPEN_FILES, fd));
      if (target.startsWith(folder)) found.push(target);
    } catch {
      // The number that the folder itself was read with.
    }
  }
  return found;
}

/** Register `sentence` as two tests, one a dialect. */
export function onFiles<T>(sentence: string, program: (dialect: FilesDialect) => Coroutine<T>, check?: Check<T>): void {
  onSockets<T>(
    sentence,
    function* (dialect) {
      const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "tsyncio-files-")));
      try {
        const result = yield* program({ ...dialect, at: (name) => path.join(folder, name) });
        // What goes on behind a cancelled operation ends by itself.
        for (let turn = 0; turn < 2000 && openBelow(folder).length > 0; turn++)
          yield* dialect.wait(until(turnOfHost()));
        const left = openBelow(folder);
        if (left.length > 0) throw new Error(`left open: ${left.join(", ")}`);
        return result;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    check,
  );
}

/** A turn of the host's loop, in which it looks at what the system has finished. */
export function turnOfHost(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** What a coroutine throws. @throws if it returns */
export function* failureOf(coroutine: Coroutine<unknown>): Coroutine<unknown> {
  try {
    yield* coroutine;
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
