// The URL of a request: what was given as one, with the parameters that are added to it. Sends nothing.

import { InvalidUrlClientError, NonHttpUrlClientError } from "./errors.ts";
import type { ParamsLike } from "./options.ts";

/** What was given as the URL of a request, and its parameters. @throws {@link InvalidUrlClientError}, {@link NonHttpUrlClientError} */
export function parseUrl(url: string | URL, params: ParamsLike | undefined): URL {
  const text = typeof url === "string" ? url : url.href;
  let parsed: URL;
  try {
    parsed = new URL(text);
  } catch (cause) {
    throw new InvalidUrlClientError(text, null, { cause });
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") throw new NonHttpUrlClientError(text);
  if (params !== undefined) addParams(parsed, params);
  return parsed;
}

function addParams(url: URL, params: ParamsLike): void {
  if (typeof params === "string") {
    const query = params.replace(/^\?/, "");
    if (query !== "") url.search = url.search === "" ? query : `${url.search}&${query}`;
    return;
  }
  const pairs: Iterable<readonly [string, unknown]> =
    Symbol.iterator in params ? (params as Iterable<readonly [string, unknown]>) : Object.entries(params);
  for (const [name, value] of pairs) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof one !== "string" && typeof one !== "number") {
        throw new TypeError(`params.${name} must be a string or a number, got ${typeof one}`);
      }
      url.searchParams.append(name, String(one));
    }
  }
}
