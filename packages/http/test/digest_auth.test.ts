// The answers to challenges, and when they are given. The handler stands for the server.

import { type Coroutine, ValueError, coroutine, run } from "tsyncio";

import { describe, expect, it } from "../../tsyncio/test/support/suite.ts";
import { authorizationFor, challengeOf, digestAuthMiddleware } from "../src/digest_auth.ts";
import { ClientError } from "../src/errors.ts";
import { HttpHeaders } from "../src/headers.ts";
import type { Payload } from "../src/payload.ts";
import { AsyncIterablePayload, StringPayload } from "../src/payloads.ts";
import type { ClientHandler, ClientMiddleware } from "../src/types.ts";

const challengeIn = (header: string | string[], url = "http://www.example.org/dir/index.html") =>
  challengeOf(responseWith(header), new URL(url));

function responseWith(header: string | string[]): { headers: HttpHeaders } {
  const headers = new HttpHeaders();
  for (const value of [header].flat()) headers.append("WWW-Authenticate", value);
  return { headers };
}

function answer(header: string, login: string, password: string, cnonce: string, body: Payload | null = null): string {
  const url = new URL("http://www.example.org/dir/index.html");
  const challenge = challengeIn(header);
  if (challenge === null) return "none";
  const request = { method: "GET", url, body };
  return authorizationFor(request, challenge, { login, password }, { nonceCount: "00000001", cnonce });
}

