// Digest authentication (RFC 7616) as a middleware: answers a server's challenge, and keeps it for the requests to come.

import { createHash, randomBytes } from "node:crypto";

import { type Coroutine, ValueError } from "tsyncio";

import type { ClientRequest } from "./client_request.ts";
import type { ClientResponse } from "./client_response.ts";
import { ClientError } from "./errors.ts";
import type { ClientHandler, ClientMiddleware } from "./types.ts";

/** Options of {@link digestAuthMiddleware}. */
export interface DigestAuthOptions {
  /** Authenticate later requests to the same protection space at once, without a challenge each. @defaultValue true */
  readonly preemptive?: boolean;
}

interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** What makes each answer another one. */
interface Uses {
  readonly nonceCount: string;
  readonly cnonce: string;
}

/** What a server demands. */
interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  /** As the server wrote it; empty if it wrote none. */
  readonly algorithm: string;
  readonly hash: string;
  readonly isSession: boolean;
  readonly qop: "auth" | "auth-int" | null;
  readonly opaque: string;
  readonly stale: boolean;
  readonly hidesName: boolean;
  /** The URLs for which the answer holds. */
  readonly space: readonly URL[];
}

/** Algorithms by their names in capitals, and those of `node:crypto`. */
const HASHES: ReadonlyMap<string, string> = new Map([
  ["MD5", "md5"],
  ["SHA", "sha1"],
  ["SHA-256", "sha256"],
  ["SHA256", "sha256"],
  ["SHA-512", "sha512"],
  ["SHA512", "sha512"],
  ["SHA-512-256", "sha512-256"],
]);

/**
 * A middleware that authenticates by digest: it sends no password, but proves to know it.
 *
 * Knows MD5, SHA, SHA-256, SHA-512 and SHA-512-256, each also with `-sess`, and the qualities of protection `auth` and, for
 * bodies in memory, `auth-int`. A request whose body can be sent only once is not made again: its 401 is the answer.
 *
 * @throws {@link ValueError} if the name has a colon in it.
 * @example
 * ```ts
 * const session = new ClientSession({ middlewares: [digestAuthMiddleware("user", "secret")] });
 * ```
 * @see aiohttp `DigestAuthMiddleware`
 */
export function digestAuthMiddleware(
  login: string,
  password: string,
  options: DigestAuthOptions = {},
): ClientMiddleware {
  if (typeof login !== "string") throw new ValueError(`login must be a string, got ${String(login)}`);
  if (typeof password !== "string") throw new ValueError(`password must be a string, got ${typeof password}`);
  if (login.includes(":")) throw new ValueError('A ":" is not allowed in username (RFC 1945#section-11.1)');
  const digest = new DigestAuth({ login, password }, options.preemptive ?? true);
  return (request, handler) => digest.send(request, handler);
}

class DigestAuth {
  readonly #credentials: Credentials;
  readonly #preemptive: boolean;
  #challenge: Challenge | null = null;
  /** How often the challenge's nonce was used. */
  #count = 0;

  constructor(credentials: Credentials, preemptive: boolean) {
    this.#credentials = credentials;
    this.#preemptive = preemptive;
  }

