// Python's os module on files and folders, in the names of aiofiles.os. Each function is one call of the system, or a few.

import {
  type Dirent,
  type Stats,
  type StatsFs,
  access as accessFile,
  chmod as chmodFile,
  constants,
  link as linkFile,
  lstat as lstatFile,
  lutimes,
  mkdir as mkdirFile,
  readdir,
  readlink as readlinkFile,
  rename as renameFile,
  rmdir as rmdirFile,
  stat as statFile,
  statfs,
  symlink as symlinkFile,
  unlink as unlinkFile,
  utimes,
} from "node:fs";
import nodePath from "node:path";

import { type Awaitable, type Coroutine, GeneratorAwaitable, describe } from "../core/coroutines.ts";
import { ValueError } from "../core/exceptions.ts";
import { FileExistsError, OSError } from "../core/os_errors.ts";
import { type Done, make, system } from "./calls.ts";
import { type PathLike, pathOf } from "./modes.ts";

export * as path from "./ospath.ts";

/** For {@link access}: the file exists. */
export const F_OK: number = constants.F_OK;
/** For {@link access}: it may be read. */
export const R_OK: number = constants.R_OK;
/** For {@link access}: it may be written. */
export const W_OK: number = constants.W_OK;
/** For {@link access}: it may be executed; of a folder: entered. */
export const X_OK: number = constants.X_OK;

/** Whether links are followed. */
export interface FollowOptions {
  /** Whether a symbolic link stands for what it points to. @defaultValue true */
  followSymlinks?: boolean | undefined;
}

/** A call that takes one path and gives nothing. */
function onPath(
  path: PathLike,
  call: (path: string, done: (error: NodeJS.ErrnoException | null) => void) => void,
): Awaitable<void> {
  const name = pathOf(path);
  return system<void>({ start: (done) => call(name, done as Done<unknown> as () => void), path: name });
}

/** A call that takes two. */
function onPaths(
  source: PathLike,
  target: PathLike,
  call: (source: string, target: string, done: (error: NodeJS.ErrnoException | null) => void) => void,
): Awaitable<void> {
  const from = pathOf(source, "src");
  const to = pathOf(target, "dst");
  return system<void>({ start: (done) => call(from, to, done as Done<unknown> as () => void), path: from });
}

/** What the system knows of a file: Node's `Stats`, whose `mtimeMs` and its like are in milliseconds. */
export function stat(path: PathLike, options: FollowOptions = {}): Awaitable<Stats> {
  const name = pathOf(path);
  const call = (options.followSymlinks ?? true) ? statFile : lstatFile;
  return system<Stats>({ start: (done) => call(name, done), path: name });
}

/** The same of a symbolic link itself. */
export function lstat(path: PathLike): Awaitable<Stats> {
  return stat(path, { followSymlinks: false });
}

/** What the system knows of the file system that `path` is on. */
export function statvfs(path: PathLike): Awaitable<StatsFs> {
  const name = pathOf(path);
  return system<StatsFs>({ start: (done) => statfs(name, done), path: name });
}

/** Give a file another name. What has that name is replaced, on all systems. */
export function rename(src: PathLike, dst: PathLike): Awaitable<void> {
  return onPaths(src, dst, renameFile);
}

/** The same: the name says that it replaces. */
export function replace(src: PathLike, dst: PathLike): Awaitable<void> {
  return onPaths(src, dst, renameFile);
}

/** {@link rename} that makes the folders that the new name needs, and removes those that the old one leaves empty. */
export function renames(old: PathLike, target: PathLike): Awaitable<void> {
  const from = pathOf(old, "old");
  const to = pathOf(target, "target");
  return new GeneratorAwaitable(renameWithFolders(from, to));
}

function* renameWithFolders(from: string, to: string): Coroutine {
  const folder = nodePath.dirname(to);
  if (nodePath.basename(to) !== "") yield* makedirs(folder, { existOk: true });
  yield* rename(from, to);
  yield* removeEmptyFolders(nodePath.dirname(from));
}