const fieldOf = (header: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="?([^",]*)`).exec(header)?.[1];

const RFC7616 =
  'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", ' +
  'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

describe("The answer to a challenge", () => {
  it("is the one of RFC 7616 for SHA-256 and MD5", () => {
    const sha = answer(`Digest ${RFC7616}, algorithm=SHA-256`, "Mufasa", "Circle of Life", CNONCE);
    expect(fieldOf(sha, "response")).toBe("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    const md5 = answer(`Digest ${RFC7616}, algorithm=MD5`, "Mufasa", "Circle of Life", CNONCE);
    expect(fieldOf(md5, "response")).toBe("8ca523f5e9506fed4657c9700eebdbec");
    expect(md5).toContain("algorithm=MD5, ");
    expect(md5).toContain("qop=auth, nc=00000001, ");
    expect(fieldOf(md5, "uri")).toBe("/dir/index.html");
    expect(fieldOf(md5, "opaque")).toBe("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");
  });

  it("is the one of RFC 2617 for a challenge that names no algorithm", () => {
    const header =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="x"';
    const given = answer(header, "Mufasa", "Circle Of Life", "0a4f113b");
    expect(fieldOf(given, "response")).toBe("6629fae49393a05397450978507c4ef1");
    expect(given).not.toContain("algorithm");
  });

  it("hashes the name where the server asks for it", () => {
    const header = `Digest ${RFC7616}, algorithm=SHA-256, userhash=true`;
    const given = answer(header, "Mufasa", "Circle of Life", CNONCE);
    expect(fieldOf(given, "username")).toMatch(/^[0-9a-f]{64}$/);
    expect(given).toContain("userhash=true");
  });

  it("takes the nonces into the secret of a session", () => {
    const plain = answer('Digest realm="r", nonce="n", qop="auth", algorithm=MD5', "u", "p", "c");
    const session = answer('Digest realm="r", nonce="n", qop="auth", algorithm=MD5-sess', "u", "p", "c");
    expect(fieldOf(session, "algorithm")).toBe("MD5-sess");
    // md5(md5(md5("u:r:p"):n:c):n:00000001:c:auth:md5("GET:/dir/index.html")), by CPython's hashlib
    expect(fieldOf(session, "response")).toBe("0abe11747db4fe75b9d027c31a167c62");
    expect(fieldOf(plain, "response")).toBe("bc71b1ce870ff9a872dea2ca42d84851");
  });

  it("has no counter where the server names no quality of protection", () => {
    const given = answer('Digest realm="r", nonce="n"', "u", "p", "c");
    expect(given).not.toContain("nc=");
    expect(fieldOf(given, "response")).toBe("fef71a1ed020d5dbc919be49210d36ef");
  });

  it("is about the bytes of a realm that is not in ASCII", () => {
    // Headers come in as Latin-1.
    const realm = Buffer.from("r\u00e9alm").toString("latin1");
    const given = answer(`Digest realm="${realm}", nonce="n"`, "u", "p", "c");
    // md5(md5("u:r\u00e9alm:p"):n:md5("GET:/dir/index.html")), by CPython's hashlib
    expect(fieldOf(given, "response")).toBe("ef0e2d5e5d45ff2ec73c9f67afdbde83");
    expect(fieldOf(given, "realm")).toBe(realm);
  });

  it("covers the body with auth-int, which must be in memory", () => {
    const header = 'Digest realm="r", nonce="n", qop="auth-int"';
    expect(fieldOf(answer(header, "u", "p", "c", new StringPayload("body")), "response")).toBe(
      "c555ae5aaf8afc6592723e01144ec639",
    );
    const streamed = new AsyncIterablePayload((async function* () {})());
    expect(() => answer(header, "u", "p", "c", streamed)).toThrow(ClientError);
  });

  it("escapes quotes, and writes names beyond ASCII as RFC 5987 has it", () => {
    expect(answer('Digest realm="a \\"b\\"", nonce="n"', 'u"', "p", "c")).toContain(
      'username="u\\"", realm="a \\"b\\""',
    );
    expect(answer('Digest realm="r", nonce="n"', "Jäsøn", "p", "c")).toContain("username*=UTF-8''J%C3%A4s%C3%B8n");
  });
});

describe("A challenge", () => {
  it("is found among others, in one header or in several", () => {
    expect(challengeIn('Basic realm="x", Digest realm="r", nonce="n"')?.realm).toBe("r");
    expect(challengeIn(["Negotiate", 'Digest realm="r", nonce="n"'])?.realm).toBe("r");
    expect(challengeIn('Basic realm="x"')).toBeNull();
    expect(challengeIn([])).toBeNull();
  });

  it("is the first whose algorithm is known", () => {
    const headers = ['Digest realm="r", nonce="1", algorithm=NEW', 'Digest realm="r", nonce="2", algorithm=SHA-256'];
    expect(challengeIn(headers)?.nonce).toBe("2");
    expect(challengeIn(headers.slice(0, 1))).toBeNull();
  });

  it("fails if it lacks what it must have", () => {
    expect(() => challengeIn('Digest nonce="n"')).toThrow(new ClientError("Challenge is missing realm"));
    expect(() => challengeIn('Digest realm="r"')).toThrow(new ClientError("Challenge is missing nonce"));
    expect(() => challengeIn('Digest realm="r", nonce="n", qop="new"')).toThrow("Unsupported qop value(s): new");
  });
});

/** A server that answers 401 with `challenge` unless the request is authorized with a nonce that is still good. */
class Guard {
  readonly seen: string[] = [];
  nonce = "n1";
  released = 0;
  extra = "";
  refuses = false;

  readonly handler = ((request: { headers: HttpHeaders }) => this.#answer(request)) as unknown as ClientHandler;

  *#answer(request: { headers: HttpHeaders }): Coroutine<unknown> {
    const given = request.headers.get("authorization") ?? "";
    this.seen.push(given === "" ? "-" : `${fieldOf(given, "nonce")}/${fieldOf(given, "nc")}`);
    const isFresh = fieldOf(given, "nonce") === this.nonce;
    const stale = given === "" || isFresh ? "" : ", stale=TRUE";
    const { headers } = responseWith(`Digest realm="r", qop="auth", nonce="${this.nonce}"${stale}${this.extra}`);
    const release = coroutine(() => this.#release());
    return { status: isFresh && !this.refuses ? 200 : 401, headers, release };
  }

  *#release(): Coroutine {
    this.released++;
  }
}

async function ask(
  middleware: ClientMiddleware,
  guard: Guard,
  path = "/",
  body: Payload | null = null,
): Promise<number> {
  const request = { method: "GET", url: new URL(path, "http://example.com"), headers: new HttpHeaders(), body };
  const response = await run(() => middleware(request as never, guard.handler) as Coroutine<{ status: number }>);
  return response.status;
}

describe("digestAuthMiddleware", () => {
  it("answers a challenge, and authenticates later requests at once", async () => {
    const guard = new Guard();
    const middleware = digestAuthMiddleware("u", "p");
    expect(await ask(middleware, guard)).toBe(200);
    expect(await ask(middleware, guard)).toBe(200);
    expect(guard.seen).toEqual(["-", "n1/00000001", "n1/00000002"]);
    expect(guard.released).toBe(1);
  });

  it("waits for a challenge each time if it is told to", async () => {
    const guard = new Guard();
    const middleware = digestAuthMiddleware("u", "p", { preemptive: false });
    await ask(middleware, guard);
    await ask(middleware, guard);
    expect(guard.seen).toEqual(["-", "n1/00000001", "-", "n1/00000002"]);
  });

  it("takes a new nonce when the old one is stale", async () => {
    const guard = new Guard();
    const middleware = digestAuthMiddleware("u", "p");
    await ask(middleware, guard);
    guard.nonce = "n2";
    expect(await ask(middleware, guard)).toBe(200);
    expect(guard.seen.slice(2)).toEqual(["n1/00000002", "n2/00000001"]);
  });

  it("gives the refusal back if the password is wrong", async () => {
    const guard = new Guard();
    guard.refuses = true;
    expect(await ask(digestAuthMiddleware("u", "p"), guard)).toBe(401);
    expect(guard.seen).toEqual(["-", "n1/00000001"]);
  });

  it("stays within the protection space that the server names", async () => {
    const guard = new Guard();
    guard.extra = ', domain="/api http://other.example/"';
    const middleware = digestAuthMiddleware("u", "p");
    await ask(middleware, guard, "/api/x");
    await ask(middleware, guard, "/api/y");
    await ask(middleware, guard, "/apix");
    await ask(middleware, guard, "http://other.example/z");
    expect(guard.seen.map((one) => one === "-")).toEqual([true, false, false, true, false, false]);
  });

  it("does not send a body again that can be sent only once", async () => {
    const guard = new Guard();
    const body = new AsyncIterablePayload((async function* () {})());
    expect(await ask(digestAuthMiddleware("u", "p"), guard, "/", body)).toBe(401);
    expect(guard.seen).toEqual(["-"]);
  });

  it("refuses names that cannot be", () => {
    expect(() => digestAuthMiddleware("a:b", "p")).toThrow(ValueError);
    expect(() => digestAuthMiddleware(null as unknown as string, "p")).toThrow(ValueError);
    expect(() => digestAuthMiddleware("a", null as unknown as string)).toThrow(ValueError);
  });
});
