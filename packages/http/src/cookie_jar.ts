// Where the cookies of a session are kept: CookieJar, over tough-cookie, and the jar that keeps none. Sends nothing.

import { readFileSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";

import { ValueError } from "tsyncio";
import { MemoryCookieStore, Cookie as ToughCookie, CookieJar as ToughJar, domainMatch } from "tough-cookie";

import { Cookie, type LooseCookies, cookieEntries, cookieOf, parseSetCookie, quoteCookie } from "./cookies.ts";

/** What a session asks of a jar. @see aiohttp `abc.AbstractCookieJar` */
export interface AbstractCookieJar extends Iterable<Cookie> {
  /** How many cookies are in it. */
  readonly length: number;
  /** Take cookies in: those of a response from `responseUrl`, or without one such as are sent to every host. */
  updateCookies(cookies: LooseCookies, responseUrl?: URL | string): void;
  /** Take in what a response's `Set-Cookie` headers say. */
  updateCookiesFromHeaders(headers: readonly string[], responseUrl: URL | string): void;
  /** The cookies to send to `requestUrl`, by their names. */
  filterCookies(requestUrl: URL | string): Map<string, Cookie>;
  /** The same as the value of a `Cookie` header; empty if there is nothing to send. */
  cookieHeader(requestUrl: URL | string): string;
  /** Drop all cookies, or those that `predicate` picks. */
  clear(predicate?: (cookie: Cookie) => boolean): void;
  /** Drop the cookies of a domain and of those below it. */
  clearDomain(domain: string): void;
}

export interface CookieJarOptions {
  /** Take and send cookies of hosts that are known by an IP address only. @defaultValue false */
  readonly unsafe?: boolean;
  /** Put values that a program sets in quotes where they have special characters. @defaultValue true */
  readonly quoteCookie?: boolean;
  /** Origins that get cookies marked as secure without TLS: `"http://localhost:8080"`. @defaultValue none */
  readonly treatAsSecureOrigin?: string | URL | readonly (string | URL)[];
}

/** One cookie in a file: aiohttp's names. */
interface SavedCookie {
  readonly key: string;
  readonly value: string;
  readonly coded_value: string;
  readonly domain?: string;
  readonly path?: string;
  readonly secure?: boolean;
  readonly httponly?: boolean;
  readonly samesite?: string;
  readonly host_only?: boolean;
  readonly expires_timestamp?: number;
}

type SavedJar = Record<string, Record<string, SavedCookie>>;

/**
 * Keeps cookies by the rules of RFC 6265, in memory.
 *
 * @example
 * ```ts
 * const jar = new CookieJar({ unsafe: true });
 * jar.updateCookies({ session: "1" }, "http://127.0.0.1:8080/");
 * ```
 * @see aiohttp `CookieJar`
 */
export class CookieJar implements AbstractCookieJar {
  readonly #unsafe: boolean;
  /** Whether values that a program sets are put in quotes where they have special characters. */
  readonly quoteCookie: boolean;
  readonly #secureOrigins: ReadonlySet<string>;
  readonly #store = new MemoryCookieStore();
  readonly #jar = new ToughJar(this.#store, { allowSecureOnLocal: false });
  /** Cookies that belong to no host. */
  readonly #shared = new Map<string, Cookie>();
  #isEmpty = true;

  /** @throws {@link ValueError} if an origin is no URL. */
  constructor(options: CookieJarOptions = {}) {
    this.#unsafe = options.unsafe ?? false;
    this.quoteCookie = options.quoteCookie ?? true;
    const origins = options.treatAsSecureOrigin ?? [];
    const list = typeof origins === "string" || origins instanceof URL ? [origins] : origins;
    this.#secureOrigins = new Set(list.map((origin) => urlOf(origin, "treatAsSecureOrigin").origin));
  }

  get length(): number {
    return this.#isEmpty ? 0 : [...this].length;
  }

  /** The cookies that are not past their end. */
  *[Symbol.iterator](): IterableIterator<Cookie> {
    yield* [...this.#shared.values()].filter(isAlive);
    yield* this.#kept().filter(isAlive);
  }

  updateCookies(cookies: LooseCookies, responseUrl?: URL | string): void {
    const entries = cookieEntries(cookies);
    const url = responseUrl === undefined ? null : urlOf(responseUrl, "responseUrl");
    for (const [name, value] of entries) {
      this.#update(typeof value === "string" ? cookieOf(name, value, this.quoteCookie) : value, url);
    }
  }

  updateCookiesFromHeaders(headers: readonly string[], responseUrl: URL | string): void {
    const url = urlOf(responseUrl, "responseUrl");
    for (const header of headers) {
      const cookie = parseSetCookie(header);
      if (cookie !== null) this.#update(cookie, url);
    }
  }

  filterCookies(requestUrl: URL | string): Map<string, Cookie> {
    const found = new Map<string, Cookie>();
    if (this.#isEmpty) return found;
    const url = urlOf(requestUrl, "requestUrl");
    for (const cookie of this.#shared.values()) if (isAlive(cookie)) found.set(cookie.key, cookie);
    if (!this.#unsafe && isAddress(url)) return found;
    // The more exact path comes first there. Of two of one name that one is sent.
    const kept = this.#jar.getCookiesSync(this.#lookupUrl(url));
    for (const cookie of kept.toReversed()) found.set(cookie.key, new Cookie(cookie));
    return found;
  }

  cookieHeader(requestUrl: URL | string): string {
    return this.#isEmpty ? "" : [...this.filterCookies(requestUrl).values()].join("; ");
  }

  clear(predicate?: (cookie: Cookie) => boolean): void {
    if (predicate === undefined) {
      this.#shared.clear();
      this.#jar.removeAllCookiesSync();
      this.#isEmpty = true;
      return;
    }
    for (const [name, cookie] of this.#shared) if (!isAlive(cookie) || predicate(cookie)) this.#shared.delete(name);
    for (const cookie of this.#kept()) if (!isAlive(cookie) || predicate(cookie)) this.#remove(cookie);
  }

  clearDomain(domain: string): void {
    this.clear((cookie) => domainMatch(cookie.domain, domain) === true);
  }

  /**
   * Write the cookies to a file, which only its owner may read. The program waits for the disk, as with aiohttp; the format
   * is that of aiohttp from 3.14 on.
   *
   * @throws the error of `node:fs` if it cannot be written.
   */
  save(filePath: string | URL): void {
    const saved: SavedJar = {};
    for (const cookie of this) {
      const shelf = (saved[`${cookie.domain}|${cookie.path}`] ??= {});
      shelf[cookie.key] = savedForm(cookie);
    }
    writeFileSync(filePath, JSON.stringify(saved, null, 2), { mode: 0o600 });
  }

  /**
   * Read the cookies of a file that {@link CookieJar.save}, or aiohttp, wrote. They take the place of those in the jar.
   *
   * @throws the error of `node:fs` if it cannot be read; {@link ValueError} if it holds something else. Then the jar stays as
   *   it was.
   */
  load(filePath: string | URL): void {
    const cookies = parseSaved(readFileSync(filePath, "utf8"), String(filePath));
    this.clear();
    for (const [domain, cookie] of cookies) this.#update(cookie, domain === "" ? null : new URL(`https://${domain}/`));
  }

  #update(cookie: Cookie, url: URL | null): void {
    if (url === null && cookie.domain === "") {
      this.#shared.set(cookie.key, cookie);
      this.#isEmpty = false;
      return;
    }
    const from = url ?? new URL(`https://${cookie.domain}/`);
    if (!this.#unsafe && isAddress(from)) return;
    // aiohttp takes a secure cookie from a host without TLS, too. It is not sent back there.
    const secure = new URL(from);
    secure.protocol = "https:";
    const kept = this.#jar.setCookieSync(cookie._tough.clone() as ToughCookie, secure.href, { ignoreError: true });
    if (kept !== undefined) this.#isEmpty = false;
  }

  /** The URL to look cookies up by. */
  #lookupUrl(url: URL): string {
    if (!this.#secureOrigins.has(url.origin)) return url.href;
    const secure = new URL(url);
    secure.protocol = "https:";
    return secure.href;
  }

  // The store answers at once.

  #kept(): Cookie[] {
    let kept: ToughCookie[] = [];
    this.#store.getAllCookies((_, cookies) => void (kept = cookies ?? []));
    return kept.map((cookie) => new Cookie(cookie));
  }

  #remove(cookie: Cookie): void {
    this.#store.removeCookie(cookie.domain, cookie.path, cookie.key, () => {});
  }
}

/** Keeps no cookies, and sends none. @see aiohttp `DummyCookieJar` */
export class DummyCookieJar implements AbstractCookieJar {
  readonly length = 0;

  *[Symbol.iterator](): IterableIterator<Cookie> {}

  updateCookies(_cookies: LooseCookies, _responseUrl?: URL | string): void {}

  updateCookiesFromHeaders(_headers: readonly string[], _responseUrl: URL | string): void {}

  filterCookies(_requestUrl: URL | string): Map<string, Cookie> {
    return new Map();
  }

  cookieHeader(_requestUrl: URL | string): string {
    return "";
  }

  clear(_predicate?: (cookie: Cookie) => boolean): void {}

  clearDomain(_domain: string): void {}
}

function urlOf(url: URL | string, name: string): URL {
  if (url instanceof URL) return url;
  if (typeof url !== "string" || !URL.canParse(url)) throw new ValueError(`${name} must be a URL, got ${String(url)}`);
  return new URL(url);
}

function isAddress(url: URL): boolean {
  return isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0;
}

function isAlive(cookie: Cookie): boolean {
  const end = cookie.expires;
  return end === null || end.getTime() > Date.now();
}

function savedForm(cookie: Cookie): SavedCookie {
  return {
    key: cookie.key,
    value: cookie.value,
    coded_value: cookie.codedValue,
    ...(cookie.domain === "" ? {} : { domain: cookie.domain }),
    ...(cookie.path === "" ? {} : { path: cookie.path }),
    ...(cookie.secure ? { secure: true } : {}),
    ...(cookie.httponly ? { httponly: true } : {}),
    ...(cookie.samesite === "" ? {} : { samesite: cookie.samesite }),
    ...(cookie.hostOnly ? { host_only: true } : {}),
    ...(cookie.expires === null ? {} : { expires_timestamp: cookie.expires.getTime() / 1000 }),
  };
}

/** The cookies of a file, each with the host that it came from. */
function parseSaved(text: string, file: string): [domain: string, Cookie][] {
  const bad = (cause?: unknown): ValueError => new ValueError(`${file} holds no cookies`, { cause });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw bad(error);
  }
  if (!isRecord(data)) throw bad();
  const cookies: [string, Cookie][] = [];
  for (const [place, shelf] of Object.entries(data)) {
    const bar = place.indexOf("|");
    if (bar < 0 || !isRecord(shelf)) throw bad();
    for (const saved of Object.values(shelf)) {
      if (!isSaved(saved)) throw bad();
      cookies.push([place.slice(0, bar), restored(saved)]);
    }
  }
  return cookies;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSaved(value: unknown): value is SavedCookie {
  return isRecord(value) && typeof value["key"] === "string" && typeof value["value"] === "string";
}

function restored(saved: SavedCookie): Cookie {
  const isLasting = typeof saved.expires_timestamp === "number";
  return new Cookie(
    new ToughCookie({
      key: saved.key,
      value: saved.coded_value ?? quoteCookie(saved.value),
      domain: saved.host_only === true || !saved.domain ? null : saved.domain,
      path: saved.path ?? null,
      secure: saved.secure === true,
      httpOnly: saved.httponly === true,
      ...(typeof saved.samesite === "string" ? { sameSite: saved.samesite.toLowerCase() } : {}),
      expires: isLasting ? new Date(saved.expires_timestamp * 1000) : "Infinity",
    }),
  );
}
