// Basic authentication: a name and a password as a header, and back. Digest authentication is in digest_auth.ts.

import { ValueError } from "tsyncio";

/** How {@link BasicAuth} turns characters into bytes. */
export type AuthEncoding = "latin1" | "utf-8";

/**
 * A name and a password.
 *
 * @example
 * ```ts
 * session.get(url, { auth: new BasicAuth("user", "secret") });
 * ```
 * @see aiohttp `BasicAuth`
 */
export class BasicAuth {
  readonly login: string;
  readonly password: string;
  readonly encoding: AuthEncoding;

  /** @throws {@link ValueError} if the name has a colon in it, which would end it. */
  constructor(login: string, password = "", encoding: AuthEncoding = "latin1") {
    if (typeof login !== "string") throw new ValueError(`login must be a string, got ${String(login)}`);
    if (typeof password !== "string") throw new ValueError(`password must be a string, got ${typeof password}`);
    if (login.includes(":")) {
      throw new ValueError('A ":" is not allowed in login (RFC 1945#section-11.1)');
    }
    if (encoding !== "latin1" && encoding !== "utf-8") {
      throw new ValueError(`encoding must be "latin1" or "utf-8", got ${JSON.stringify(encoding)}`);
    }
    this.login = login;
    this.password = password;
    this.encoding = encoding;
  }

  /** Read the value of a header `Authorization`. @throws {@link ValueError} if it is no basic authentication. */
  static decode(authHeader: string, encoding: AuthEncoding = "latin1"): BasicAuth {
    const space = authHeader.indexOf(" ");
    if (space < 0) throw new ValueError("Could not parse authorization header.");
    const scheme = authHeader.slice(0, space);
    if (scheme.toLowerCase() !== "basic") throw new ValueError(`Unknown authorization method ${scheme}`);
    const encoded = authHeader.slice(space + 1);
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.length % 4 !== 0) {
      throw new ValueError("Invalid base64 encoding.");
    }
    const text = Buffer.from(encoded, "base64").toString(encoding);
    const colon = text.indexOf(":");
    if (colon < 0) throw new ValueError("Invalid credentials.");
    return new BasicAuth(text.slice(0, colon), text.slice(colon + 1), encoding);
  }

  /** The name and the password that stand in a URL; `null` if none do. */
  static fromUrl(url: URL | string, options: { readonly encoding?: AuthEncoding } = {}): BasicAuth | null {
    const { username, password } = url instanceof URL ? url : new URL(url);
    if (username === "" && password === "") return null;
    return new BasicAuth(decodePercent(username), decodePercent(password), options.encoding ?? "latin1");
  }

  /**
   * The value of a header `Authorization`.
   *
   * @throws {@link ValueError} if the name or the password has characters that the encoding has not.
   */
  encode(): string {
    const credentials = `${this.login}:${this.password}`;
    if (this.encoding === "latin1" && /[^\0-\xff]/.test(credentials)) {
      throw new ValueError('the login or the password has characters beyond Latin-1: pass "utf-8" as the encoding');
    }
    return `Basic ${Buffer.from(credentials, this.encoding).toString("base64")}`;
  }
}

/** A URL without the name and the password that stood in it. @see aiohttp `helpers.strip_auth_from_url` */
export function stripAuthFromUrl(url: URL): [URL, BasicAuth | null] {
  const auth = BasicAuth.fromUrl(url);
  if (auth === null) return [url, null];
  const plain = new URL(url);
  plain.username = "";
  plain.password = "";
  return [plain, auth];
}

/** A part of a URL as it was meant; as it stands there if its escapes make no sense. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