/** Remove a file, or a link. */
export function unlink(path: PathLike): Awaitable<void> {
  return onPath(path, unlinkFile);
}

/** The same. */
export function remove(path: PathLike): Awaitable<void> {
  return unlink(path);
}

/** Make a folder. @param mode its permissions, less the process's mask */
export function mkdir(path: PathLike, mode = 0o777): Awaitable<void> {
  checkMode(mode);
  return onPath(path, (name, done) => mkdirFile(name, mode, done));
}

/** Options of {@link makedirs}. */
export interface MakedirsOptions {
  /** The permissions of the last folder. @defaultValue 0o777 */
  mode?: number | undefined;
  /** Whether the folder may be there already. @defaultValue false */
  existOk?: boolean | undefined;
}

/**
 * Make a folder, and those above it that are missing.
 *
 * @throws FileExistsError if the folder is there and must not be.
 */
export function makedirs(path: PathLike, options: MakedirsOptions = {}): Awaitable<void> {
  const { mode = 0o777, existOk = false } = options;
  checkMode(mode);
  return new GeneratorAwaitable(makeFolders(pathOf(path), mode, existOk));
}

function* makeFolders(name: string, mode: number, existOk: boolean): Coroutine {
  const above = nodePath.dirname(name);
  if (above !== name && above !== "." && !(yield* exists(above))) {
    try {
      yield* makeFolders(above, 0o777, true);
    } catch (error) {
      // Somebody else may have made it meanwhile.
      if (!(error instanceof FileExistsError)) throw error;
    }
  }
  try {
    yield* mkdir(name, mode);
  } catch (error) {
    if (!existOk || !(error instanceof OSError) || !(yield* isFolder(name))) throw error;
  }
}

function* exists(name: string): Coroutine<boolean> {
  try {
    yield* stat(name);
    return true;
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    return false;
  }
}

function* isFolder(name: string): Coroutine<boolean> {
  try {
    return (yield* stat(name)).isDirectory();
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    return false;
  }
}

function checkMode(mode: number): void {
  if (!Number.isInteger(mode) || mode < 0) throw new ValueError(`mode must be permissions, got ${describe(mode)}`);
}

/** Remove an empty folder. */
export function rmdir(path: PathLike): Awaitable<void> {
  return onPath(path, rmdirFile);
}

/** Remove an empty folder, and those above it that are empty then. */
export function removedirs(path: PathLike): Awaitable<void> {
  return new GeneratorAwaitable(removeFolders(pathOf(path)));
}

function* removeFolders(name: string): Coroutine {
  yield* rmdir(name);
  yield* removeEmptyFolders(nodePath.dirname(name));
}

function* removeEmptyFolders(first: string): Coroutine {
  for (let name = first; name !== "." && name !== nodePath.dirname(name); name = nodePath.dirname(name)) {
    try {
      yield* rmdir(name);
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      return;
    }
  }
}

/** Give a file a second name. */
export function link(src: PathLike, dst: PathLike): Awaitable<void> {
  return onPaths(src, dst, linkFile);
}

/**
 * Make a symbolic link at `dst` that points to `src`.
 *
 * @param options.targetIsDirectory what it points to is a folder; matters on Windows only, where it is looked up if left out
 */
export function symlink(
  src: PathLike,
  dst: PathLike,
  options: { targetIsDirectory?: boolean | undefined } = {},
): Awaitable<void> {
  const { targetIsDirectory } = options;
  const type = targetIsDirectory === undefined ? null : targetIsDirectory ? "dir" : "file";
  return onPaths(src, dst, (from, to, done) => symlinkFile(from, to, type, done));
}

/** Where a symbolic link points to. */
export function readlink(path: PathLike): Awaitable<string> {
  const name = pathOf(path);
  return system<string>({ start: (done) => readlinkFile(name, done), path: name });
}

