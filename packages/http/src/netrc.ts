// Credentials from the user's netrc file: reading it, and finding those for a host. Sends nothing.

import { readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { type Coroutine, ValueError, isException, until } from "tsyncio";

import { BasicAuth } from "./auth.ts";

/** What a netrc file says of a machine. */
export interface NetrcEntry {
  readonly login: string;
  readonly account: string;
  readonly password: string;
}

/** What a netrc file says: of machines by their names, and, under `""`, of all others. */
export type Netrc = ReadonlyMap<string, NetrcEntry>;

const FIELDS: Readonly<Record<string, keyof NetrcEntry>> = {
  login: "login",
  user: "login",
  account: "account",
  password: "password",
};

/** The words of a netrc file, one after the other. */
class Words {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The number of the line, for messages. */
  get line(): number {
    return this.#text.slice(0, this.#at).split("\n").length;
  }

  /** The next word, `null` at the end. A word in quotes may hold spaces; after a backslash a character stands for itself. */
  next(): string | null {
    this.#match(/\s*/y);
    if (this.#at >= this.#text.length) return null;
    const quoted = this.#match(/"((?:[^"\\]|\\.)*)"?/sy);
    const word = quoted ?? this.#match(/((?:[^\s\\]|\\.)+|\\)/sy) ?? "";
    return word.replaceAll(/\\(.)/gs, "$1");
  }

  /** Leave out the rest of the line. */
  skipLine(): void {
    this.#match(/[^\n]*/y);
  }

  /** Leave out all up to an empty line. */
  skipMacro(): void {
    this.#match(/[^]*?(?:\n[^\S\n]*\n|$)/y);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found[1];
  }
}

/** Read the text of a netrc file. @throws {@link ValueError} if it is none. @see CPython `netrc.netrc` */
export function parseNetrc(text: string): Netrc {
  const entries = new Map<string, NetrcEntry>();
  const words = new Words(text);
  let entry: { login: string; account: string; password: string } | null = null;
  for (let word = words.next(); word !== null; word = words.next()) {
    const field = FIELDS[word];
    if (word.startsWith("#")) words.skipLine();
    else if (word === "machine" || word === "default") {
      const name = word === "default" ? "" : valueOf(word, words);
      entry = { login: "", account: "", password: "" };
      entries.set(name, entry);
    } else if (word === "macdef") words.skipMacro();
    else if (field !== undefined && entry !== null) entry[field] = valueOf(word, words);
    else throw new ValueError(`bad word ${JSON.stringify(word)} in line ${words.line}`);
  }
  return entries;
}

function valueOf(word: string, words: Words): string {
  const value = words.next();
  if (value === null) throw new ValueError(`nothing follows ${JSON.stringify(word)} in line ${words.line}`);
  return value;
}

/** The credentials for `host`, `null` if there are none. */
export function credentialsFor(netrc: Netrc, host: string): BasicAuth | null {
  const entry = netrc.get(host) ?? netrc.get("");
  if (entry === undefined) return null;
  return new BasicAuth(entry.login === "" ? entry.account : entry.login, entry.password);
}

const warned = new Set<string>();

/** Once for a file, not once for a request. */
function warn(file: string, error: unknown): void {
  if (warned.has(file)) return;
  warned.add(file);
  process.emitWarning(`Could not read ${file}: ${String(error)}`, "NetrcWarning");
}

/**
 * The credentials for the host of `url` in the file that NETRC names, else in the one in the home folder. A file that cannot be
 * read gives none, and a warning of the process, unless it is just not there.
 */
export function* netrcAuth(url: URL): Coroutine<BasicAuth | null> {
  const named = process.env["NETRC"];
  const file = named ?? path.join(os.homedir(), process.platform === "win32" ? "_netrc" : ".netrc");
  const host = url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
  try {
    const text = yield* until((signal) => readFile(file, { encoding: "utf8", signal }));
    return credentialsFor(parseNetrc(text), host);
  } catch (error) {
    if (!isException(error)) throw error;
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    if (!isMissing || named !== undefined) warn(file, error);
    return null;
  }
}
