// The parts that need no network: URLs, names of files, links, waits that servers ask for, what people are shown.

import { Writable } from "node:stream";

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { retryAfter } from "../src/fetcher.ts";
import { Frontier } from "../src/frontier.ts";
import type { Counts, PageRecord } from "../src/index.ts";
import { FileNames } from "../src/names.ts";
import { readPage } from "../src/pages.ts";
import { BarDisplay, lineOf, sizeText, summaryText } from "../src/progress.ts";
import { siteOf, typedUrl, webUrl } from "../src/urls.ts";

describe("URLs", () => {
  it("are completed when they are typed, and refused when they are none", () => {
    for (const [typed, url] of [
      ["example.org", "http://example.org/"],
      [" Example.ORG:8080/A?b#c ", "http://example.org:8080/A?b"],
      ["localhost:80", "http://localhost/"],
      ["https://example.org?", "https://example.org/"],
      ["[::1]:81/x", "http://[::1]:81/x"],
      ["пример.рф", "http://xn--e1afmkfd.xn--p1ai/"],
      ["", null],
      ["ftp://example.org", null],
      ["mailto:me@example.org", null],
      ["two words", null],
      ["http://", null],
    ] as const)
      expect([typed, typedUrl(typed)]).toEqual([typed, url]);
    expect(webUrl("../x#y", "http://a/b/c/d")).toBe("http://a/b/x");
    expect(siteOf("https://www.example.org/x")).toBe(siteOf("http://example.org/"));
  });
});

describe("Names of files", () => {
  const nameOf = (url: string, type = "text/html"): string => new FileNames().nameOf(url, type);

  it("are the paths of the URLs where every system takes them", () => {
    expect(nameOf("http://example.org/")).toBe("example.org/index.html");
    expect(nameOf("http://example.org:81/a/b.html")).toBe("example.org_81/a/b.html");
    expect(nameOf("http://example.org/a/b")).toBe("example.org/a/b.html");
    expect(nameOf("http://example.org/a.css", "text/css")).toBe("example.org/a.css");
    expect(nameOf("http://example.org/page.php")).toBe("example.org/page.php.html");
    expect(nameOf("http://example.org/x", "application/what")).toBe("example.org/x.bin");
    expect(nameOf("http://example.org/%C3%A9t%C3%A9")).toBe("example.org/été.html");
  });

  it("are safe, however the URL looks", () => {
    for (const path of [
      "con",
      "NUL.txt/x",
      "a%3Ab",
      "a%2F..%2Fb",
      "..%2f..%2fetc",
      "x.",
      "%20",
      "a|b*?<>",
      ".git/x",
      "%00",
      "%ff",
    ]) {
      for (const part of nameOf(`http://example.org/${path}`).split("/")) {
        expect(part).toMatch(/^[\p{L}\p{N}_-][\p{L}\p{N}._-]*$/u);
        expect(part).not.toMatch(/\.$|^(con|nul)(\.|$)/i);
      }
    }
    expect(nameOf(`http://example.org/${"long/".repeat(100)}`).length).toBeLessThan(180);
    expect(nameOf(`http://example.org/${"x".repeat(1000)}`).length).toBeLessThan(180);
  });

  it("are never the same for two URLs, and no file is where a folder must be", () => {
    const names = new FileNames();
    const paths = [
      "a",
      "a.html",
      "A",
      "A.html",
      "a/",
      "a/index.html",
      "a?x=1",
      "a?x=2",
      "a.html?x=1",
      "a%3A",
      "a-",
      "a.html/b",
      "a.html_/b",
    ];
    const found = paths.map((path) => names.nameOf(`http://example.org/${path}`, "text/html").toLowerCase());
    expect(new Set(found).size).toBe(paths.length);
    for (const name of found) expect(found.some((other) => other.startsWith(`${name}/`))).toBe(false);
    expect(names.nameOf("http://example.org/a", "text/html").toLowerCase()).toBe(found[0]);
  });
});

describe("A page", () => {
  const read = (html: string, charset: string | null = "utf-8"): ReturnType<typeof readPage> =>
    readPage(Buffer.from(html), "http://example.org/a/", charset);

  it("gives its title and its links, relative to its base, each once", () => {
    const { title, links } = read(
      `<head><base href="/base/"><title>a &amp;\n b</title></head>
       <a href="x">1</a><a href="x#y">2</a><a href="http://other.org">3</a><area href="/z"><a>4</a><a href="http://[">5</a>`,
    );
    expect(title).toBe("a & b");
    expect(links).toEqual(["http://example.org/base/x", "http://other.org/", "http://example.org/z"]);
  });

  it("may ask not to follow its links, or one of them", () => {
    expect(read(`<a rel="external NoFollow" href="/a">a</a><a href="/b">b</a>`).links).toEqual([
      "http://example.org/b",
    ]);
    expect(read(`<meta name="ROBOTS" content="noindex, nofollow"><a href="/a">a</a>`).links).toEqual([]);
  });

  it("is read in its own encoding", () => {
    const page = Buffer.from([...Buffer.from("<title>"), 0xcf, 0xf0, 0xe8, ...Buffer.from("</title>")]);
    expect(readPage(page, "http://a/", "windows-1251").title).toBe("При");
  });

  it("that is no HTML at all has no links", () => {
    expect(read("\0\u{1}<<<>>>")).toEqual({ title: null, links: [] });
    expect(read("")).toEqual({ title: null, links: [] });
  });
});

