// Files and folders that are there for a while: Python's tempfile, in the names of aiofiles.tempfile.

import { close, mkdir, open as openFile, rm, unlink } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import nodePath from "node:path";

import type { AsyncContextManager } from "../core/contextlib.ts";
import { Awaitable, type Coroutine, type CoroutineIterator, GeneratorAwaitable } from "../core/coroutines.ts";
import { RuntimeError, ValueError } from "../core/exceptions.ts";
import type { BufferedFile, RawFile } from "./binary.ts";
import { type Done, make } from "./calls.ts";
import { type BinaryMode, type PathLike, type TextMode, parseMode, pathOf } from "./modes.ts";
import { type BinaryOpenOptions, type OpenOptions, type TextOpenOptions, checkOpening, fileOf } from "./open.ts";
import { SpooledCalls } from "./spooled.ts";
import type { TextFile } from "./text.ts";

/** What a temporary name is made of. */
export interface NameOptions {
  /** What the name ends with. @defaultValue "" */
  suffix?: string | null | undefined;
  /** What it begins with. @defaultValue "tmp" */
  prefix?: string | null | undefined;
  /** The folder. @defaultValue the system's for such files */
  dir?: PathLike | null | undefined;
}

/** Options of the functions that open a temporary file. */
export interface TemporaryFileOptions extends NameOptions, OpenOptions {}

/** Options of {@link NamedTemporaryFile}. */
export interface NamedOptions extends NameOptions {
  /** Whether the file is removed when it is closed. @defaultValue true */
  delete?: boolean | undefined;
}

/** Options of {@link SpooledTemporaryFile}. */
export interface SpooledOptions extends NameOptions {
  /** More bytes than that do not stay in memory; 0: any number does. @defaultValue 0 */
  maxSize?: number | undefined;
}

/** Nobody else can have guessed the name, so a second try is needed by bad luck only. */
const TRIES = 100;

type AnyFile = TextFile | BufferedFile | RawFile;

function nameMaker({ suffix, prefix, dir }: NameOptions): () => string {
  const folder = dir === undefined || dir === null ? tmpdir() : nodePath.resolve(pathOf(dir, "dir"));
  for (const [argument, part] of [
    ["suffix", suffix],
    ["prefix", prefix],
  ] as const) {
    if (typeof part === "string" && nodePath.basename(part) !== part && part !== "")
      throw new ValueError(`${argument} must be a part of a name, got ${JSON.stringify(part)}`);
  }
  return () => nodePath.join(folder, (prefix ?? "tmp") + randomBytes(6).toString("hex") + (suffix ?? ""));
}

/** Call `attempt` with one name after the other, until one is free. */
function withFreeName<T>(
  makeName: () => string,
  attempt: (name: string, done: Done<T>) => void,
  done: Done<{ name: string; value: T }>,
): void {
  let left = TRIES;
  const next = (): void => {
    const name = makeName();
    attempt(name, (error, value) => {
      if (error !== null && (error as NodeJS.ErrnoException).code === "EEXIST" && --left > 0) next();
      else done(error, { name, value });
    });
  };
  next();
}

interface Made {
  readonly name: string;
  readonly value: number;
}

function discard({ name, value }: Made): void {
  close(value, () => unlink(name, () => {}));
}

function* makeFile(makeName: () => string, flags = "wx+"): Coroutine<Made> {
  return yield* make<Made>({
    start: (done) => withFreeName<number>(makeName, (name, opened) => openFile(name, flags, 0o600, opened), done),
    drop: discard,
  });
}

/** What the functions below return: `yield*` or `await` it for the file, or give it to `asyncWith()`. */
export class TemporaryOpening<F extends AnyFile> extends Awaitable<F> implements AsyncContextManager<F> {
  /** @internal */
  readonly _inPlace = true;
  readonly #start: () => Coroutine<AnyFile>;
  #started = false;
  #file: F | null = null;

  /** @internal */
  constructor(start: () => Coroutine<AnyFile>) {
    super();
    this.#start = start;
  }

