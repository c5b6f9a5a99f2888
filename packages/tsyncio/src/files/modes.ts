// How a file is opened: Python's modes, the options of open(), and their faults. No I/O.

import { constants } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe } from "../core/coroutines.ts";
import { ValueError } from "../core/exceptions.ts";

/** What has a path: `Path` has it. */
export interface HasPath {
  /** The path as text. */
  fspath(): string;
}

/** What names a file: a path, a `file:` URL, or a `Path`. */
export type PathLike = string | URL | HasPath;

type Purpose = "r" | "w" | "a" | "x";
type Plus<Mode extends string> = Mode | `${Mode}+`;

/** Modes of text files: read, write (emptied first), append, create (must not exist); with `+` both ways. */
export type TextMode = Plus<Purpose> | Plus<`${Purpose}t`> | `${Purpose}+t`;

/** The same of files of bytes. */
export type BinaryMode = Plus<`${Purpose}b`> | `${Purpose}+b`;

/** A mode that is known at run time only: what comes of it is known no sooner. */
export type UnknownMode<Mode extends string> = Mode extends TextMode | BinaryMode ? never : Mode;

/** A mode, taken apart. */
export interface ParsedMode {
  readonly mode: string;
  readonly purpose: Purpose;
  readonly binary: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly appending: boolean;
  /** For `open(2)`. */
  readonly flags: number;
}

const PURPOSE_FLAGS = {
  r: 0,
  w: constants.O_CREAT | constants.O_TRUNC,
  a: constants.O_CREAT | constants.O_APPEND,
  x: constants.O_CREAT | constants.O_EXCL,
} as const;

const parsed = new Map<string, ParsedMode>();

/** @throws TypeError, ValueError if it is none of Python's modes. */
export function parseMode(mode: string): ParsedMode {
  const known = parsed.get(mode);
  if (known !== undefined) return known;
  if (typeof mode !== "string") throw new TypeError(`mode must be a string, got ${describe(mode)}`);
  const letters = new Set(mode);
  if (letters.size !== mode.length || /[^rwaxbt+]/.test(mode)) throw new ValueError(`invalid mode: ${describe(mode)}`);
  const isBinary = letters.has("b");
  if (isBinary && letters.has("t")) throw new ValueError(`can't have text and binary mode at once: ${describe(mode)}`);
  const purposes = (["r", "w", "a", "x"] as const).filter((letter) => letters.has(letter));
  const purpose = purposes[0];
  if (purpose === undefined || purposes.length > 1)
    throw new ValueError(`mode must have exactly one of create/read/write/append, got ${describe(mode)}`);
  const both = letters.has("+");
  const access = both ? constants.O_RDWR : purpose === "r" ? constants.O_RDONLY : constants.O_WRONLY;
  const result: ParsedMode = {
    mode,
    purpose,
    binary: isBinary,
    readable: both || purpose === "r",
    writable: both || purpose !== "r",
    appending: purpose === "a",
    flags: access | PURPOSE_FLAGS[purpose],
  };
  parsed.set(mode, result);
  return result;
}

/** The path that `path` stands for. @throws TypeError if it is none; ValueError if it holds a zero. */
export function pathOf(path: PathLike, argument = "path"): string {
  const text = textOf(path, argument);
  if (text.includes("\0")) throw new ValueError(`${argument} must not contain null bytes, got ${describe(text)}`);
  return text;
}

function textOf(path: PathLike, argument: string): string {
  if (typeof path === "string") return path;
  if (path instanceof URL) return fileURLToPath(path);
  if (typeof (path as Partial<HasPath> | null | undefined)?.fspath === "function") return path.fspath();
  throw new TypeError(`${argument} must be a string, a URL or a Path, got ${describe(path)}`);
}