describe("Retry-After", () => {
  it("is a number of seconds or a date", () => {
    const now = Date.parse("Sun, 22 Nov 2026 12:00:00 GMT");
    expect(retryAfter("12", now)).toBe(12);
    expect(retryAfter("Sun, 22 Nov 2026 12:00:05 GMT", now)).toBe(5);
    expect(retryAfter("Sun, 22 Nov 2026 11:00:00 GMT", now)).toBe(0);
    expect(retryAfter("soon", now)).toBeNull();
    expect(retryAfter(null, now)).toBeNull();
  });
});

describe("The frontier", () => {
  it("knows each page once, and whom a URL belongs to", () => {
    const frontier = new Frontier(2);
    const page = (url: string) => ({ url, depth: 0, site: null });
    const [a, b, c] = [page("http://a/"), page("http://b/"), page("http://c/")];
    expect([a, a, b, c].map((one) => frontier.find(one))).toEqual([true, false, true, true]);
    expect([a, b, c].map((one) => frontier.enqueue(one) !== null)).toEqual([true, true, false]);
    expect(frontier.claim("http://a/", a)).toBe(true);
    expect(frontier.claim("http://a/", b)).toBe(false);
    expect(frontier.claim("http://new/", b)).toBe(true);
    expect(frontier.claim("http://new/", a)).toBe(false);
    frontier.finish(a);
    expect([frontier.known, frontier.unfinished]).toEqual([2, ["http://b/"]]);
  });
});

const record: PageRecord = {
  url: "http://a/",
  finalUrl: "http://a/",
  status: 200,
  outcome: "ok",
  bytes: 1234,
  seconds: 0.5,
  title: null,
  error: null,
  note: null,
  file: null,
  depth: 0,
};

const counts: Counts = { known: 9, done: 3, ok: 2, failed: 1, skipped: 0, resumed: 0, bytes: 4_560_000 };

describe("What people are shown", () => {
  it("is a line a page", () => {
    expect(lineOf(record)).toBe("ok      200   0.50 s    1.2 kB  http://a/");
    expect(
      lineOf({ ...record, outcome: "failed", status: null, error: "it took too long", finalUrl: "http://b/" }),
    ).toBe("failed  ---   0.50 s    1.2 kB  http://a/ -> http://b/  (it took too long)");
  });

  it("is a summary, with what is not done", () => {
    expect(summaryText({ ...counts, seconds: 1.25, unfinished: [] })).toBe(
      "3 pages in 1.3 s: 2 ok, 1 failed, 0 skipped; 4.6 MB",
    );
    const unfinished = ["a", "b", "c", "d", "e", "f", "g"];
    expect(summaryText({ ...counts, resumed: 4, seconds: 1, unfinished }).split("\n")).toEqual([
      "stopped: 3 pages in 1.0 s: 2 ok, 1 failed, 0 skipped, 4 done before; 4.6 MB",
      "not done: 7 pages",
      ...["a", "b", "c", "d", "e"].map((url) => `  ${url}`),
      "  and 2 more",
    ]);
  });

  it("is sizes as people read them", () => {
    expect([0, 999, 1000, 9_940, 12_345, 999_499, 999_600, 5_000_000_000].map(sizeText)).toEqual([
      "0 B",
      "999 B",
      "1.0 kB",
      "9.9 kB",
      "12 kB",
      "999 kB",
      "1.0 MB",
      "5.0 GB",
    ]);
  });

  it("is a bar in a terminal that never is wider than that, with what failed above it", () => {
    const written: string[] = [];
    class Terminal extends Writable {
      readonly isTTY = true;
      readonly columns = 60;
      override _write(text: Buffer, _encoding: string, done: () => void): void {
        written.push(text.toString());
        done();
      }
    }
    const bar = new BarDisplay(new Terminal());
    bar.onStart(`http://a/${"x".repeat(100)}`, counts);
    bar.onPage({ ...record, outcome: "failed", error: "HTTP 404" }, counts);
    bar.stop();
    const text = written.join("");
    expect(text).toContain("3/9  4.6 MB");
    expect(text).toContain("http://a/  (HTTP 404)\n");
    // oxlint-disable-next-line no-control-regex -- control sequences are what goes
    for (const line of text.split(/\x1b\[[0-9?]*[A-Za-z]|\n/))
      if (line.includes("3/9")) expect(line.length).toBeLessThan(60);
    expect(text.endsWith("\n")).toBe(false);
    expect(text).toContain("\u{1b}[?25h");
  });
});
