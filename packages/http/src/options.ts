// The options of sessions and requests. Only types.

import type { Readable } from "node:stream";

import type { BasicAuth } from "./auth.ts";
import type { ClientResponse, FallbackCharsetResolver } from "./client_response.ts";
import type { BaseConnector } from "./connector.ts";
import type { AbstractCookieJar } from "./cookie_jar.ts";
import type { LooseCookies } from "./cookies.ts";
import type { FormFields } from "./form_data.ts";
import type { HeadersLike } from "./headers.ts";
import type { BodyLike } from "./payloads.ts";
import type { RetryOptions } from "./retries.ts";
import type { ClientTimeout, ClientTimeoutOptions } from "./timeouts.ts";
import type { SslOption } from "./tls.ts";
import type { TraceConfig } from "./tracing.ts";
import type { Answer, ClientMiddleware } from "./types.ts";

/** Whether a status of 400 or above is an error: true, or a function that decides by throwing. */
export type RaiseForStatus = boolean | ((response: ClientResponse) => Answer<void>);

/** What time limits may be given as: a number is the limit for all; `null`: none. */
export type TimeoutLike = ClientTimeout | ClientTimeoutOptions | number | null;

/** What the query of a URL may be given as. */
export type ParamsLike =
  | string
  | URLSearchParams
  | Iterable<readonly [string, string | number]>
  | Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** How a body is compressed on its way: `true` is `"deflate"`. */
export type Compression = boolean | "deflate" | "gzip" | "br";

/** Options that a session gives to all its requests, and a request may have its own of. */
interface SharedOptions {
  /** Who asks: sent as `Authorization`. */
  auth?: BasicAuth | null;
  /** Time limits. @defaultValue 300 seconds in all, 30 seconds for a connection */
  timeout?: TimeoutLike;
  /** Whether a status of 400 or above is an error. @defaultValue false */
  raiseForStatus?: RaiseForStatus;
  /** Undo the compression of the bodies of responses. @defaultValue true */
  autoDecompress?: boolean;
  /** How many bytes of a response are buffered before the connection is paused; twice as many at most. @defaultValue 65536 */
  readBufsize?: number;
  /** Code around each request, the first one outermost. */
  middlewares?: readonly ClientMiddleware[];
  /** Ask again after failures: so many times, or as the options say. @defaultValue 0 */
  retry?: number | RetryOptions;
  /** The proxy to go through. */
  proxy?: string | URL | null;
  /** Who asks the proxy. */
  proxyAuth?: BasicAuth | null;
  /** Headers for the proxy. */
  proxyHeaders?: HeadersLike;
  /** Names of headers that are not to be added by themselves, such as `User-Agent`. */
  skipAutoHeaders?: readonly string[];
}

/** Options of `ClientSession`. */
export interface ClientSessionOptions extends SharedOptions {
  /** What URLs of requests are relative to. */
  baseUrl?: string | URL;
  /** What keeps the connections. @defaultValue a new `TCPConnector` */
  connector?: BaseConnector;
  /** Whether closing the session closes the connector. @defaultValue true */
  connectorOwner?: boolean;
  /** Headers of all requests. */
  headers?: HeadersLike;
  /** Cookies to begin with. */
  cookies?: LooseCookies;
  /** What keeps the cookies. @defaultValue a new `CookieJar` */
  cookieJar?: AbstractCookieJar;
  /** Turns values into JSON. @defaultValue `JSON.stringify` */
  jsonSerialize?: (value: unknown) => string;
  /**
   * Go through the proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name, and take credentials from the file that NETRC names, or
   * from `.netrc` (`_netrc` on Windows) in the home folder. @defaultValue false
   */
  trustEnv?: boolean;
  /** Says in which charset a text is whose response names none. @defaultValue UTF-8 */
  fallbackCharsetResolver?: FallbackCharsetResolver;
  /** Whom to tell of what happens. */
  traceConfigs?: readonly TraceConfig<never>[];
}

/** Options of a request. Those that a session has, too, take the place of the session's. */
export interface RequestOptions extends SharedOptions {
  /** Added to the query of the URL. */
  params?: ParamsLike;
  /** The body. */
  data?: BodyLike | Readable | FormFields | null;
  /** The body, as JSON. */
  json?: unknown;
  /** Added to the session's headers, in the place of those of the same name. */
  headers?: HeadersLike;
  /** Sent besides those of the session's jar. */
  cookies?: LooseCookies;
  /** Follow redirects. @defaultValue true, but false for `head()` */
  allowRedirects?: boolean;
  /** How many of them. @defaultValue 10 */
  maxRedirects?: number;
  /** Compress the body. @defaultValue false */
  compress?: Compression;
  /** Send the body in chunks even though its length is known. @defaultValue false */
  chunked?: boolean;
  /**
   * Send the body once the server says `100 Continue`, or after a second in which it says nothing; not at all if it answers before.
   * The connection is closed then. @defaultValue false
   */
  expect100?: boolean;
  /** How TLS is done. @defaultValue as the connector says */
  ssl?: SslOption;
  /** The name that the server's certificate must have. @defaultValue that of the URL */
  serverHostname?: string | null;
  /** Handed to `traceConfigCtxFactory`. */
  traceRequestCtx?: unknown;
}
