// Path: a path that can look at the file system, in the manner of anyio's and trio's asynchronous pathlib.

import { constants, open as openFile, type Stats } from "node:fs";
import { homedir } from "node:os";
import nodePath from "node:path";

import { type Awaitable, type Coroutine, GeneratorAwaitable, describe } from "../core/coroutines.ts";
import { RuntimeError, ValueError } from "../core/exceptions.ts";
import { FileExistsError, FileNotFoundError, OSError } from "../core/os_errors.ts";
import { checkBytes } from "./base.ts";
import type { BufferedFile, RawFile } from "./binary.ts";
import type { Bytes, BytesLike } from "./bytes_file.ts";
import { make, systemCalls } from "./calls.ts";
import { codecOf } from "./codecs.ts";
import type { BinaryMode, PathLike, TextMode, UnknownMode } from "./modes.ts";
import {
  type BinaryOpenOptions,
  type OpenOptions,
  type Opening,
  type TextOpenOptions,
  checkOpening,
  open,
} from "./open.ts";
import { parseMode } from "./modes.ts";
import * as os from "./os.ts";
import * as ospath from "./ospath.ts";
import { PurePath } from "./pure_path.ts";
import type { Newline, TextFile } from "./text.ts";
import { Batches, entriesOf, globBatches, partsOfPattern } from "./tree.ts";
import { type WalkOptions, walkBatches } from "./walk.ts";
import { readWhole, writeWhole } from "./whole.ts";

/** Options of {@link Path.readText} and {@link Path.writeText}: those of `open()`. */
export interface PathTextOptions {
  encoding?: string | undefined;
  errors?: string | undefined;
  newline?: Newline | undefined;
}

/** A folder, the names of the folders in it, and of the rest. */
export type WalkStep = [folder: Path, folders: string[], files: string[]];

/** What {@link Path.iterdir} and its like return, for `for await` and `asyncFor`. */
export type PathIterator<T> = AsyncIterableIterator<T, undefined>;

/**
 * A path.
 *
 * Names are those of Python's pathlib in camelCase; what asks the system is awaited. Python's `a / "b"` is `a.joinpath("b")`.
 *
 * @example
 * ```ts
 * const folder = new Path("data");
 * yield* asyncFor(folder.glob("*.txt"), function* (path) {
 *   console.log(path.name, (yield* path.readText()).length);
 * });
 * ```
 * @see anyio `anyio.Path`; trio `trio.Path`
 */
export class Path extends PurePath<Path> {
  /** @internal */
  override _make(...parts: PathLike[]): Path {
    return new Path(...parts);
  }

  /** The folder that the process works in. */
  static cwd(): Path {
    return new Path(process.cwd());
  }

  /** The user's folder. */
  static home(): Path {
    return new Path(homedir());
  }

  // Contents.

  /** Open the file, as `open()` does. */
  open(mode?: TextMode, options?: TextOpenOptions): Opening<TextFile>;
  open(mode: BinaryMode, options: BinaryOpenOptions & { buffering: 0 }): Opening<RawFile>;
  open(mode: BinaryMode, options?: BinaryOpenOptions): Opening<BufferedFile>;
  open<Mode extends string>(mode: UnknownMode<Mode>, options?: OpenOptions): Opening<TextFile | BufferedFile | RawFile>;
  open(mode = "r", options: OpenOptions = {}): never {
    return open(this, mode, options) as never;
  }

  /** All bytes of the file. */
  readBytes(): Awaitable<Bytes> {
    return new GeneratorAwaitable(readWhole(this.fspath()));
  }

  /** The whole file as text, with its line ends translated as `open()` does. */
  readText(options: PathTextOptions = {}): Awaitable<string> {
    const setup = checkOpening(parseMode("r"), options);
    return new GeneratorAwaitable(
      this.#readText(setup?.encoding ?? "utf-8", setup?.errors ?? "strict", setup?.newline ?? null),
    );
  }

