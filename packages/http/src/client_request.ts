// A request as middlewares see it: what is to be sent, before it is. Sends nothing.

import { ValueError } from "tsyncio";
import type { ClientSession } from "./client.ts";
import type { HttpHeaders } from "./headers.ts";
import type { Payload } from "./payload.ts";
import type { RequestInfo } from "./types.ts";

const METHOD = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * A request that is about to be sent. Middlewares may change it.
 *
 * @see aiohttp `ClientRequest`
 */
export class ClientRequest {
  /** In capitals. */
  method: string;
  /** Where it goes, with the fragment. */
  url: URL;
  /** What is sent, besides what the connection adds (`Host`, `Connection`, the length of the body). */
  readonly headers: HttpHeaders;
  /** The body, `null` if there is none. */
  body: Payload | null;
  /** The session that it is a request of. */
  readonly session: ClientSession;

  constructor(session: ClientSession, method: string, url: URL, headers: HttpHeaders, body: Payload | null) {
    this.session = session;
    this.method = checkMethod(method);
    this.url = url;
    this.headers = headers;
    this.body = body;
  }

  /** What response and errors tell of it. */
  get requestInfo(): RequestInfo {
    return new SentRequest(this.url, this.method, this.headers);
  }
}

/** A {@link RequestInfo} that works out the rest when it is asked for. */
class SentRequest implements RequestInfo {
  readonly realUrl: URL;
  readonly method: string;
  readonly headers: HttpHeaders;

  constructor(realUrl: URL, method: string, headers: HttpHeaders) {
    this.realUrl = realUrl;
    this.method = method;
    this.headers = headers;
  }

  get url(): URL {
    return withoutFragment(this.realUrl);
  }
}

/** `url` without what stands after `#`, which no server is told. */
function withoutFragment(url: URL): URL {
  if (url.hash === "") return url;
  const plain = new URL(url);
  plain.hash = "";
  return plain;
}

/** @throws {@link ValueError} if that is no method. */
function checkMethod(method: unknown): string {
  if (typeof method !== "string" || !METHOD.test(method)) {
    throw new ValueError(`method must be a word such as "GET", got ${JSON.stringify(method)}`);
  }
  return method.toUpperCase();
}
