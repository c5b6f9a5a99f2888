// Where a redirect leads, and what of a request goes there. Sends nothing.

import type { ClientRequest } from "./client_request.ts";
import type { ClientResponse } from "./client_response.ts";
import { InvalidUrlRedirectClientError, NonHttpUrlRedirectClientError } from "./errors.ts";

/** Headers that are meant for one server only: credentials, and its name. */
const OF_ONE_SERVER = ["authorization", "cookie", "proxy-authorization", "host"];
/** Headers that describe a body. */
const BODY_HEADERS = ["content-length", "content-type", "content-encoding", "transfer-encoding"];

/** Whether the response says that what is asked for is elsewhere. */
export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/**
 * Where it leads; `null` if the response does not say.
 *
 * @throws {@link InvalidUrlRedirectClientError}, {@link NonHttpUrlRedirectClientError} if it leads nowhere.
 */
export function locationOf(response: ClientResponse): URL | null {
  // One that is empty says nothing, as in aiohttp.
  const location = response.headers.getAll("location")[0] || response.headers.getAll("uri")[0];
  if (!location) return null;
  // Servers send UTF-8 where they should not: the parser has read it as Latin-1.
  const text = Buffer.from(location, "latin1").toString("utf8");
  let url: URL;
  try {
    url = new URL(text.includes("\uFFFD") ? location : text, response.realUrl);
  } catch (cause) {
    throw new InvalidUrlRedirectClientError(
      location,
      "Server attempted redirecting to a location that does not look like a URL",
      {
        cause,
      },
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new NonHttpUrlRedirectClientError(url.href);
  // A fragment that the redirect does not name is that of the request.
  if (url.hash === "") url.hash = response.realUrl.hash;
  return url;
}

/**
 * Make `request` the one that a redirect asks for.
 *
 * @returns whether it goes to another origin: then it has lost its credentials
 */
export function redirect(request: ClientRequest, status: number, url: URL): boolean {
  const { method } = request;
  if ((status === 303 && method !== "HEAD") || ((status === 301 || status === 302) && method === "POST")) {
    request.method = "GET";
    request.body = null;
    for (const name of BODY_HEADERS) request.headers.delete(name);
  }
  const leaves = url.origin !== request.url.origin;
  if (leaves) for (const name of OF_ONE_SERVER) request.headers.delete(name);
  request.url = url;
  return leaves;
}
