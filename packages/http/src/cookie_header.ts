// The `Cookie` header of a request: its own cookies, and how they go together with others. What a jar keeps is cookie_jar.ts.

import { type AbstractCookieJar, CookieJar } from "./cookie_jar.ts";
import { type LooseCookies, cookieEntries, cookieOf } from "./cookies.ts";

/**
 * Cookies of a program as they stand in the header, with their values in quotes as those in `jar`.
 *
 * @throws {@link ValueError} if a name or a value would break the header.
 */
export function cookieHeaderOf(cookies: LooseCookies, jar: AbstractCookieJar): string {
  const quote = !(jar instanceof CookieJar) || jar.quoteCookie;
  return cookieEntries(cookies)
    .map(([name, value]) => (typeof value === "string" ? cookieOf(name, value, quote) : value).toString())
    .join("; ");
}

/** Cookies of several headers as one. Of those of one name the last is sent, as by aiohttp. */
export function joinCookies(headers: readonly string[]): string {
  const present = headers.filter((header) => header !== "");
  if (present.length <= 1) return present[0] ?? "";
  const byName = new Map<string, string>();
  for (const pair of present.flatMap((header) => header.split(/;\s*/))) {
    if (pair !== "") byName.set(pair.replace(/=.*/s, ""), pair);
  }
  return [...byName.values()].join("; ");
}
