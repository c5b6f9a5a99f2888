// Which cookies a jar takes, keeps and gives out.

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

import { ValueError } from "tsyncio";

import { afterEach, beforeEach, describe, expect, it, vi } from "../../tsyncio/test/support/suite.ts";
import { type AbstractCookieJar, CookieJar, DummyCookieJar } from "../src/cookie_jar.ts";
import { parseSetCookie, parseSetCookies, quoteCookie, unquoteCookie } from "../src/cookies.ts";

/** A jar that got `Set-Cookie` headers from `url`. */
function jarWith(headers: string[], url = "http://example.com/a/b", options = {}): CookieJar {
  const jar = new CookieJar(options);
  jar.updateCookiesFromHeaders(headers, url);
  return jar;
}

const names = (jar: AbstractCookieJar): string[] => [...jar].map((cookie) => cookie.key).sort();

describe("CookieJar", () => {
  it("sends a cookie back to its host and its path only", () => {
    const jar = jarWith(["a=1"]);
    expect(jar.cookieHeader("http://example.com/a/c")).toBe("a=1");
    expect(jar.cookieHeader("http://example.com/")).toBe("");
    expect(jar.cookieHeader("http://sub.example.com/a/c")).toBe("");
    expect(jar.cookieHeader("http://example.org/a/c")).toBe("");
  });

  it("sends a domain's cookie to the hosts below it", () => {
    const jar = jarWith(["a=1; Domain=.example.com; Path=/", "b=2; Domain=example.com.; Path=/"]);
    expect(jar.cookieHeader("http://sub.example.com/")).toBe("a=1");
    expect(jar.cookieHeader("http://example.com/")).toBe("b=2; a=1");
  });

  it("takes no cookie for a foreign domain or for all hosts under a public suffix", () => {
    expect(jarWith(["a=1; Domain=example.org", "b=2; Domain=com"]).length).toBe(0);
  });

  it("sends a secure cookie over TLS only, or to an origin that counts as secure", () => {
    const headers = ["a=1; Secure; Path=/"];
    expect(jarWith(headers).cookieHeader("http://example.com/")).toBe("");
    expect(jarWith(headers).cookieHeader("https://example.com/")).toBe("a=1");
    const trusting = { treatAsSecureOrigin: ["http://example.com/any", new URL("http://other.test")] };
    expect(jarWith(headers, "http://example.com/", trusting).cookieHeader("http://example.com/")).toBe("a=1");
    expect(jarWith(headers, "http://localhost/").cookieHeader("http://localhost/")).toBe("");
  });

  it("takes and sends cookies of addresses only if it is unsafe", () => {
    for (const url of ["http://127.0.0.1:8080/", "http://[::1]/"]) {
      expect(jarWith(["a=1"], url).length).toBe(0);
      expect(jarWith(["a=1"], url, { unsafe: true }).cookieHeader(url)).toBe("a=1");
    }
  });

  it("sends what a program sets without a URL to every host", () => {
    const jar = new CookieJar();
    jar.updateCookies({ a: "1" });
    jar.updateCookies([["b", "2"]]);
    expect(jar.cookieHeader("http://example.com/")).toBe("a=1; b=2");
    expect(jar.cookieHeader("http://127.0.0.1/")).toBe("a=1; b=2");
  });

  it("takes the response's cookies as they were parsed", () => {
    const jar = new CookieJar();
    jar.updateCookies(parseSetCookies(['a="x y"; Path=/', "b=2; Path=/"]), "http://example.com/");
    expect(jar.filterCookies("http://example.com/").get("a")?.value).toBe("x y");
    expect(jar.cookieHeader("http://example.com/")).toBe('b=2; a="x y"');
  });

  it("sends of two cookies of one name the one with the more exact path", () => {
    const jar = jarWith(["a=1; Path=/", "a=2; Path=/deep"], "http://example.com/");
    expect(jar.length).toBe(2);
    expect(jar.cookieHeader("http://example.com/deep/x")).toBe("a=2");
    expect(jar.cookieHeader("http://example.com/x")).toBe("a=1");
  });

  it("puts values in quotes that need it, unless told not to", () => {
    const loud = new CookieJar();
    loud.updateCookies({ a: 'x "y"' }, "http://example.com/");
    expect(loud.cookieHeader("http://example.com/")).toBe('a="x \\"y\\""');
    const plain = new CookieJar({ quoteCookie: false });
    plain.updateCookies({ a: 'x "y"' }, "http://example.com/");
    expect(plain.cookieHeader("http://example.com/")).toBe('a=x "y"');
  });

  it("replaces a cookie, and drops it when it is set to an end in the past", () => {
    const jar = jarWith(["a=1"]);
    jar.updateCookiesFromHeaders(["a=2"], "http://example.com/a/b");
    expect(jar.cookieHeader("http://example.com/a/b")).toBe("a=2");
    jar.updateCookiesFromHeaders(["a=; Max-Age=0"], "http://example.com/a/b");
    expect(jar.length).toBe(0);
    expect(jar.cookieHeader("http://example.com/a/b")).toBe("");
  });

  it("forgets a cookie at its end", () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ["Date"] });
    try {
      const jar = jarWith(["a=1; Max-Age=10", "b=2; Expires=Thu, 01 Jan 1970 00:20:00 GMT", "c=3; Expires=nonsense"]);
      expect(names(jar)).toEqual(["a", "b", "c"]);
      vi.setSystemTime(1_010_000);
      expect(names(jar)).toEqual(["b", "c"]);
      vi.setSystemTime(1_200_000);
      expect(jar.cookieHeader("http://example.com/a/b")).toBe("c=3");
    } finally {
      vi.useRealTimers();
    }
  });

  it("tells the attributes of its cookies", () => {
    const [cookie] = jarWith(["a=1; Domain=example.com; Path=/p; Secure; HttpOnly; SameSite=Lax; Max-Age=60"]);
    expect(cookie).toMatchObject({ key: "a", value: "1", domain: "example.com", path: "/p", hostOnly: false });
    expect(cookie).toMatchObject({ secure: true, httponly: true, samesite: "lax" });
    expect(cookie?.expires).toBeInstanceOf(Date);
    const [session] = jarWith(["a=1"]);
    expect(session?.expires).toBeNull();
  });

  it("drops all, what a predicate picks, or what belongs to a domain", () => {
    const jar = jarWith(["a=1", "b=2"]);
    jar.updateCookiesFromHeaders(["c=3"], "http://sub.example.com/");
    jar.updateCookiesFromHeaders(["d=4"], "http://notexample.com/");
    jar.updateCookies({ e: "5" });
    jar.clear((cookie) => cookie.key === "a");
    expect(names(jar)).toEqual(["b", "c", "d", "e"]);
    jar.clearDomain("example.com");
    expect(names(jar)).toEqual(["d", "e"]);
    jar.clear();
    expect(jar.length).toBe(0);
    expect(jar.cookieHeader("http://notexample.com/")).toBe("");
  });

  it("refuses names, values and URLs that make no sense", () => {
    const jar = new CookieJar({ quoteCookie: false });
    expect(() => jar.updateCookies({ "a b": "1" })).toThrow(new ValueError('illegal name of a cookie: "a b"'));
    expect(() => jar.updateCookies({ a: "1\r\nx: y" })).toThrow(ValueError);
    expect(() => jar.updateCookies({ a: 1 as unknown as string })).toThrow(TypeError);
    expect(() => jar.updateCookies({ a: "1" }, "nowhere")).toThrow(
      new ValueError("responseUrl must be a URL, got nowhere"),
    );
    expect(() => new CookieJar({ treatAsSecureOrigin: "nowhere" })).toThrow(ValueError);
  });
});

