// Header fields: any number of values a name, names of any case. Parses and writes nothing.

import { ValueError } from "tsyncio";

/** What is taken where headers are asked for. */
export type HeadersLike =
  | HttpHeaders
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>;

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Header fields, in the order they came in.
 *
 * In the manner of the web's `Headers`: `get()` joins several values by ", ". `getAll()` gives each by itself.
 *
 * @see aiohttp `CIMultiDict`
 */
export class HttpHeaders implements Iterable<[string, string]> {
  /** Name, value, name, value... as they came in. @internal */
  readonly _raw: string[];

  constructor(init?: HeadersLike) {
    this._raw = [];
    if (init !== undefined) this.extend(init);
  }

  /** Take a list of names and values as it is. @internal */
  static _of(raw: string[]): HttpHeaders {
    const headers = new HttpHeaders();
    (headers as { _raw: string[] })._raw = raw;
    return headers;
  }

  /** The values of `name` joined by ", ", `null` if there is none. */
  get(name: string): string | null {
    const raw = this._raw;
    let found: string | null = null;
    for (let index = 0; index < raw.length; index += 2) {
      if (!isSame(raw[index] as string, name)) continue;
      found = found === null ? (raw[index + 1] as string) : `${found}, ${raw[index + 1] as string}`;
    }
    return found;
  }

  /** Each value of `name`. */
  getAll(name: string): string[] {
    const found: string[] = [];
    const raw = this._raw;
    for (let index = 0; index < raw.length; index += 2) {
      if (isSame(raw[index] as string, name)) found.push(raw[index + 1] as string);
    }
    return found;
  }

  /** The values of `Set-Cookie`, which must not be joined. */
  getSetCookie(): string[] {
    return this.getAll("set-cookie");
  }

  /** Whether there is a value of `name`. */
  has(name: string): boolean {
    const raw = this._raw;
    for (let index = 0; index < raw.length; index += 2) if (isSame(raw[index] as string, name)) return true;
    return false;
  }

  /** Put one value in the place of all that `name` has. @throws {@link ValueError} if a header must not look so. */
  set(name: string, value: string): void {
    check(name, value);
    this.delete(name);
    this._raw.push(name, value);
  }

  /** Add a value to those that `name` has. @throws {@link ValueError} if a header must not look so. */
  append(name: string, value: string): void {
    check(name, value);
    this._raw.push(name, value);
  }

  /** Take away all values of `name`. */
  delete(name: string): void {
    const raw = this._raw;
    for (let index = raw.length - 2; index >= 0; index -= 2) {
      if (isSame(raw[index] as string, name)) raw.splice(index, 2);
    }
  }

  /** Add all of `others`, which take the place of what the names had. */
  extend(others: HeadersLike): void {
    const pairs = pairsOf(others);
    for (const [name] of pairs) this.delete(name);
    for (const [name, value] of pairs) this.append(name, value);
  }

  /** A copy. */
  copy(): HttpHeaders {
    return HttpHeaders._of([...this._raw]);
  }

  *[Symbol.iterator](): IterableIterator<[string, string]> {
    const raw = this._raw;
    for (let index = 0; index < raw.length; index += 2) yield [raw[index] as string, raw[index + 1] as string];
  }

  /** Names and values, name by name as often as it has values. */
  entries(): IterableIterator<[string, string]> {
    return this[Symbol.iterator]();
  }

  /** The names, each as often as it has values. */
  *keys(): IterableIterator<string> {
    for (const [name] of this) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this) yield value;
  }

  forEach(callback: (value: string, name: string, headers: this) => void): void {
    for (const [name, value] of this) callback(value, name, this);
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(Array.from(this.keys(), (name) => [name.toLowerCase(), this.get(name) ?? ""]));
  }
}

function pairsOf(headers: HeadersLike): (readonly [string, string])[] {
  if (headers instanceof HttpHeaders) return [...headers];
  if (Symbol.iterator in headers) return [...(headers as Iterable<readonly [string, string]>)];
  const pairs: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "object") for (const one of value) pairs.push([name, one]);
    else if (value !== undefined) pairs.push([name, value]);
  }
  return pairs;
}

function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

function check(name: string, value: unknown): void {
  if (typeof name !== "string" || !TOKEN.test(name))
    throw new ValueError(`no name of a header: ${JSON.stringify(name)}`);
  if (typeof value !== "string" || !VALUE.test(value)) {
    throw new ValueError(`the header ${name} cannot have the value ${JSON.stringify(value)}`);
  }
}