  override [Symbol.iterator](): CoroutineIterator<F> {
    if (this.#started) throw new RuntimeError("cannot reuse already awaited coroutine");
    this.#started = true;
    return this.#start() as Coroutine<F>;
  }

  /** Make and open the file. */
  *aenter(): Coroutine<F> {
    this.#file = yield* this;
    return this.#file;
  }

  /** Close it, which removes it. */
  *aexit(_error: unknown): Coroutine<undefined> {
    yield* (this.#file as F).close();
    return undefined;
  }
}

/**
 * Open a file that is gone when it is closed, and whose name is nobody's business.
 *
 * @see aiofiles `aiofiles.tempfile.TemporaryFile`
 */
export function TemporaryFile(
  mode?: BinaryMode,
  options?: BinaryOpenOptions & NameOptions,
): TemporaryOpening<BufferedFile>;
export function TemporaryFile(mode: TextMode, options?: TextOpenOptions & NameOptions): TemporaryOpening<TextFile>;
export function TemporaryFile(mode = "w+b", options: TemporaryFileOptions = {}): never {
  return opening(mode, options, true) as never;
}

/**
 * The same with a name, which is the file's `name`.
 *
 * @see aiofiles `aiofiles.tempfile.NamedTemporaryFile`
 */
export function NamedTemporaryFile(
  mode?: BinaryMode,
  options?: BinaryOpenOptions & NamedOptions,
): TemporaryOpening<BufferedFile>;
export function NamedTemporaryFile(
  mode: TextMode,
  options?: TextOpenOptions & NamedOptions,
): TemporaryOpening<TextFile>;
export function NamedTemporaryFile(mode = "w+b", options: TemporaryFileOptions & NamedOptions = {}): never {
  return opening(mode, options, options.delete ?? true) as never;
}

function opening(mode: string, options: TemporaryFileOptions, removes: boolean): TemporaryOpening<AnyFile> {
  const parsed = parseMode(mode);
  const text = checkOpening(parsed, options);
  const makeName = nameMaker(options);
  return new TemporaryOpening(function* () {
    const made = yield* makeFile(makeName);
    const afterClose = removes ? (done: (error: Error | null) => void) => remove(made.name, done) : undefined;
    try {
      return fileOf({ path: made.name, mode: parsed, options, text }, made.value, { afterClose });
    } catch (error) {
      discard(made);
      throw error;
    }
  });
}

function remove(name: string, done: (error: Error | null) => void): void {
  // Somebody may have removed it, or given it another name: then it is not there any more, as it should be.
  unlink(name, (error) => done(error === null || error.code === "ENOENT" ? null : error));
}

/**
 * A temporary file that stays in memory until it has more than `maxSize` bytes, or `rollover()` of `tempfile` is called.
 *
 * @see aiofiles `aiofiles.tempfile.SpooledTemporaryFile`
 */
export function SpooledTemporaryFile(
  mode?: BinaryMode,
  options?: BinaryOpenOptions & SpooledOptions,
): TemporaryOpening<BufferedFile>;
export function SpooledTemporaryFile(
  mode: TextMode,
  options?: TextOpenOptions & SpooledOptions,
): TemporaryOpening<TextFile>;
export function SpooledTemporaryFile(mode = "w+b", options: TemporaryFileOptions & SpooledOptions = {}): never {
  const parsed = parseMode(mode);
  const text = checkOpening(parsed, options);
  const { maxSize = 0 } = options;
  if (!Number.isInteger(maxSize) || maxSize < 0)
    throw new ValueError(`maxSize must be a number of bytes, got ${maxSize}`);
  const makeName = nameMaker(options);
  return new TemporaryOpening(function* () {
    const calls = new SpooledCalls(maxSize, (done) => {
      withFreeName<number>(
        makeName,
        (name, opened) => openFile(name, "wx+", 0o600, opened),
        (error, made) => {
          done(error, error === null ? { fd: made.value, name: made.name } : (undefined as never));
        },
      );
    });
    return fileOf({ path: "", mode: parsed, options, text }, -1, { calls });
  }) as never;
}

/** Options of {@link TemporaryDirectory}. */
export interface TemporaryDirectoryOptions extends NameOptions {
  /** Whether what cannot be removed is left, without an error. @defaultValue false */
  ignoreCleanupErrors?: boolean | undefined;
}

/**
 * A folder that is removed, with all that is in it, when it is left.
 *
 * `asyncWith(TemporaryDirectory(), function* (path) { ... })`; `await using folder = await TemporaryDirectory()` has `name`.
 *
 * @see aiofiles `aiofiles.tempfile.TemporaryDirectory`
 */
export function TemporaryDirectory(options: TemporaryDirectoryOptions = {}): TemporaryFolder {
  return new TemporaryFolder(nameMaker(options), options.ignoreCleanupErrors ?? false);
}

/** What {@link TemporaryDirectory} returns. */
export class TemporaryFolder extends Awaitable<OpenTemporaryFolder> implements AsyncContextManager<string> {
  /** @internal */
  readonly _inPlace = true;
  readonly #makeName: () => string;
  readonly #ignores: boolean;
  #folder: OpenTemporaryFolder | null = null;

  /** @internal */
  constructor(makeName: () => string, ignores: boolean) {
    super();
    this.#makeName = makeName;
    this.#ignores = ignores;
  }

  override [Symbol.iterator](): CoroutineIterator<OpenTemporaryFolder> {
    return this.#make();
  }

  *#make(): Coroutine<OpenTemporaryFolder> {
    return new OpenTemporaryFolder(yield* makeFolder(this.#makeName), this.#ignores);
  }

  /** Make the folder. */
  *aenter(): Coroutine<string> {
    this.#folder = yield* this.#make();
    return this.#folder.name;
  }

  /** Remove it. */
  *aexit(_error: unknown): Coroutine<undefined> {
    yield* (this.#folder as OpenTemporaryFolder).cleanup();
    return undefined;
  }
}

/** A folder that is there until `cleanup()`. */
export class OpenTemporaryFolder implements AsyncDisposable {
  /** Its path. */
  readonly name: string;
  readonly #ignores: boolean;

  /** @internal */
  constructor(name: string, ignores: boolean) {
    this.name = name;
    this.#ignores = ignores;
  }

  /**
   * Remove the folder and what is in it.
   *
   * Cancellation: the wait ends; what the system has begun it finishes.
   */
  cleanup(): Awaitable<void> {
    return new GeneratorAwaitable(this.#cleanup());
  }

  *#cleanup(): Coroutine {
    const path = this.name;
    yield* make<void>({
      start: (done) => {
        rm(path, { recursive: true, force: true, maxRetries: process.platform === "win32" ? 5 : 0 }, (error) =>
          done(this.#ignores ? null : error, undefined),
        );
      },
      path,
    });
  }

  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Awaitable<void> {
    return this.cleanup();
  }
}

function* makeFolder(makeName: () => string): Coroutine<string> {
  const made = yield* make<{ name: string }>({
    start: (done) => withFreeName<void>(makeName, (name, tried) => mkdir(name, 0o700, tried as never), done),
    drop: ({ name }) => rm(name, { recursive: true, force: true }, () => {}),
  });
  return made.name;
}

/**
 * Make a temporary file that it is left to you to close and to remove.
 *
 * Cancellation: a file that was made all the same is removed.
 *
 * @returns the number of the open file, and its path
 * @see CPython `tempfile.mkstemp`
 */
export function mkstemp(options: NameOptions = {}): Awaitable<[fd: number, path: string]> {
  return new GeneratorAwaitable(makeOpenFile(nameMaker(options)));
}

function* makeOpenFile(makeName: () => string): Coroutine<[fd: number, path: string]> {
  const { name, value } = yield* makeFile(makeName);
  return [value, name];
}

/**
 * Make a temporary folder that it is left to you to remove.
 *
 * Cancellation: a folder that was made all the same is removed.
 *
 * @returns its path
 * @see CPython `tempfile.mkdtemp`
 */
export function mkdtemp(options: NameOptions = {}): Awaitable<string> {
  return new GeneratorAwaitable(makeFolder(nameMaker(options)));
}

/** The folder for temporary files. @see CPython `tempfile.gettempdir` */
export function gettempdir(): string {
  return tmpdir();
}