describe("A saved CookieJar", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "jar-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is the same when it is loaded", () => {
    const file = path.join(folder, "cookies.json");
    const jar = jarWith([
      "a=1; Max-Age=1000",
      'b="x y"; Domain=example.com; Path=/p; Secure; HttpOnly; SameSite=Strict',
    ]);
    jar.updateCookies({ c: "3" });
    jar.save(file);
    const other = jarWith(["old=1"]);
    other.load(file);
    const told = (from: CookieJar): unknown[] =>
      [...from].map(({ key, codedValue, domain, path, hostOnly, secure, httponly, samesite, expires }) => {
        const seconds = expires === null ? null : Math.round(expires.getTime() / 1000);
        return { key, codedValue, domain, path, hostOnly, secure, httponly, samesite, seconds };
      });
    expect(told(other)).toEqual(told(jar));
    expect(other.cookieHeader("http://sub.example.com/a/b")).toBe("c=3");
  });

  it("can be read by its owner alone", () => {
    const file = path.join(folder, "cookies.json");
    new CookieJar().save(file);
    const expected = process.platform === "win32" ? statSync(file).mode & 0o777 : 0o600;
    expect(statSync(file).mode & 0o777).toBe(expected);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({});
  });

  it("may have been saved by aiohttp", () => {
    const file = path.join(folder, "cookies.json");
    const morsel = { key: "a", value: "1 2", coded_value: '"1 2"', path: "/a", domain: "example.com", host_only: true };
    writeFileSync(file, JSON.stringify({ "example.com|/a": { a: morsel } }));
    const jar = new CookieJar();
    jar.load(file);
    expect(jar.cookieHeader("http://example.com/a/b")).toBe('a="1 2"');
    expect(jar.cookieHeader("http://sub.example.com/a/b")).toBe("");
  });

  it("is left as it was if the file holds something else", () => {
    const file = path.join(folder, "cookies.json");
    const jar = jarWith(["a=1"]);
    for (const text of ["", "[]", '{"x":1}', '{"a|/":{"a":{"key":1}}}']) {
      writeFileSync(file, text);
      expect(() => jar.load(file)).toThrow(ValueError);
    }
    expect(() => jar.load(path.join(folder, "none"))).toThrow(/ENOENT/);
    expect(names(jar)).toEqual(["a"]);
  });
});

describe("DummyCookieJar", () => {
  it("keeps and sends nothing", () => {
    const jar = new DummyCookieJar();
    jar.updateCookies({ a: "1" });
    jar.updateCookiesFromHeaders(["b=2"], "http://example.com/");
    jar.clear();
    jar.clearDomain("example.com");
    expect([...jar]).toEqual([]);
    expect(jar.length).toBe(0);
    expect(jar.cookieHeader("http://example.com/")).toBe("");
    expect(jar.filterCookies("http://example.com/").size).toBe(0);
  });
});

describe("The values of cookies", () => {
  it("are quoted as Python quotes them", () => {
    expect(quoteCookie("plain-1")).toBe("plain-1");
    expect(quoteCookie("a b")).toBe('"a b"');
    expect(quoteCookie('a"b\\c')).toBe('"a\\"b\\\\c"');
    expect(quoteCookie("a;b,c\n")).toBe('"a\\073b\\054c\\012"');
    expect(quoteCookie("é")).toBe('"\\351"');
  });

  it("come out of the quotes as they went in", () => {
    for (const value of ["", "a b", 'a"b\\c', "a;b,c\n", "é", "ключ", "\\123"]) {
      expect(unquoteCookie(quoteCookie(value))).toBe(value);
    }
    expect(unquoteCookie('"')).toBe('"');
  });

  it("are not there where a header makes no sense", () => {
    expect(parseSetCookie("nonsense")).toBeNull();
    expect(parseSetCookie("=1")).toBeNull();
  });
});
