// Folders and what is in them, one after the other: what `Path` iterates over. No paths' names, no files' contents.

import { type Dirent, readdir } from "node:fs";
import nodePath from "node:path";

import { type Awaitable, type Coroutine, GeneratorAwaitable } from "../core/coroutines.ts";
import { ValueError } from "../core/exceptions.ts";
import { OSError } from "../core/os_errors.ts";
import { make } from "./calls.ts";
import * as ospath from "./ospath.ts";
import { isPattern, matchesName } from "./patterns.ts";

/** An iterator, in both dialects, over what comes in batches. */
export class Batches<T> {
  /** @internal */
  readonly _inPlace = true;
  readonly #nextBatch: () => Coroutine<readonly T[] | null>;
  #batch: readonly T[] = [];
  #at = 0;
  #ended = false;

  /** @param nextBatch gives `null` at the end */
  constructor(nextBatch: () => Coroutine<readonly T[] | null>) {
    this.#nextBatch = nextBatch;
  }

  next(): Awaitable<IteratorResult<T, undefined>> {
    return new GeneratorAwaitable(this.#next());
  }

  *#next(): Coroutine<IteratorResult<T, undefined>> {
    while (!this.#ended && this.#at >= this.#batch.length) {
      // Cancellation: a batch that did not come is asked for again.
      const batch = yield* this.#nextBatch();
      this.#ended = batch === null;
      this.#batch = batch ?? [];
      this.#at = 0;
    }
    if (this.#ended) return { done: true, value: undefined };
    return { done: false, value: this.#batch[this.#at++] as T };
  }

  return(): Awaitable<IteratorResult<T, undefined>> {
    this.#ended = true;
    return new GeneratorAwaitable(this.#next());
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** What is in a folder. */
export function* entriesOf(folder: string): Coroutine<Dirent[]> {
  return yield* make<Dirent[]>({ start: (done) => readdir(folder, { withFileTypes: true }, done), path: folder });
}

/** The same; nothing where the folder cannot be read, as in Python's glob. */
function* entriesIfAny(folder: string): Coroutine<Dirent[]> {
  try {
    return yield* entriesOf(folder === "" ? "." : folder);
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    return [];
  }
}

/** A folder that is still to be looked at, and the part of the pattern that it is looked at for. */
interface Place {
  readonly folder: string;
  readonly part: number;
  /** Whether it is a place that "**" has led to: then the same pattern goes on below it. */
  readonly found?: boolean;
}

/** The parts of a pattern. @throws ValueError */
export function partsOfPattern(pattern: string): string[] {
  if (typeof pattern !== "string" || pattern === "")
    throw new ValueError(`pattern is unacceptable: ${JSON.stringify(pattern)}`);
  if (nodePath.isAbsolute(pattern)) throw new ValueError(`pattern must be relative, got ${JSON.stringify(pattern)}`);
  return pattern.split(nodePath.sep === "\\" ? /[\\/]+/ : /\/+/).filter((part) => part !== "" && part !== ".");
}

/** Find what fits a pattern below a folder. Links to folders are not followed by "**". */
export function globBatches(
  root: string,
  parts: readonly string[],
  onlyFolders: boolean,
): () => Coroutine<string[] | null> {
  const places: Place[] = [{ folder: root, part: 0 }];
  const seen = new Set<string>();
  return function* nextBatch(): Coroutine<string[] | null> {
    const place = places.at(-1);
    if (place === undefined) return null;
    const found: string[] = [];
    const next: Place[] = [];
    yield* look(place, parts, found, next);
    const matches: string[] = [];
    for (const path of found) if (!onlyFolders || (yield* ospath.isdir(path))) matches.push(path);
    // Only now: had the look been cancelled, it would be done again.
    places.pop();
    places.push(...next.toReversed());
    return matches.filter((path) => !seen.has(path) && seen.add(path));
  };
}

function* look(place: Place, parts: readonly string[], found: string[], next: Place[]): Coroutine {
  const { folder, part: index } = place;
  const part = parts[index];
  if (part === undefined) {
    found.push(folder);
    return;
  }
  const isLast = index === parts.length - 1;
  if (part === "**") {
    // It stands for no folder at all, or for one more.
    next.push({ folder, part: index + 1 });
    for (const entry of yield* entriesIfAny(folder)) {
      if (entry.isDirectory()) next.push({ folder: nodePath.join(folder, entry.name), part: index });
      else if (isLast) found.push(nodePath.join(folder, entry.name));
    }
  } else if (!isPattern(part)) {
    const path = part === ".." ? `${folder}${nodePath.sep}..` : nodePath.join(folder, part);
    if (yield* ospath.lexists(path)) next.push({ folder: path, part: index + 1 });
  } else {
    for (const entry of yield* entriesIfAny(folder)) {
      if (!matchesName(entry.name, part)) continue;
      const path = nodePath.join(folder, entry.name);
      if (isLast) found.push(path);
      else if (entry.isDirectory() || entry.isSymbolicLink()) next.push({ folder: path, part: index + 1 });
    }
  }
}
