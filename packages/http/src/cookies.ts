// One cookie: what a `Set-Cookie` header says, and how values are quoted. The jar that keeps them is in cookie_jar.ts.

import { ValueError } from "tsyncio";
import { Cookie as ToughCookie } from "tough-cookie";

/**
 * A cookie with its attributes.
 *
 * @see CPython `http.cookies.Morsel`
 */
export class Cookie {
  /** @internal */
  readonly _tough: ToughCookie;

  /** @internal */
  constructor(tough: ToughCookie) {
    this._tough = tough;
  }

  /** The name. */
  get key(): string {
    return this._tough.key;
  }

  /** The value, without the quotes it may have come in. */
  get value(): string {
    return unquoteCookie(this._tough.value);
  }

  /** The value as it stands in the headers. */
  get codedValue(): string {
    return this._tough.value;
  }

  /** The domain it belongs to, empty if it belongs to none. */
  get domain(): string {
    return this._tough.domain ?? "";
  }

  /** Whether it is for exactly that host, and not for those below it. */
  get hostOnly(): boolean {
    return this._tough.hostOnly ?? false;
  }

  /** The path under which it is sent. */
  get path(): string {
    return this._tough.path ?? "";
  }

  /** When it ends; `null` if it ends with the session. */
  get expires(): Date | null {
    const end = this._tough.expiryTime();
    return end === undefined || end === Infinity ? null : new Date(end);
  }

  /** Whether it is sent over TLS only. */
  get secure(): boolean {
    return this._tough.secure;
  }

  /** Whether scripts in pages must not see it. */
  get httponly(): boolean {
    return this._tough.httpOnly;
  }

  /** `lax`, `strict`, `none`; empty if nothing is said. It changes nothing here. */
  get samesite(): string {
    return this._tough.sameSite ?? "";
  }

  /** As it is sent: `name=value`. */
  toString(): string {
    return `${this.key}=${this.codedValue}`;
  }
}

/** What names and values may be given as. */
export type LooseCookies =
  | Readonly<Record<string, string | Cookie>>
  | Iterable<readonly [name: string, value: string | Cookie]>;

/** Names and values, in order. @internal */
export function cookieEntries(cookies: LooseCookies): (readonly [string, string | Cookie])[] {
  if (typeof cookies !== "object" || cookies === null) {
    throw new TypeError(`cookies must be an object or pairs, got ${JSON.stringify(cookies)}`);
  }
  const entries = Symbol.iterator in cookies ? [...cookies] : Object.entries(cookies);
  for (const [name, value] of entries) {
    if (typeof value !== "string" && !(value instanceof Cookie)) {
      throw new TypeError(`the value of the cookie ${JSON.stringify(name)} must be a string, got ${typeof value}`);
    }
  }
  return entries;
}

// RFC 6265 knows fewer characters as legal in names than servers use; what would break the header is refused.
const BAD_NAME = /[\s()<>@,;:\\"/[\]?={}]|[^\x21-\x7e]/;
const BAD_VALUE = /[^\x20-\x3a\x3c-\x7e\x80-\xff]/;

/**
 * A cookie that a program sets.
 *
 * @throws {@link ValueError} if the name, or an unquoted value, cannot stand in a header.
 * @internal
 */
export function cookieOf(name: string, value: string, quote: boolean): Cookie {
  if (name === "" || BAD_NAME.test(name)) throw new ValueError(`illegal name of a cookie: ${JSON.stringify(name)}`);
  const coded = quote ? quoteCookie(value) : value;
  if (BAD_VALUE.test(coded)) throw new ValueError(`illegal value of the cookie ${name}: ${JSON.stringify(value)}`);
  return new Cookie(new ToughCookie({ key: name, value: coded }));
}

/** The cookie of a `Set-Cookie` header; `null` if it makes no sense. */
export function parseSetCookie(header: string): Cookie | null {
  const tough = ToughCookie.parse(header);
  if (tough === undefined || tough.key === "") return null;
  // aiohttp reads such a domain as none.
  if (tough.domain?.endsWith(".")) tough.domain = null;
  return new Cookie(tough);
}

/** The cookies of several `Set-Cookie` headers by their names; the last of a name counts. @see aiohttp `ClientResponse.cookies` */
export function parseSetCookies(headers: readonly string[]): Map<string, Cookie> {
  const cookies = new Map<string, Cookie>();
  for (const header of headers) {
    const cookie = parseSetCookie(header);
    if (cookie !== null) cookies.set(cookie.key, cookie);
  }
  return cookies;
}

const LEGAL = /^[\w!#$%&'*+\-.^`|~:]*$/;

/**
 * A value as Python's `SimpleCookie` writes it: in quotes, with octal escapes, if it has characters that need it. Those beyond
 * Latin-1, which Python leaves as they are, become the bytes of UTF-8.
 */
export function quoteCookie(value: string): string {
  if (LEGAL.test(value)) return value;
  let quoted = "";
  for (const byte of Buffer.from(value, isLatin1(value) ? "latin1" : "utf8")) {
    const char = String.fromCharCode(byte);
    if (char === '"' || char === "\\") quoted += `\\${char}`;
    else if (byte < 0x20 || byte > 0x7e || char === "," || char === ";")
      quoted += `\\${byte.toString(8).padStart(3, "0")}`;
    else quoted += char;
  }
  return `"${quoted}"`;
}

/** The other way round. */
export function unquoteCookie(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  const inner = value.slice(1, -1);
  if (!inner.includes("\\")) return inner;
  const plain = inner.replace(/\\(?:([0-3][0-7][0-7])|(.))/g, (_, octal?: string, char?: string) =>
    octal === undefined ? (char ?? "") : String.fromCharCode(Number.parseInt(octal, 8)),
  );
  if (!isLatin1(plain)) return plain;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(plain, "latin1"));
  } catch {
    return plain;
  }
}

function isLatin1(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return false;
  return true;
}
