// Scrapes with real sockets and files: what is fetched, what is kept, what is told, and what goes wrong.

import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { CancelledError, type Coroutine, ValueError, createTask, run, sleep, wait } from "tsyncio";

import { afterEach, describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { OutputError, type PageRecord, type ScrapeOptions, type Summary, scrape, startDemoSite } from "../src/index.ts";
import { Ear, Things, endless, filesBelow, inTurn, page, recordsIn, reset, status, truncated } from "./support/web.ts";

const things = new Things();

/** For what takes its time where many tests run at once. */
const PATIENCE_MS = 60_000;

afterEach(() => things.clear());

/** Scrape, with tiny waits. */
async function doScrape(options: ScrapeOptions, ear: Ear = new Ear()): Promise<Ear> {
  await run(async () => void (await scrape({ retryDelay: 0.001, ...options }, ear)));
  return ear;
}

describe("A scrape", () => {
  it("reads the pages it is given, keeps them, and tells of each", async () => {
    const web = await things.web({ "/": page("  The\n front "), "/a/b?x=1": page("b"), "/data.json": "{}" });
    const out = await things.folder();
    const ear = await doScrape({ urls: [web.url, web.at("/a/b?x=1"), web.at("/data.json#part")], out });
    const host = web.url.slice("http://".length).replace(":", "_");
    const files = await filesBelow(out);
    expect(files).toHaveLength(3);
    expect(files).toContain(`${host}/index.html`);
    expect(files).toContain(`${host}/data.json.html`);
    expect(await readFile(path.join(out, ear.about("x=1").file ?? ""), "utf8")).toBe(page("b"));
    expect(ear.about(":" + host.split("_")[1] + "/")).toMatchObject({
      url: `${web.url}/`,
      finalUrl: `${web.url}/`,
      status: 200,
      outcome: "ok",
      bytes: page("  The\n front ").length,
      title: "The front",
      error: null,
      depth: 0,
    });
    expect(ear.summary).toMatchObject({ known: 3, done: 3, ok: 3, failed: 0, skipped: 0, unfinished: [] });
  });

  it("can be yielded in a generator", async () => {
    const web = await things.web({ "/": page("front") });
    const summary = await run(function* (): Coroutine<Summary> {
      return yield* scrape({ urls: [web.url] });
    });
    expect(summary).toMatchObject({ ok: 1, bytes: page("front").length });
  });

  it("asks for each page once, however often it is linked, and however it is written", async () => {
    const web = await things.web({
      "/": page("front", "/a", "/a#top", "a", "./b/../a", "/?", "/b"),
      "/a": page("a", "/", "/b", "/a"),
      "/b": page("b", "/a"),
    });
    const ear = await doScrape({ urls: [web.url, `${web.url}/#x`], crawl: 9 });
    expect(web.requests.toSorted()).toEqual(["/", "/a", "/b"]);
    expect(ear.records).toHaveLength(3);
  });

  it("goes as deep as it is told, and stays on the site", async () => {
    const other = await things.web({ "/": page("other") });
    const web = await things.web({
      "/": page("0", "/1", other.url, "mailto:me@example.org", "javascript:void 0"),
      "/1": page("1", "/2"),
      "/2": page("2", "/3"),
    });
    const ear = await doScrape({ urls: [web.url], crawl: 2 });
    expect(web.requests).toEqual(["/", "/1", "/2"]);
    expect(other.requests).toEqual([]);
    expect(ear.records.map(({ depth }) => depth)).toEqual([0, 1, 2]);
  });

  it("follows only links that match, none that must not, and no more than there may be", async () => {
    const links = ["/good/1", "/good/2", "/good/bad", "/ugly"];
    const web = await things.web({ "/": page("front", ...links) });
    await doScrape({ urls: [web.url], crawl: 1, include: /\/good\//, exclude: /bad/ });
    expect(web.requests.toSorted()).toEqual(["/", "/good/1", "/good/2"]);
    const ear = await doScrape({ urls: [web.url], crawl: 1, maxPages: 2 });
    expect(ear.summary).toMatchObject({ known: 2, done: 2, unfinished: [] });
  });

  it("asks no more at once than it may", async () => {
    const urls = Array.from({ length: 12 }, (_, index) => `/${index}`);
    const slowly = (title: string) => (_request: unknown, response: { end(text: string): void }) =>
      void setTimeout(() => response.end(title), 40);
    const pages = Object.fromEntries(urls.map((url) => [url, slowly(url)]));
    const [one, two] = [await things.web(pages), await things.web(pages)];
    await doScrape({ urls: [...urls.map((url) => one.at(url)), ...urls.map((url) => two.at(url))], perHost: 3 });
    expect([one.requests.length, two.requests.length]).toEqual([12, 12]);
    expect([one.mostAtOnce, two.mostAtOnce]).toEqual([3, 3]);
    const [three, four] = [await things.web(pages), await things.web(pages)];
    const all = [three.at("/0"), four.at("/0"), three.at("/1"), four.at("/1")];
    await doScrape({ urls: all, perHost: 9, concurrency: 1 });
    expect([three.mostAtOnce, four.mostAtOnce]).toEqual([1, 1]);
  });

  it("follows redirects, and does not read a page twice that several lead to", async () => {
    const there = { Location: "/there" };
    const web = await things.web({
      "/a": status(301, there),
      "/b": status(302, there),
      "/there": page("there"),
      "/loop": status(302, { Location: "/loop" }),
      "/nowhere": status(302, { Location: "ftp://example.org/" }),
    });
    const ear = await doScrape({ urls: ["/a", "/b", "/loop", "/nowhere"].map((end) => web.at(end)), perHost: 1 });
    expect(ear.about("/a")).toMatchObject({ finalUrl: web.at("/there"), status: 200, outcome: "ok", title: "there" });
    expect(ear.about("/b")).toMatchObject({ finalUrl: web.at("/there"), outcome: "skipped" });
    expect(ear.about("/b").note).toBe("it redirects to a page that is there already");
    expect(ear.about("/loop").error).toBe("there are more than 10 redirects");
    expect(ear.about("/nowhere").error).toContain('"ftp://example.org/"');
    expect(web.requests.filter((url) => url === "/there")).toHaveLength(1);
  });
});

describe("A scrape that meets robots.txt", () => {
  const robots =
    (text: string) =>
    (_request: unknown, response: { end(text: string): void }): void =>
      response.end(text);

  it("leaves alone what it disallows, behind redirects, too, unless it is told to ignore it", async () => {
    const web = await things.web({
      "/robots.txt": robots("User-agent: nosy\nDisallow: /\n\nUser-agent: *\nDisallow: /private/\n"),
      "/": page("front", "/private/a", "/way"),
      "/way": status(302, { Location: "/private/b" }),
      "/private/a": page("a"),
    });
    const ear = await doScrape({ urls: [web.url], crawl: 1 });
    expect(web.requests.toSorted()).toEqual(["/", "/way"]);
    expect(ear.about("/private/a")).toMatchObject({
      outcome: "skipped",
      note: "robots.txt disallows it",
      status: null,
    });
    expect(ear.about("/way")).toMatchObject({ outcome: "skipped", note: "robots.txt disallows it" });
    expect((await doScrape({ urls: [web.url], userAgent: "Nosy/1.0" })).summary).toMatchObject({ ok: 0, skipped: 1 });
    expect((await doScrape({ urls: [web.at("/private/a")], ignoreRobots: true })).summary).toMatchObject({ ok: 1 });
  });

  it("takes all for disallowed if it cannot be read, and finds that out once", async () => {
    let asked = 0;
    const web = await things.web({
      "/robots.txt": (_request, response) => {
        asked += 1;
        response.writeHead(500).end();
      },
      "/a": page("a"),
      "/b": page("b"),
    });
    const ear = await doScrape({ urls: [web.at("/a"), web.at("/b")], retries: 1 });
    expect(web.requests).toEqual([]);
    expect(asked).toBe(2);
    expect(ear.records.map(({ error }) => error)).toEqual(Array(2).fill("robots.txt cannot be read: HTTP 500"));
  });

  it("keeps the distance between requests that it asks for", async () => {
    const times: number[] = [];
    const note = (_request: unknown, response: { end(): void }): void => {
      times.push(performance.now());
      response.end();
    };
    const web = await things.web({
      "/robots.txt": robots("User-agent: *\nCrawl-delay: 0.05\n"),
      "/a": note,
      "/b": note,
      "/c": note,
    });
    await doScrape({ urls: ["/a", "/b", "/c"].map((end) => web.at(end)) });
    expect(times).toHaveLength(3);
    expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(50);
  });
});

describe("A scrape that meets trouble", () => {
  it("tries again after a reset, a page that broke off, and a server that is busy, as long as that asks for", async () => {
    const out = await things.folder();
    const web = await things.web({
      "/reset": inTurn(reset, page("r")),
      "/half": inTurn(truncated, page("h")),
      "/busy": inTurn(status(503), status(429, { "Retry-After": "0.01" }), page("b")),
    });
    const ear = await doScrape({ urls: ["/reset", "/half", "/busy"].map((end) => web.at(end)), out });
    expect(ear.summary).toMatchObject({ ok: 3, failed: 0 });
    expect(ear.retries).toHaveLength(4);
    const reasons = ear.retries.filter(({ url }) => url.endsWith("/busy")).map(({ reason }) => reason);
    expect(reasons).toEqual(["HTTP 503", "HTTP 429"]);
    expect(ear.retries.find(({ reason }) => reason === "HTTP 429")?.seconds).toBe(0.01);
    expect(await readFile(path.join(out, ear.about("/half").file ?? ""), "utf8")).toBe(page("h"));
    expect(await filesBelow(out)).toHaveLength(3);
  });

  it(
    "gives up what does not get better, and what is too slow or too long, and leaves no file of it",
    async () => {
      const out = await things.folder();
      const web = await things.web({
        "/reset": reset,
        "/half": truncated,
        "/busy": status(503),
        "/gone": status(410),
        "/endless": endless,
        "/long": page("x".repeat(3000)),
      });
      const ends = ["/reset", "/half", "/busy", "/gone", "/endless", "/long"];
      const options = { urls: ends.map((end) => web.at(end)), out, retries: 1, timeout: 1, maxBytes: 2000 };
      const ear = await doScrape(options);
      expect(Object.fromEntries(ends.map((end) => [end, ear.about(end).error]))).toEqual({
        "/reset": "the connection was reset",
        "/half": "the page broke off before its end",
        "/busy": "HTTP 503 Service Unavailable",
        "/gone": "HTTP 410 Gone",
        "/endless": "it took too long",
        "/long": "it is longer than 2000 bytes",
      });
      expect(web.requests.filter((url) => url === "/gone" || url === "/long")).toHaveLength(2);
      expect(web.requests).toHaveLength(10);
      expect(await filesBelow(out)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it("does not wait for a server that asks for too much patience", async () => {
    const web = await things.web({ "/": status(503, { "Retry-After": "3600" }) });
    const ear = await doScrape({ urls: [web.url] });
    expect(web.requests).toHaveLength(1);
    expect(ear.summary).toMatchObject({ failed: 1 });
  });

  it("reports hosts that are not there", async () => {
    const web = await things.web({});
    web.close();
    const ear = await doScrape({ urls: [web.url], ignoreRobots: true, retries: 1 });
    expect(ear.records[0]).toMatchObject({ outcome: "failed", status: null, error: "nobody listens there" });
    expect(ear.retries).toHaveLength(1);
  });

  it("stops as a whole, with one error, if the pages or the report cannot be written", async () => {
    const web = await things.web({ "/": page("front", "/a", "/b"), "/a": page("a"), "/b": page("b") });
    const folder = await things.folder();
    const file = path.join(folder, "file");
    await writeFile(file, "");
    const inFile = { urls: [web.url], crawl: 1 };
    await expect(doScrape({ ...inFile, out: path.join(file, "x") })).rejects.toThrow(OutputError);
    await expect(doScrape({ ...inFile, report: path.join(file, "x") })).rejects.toThrow(OutputError);
    await expect(doScrape({ ...inFile, report: folder })).rejects.toThrow(/cannot write .*: it is a folder/);
    expect(web.requests).toEqual([]);
    // A file is where the folder of the host must be.
    await writeFile(path.join(folder, web.url.slice(7).replace(":", "_")), "");
    const report = path.join(folder, "report");
    await expect(doScrape({ ...inFile, out: folder, report })).rejects.toThrow(OutputError);
  });

  it("refuses options that are out of place", async () => {
    for (const options of [
      { urls: ["ftp://x"] },
      { urls: [], concurrency: 0 },
      { urls: [], timeout: 0 },
      { urls: [], crawl: NaN },
      { urls: [], resume: true },
    ])
      await expect(doScrape(options)).rejects.toThrow(ValueError);
  });
});

describe("A scrape that is stopped", () => {
  it("leaves whole files, a report of what is done, and says what is not; another one goes on from there", async () => {
    const folder = await things.folder();
    const where = { out: path.join(folder, "pages"), report: path.join(folder, "report.jsonl") };
    const links = ["/a", "/stuck", "/b"];
    const pages = { "/": page("front", ...links), "/a": page("a", "/deep"), "/b": page("b"), "/deep": page("deep") };
    const web = await things.web({ ...pages, "/stuck": inTurn(endless, page("free")) });
    const ear = new Ear();
    await run(async () => {
      const task = createTask(scrape({ urls: [web.url], crawl: 2, ...where }, ear));
      while (ear.records.length < 4) await sleep(0.002);
      while (!(await filesBelow(where.out)).some((name) => name.endsWith("~"))) await sleep(0.002);
      task.cancel();
      await expect(task).rejects.toThrow(CancelledError);
    });
    expect(ear.summary).toMatchObject({ done: 4, unfinished: [web.at("/stuck")] });
    expect((await filesBelow(where.out)).map((name) => path.posix.basename(name))).toEqual([
      "a.html",
      "b.html",
      "deep.html",
      "index.html",
    ]);
    expect(await recordsIn(where.report)).toEqual(ear.records);
    web.requests.length = 0;
    const again = await doScrape({ urls: [web.url], crawl: 2, ...where, resume: true });
    expect(web.requests).toEqual(["/stuck"]);
    expect(again.summary).toMatchObject({ ok: 1, resumed: 4, unfinished: [] });
    expect(await recordsIn(where.report)).toHaveLength(5);
    web.requests.length = 0;
    await doScrape({ urls: [web.url], crawl: 2, ...where, resume: true });
    expect(web.requests).toEqual([]);
  });

  it(
    "is consistent wherever the cancellation lands",
    async () => {
      const links = Array.from({ length: 8 }, (_, index) => `/${index}`);
      const body = (title: string): string => page(title, ...links).padEnd(100_000);
      const pages = Object.fromEntries(["/", ...links].map((url) => [url, body(url)]));
      const web = await things.web(pages);
      const stops = new Set<number>();
      for (let round = 0; round < 27; round += 1) {
        const folder = await things.folder();
        const where = { out: path.join(folder, "pages"), report: path.join(folder, "report.jsonl") };
        const ear = new Ear();
        await run(async () => {
          const task = createTask(scrape({ urls: [web.url], crawl: 1, ...where }, ear));
          while (ear.records.length < round % 9) await sleep(0);
          for (let steps = 0; steps < round * 3; steps += 1) await sleep(0);
          task.cancel();
          await wait([task]);
        });
        stops.add(ear.records.length);
        for (const name of await filesBelow(where.out)) {
          expect(await readFile(path.join(where.out, name), "utf8")).toHaveLength(100_000);
          expect(name.endsWith(".html")).toBe(true);
        }
        const records = existsSync(where.report) ? await recordsIn(where.report) : [];
        expect(records).toEqual(ear.records);
        for (const { file } of records) expect(existsSync(path.join(where.out, file ?? "?"))).toBe(true);
      }
      expect(stops.size).toBeGreaterThan(1);
    },
    PATIENCE_MS,
  );

  it("has in its report what it told of last, even if that is what stopped it", async () => {
    const report = path.join(await things.folder(), "report.jsonl");
    const web = await things.web({ "/": page("front", "/a", "/b"), "/a": page("a"), "/b": page("b") });
    const told: PageRecord[] = [];
    await run(async () => {
      const onPage = (record: PageRecord): void => {
        told.push(record);
        task.cancel();
      };
      const task = createTask(scrape({ urls: [web.url], crawl: 1, report }, { onPage }));
      await expect(task).rejects.toThrow(CancelledError);
    });
    expect(told.length).toBeGreaterThan(0);
    expect(await recordsIn(report)).toEqual(told);
  });

  it("is not told that it is done before it is: a failure that may pass is tried again, a lasting one is not", async () => {
    const report = path.join(await things.folder(), "report.jsonl");
    const web = await things.web({ "/busy": inTurn(status(503), page("b")), "/gone": status(404) });
    const urls = [web.at("/busy"), web.at("/gone")];
    await doScrape({ urls, report, retries: 0 });
    const again = await doScrape({ urls, report, resume: true });
    expect(web.requests.toSorted()).toEqual(["/busy", "/busy", "/gone"]);
    expect(again.summary).toMatchObject({ ok: 1, resumed: 1, done: 1 });
  });

  it("goes on after a line of the report that is not whole, and deeper than before if it is told", async () => {
    const report = path.join(await things.folder(), "report.jsonl");
    const web = await things.web({ "/": page("0", "/1"), "/1": page("1", "/2"), "/2": page("2") });
    await doScrape({ urls: [web.url], crawl: 1, report });
    await writeFile(report, `${await readFile(report, "utf8")}{"url":"http://127`);
    web.requests.length = 0;
    await doScrape({ urls: [web.url], crawl: 2, report, resume: true });
    expect(web.requests).toEqual(["/1", "/2"]);
    const lines = (await readFile(report, "utf8")).split("\n");
    expect(lines[2]).toBe('{"url":"http://127');
    expect(lines).toHaveLength(6);
  });
});

describe("The demo's site", () => {
  it("has all that a scraper meets, and goes when it is closed", async () => {
    const ear = new Ear();
    await run(async () => {
      const site = await startDemoSite({ slowSeconds: 0.01, busySeconds: 0.01, bigBytes: 200_000 });
      await scrape({ urls: [site.url], crawl: 3, retryDelay: 0.001 }, ear);
      await site.close();
      await site.close();
      const after = await scrape({ urls: [site.url], retries: 0 });
      expect(after.failed).toBe(1);
    });
    expect(ear.summary).toMatchObject({ done: 38, ok: 36, failed: 1, skipped: 1 });
    expect(ear.about("/gone").error).toBe("HTTP 404 Not Found");
    expect(ear.about("/private/diary").outcome).toBe("skipped");
    expect(ear.about("/moved").finalUrl).toMatch(/\/here$/);
    expect(ear.about("/big").bytes).toBe(200_000);
    expect(ear.retries.map(({ url }) => new URL(url).pathname).toSorted()).toEqual(["/busy", "/shaky"]);
  });
});
