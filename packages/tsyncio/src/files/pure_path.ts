// Paths as such, in the manner of Python's pathlib: their parts, and what can be made of them. Nothing of the system.

import nodePath from "node:path";
import { pathToFileURL } from "node:url";

import { describe } from "../core/coroutines.ts";
import { ValueError } from "../core/exceptions.ts";
import { type HasPath, type PathLike, pathOf } from "./modes.ts";
import { matchesName } from "./patterns.ts";

const isWindows = nodePath.sep === "\\";
const SEPARATORS = isWindows ? /[\\/]+/ : /\/+/;

/** The root of a path, as it is written down, and the names below it: "." is left out, ".." is not. */
function split(text: string): [root: string, names: string[]] {
  const { root } = nodePath.parse(text);
  const names = text
    .slice(root.length)
    .split(SEPARATORS)
    .filter((name) => name !== "" && name !== ".");
  return [isWindows ? root.replaceAll("/", "\\") : root, names];
}

/** A path. Immutable; made of parts that are joined as Python's pathlib joins them. */
export abstract class PurePath<Self extends PurePath<Self>> implements HasPath {
  readonly #root: string;
  readonly #names: readonly string[];
  readonly #text: string;

  constructor(...parts: PathLike[]) {
    let joined = "";
    for (const part of parts) {
      const text = pathOf(part);
      // What begins at the root starts anew.
      if (text !== "") joined = joined === "" || nodePath.isAbsolute(text) ? text : joined + nodePath.sep + text;
    }
    [this.#root, this.#names] = split(joined);
    const rest = this.#names.join(nodePath.sep);
    this.#text = this.#root + rest === "" ? "." : this.#root + rest;
  }

  /** A path of the same class. @internal */
  abstract _make(...parts: PathLike[]): Self;

  /** The path as text. */
  toString(): string {
    return this.#text;
  }

  /** The same, wherever a path is taken. */
  fspath(): string {
    return this.#text;
  }

  /** The same in JSON. */
  toJSON(): string {
    return this.#text;
  }

  /** The root, if there is one, and the names. */
  get parts(): readonly string[] {
    return this.#root === "" ? this.#names : [this.#root, ...this.#names];
  }

  /** The root and the drive: "/", "C:\\", or "". */
  get anchor(): string {
    return this.#root;
  }

  /** The drive, on Windows; else "". */
  get drive(): string {
    return isWindows ? this.#root.replace(/\\$/, "") : "";
  }

  /** What it begins with if it is absolute, without the drive. */
  get root(): string {
    return this.#root.slice(this.drive.length);
  }

  /** The last name; "" if there is none. */
  get name(): string {
    return this.#names.at(-1) ?? "";
  }

  /** The end of the name from its last dot on; "" if there is none. */
  get suffix(): string {
    const name = this.name;
    const dot = name.lastIndexOf(".");
    return dot > 0 && dot < name.length - 1 ? name.slice(dot) : "";
  }

  /** All ends of the name that begin with a dot. */
  get suffixes(): string[] {
    const name = this.name;
    if (name.endsWith(".")) return [];
    return name
      .replace(/^\.+/, "")
      .split(".")
      .slice(1)
      .map((part) => `.${part}`);
  }

  /** The name without its {@link suffix}. */
  get stem(): string {
    return this.name.slice(0, this.name.length - this.suffix.length);
  }

  /** The folder that it stands in. */
  get parent(): Self {
    return this.#names.length === 0 ? this._make(this.#text) : this.#upTo(this.#names.length - 1);
  }

  /** All folders that it stands in, the nearest first. */
  get parents(): Self[] {
    return this.#names.map((_, index) => this.#upTo(this.#names.length - 1 - index));
  }

  #upTo(count: number): Self {
    return this._make(this.#root + this.#names.slice(0, count).join(nodePath.sep));
  }

  /** Go on with more parts: Python's `path / "a" / "b"`. */
  joinpath(...parts: PathLike[]): Self {
    return this._make(this, ...parts);
  }

  /** Whether it begins at a root. */
  isAbsolute(): boolean {
    return nodePath.isAbsolute(this.#text);
  }

  /** With "/" for a separator, also on Windows. */
  asPosix(): string {
    return isWindows ? this.#text.replaceAll("\\", "/") : this.#text;
  }

  /** As a `file:` URL. @throws ValueError if it is not absolute. */
  asUri(): string {
    if (!this.isAbsolute())
      throw new ValueError(`relative path can't be expressed as a file URI: ${describe(this.#text)}`);
    return pathToFileURL(this.#text).href;
  }

  /** The same with another last name. */
  withName(name: string): Self {
    if (this.name === "") throw new ValueError(`${describe(this.#text)} has an empty name`);
    if (name === "" || name === "." || SEPARATORS.test(name))
      throw new ValueError(`name is invalid: ${describe(name)}`);
    return this.parent.joinpath(isWindows ? `.\\${name}` : name);
  }

  /** The same with another stem. */
  withStem(stem: string): Self {
    if (stem === "" && this.suffix !== "") throw new ValueError(`stem must not be empty, for ${describe(this.#text)}`);
    return this.withName(stem + this.suffix);
  }

  /** The same with another suffix; "" removes it. */
  withSuffix(suffix: string): Self {
    if (suffix !== "" && (!suffix.startsWith(".") || suffix === "." || SEPARATORS.test(suffix)))
      throw new ValueError(`suffix is invalid: ${describe(suffix)}`);
    return this.withName(this.stem + suffix);
  }

  /** Whether it is the folder `other`, or in it. */
  isRelativeTo(other: PathLike): boolean {
    const parts = this._make(other).parts;
    const own = this.parts;
    return parts.length <= own.length && parts.every((part, index) => sameName(part, own[index] as string));
  }

  /**
   * What leads from `other` to it.
   *
   * @param options.walkUp whether ".." may lead out of `other`
   * @throws ValueError if it is not in `other`.
   */
  relativeTo(other: PathLike, options: { walkUp?: boolean | undefined } = {}): Self {
    const base = this._make(other);
    let up = 0;
    for (const folder of [base, ...base.parents]) {
      if (this.isRelativeTo(folder))
        return this._make(...Array<string>(up).fill(".."), ...this.parts.slice(folder.parts.length));
      if (options.walkUp !== true) break;
      if (folder.name === "..") throw new ValueError(`'..' segment in ${describe(base.toString())} cannot be walked`);
      up++;
    }
    throw new ValueError(`${describe(this.#text)} is not in the subpath of ${describe(base.toString())}`);
  }

  /** Whether the path, or its end if the pattern is relative, fits: `*`, `?` and `[...]` within names. */
  match(pattern: string): boolean {
    const wanted = this._make(pattern).parts;
    if (wanted.length === 0) throw new ValueError("pattern must not be empty");
    const own = this.parts;
    const isWhole = nodePath.isAbsolute(pattern);
    if (wanted.length > own.length || (isWhole && wanted.length !== own.length)) return false;
    const end = own.slice(own.length - wanted.length);
    return wanted.every((part, index) => matchesName(end[index] as string, part));
  }

  /** Whether it is the same text, and so the same path; on Windows case does not matter. */
  equals(other: PurePath<Self>): boolean {
    return sameName(this.#text, other.#text);
  }
}

function sameName(first: string, second: string): boolean {
  return isWindows ? first.toLowerCase() === second.toLowerCase() : first === second;
}