  *send(request: ClientRequest, handler: ClientHandler): Coroutine<ClientResponse> {
    if (this.#preemptive && this.#challenge !== null && isInSpace(request.url, this.#challenge.space)) {
      this.#authorize(request, this.#challenge);
    }
    let response = yield* handler(request);
    // The nonce of the second answer may be too old already, if many requests shared it.
    for (let attempt = 1; attempt <= 2 && response.status === 401; attempt++) {
      const challenge = challengeOf(response, request.url);
      if (challenge === null || (attempt === 2 && !challenge.stale)) break;
      if (request.body !== null && !request.body.reusable) break;
      if (challenge.nonce !== this.#challenge?.nonce) this.#count = 0;
      this.#challenge = challenge;
      this.#authorize(request, challenge);
      yield* response.release();
      response = yield* handler(request);
    }
    return response;
  }

  #authorize(request: ClientRequest, challenge: Challenge): void {
    const nonceCount = (++this.#count).toString(16).padStart(8, "0");
    const cnonce = randomBytes(8).toString("hex");
    const value = authorizationFor(request, challenge, this.#credentials, { nonceCount, cnonce });
    request.headers.set("Authorization", value);
  }
}

/**
 * The value of the header `Authorization` that answers `challenge`.
 *
 * @internal
 */
export function authorizationFor(
  request: Pick<ClientRequest, "method" | "url" | "body">,
  challenge: Challenge,
  { login, password }: Credentials,
  { nonceCount, cnonce }: Uses,
): string {
  const { realm, nonce, qop, opaque } = challenge;
  const h = (data: string | Uint8Array): string => createHash(challenge.hash).update(data).digest("hex");
  const uri = `${request.url.pathname}${request.url.search}`;
  // What the parser read as Latin-1 is hashed as the bytes that the server sent.
  const known = Buffer.concat([Buffer.from(`${login}:`), Buffer.from(realm, "latin1")]);
  const secret = h(Buffer.concat([known, Buffer.from(`:${password}`)]));
  const ha1 = challenge.isSession ? h(`${secret}:${nonce}:${cnonce}`) : secret;
  const entity = qop === "auth-int" ? `:${h(bodyBytes(request.body))}` : "";
  const ha2 = h(`${request.method}:${uri}${entity}`);
  const proof = qop === null ? [nonce, ha2] : [nonce, nonceCount, cnonce, qop, ha2];
  const fields = [
    challenge.hidesName ? `username=${quote(h(known))}` : nameField(login),
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    `response=${quote(h([ha1, ...proof].join(":")))}`,
  ];
  if (challenge.algorithm !== "") fields.push(`algorithm=${challenge.algorithm}`);
  if (opaque !== "") fields.push(`opaque=${quote(opaque)}`);
  if (qop !== null) fields.push(`qop=${qop}`, `nc=${nonceCount}`, `cnonce=${quote(cnonce)}`);
  if (challenge.hidesName) fields.push("userhash=true");
  return `Digest ${fields.join(", ")}`;
}

function bodyBytes(body: ClientRequest["body"]): Uint8Array {
  if (body === null) return new Uint8Array();
  if (body.bytes === null) throw new ClientError("the server demands qop=auth-int, which needs the body in memory");
  return body.bytes;
}

function nameField(login: string): string {
  return /^[\x20-\x7e]*$/.test(login)
    ? `username=${quote(login)}`
    : `username*=UTF-8''${encodeURIComponent(login).replace(/['()*]/g, escapePercent)}`;
}

function escapePercent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * The first challenge of a response that can be answered; `null` if there is none.
 *
 * @throws {@link ClientError} if a challenge for digest authentication lacks what it must have.
 * @internal
 */
export function challengeOf(response: Pick<ClientResponse, "headers">, url: URL): Challenge | null {
  for (const fields of digestChallenges(response.headers.getAll("www-authenticate"))) {
    const challenge = parseChallenge(fields, url);
    if (challenge !== null) return challenge;
  }
  return null;
}

function parseChallenge(fields: ReadonlyMap<string, string>, url: URL): Challenge | null {
  const realm = fields.get("realm");
  const nonce = fields.get("nonce");
  if (realm === undefined) throw new ClientError("Challenge is missing realm");
  if (!nonce) throw new ClientError("Challenge is missing nonce");
  const algorithm = fields.get("algorithm") ?? "";
  const plain = algorithm.toUpperCase().replace(/-SESS$/, "");
  const hash = HASHES.get(plain === "" ? "MD5" : plain);
  if (hash === undefined) return null;
  return {
    realm,
    nonce,
    algorithm,
    hash,
    isSession: plain.length < algorithm.length,
    qop: qualityOf(fields.get("qop") ?? ""),
    opaque: fields.get("opaque") ?? "",
    stale: fields.get("stale")?.toLowerCase() === "true",
    hidesName: fields.get("userhash")?.toLowerCase() === "true",
    space: spaceOf(fields.get("domain") ?? "", url),
  };
}

function qualityOf(qop: string): "auth" | "auth-int" | null {
  if (qop === "") return null;
  const offered = qop.split(",").map((one) => one.trim().toLowerCase());
  if (offered.includes("auth")) return "auth";
  if (offered.includes("auth-int")) return "auth-int";
  throw new ClientError(`Unsupported qop value(s): ${qop}`);
}

/** The URLs of the field `domain`; without it the whole server. */
function spaceOf(domain: string, url: URL): URL[] {
  const urls = domain.split(/\s+/).filter((one) => one !== "" && URL.canParse(one, url.href));
  return urls.length === 0 ? [new URL("/", url)] : urls.map((one) => new URL(one, url));
}

function isInSpace(url: URL, space: readonly URL[]): boolean {
  return space.some(({ origin, pathname }) => {
    if (origin !== url.origin || !url.pathname.startsWith(pathname)) return false;
    // `/api` holds for `/api/x`, and not for `/apix`.
    return pathname.endsWith("/") || ["", "/"].includes(url.pathname.charAt(pathname.length));
  });
}

const PIECE = /([!#$%&'*+\-.^_`|~\w]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/g;

/** The fields of each challenge for digest authentication: several may stand in one header, among others. */
function digestChallenges(headers: readonly string[]): Map<string, string>[] {
  const challenges: Map<string, string>[] = [];
  let fields: Map<string, string> | null = null;
  for (const [, name = "", quoted, plain] of headers.join(", ").matchAll(PIECE)) {
    if (quoted !== undefined || plain !== undefined) {
      fields?.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "");
      continue;
    }
    // A word by itself is a scheme.
    fields = name.toLowerCase() === "digest" ? new Map() : null;
    if (fields !== null) challenges.push(fields);
  }
  return challenges;
}
