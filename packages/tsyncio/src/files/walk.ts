// Walking a folder and all below it, step by step. Of paths it needs to know no more than how they are joined.

import type { Coroutine } from "../core/coroutines.ts";
import { OSError } from "../core/os_errors.ts";
import type { HasPath } from "./modes.ts";
import * as ospath from "./ospath.ts";
import { entriesOf } from "./tree.ts";

/** Options of `Path.walk()`. */
export interface WalkOptions {
  /** Whether a folder is told of before those in it; then you may take some out of its list. @defaultValue true */
  topDown?: boolean | undefined;
  /** Told of folders that cannot be read, which are left out. @defaultValue nobody is */
  onError?: ((error: OSError) => void) | null | undefined;
  /** Whether links to folders are entered. @defaultValue false */
  followSymlinks?: boolean | undefined;
}

/** A folder, the names of the folders in it, and of the rest. */
type Step<P> = [folder: P, folders: string[], files: string[]];

/** What is walked. */
interface Walked<P> extends HasPath {
  joinpath(name: string): P;
}

/** The steps from `start` on, some at a time; `null` at the end. */
export function walkBatches<P extends Walked<P>>(
  start: P,
  options: WalkOptions,
): () => Coroutine<readonly Step<P>[] | null> {
  const { topDown = true, onError = null, followSymlinks = false } = options;
  // Something that was looked at already is given out as it is.
  const todo: (P | Step<P>)[] = [start];
  let last: Step<P> | null = null;
  return function* () {
    if (last !== null) {
      const [folder, folders] = last;
      todo.push(...folders.toReversed().map((name) => folder.joinpath(name)));
      last = null;
    }
    const place = todo.at(-1);
    if (place === undefined) return null;
    if (Array.isArray(place)) {
      todo.pop();
      return [place];
    }
    const step = yield* stepInto(place, followSymlinks, onError);
    todo.pop();
    if (step === null) return [];
    if (topDown) {
      last = step;
      return [step];
    }
    todo.push(step, ...step[1].toReversed().map((name) => place.joinpath(name)));
    return [];
  };
}

function* stepInto<P extends Walked<P>>(
  folder: P,
  followSymlinks: boolean,
  onError: ((error: OSError) => void) | null,
): Coroutine<Step<P> | null> {
  const folders: string[] = [];
  const files: string[] = [];
  try {
    for (const entry of yield* entriesOf(folder.fspath())) {
      const isLinkedFolder =
        followSymlinks && entry.isSymbolicLink() && (yield* ospath.isdir(folder.joinpath(entry.name)));
      (entry.isDirectory() || isLinkedFolder ? folders : files).push(entry.name);
    }
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    onError?.(error);
    return null;
  }
  return [folder, folders, files];
}