/** The names in a folder, in no order. */
export function listdir(path: PathLike = "."): Awaitable<string[]> {
  const name = pathOf(path);
  return system<string[]>({ start: (done) => readdir(name, done), path: name });
}

/** Something in a folder: what {@link scandir} gives. @see CPython `os.DirEntry` */
export class DirEntry {
  readonly #entry: Dirent;
  /** Its name. */
  readonly name: string;
  /** The folder that was asked for, and the name. */
  readonly path: string;

  /** @internal */
  constructor(folder: string, entry: Dirent) {
    this.#entry = entry;
    this.name = entry.name;
    this.path = nodePath.join(folder, entry.name);
  }

  /** The path, wherever one is taken. */
  fspath(): string {
    return this.path;
  }

  /** Whether it is a file. Only a link has to be looked at again. */
  isFile(options: FollowOptions = {}): Awaitable<boolean> {
    return new GeneratorAwaitable(this.#is("isFile", options));
  }

  /** Whether it is a folder. Only a link has to be looked at again. */
  isDir(options: FollowOptions = {}): Awaitable<boolean> {
    return new GeneratorAwaitable(this.#is("isDirectory", options));
  }

  *#is(kind: "isFile" | "isDirectory", { followSymlinks = true }: FollowOptions): Coroutine<boolean> {
    if (!followSymlinks || !this.#entry.isSymbolicLink()) return this.#entry[kind]();
    try {
      return (yield* stat(this.path))[kind]();
    } catch (error) {
      if (!(error instanceof OSError) || error.code !== "ENOENT") throw error;
      return false;
    }
  }

  /** Whether it is a symbolic link. */
  isSymlink(): boolean {
    return this.#entry.isSymbolicLink();
  }

  /** What the system knows of it. */
  stat(options: FollowOptions = {}): Awaitable<Stats> {
    return stat(this.path, options);
  }
}

/** What is in a folder, in no order. */
export function scandir(path: PathLike = "."): Awaitable<DirEntry[]> {
  return new GeneratorAwaitable(scan(pathOf(path)));
}

function* scan(name: string): Coroutine<DirEntry[]> {
  const entries = yield* make<Dirent[]>({
    start: (done) => readdir(name, { withFileTypes: true }, done),
    path: name,
  });
  return entries.map((entry) => new DirEntry(name, entry));
}

/** Whether this process may do that with a file: {@link F_OK}, or {@link R_OK}, {@link W_OK} and {@link X_OK} added up. */
export function access(path: PathLike, mode: number): Awaitable<boolean> {
  const name = pathOf(path);
  if (!Number.isInteger(mode)) throw new ValueError(`mode must be F_OK, R_OK, W_OK or X_OK, got ${describe(mode)}`);
  return system<boolean>({ start: (done) => accessFile(name, mode, (error) => done(null, error === null)) });
}

/** The folder that the process works in. */
export function getcwd(): Awaitable<string> {
  return system<string>({ start: (done) => done(null, process.cwd()) });
}

/** Set the permissions of a file. */
export function chmod(path: PathLike, mode: number): Awaitable<void> {
  checkMode(mode);
  return onPath(path, (name, done) => chmodFile(name, mode, done));
}

/** Set when a file was last read and changed, in seconds since 1970; `null`: now. */
export function utime(
  path: PathLike,
  times: readonly [accessed: number, modified: number] | null = null,
  options: FollowOptions = {},
): Awaitable<void> {
  const [accessed, modified] = times ?? [Date.now() / 1000, Date.now() / 1000];
  for (const time of [accessed, modified]) {
    if (!Number.isFinite(time)) throw new ValueError(`times must be two numbers of seconds, got ${describe(time)}`);
  }
  const call = (options.followSymlinks ?? true) ? utimes : lutimes;
  return onPath(path, (name, done) => call(name, accessed, modified, done));
}
