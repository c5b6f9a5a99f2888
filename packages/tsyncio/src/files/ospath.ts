// Python's os.path: the questions that need the system, in the names of aiofiles.os.path.

import { type Stats, fstat, lstat, realpath as realpathOf, stat } from "node:fs";
import nodePath from "node:path";

import { type Awaitable, type Coroutine, GeneratorAwaitable } from "../core/coroutines.ts";
import { OSError } from "../core/os_errors.ts";
import { make } from "./calls.ts";
import { type PathLike, pathOf } from "./modes.ts";

function* statOf(name: string, follow = true): Coroutine<Stats> {
  return yield* make<Stats>({ start: (done) => (follow ? stat(name, done) : lstat(name, done)), path: name });
}

/** What the system cannot tell of is not there. */
function* ask(name: string, answer: (stats: Stats) => boolean, follow = true): Coroutine<boolean> {
  try {
    return answer(yield* statOf(name, follow));
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    return false;
  }
}

/** Whether there is such a file or folder; a link that points nowhere is none. */
export function exists(path: PathLike): Awaitable<boolean> {
  return new GeneratorAwaitable(ask(pathOf(path), () => true));
}

/** The same, where a link that points nowhere counts. */
export function lexists(path: PathLike): Awaitable<boolean> {
  return new GeneratorAwaitable(ask(pathOf(path), () => true, false));
}

/** Whether it is a file, or a link to one. */
export function isfile(path: PathLike): Awaitable<boolean> {
  return new GeneratorAwaitable(ask(pathOf(path), (stats) => stats.isFile()));
}

/** Whether it is a folder, or a link to one. */
export function isdir(path: PathLike): Awaitable<boolean> {
  return new GeneratorAwaitable(ask(pathOf(path), (stats) => stats.isDirectory()));
}

/** Whether it is a symbolic link. */
export function islink(path: PathLike): Awaitable<boolean> {
  return new GeneratorAwaitable(ask(pathOf(path), (stats) => stats.isSymbolicLink(), false));
}

/** Whether another file system begins there. */
export function ismount(path: PathLike): Awaitable<boolean> {
  return new GeneratorAwaitable(isMount(pathOf(path)));
}

function* isMount(name: string): Coroutine<boolean> {
  const full = nodePath.resolve(name);
  if (nodePath.parse(full).root === full) return true;
  try {
    const own = yield* statOf(name, false);
    if (own.isSymbolicLink()) return false;
    const above = yield* statOf(nodePath.join(name, ".."), false);
    return own.dev !== above.dev || own.ino === above.ino;
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    return false;
  }
}

/** How many bytes a file has. */
export function getsize(path: PathLike): Awaitable<number> {
  return new GeneratorAwaitable(number(pathOf(path), (stats) => stats.size));
}

/** When it was last read, in seconds since 1970. */
export function getatime(path: PathLike): Awaitable<number> {
  return new GeneratorAwaitable(number(pathOf(path), (stats) => stats.atimeMs / 1000));
}

/** When it was last changed, in seconds since 1970. */
export function getmtime(path: PathLike): Awaitable<number> {
  return new GeneratorAwaitable(number(pathOf(path), (stats) => stats.mtimeMs / 1000));
}

/** When its attributes were last changed (on Windows: when it was made), in seconds since 1970. */
export function getctime(path: PathLike): Awaitable<number> {
  const isWindows = nodePath.sep === "\\";
  return new GeneratorAwaitable(
    number(pathOf(path), (stats) => (isWindows ? stats.birthtimeMs : stats.ctimeMs) / 1000),
  );
}

function* number(name: string, answer: (stats: Stats) => number): Coroutine<number> {
  return answer(yield* statOf(name));
}

/** Whether two paths lead to the same file. */
export function samefile(first: PathLike, second: PathLike): Awaitable<boolean> {
  return new GeneratorAwaitable(isSame(statOf(pathOf(first, "first")), statOf(pathOf(second, "second"))));
}

/** Whether two numbers of open files stand for the same file. */
export function sameopenfile(first: number, second: number): Awaitable<boolean> {
  return new GeneratorAwaitable(isSame(statOfNumber(first), statOfNumber(second)));
}

function* statOfNumber(fd: number): Coroutine<Stats> {
  return yield* make<Stats>({ start: (done) => fstat(fd, done) });
}

function* isSame(first: Coroutine<Stats>, second: Coroutine<Stats>): Coroutine<boolean> {
  const a = yield* first;
  const b = yield* second;
  return a.ino === b.ino && a.dev === b.dev;
}

/** The path from the root on, without "." and "..". */
export function abspath(path: PathLike): Awaitable<string> {
  return new GeneratorAwaitable(give(nodePath.resolve(pathOf(path))));
}

function* give(value: string): Coroutine<string> {
  return value;
}

/** The same with all links followed. What is missing is taken as it is written. */
export function realpath(path: PathLike): Awaitable<string> {
  return new GeneratorAwaitable(real(nodePath.resolve(pathOf(path))));
}

function* real(name: string): Coroutine<string> {
  try {
    return yield* make<string>({ start: (done) => realpathOf(name, done), path: name });
  } catch (error) {
    const above = nodePath.dirname(name);
    if (!(error instanceof OSError) || error.code !== "ENOENT" || above === name) throw error;
    return nodePath.join(yield* real(above), nodePath.basename(name));
  }
}