  *#readText(encoding: string, errors: string, newline: Newline): Coroutine<string> {
    const bytes = yield* readWhole(this.fspath());
    const { text } = codecOf(encoding, errors).decode(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      true,
      true,
    );
    return newline === null && text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
  }

  /**
   * Write the file anew.
   *
   * Cancellation: the wait ends; what was begun is finished. Until then `data` must not be changed.
   *
   * @returns how many bytes
   */
  writeBytes(data: BytesLike): Awaitable<number> {
    return new GeneratorAwaitable(this.#writeBytes(checkBytes("data", data)));
  }

  *#writeBytes(data: Uint8Array): Coroutine<number> {
    yield* writeWhole(this.fspath(), "w", data);
    return data.length;
  }

  /** The same with text. @returns how many characters */
  writeText(text: string, options: PathTextOptions = {}): Awaitable<number> {
    if (typeof text !== "string") throw new TypeError(`text must be a string, got ${describe(text)}`);
    checkOpening(parseMode("w"), options);
    return new GeneratorAwaitable(this.#writeText(text, options));
  }

  *#writeText(text: string, options: PathTextOptions): Coroutine<number> {
    const file = yield* open(this, "w", options);
    let count: number;
    try {
      count = yield* file.write(text);
    } finally {
      yield* file.close();
    }
    return count;
  }

  // Questions.

  /** See `os.stat()`. */
  stat(options: os.FollowOptions = {}): Awaitable<Stats> {
    return os.stat(this, options);
  }

  /** See `os.lstat()`. */
  lstat(): Awaitable<Stats> {
    return os.lstat(this);
  }

  /** Whether there is such a file or folder. */
  exists(options: os.FollowOptions = {}): Awaitable<boolean> {
    return (options.followSymlinks ?? true) ? ospath.exists(this) : ospath.lexists(this);
  }

  /** Whether it is a file, or a link to one. */
  isFile(): Awaitable<boolean> {
    return ospath.isfile(this);
  }

  /** Whether it is a folder, or a link to one. */
  isDir(): Awaitable<boolean> {
    return ospath.isdir(this);
  }

  /** Whether it is a symbolic link. */
  isSymlink(): Awaitable<boolean> {
    return ospath.islink(this);
  }

  /** Whether another file system begins there. */
  isMount(): Awaitable<boolean> {
    return ospath.ismount(this);
  }

  /** Whether it is the same file as `other`. */
  samefile(other: PathLike): Awaitable<boolean> {
    return ospath.samefile(this, other);
  }

  /** From the root on; "." and ".." stay. */
  absolute(): Awaitable<Path> {
    return new GeneratorAwaitable(this.#absolute());
  }

  *#absolute(): Coroutine<Path> {
    return this.isAbsolute() ? this : new Path(yield* os.getcwd(), this);
  }

  /**
   * From the root on, with links followed and without "..".
   *
   * @param options.strict fail if it does not exist
   */
  resolve(options: { strict?: boolean | undefined } = {}): Awaitable<Path> {
    return new GeneratorAwaitable(this.#resolve(options.strict ?? false));
  }

  *#resolve(strict: boolean): Coroutine<Path> {
    if (strict) yield* os.stat(this);
    return new Path(yield* ospath.realpath(this));
  }

  /** With "~" at its beginning as the user's folder. @throws RuntimeError for the folder of another user. */
  expanduser(): Awaitable<Path> {
    return new GeneratorAwaitable(this.#expandUser());
  }

  // It waits for nothing today; where homes are looked up, it will.
  *#expandUser(): Coroutine<Path> {
    const [first = "", ...rest] = this.parts;
    if (!first.startsWith("~")) return this;
    if (first !== "~") throw new RuntimeError(`could not determine home directory of ${describe(first.slice(1))}`);
    return yield* new Path(homedir(), ...rest).absolute();
  }

  /** Where the link points to. */
  readlink(): Awaitable<Path> {
    return new GeneratorAwaitable(this.#readLink());
  }

  *#readLink(): Coroutine<Path> {
    return new Path(yield* os.readlink(this));
  }

  // Folders.

  /** What is in the folder, in no order. */
  iterdir(): PathIterator<Path> {
    let asked = false;
    return batches(
      function* (this: Path) {
        if (asked) return null;
        const entries = yield* entriesOf(this.fspath());
        asked = true;
        return entries.map((entry) =>
          this.joinpath(isPlain(entry.name) ? entry.name : `.${nodePath.sep}${entry.name}`),
        );
      }.bind(this),
    );
  }

  /** What fits `pattern` below the folder, in no order: `*`, `?`, `[...]` within a name; `**` for any number of folders. */
  glob(pattern: string): PathIterator<Path> {
    const parts = partsOfPattern(pattern);
    const next = globBatches(this.toString(), parts, /[\\/]$/.test(pattern));
    return batches(function* () {
      const found = yield* next();
      return found === null ? null : found.map((path) => new Path(path));
    });
  }

  /** The same at any depth. */
  rglob(pattern: string): PathIterator<Path> {
    partsOfPattern(pattern);
    return this.glob(`**/${pattern}`);
  }

  /** The folder and all folders below it, each with what is in it. */
  walk(options: WalkOptions = {}): PathIterator<WalkStep> {
    return batches(walkBatches<Path>(this, options));
  }

  /** Options: permissions; whether the folders above are made, too; whether it may be there already. */
  mkdir(
    options: { mode?: number | undefined; parents?: boolean | undefined; existOk?: boolean | undefined } = {},
  ): Awaitable<void> {
    const { mode = 0o777, parents = false, existOk = false } = options;
    if (parents) return os.makedirs(this, { mode, existOk });
    return new GeneratorAwaitable(this.#mkdir(mode, existOk));
  }

  *#mkdir(mode: number, existOk: boolean): Coroutine {
    try {
      yield* os.mkdir(this, mode);
    } catch (error) {
      if (!existOk || !(error instanceof FileExistsError) || !(yield* this.isDir())) throw error;
    }
  }

  /** Remove the folder, which must be empty. */
  rmdir(): Awaitable<void> {
    return os.rmdir(this);
  }

  // Names.

  /** Remove the file. @param options.missingOk whether it may be gone already */
  unlink(options: { missingOk?: boolean | undefined } = {}): Awaitable<void> {
    return new GeneratorAwaitable(this.#unlink(options.missingOk ?? false));
  }

  *#unlink(missingOk: boolean): Coroutine {
    try {
      yield* os.unlink(this);
    } catch (error) {
      if (!missingOk || !(error instanceof FileNotFoundError)) throw error;
    }
  }

  /** Give it another name; what has that name is replaced, on all systems. @returns the new path */
  rename(target: PathLike): Awaitable<Path> {
    return new GeneratorAwaitable(this.#rename(new Path(target)));
  }

  *#rename(target: Path): Coroutine<Path> {
    yield* os.rename(this, target);
    return target;
  }

  /** The same. */
  replace(target: PathLike): Awaitable<Path> {
    return this.rename(target);
  }

  /** Make this a symbolic link to `target`. */
  symlinkTo(target: PathLike, options: { targetIsDirectory?: boolean | undefined } = {}): Awaitable<void> {
    return os.symlink(target, this, options);
  }

  /** Make this another name of `target`. */
  hardlinkTo(target: PathLike): Awaitable<void> {
    return os.link(target, this);
  }

  /** Set the permissions. */
  chmod(mode: number): Awaitable<void> {
    return os.chmod(this, mode);
  }

  /** Make an empty file; or, if it is there and may be, set its times to now. */
  touch(options: { mode?: number | undefined; existOk?: boolean | undefined } = {}): Awaitable<void> {
    const { mode = 0o666, existOk = true } = options;
    if (!Number.isInteger(mode)) throw new ValueError(`mode must be permissions, got ${describe(mode)}`);
    return new GeneratorAwaitable(this.#touch(mode, existOk));
  }

  *#touch(mode: number, existOk: boolean): Coroutine {
    const path = this.fspath();
    if (existOk) {
      try {
        yield* os.utime(path);
        return;
      } catch (error) {
        if (!(error instanceof OSError)) throw error;
      }
    }
    const flags = constants.O_CREAT | constants.O_WRONLY | (existOk ? 0 : constants.O_EXCL);
    yield* make<void>({
      start: (done) => {
        openFile(path, flags, mode, (error, fd) => {
          if (error === null) systemCalls.close(fd, (closeError) => done(closeError, undefined));
          else done(error, undefined);
        });
      },
      path,
    });
  }
}

function batches<T>(next: () => Coroutine<readonly T[] | null>): PathIterator<T> {
  return new Batches(next) as unknown as PathIterator<T>;
}

/** Whether a name, put behind a path, is nothing but a name. */
function isPlain(name: string): boolean {
  return !nodePath.isAbsolute(name) && nodePath.parse(name).root === "";
}
