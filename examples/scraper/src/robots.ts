// What robots.txt allows: read once a host, when it is first needed.

import type { ClientResponse } from "@tsyncio/http";
import robotsParserModule from "robots-parser";
import { type Coroutine, BREAK, Lock, asyncFor } from "tsyncio";

import { PageError, isOfThePage, reasonOf } from "./failures.ts";
import type { Fetcher } from "./fetcher.ts";

// Its types say that the function is the module's `default`; it is the module itself.
const robotsParser = robotsParserModule as unknown as typeof robotsParserModule.default;

type Rules = ReturnType<typeof robotsParser>;

/** Who reads more of it than search engines do? */
const MOST_BYTES = 512 * 1024;
const MOST_REDIRECTS = 5;

/** The robots.txt of one host. */
class HostRobots {
  readonly reading: Lock = new Lock();
  rules: Rules | PageError | null = null;
}

/** What is allowed to whom. */
export class Robots {
  readonly #fetcher: Fetcher;
  readonly #userAgent: string;
  readonly #hosts = new Map<string, HostRobots>();

  constructor(fetcher: Fetcher, userAgent: string) {
    this.#fetcher = fetcher;
    this.#userAgent = userAgent;
  }

  /** @throws {@link PageError} if it cannot be found out: then nothing is allowed (RFC 9309, 2.3.1.4). */
  *allows(url: string): Coroutine<boolean> {
    const { origin } = new URL(url);
    let host = this.#hosts.get(origin);
    if (host === undefined) this.#hosts.set(origin, (host = new HostRobots()));
    const rules = host.rules ?? (yield* this.#rulesOf(origin, host));
    if (rules instanceof PageError) throw new PageError(rules.message);
    return rules.isAllowed(url, this.#userAgent) !== false;
  }

  /** Whoever comes first reads; the others wait for it. */
  *#rulesOf(origin: string, host: HostRobots): Coroutine<Rules | PageError> {
    using _ = yield* host.reading.acquire();
    if (host.rules !== null) return host.rules;
    const url = `${origin}/robots.txt`;
    try {
      const rules = robotsParser(url, yield* this.#read(url));
      const pace = this.#fetcher.paceOf(url);
      pace.delay = Math.max(pace.delay, rules.getCrawlDelay(this.#userAgent) ?? 0);
      host.rules = rules;
    } catch (error) {
      if (!isOfThePage(error)) throw error;
      // Nor do the other pages of this host try it all over again.
      host.rules = new PageError(`robots.txt cannot be read: ${reasonOf(error)}`);
    }
    return host.rules;
  }

  *#read(url: string): Coroutine<string> {
    let at = url;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const found = yield* this.#fetcher.get(at, read);
      if (typeof found.location !== "string") return found.text;
      if (!URL.canParse(found.location, at)) return "";
      at = new URL(found.location, at).href;
    }
    return "";
  }
}

interface Found {
  readonly text: string;
  readonly location: string | null;
}

/** A file that is not there forbids nothing; a server that is at a loss forbids all. */
function* read(response: ClientResponse): Coroutine<Found> {
  const { status } = response;
  const isRedirect = status >= 300 && status < 400;
  if (isRedirect) return { text: "", location: response.headers.get("Location") };
  if (status >= 500 || status === 429) throw new PageError(`HTTP ${status}`);
  if (status >= 400) return { text: "", location: null };
  const pieces: Uint8Array[] = [];
  let size = 0;
  yield* asyncFor(response.content.iterAny(), (piece) => {
    pieces.push(piece);
    size += piece.length;
    return size >= MOST_BYTES ? BREAK : undefined;
  });
  return { text: Buffer.concat(pieces).toString("utf8"), location: null };
}
