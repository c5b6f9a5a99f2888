// One request after the other until there is an answer: time limits, places, retries. What is done with the answer is the caller's.

import type { ClientResponse, ClientSession } from "@tsyncio/http";
import { type Coroutine, type Semaphore, asyncWith, isException, sleep } from "tsyncio";

import { mayPass, reasonOf } from "./failures.ts";
import type { Retry, Settings } from "./options.ts";
import { Pace } from "./pace.ts";

/** Statuses that may be others the next time. */
const passing: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

export const mayPassLater = (status: number): boolean => passing.has(status);

/** What is done with a response, before the connection is given back. It may be called again after a failure. */
type Reader<T> = (response: ClientResponse) => Coroutine<T>;

/** Asks for pages. */
export class Fetcher {
  readonly #session: ClientSession;
  readonly #settings: Settings;
  readonly #places: Semaphore;
  readonly #onRetry: (retry: Retry) => void;
  readonly #paces = new Map<string, Pace>();

  /** @param places one for each request that may be under way */
  constructor(session: ClientSession, settings: Settings, places: Semaphore, onRetry: (retry: Retry) => void) {
    this.#session = session;
    this.#settings = settings;
    this.#places = places;
    this.#onRetry = onRetry;
  }

  /** The pace of the host that `url` is on. */
  paceOf(url: string): Pace {
    const { host } = new URL(url);
    let pace = this.#paces.get(host);
    if (pace === undefined) this.#paces.set(host, (pace = new Pace(this.#settings.delay)));
    return pace;
  }

  /**
   * Ask for `url` until there is an answer that will stay, or the attempts are used up. Redirects are answers.
   *
   * @throws what the last attempt threw.
   */
  *get<T>(url: string, read: Reader<T>): Coroutine<T> {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt > this.#settings.retries;
      try {
        const answer = yield* this.#once(url, isLast, read);
        if (!(answer instanceof NotNow)) return answer;
        yield* this.#wait({ url, attempt, seconds: answer.seconds ?? this.#backoff(attempt), reason: answer.reason });
      } catch (error) {
        if (!isException(error) || isLast || !mayPass(error)) throw error;
        yield* this.#wait({ url, attempt, seconds: this.#backoff(attempt), reason: reasonOf(error) });
      }
    }
  }

  *#once<T>(url: string, isLast: boolean, read: Reader<T>): Coroutine<T | NotNow> {
    yield* this.paceOf(url).turn();
    using _ = yield* this.#places.acquire();
    const { timeout } = this.#settings;
    const later = (response: ClientResponse): NotNow | null => (isLast ? null : this.#later(url, response));
    return yield* asyncWith(this.#session.get(url, { allowRedirects: false, timeout }), function* (response): Coroutine<
      T | NotNow
    > {
      return later(response) ?? (yield* read(response));
    });
  }

  /** The place is not held meanwhile: others need it. */
  *#wait(retry: Retry): Coroutine<void> {
    this.#onRetry(retry);
    yield* sleep(retry.seconds);
  }

  /** Twice as long each time, half of it left to chance, so that those who failed together do not come back together. */
  #backoff(attempt: number): number {
    return this.#settings.retryDelay * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
  }

  /** Whether to ask again; not if the server wants us to wait longer than we will. */
  #later(url: string, response: ClientResponse): NotNow | null {
    if (!mayPassLater(response.status)) return null;
    const seconds = retryAfter(response.headers.get("Retry-After"), Date.now());
    if (seconds !== null && seconds > this.#settings.patience) return null;
    // It is the asker who is too fast, not the page that is not there: all of them slow down.
    if (response.status === 429 && seconds !== null) this.paceOf(url).pause(seconds);
    return new NotNow(seconds, `HTTP ${response.status}`);
  }
}

/** The server wants to be asked later. */
class NotNow {
  readonly seconds: number | null;
  readonly reason: string;

  constructor(seconds: number | null, reason: string) {
    this.seconds = seconds;
    this.reason = reason;
  }
}

/** The seconds that a `Retry-After` asks for: it is a number or a date. `null`: it says nothing. */
export function retryAfter(text: string | null, now: number): number | null {
  if (text === null) return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}
