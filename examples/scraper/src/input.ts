// The URLs that the command line names: its arguments, a file, or what is piped in.

import process from "node:process";

import { type Awaitable, type Coroutine, OSError, asyncFor, asyncWith } from "tsyncio";
import { UnicodeDecodeError, open, stdin } from "tsyncio/files";

import { reasonOf } from "./failures.ts";
import { typedUrl } from "./urls.ts";

/** What was asked for cannot be done: the user is told why. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}

/**
 * All URLs: those given, those in `file` (`-` is the standard input), and, without both, those that are piped in.
 *
 * @throws {@link UsageError}
 */
export function* readUrls(given: readonly string[], file: string | undefined): Coroutine<string[]> {
  const urls = given.map((text) => checked(text, "argument"));
  if (file === "-" || (file === undefined && given.length === 0 && !process.stdin.isTTY)) {
    yield* reading("the standard input", collect(stdin, "the standard input", urls));
  } else if (file !== undefined) {
    const opening = open(file, "r", { encoding: "utf-8" });
    yield* reading(
      file,
      asyncWith(opening, (opened) => collect(opened, file, urls)),
    );
  }
  if (urls.length === 0)
    throw new UsageError("there is no URL to scrape; give some, or --file, or --demo (see --help)");
  return urls;
}

/** @throws {@link UsageError} in the place of the system's. */
function* reading(what: string, operation: Awaitable<void> | Coroutine<void>): Coroutine<void> {
  try {
    yield* operation;
  } catch (error) {
    if (error instanceof UnicodeDecodeError) throw new UsageError(`${what} is no text in UTF-8`, { cause: error });
    if (error instanceof OSError) throw new UsageError(`cannot read ${what}: ${reasonOf(error)}`, { cause: error });
    throw error;
  }
}

/** A URL a line. Empty lines, and those that begin with `#`, mean nothing. */
function* collect(lines: AsyncIterable<string>, where: string, urls: string[]): Coroutine<void> {
  let number = 0;
  yield* asyncFor(lines, (line) => {
    number += 1;
    const text = line.trim();
    if (text !== "" && !text.startsWith("#")) urls.push(checked(text, `line ${number} of ${where}`));
  });
}

function checked(text: string, where: string): string {
  const url = typedUrl(text);
  if (url === null) throw new UsageError(`${where}: ${JSON.stringify(text.slice(0, 100))} is not a URL of the web`);
  return url;
}
