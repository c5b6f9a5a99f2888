// open(): the arguments of Python's, checked; the system's open; and what the call returns. No reading, no writing.

import { close, constants, fstatSync, open as openFile, type Stats } from "node:fs";
import { isatty } from "node:tty";

import { State } from "../core/base_futures.ts";
import type { AsyncContextManager } from "../core/contextlib.ts";
import { Awaitable, type Coroutine, type CoroutineIterator, describe } from "../core/coroutines.ts";
import { requireRunningLoop } from "../core/events.ts";
import { RuntimeError, ValueError } from "../core/exceptions.ts";
import { Future } from "../core/futures.ts";
import { BufferedFile, RawFile } from "./binary.ts";
import { BufferedDescriptor } from "./buffered.ts";
import type { FileCalls } from "./calls.ts";
import { codecOf } from "./codecs.ts";
import { fileError } from "./errors.ts";
import { DEFAULT_BUFFER_SIZE } from "./input.ts";
import {
  type BinaryMode,
  type ParsedMode,
  type PathLike,
  type TextMode,
  type UnknownMode,
  parseMode,
  pathOf,
} from "./modes.ts";
import { type Newline, TextFile, type TextSetup } from "./text.ts";

/** Options of {@link open}. */
export interface OpenOptions {
  /**
   * 0: no buffer (bytes only); 1: text is handed to the system with each line; more: the size of the buffer in bytes.
   *
   * @defaultValue -1: 64 KiB, and by lines for a terminal
   */
  buffering?: number | undefined;
  /** The encoding of a text file, by Python's names. @defaultValue "utf-8" */
  encoding?: string | null | undefined;
  /** What becomes of what cannot be decoded or encoded: "strict", "ignore" or "replace". @defaultValue "strict" */
  errors?: string | null | undefined;
  /**
   * Which line ends are known. `null`: all three, given out as "\n", and "\n" is written as the system's own; "": all three,
   * untouched; else that one only, and "\n" is written as it.
   *
   * @defaultValue null
   */
  newline?: Newline | undefined;
  /** Whether a number is closed with the file. @defaultValue true */
  closefd?: boolean | undefined;
  /** Opens the file instead of the system: gets the path and the flags, and gives the number. */
  opener?: ((path: string, flags: number) => number) | null | undefined;
  /** The permissions of a file that is created, less the process's mask. @defaultValue 0o666 */
  permissions?: number | undefined;
}

/** Options of {@link open} for a text file. */
export type TextOpenOptions = OpenOptions;

/** Options of {@link open} for a file of bytes. */
export interface BinaryOpenOptions extends OpenOptions {
  encoding?: null | undefined;
  errors?: null | undefined;
  newline?: null | undefined;
}

/** What `open()` was asked for, checked. */
export interface Request {
  readonly path: string | number;
  readonly mode: ParsedMode;
  readonly options: OpenOptions;
  readonly text: Omit<TextSetup, "codec"> | null;
}

/**
 * What {@link open} returns: `yield*` or `await` it for the file, or give it to `asyncWith()`, which closes the file.
 *
 * @see aiofiles `AiofilesContextManager`
 */
export class Opening<F extends TextFile | BufferedFile | RawFile>
  extends Awaitable<F>
  implements AsyncContextManager<F>
{
  /** @internal */
  readonly _inPlace = true;
  readonly #request: Request;
  #started = false;
  #file: F | null = null;

  /** @internal */
  constructor(request: Request) {
    super();
    this.#request = request;
  }

  override [Symbol.iterator](): CoroutineIterator<F> {
    if (this.#started) throw new RuntimeError("cannot reuse already awaited coroutine");
    this.#started = true;
    return openRequest(this.#request) as Coroutine<F>;
  }

  /** Open the file. */
  *aenter(): Coroutine<F> {
    this.#file = yield* this;
    return this.#file;
  }

  /** Close it. */
  *aexit(_error: unknown): Coroutine<undefined> {
    yield* (this.#file as F).close();
    return undefined;
  }
}

/**
 * Open a file.
 *
 * Cancellation: if the system opens the file all the same, it is closed at once.
 *
 * @param file a path, a `file:` URL, a `Path`, or the number of an open file
 * @param mode "r" read, "w" write (emptied first), "a" append, "x" create (must not exist); "+": both ways; "b": bytes
 * @throws At once TypeError or ValueError for an argument that is out of place. When awaited OSError, with the system's
 *   `code`, and path and mode in the message.
 * @example
 * ```ts
 * yield* asyncWith(open("notes.txt", "w"), function* (file) {
 *   yield* file.write("hello\n");
 * });
 * ```
 * @see CPython `open`; aiofiles `aiofiles.open`
 */
export function open(file: PathLike | number, mode?: TextMode, options?: TextOpenOptions): Opening<TextFile>;
export function open(
  file: PathLike | number,
  mode: BinaryMode,
  options: BinaryOpenOptions & { buffering: 0 },
): Opening<RawFile>;
export function open(file: PathLike | number, mode: BinaryMode, options?: BinaryOpenOptions): Opening<BufferedFile>;
export function open<Mode extends string>(
  file: PathLike | number,
  mode: UnknownMode<Mode>,
  options?: OpenOptions,
): Opening<TextFile | BufferedFile | RawFile>;
export function open(
  file: PathLike | number,
  mode = "r",
  options: OpenOptions = {},
): Opening<TextFile> & Opening<BufferedFile> & Opening<RawFile> {
  const parsed = parseMode(mode);
  const path = typeof file === "number" ? checkNumber(file) : pathOf(file, "file");
  if (options.closefd === false && typeof path === "string")
    throw new ValueError("closefd must not be false where a path is given");
  const text = checkOpening(parsed, options);
  return new Opening({ path, mode: parsed, options, text }) as never;
}

/** How a text file is set up, `null` for bytes. @throws ValueError if an option is out of place. */
export function checkOpening(mode: ParsedMode, options: OpenOptions): Request["text"] {
  const text = mode.binary ? null : textSetup(options);
  if (mode.binary) refuseTextOptions(options);
  const { buffering = -1 } = options;
  if (!Number.isInteger(buffering))
    throw new ValueError(`buffering must be a whole number, got ${describe(buffering)}`);
  if (buffering === 0 && !mode.binary) throw new ValueError("buffering must not be 0: can't have unbuffered text I/O");
  return text;
}

function checkNumber(fd: number): number {
  if (!Number.isInteger(fd) || fd < 0) throw new ValueError(`file must be the number of an open file, got ${fd}`);
  return fd;
}

const NEWLINES: readonly unknown[] = [null, "", "\n", "\r", "\r\n"];

function textSetup(options: OpenOptions): Omit<TextSetup, "codec"> {
  const encoding = options.encoding ?? "utf-8";
  const errors = options.errors ?? "strict";
  const { newline = null, buffering } = options;
  if (!NEWLINES.includes(newline)) throw new ValueError(`newline is illegal: ${describe(newline)}`);
  codecOf(encoding, errors);
  return { encoding, errors, newline, lineBuffering: buffering === 1 };
}

function refuseTextOptions(options: OpenOptions): void {
  for (const name of ["encoding", "errors", "newline"] as const) {
    const value = options[name];
    if (value !== undefined && value !== null)
      throw new ValueError(`binary mode doesn't take an ${name} argument, got ${describe(value)}`);
  }
}

function* openRequest(request: Request): Coroutine<TextFile | BufferedFile | RawFile> {
  const fd = typeof request.path === "number" ? request.path : yield* openPath(request, request.path);
  try {
    return fileOf(request, fd);
  } catch (error) {
    if (typeof request.path === "string") closeQuietly(fd);
    throw error;
  }
}

function* openPath({ mode, options }: Request, path: string): Coroutine<number> {
  if (options.opener) return options.opener(path, mode.flags);
  const opened = new Future<number>({ loop: requireRunningLoop() });
  openFile(path, mode.flags, options.permissions ?? 0o666, (error, fd) => {
    if (opened._state !== State.pending) {
      if (error === null) closeQuietly(fd);
    } else if (error === null) opened._settle(State.finished, fd);
    else opened._fail(fileError(error, path, mode.mode));
  });
  let arrived = false;
  try {
    const fd = yield* opened;
    arrived = true;
    return fd;
  } finally {
    if (!arrived) abandon(opened);
  }
}

/** Nobody waits for the number any more. */
function abandon(opened: Future<number>): void {
  if (opened._state === State.pending) opened.cancel();
  // Race: it came in the iteration in which the task was cancelled.
  else if (opened._state === State.finished) closeQuietly(opened.result());
}

function closeQuietly(fd: number): void {
  close(fd, () => {});
}

/** What stands behind the file, if it is not simply the system's. */
export interface Behind {
  readonly calls?: FileCalls | undefined;
  readonly afterClose?: ((done: (error: Error | null) => void) => void) | undefined;
}

/** The file for a number. */
export function fileOf(request: Request, fd: number, behind: Behind = {}): TextFile | BufferedFile | RawFile {
  const { path, mode, options, text } = request;
  const stats = behind.calls === undefined ? statOf(fd, path, mode) : null;
  const { buffering = -1 } = options;
  const io = new BufferedDescriptor({
    fd,
    name: path,
    mode: mode.mode,
    closefd: options.closefd ?? true,
    readable: mode.readable,
    writable: mode.writable,
    appending: mode.appending,
    seekable: stats === null || stats.isFile() || stats.isBlockDevice(),
    size: stats?.size ?? 0,
    bufferSize: buffering > 1 ? buffering : DEFAULT_BUFFER_SIZE,
    calls: behind.calls,
    afterClose: behind.afterClose,
  });
  if (text === null) return buffering === 0 ? new RawFile(io) : new BufferedFile(io);
  const isTerminal = stats !== null && stats.isCharacterDevice() && isatty(fd);
  const lineBuffering = text.lineBuffering || (buffering < 0 && isTerminal);
  return new TextFile(io, { ...text, lineBuffering, codec: codecOf(text.encoding, text.errors) });
}

// The attributes of a file that was opened a moment ago are in memory: asking for them is no wait.
function statOf(fd: number, path: string | number, mode: ParsedMode): Stats {
  const name = typeof path === "string" ? path : null;
  let stats: Stats;
  try {
    stats = fstatSync(fd);
  } catch (error) {
    throw fileError(error, name, mode.mode);
  }
  if ((stats.mode & constants.S_IFMT) !== constants.S_IFDIR) return stats;
  const error = new Error("EISDIR: illegal operation on a directory, open");
  throw fileError(Object.assign(error, { code: "EISDIR", syscall: "open" }), name, mode.mode);
}
