// The command line as a process of its own: input, output in a pipe, exit codes, Ctrl-C.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { afterEach, describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import type { PageRecord } from "../src/index.ts";
import { Things, endless, filesBelow, page, recordsIn, scraper, status } from "./support/web.ts";

const things = new Things();

afterEach(() => things.clear());

/** Processes take their time to start where many run at once. */
const PATIENCE_MS = 60_000;

const recordsOf = (stdout: string): PageRecord[] =>
  stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as PageRecord);

describe("The scraper's command line", () => {
  it(
    "writes the report to the standard output, and plain lines for people to the standard error",
    async () => {
      const web = await things.web({ "/": page("front", "/a"), "/a": page("a") });
      const { code, stdout, stderr } = await scraper([web.url, "--crawl", "1", "--report", "-"]);
      expect(code).toBe(0);
      expect(recordsOf(stdout).map(({ title }) => title)).toEqual(["front", "a"]);
      const lines = stderr.trim().split("\n");
      expect(lines).toHaveLength(3);
      expect(lines[1]).toMatch(new RegExp(`^ok {6}200 .* s +\\d+ B {2}${web.url}/a$`));
      expect(lines[2]).toMatch(/^2 pages in \d+\.\d s: 2 ok, 0 failed, 0 skipped; \d+ B$/);
      expect(stderr.includes("\u{1b}") || stderr.includes("\r")).toBe(false);
    },
    PATIENCE_MS,
  );

  it(
    "takes URLs from a file, or from what is piped in",
    async () => {
      const web = await things.web({ "/a": page("a"), "/b": page("b") });
      const list = `# two pages\n\n${web.at("/a")}\r\n  ${web.at("/b").slice("http://".length)}`;
      const file = path.join(await things.folder(), "list.txt");
      await writeFile(file, list);
      for (const { args, input } of [
        { args: [], input: list },
        { args: ["--file", "-"], input: list },
        { args: ["--file", file], input: "" },
      ]) {
        const { code, stdout } = await scraper([...args, "--quiet", "--report", "-"], { input });
        expect(code).toBe(0);
        expect(new Set(recordsOf(stdout).map(({ title }) => title))).toEqual(new Set(["a", "b"]));
      }
    },
    PATIENCE_MS,
  );

  it(
    "fails if a page does, and when it is quiet says only that",
    async () => {
      const web = await things.web({ "/": page("front"), "/gone": status(404) });
      const { code, stdout, stderr } = await scraper([web.url, web.at("/gone"), "--quiet"]);
      expect(code).toBe(1);
      expect(stdout).toBe("");
      expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(/^failed {2}404 .*\(HTTP 404 Not Found\)$/)]);
    },
    PATIENCE_MS,
  );

  it(
    "says in one line what is wrong with its arguments",
    async () => {
      const file = path.join(await things.folder(), "list.txt");
      await writeFile(file, "http://example.org/\nftp://example.org/\n");
      const binary = path.join(path.dirname(file), "binary");
      await writeFile(binary, Uint8Array.of(0x68, 0xff, 0xfe));
      const wrong: [string[], RegExp][] = [
        [["--bogus"], /^scraper: unknown option '--bogus'$/],
        [["--concurrency", "0", "x"], /^scraper: .*--concurrency <number>'.*whole number, 1 or more\.$/],
        [["--timeout", "0", "x"], /above 0/],
        [["--delay", "-1", "x"], /number of seconds/],
        [["--include", "(", "x"], /regular expression/],
        [["--report"], /argument missing/],
        [["ftp://example.org"], /^scraper: argument: "ftp:\/\/example\.org" is not a URL of the web$/],
        [["--file", file], /^scraper: line 2 of .*list\.txt: "ftp:/],
        [["--file", `${file}.not`], /^scraper: cannot read .*: there is no such file or folder$/],
        [["--file", path.dirname(file)], /^scraper: cannot read .*: it is a folder$/],
        [["--file", binary], /^scraper: .*binary is no text in UTF-8$/],
        [["--demo", "x"], /its own site/],
        [["--resume", "x"], /--resume needs a --report/],
        [[], /^scraper: there is no URL/],
      ];
      const endings = await Promise.all(wrong.map(([args]) => scraper(args)));
      for (const [index, { code, stdout, stderr }] of endings.entries()) {
        expect({ args: wrong[index]?.[0], code, stdout }).toEqual({ args: wrong[index]?.[0], code: 2, stdout: "" });
        expect(stderr.trim()).toMatch(wrong[index]?.[1] ?? /^$/);
        expect(stderr.trim().split("\n")).toHaveLength(1);
      }
    },
    PATIENCE_MS,
  );

  it(
    "says in one line that it cannot write, and asks for nothing",
    async () => {
      const web = await things.web({ "/": page("front") });
      const file = path.join(await things.folder(), "file");
      await writeFile(file, "");
      for (const option of ["--out", "--report"]) {
        const { code, stderr } = await scraper([web.url, option, path.join(file, "x")]);
        expect(code).toBe(1);
        expect(stderr).toMatch(/^scraper: cannot write .*\n$/);
      }
      expect(web.requests).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    "stops when nobody reads the report any more",
    async () => {
      const links = Array.from({ length: 50 }, (_, index) => `/${index}`);
      const web = await things.web({ "/": page("front", ...links), "/49": endless });
      const args = [web.url, "--crawl", "1", "--report", "-"];
      const { code, stderr } = await scraper(args, { meanwhile: (_said, _kill, unread) => unread() });
      expect(code).toBe(1);
      expect(stderr).toContain("\nstopped: ");
    },
    PATIENCE_MS,
  );

  for (const [signal, exitCode] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    it(
      `stops cleanly at ${signal}, says what is not done, and goes on from there the next time`,
      async () => {
        const folder = await things.folder();
        const [out, report] = [path.join(folder, "pages"), path.join(folder, "report.jsonl")];
        let answer = endless;
        const web = await things.web({
          "/": page("front", "/a", "/stuck"),
          "/a": page("a"),
          "/stuck": (request, response) => answer(request, response),
        });
        const args = [web.url, "--crawl", "1", "--out", out, "--report", report];
        let isAsked = false;
        const first = await scraper(args, {
          meanwhile: (said, kill) => {
            if (!isAsked && said.includes(web.at("/a"))) kill(signal);
            isAsked ||= said.includes(web.at("/a"));
          },
        });
        expect(first.code).toBe(exitCode);
        expect(first.stderr).toMatch(/\nstopped: 2 pages in .*\nnot done: 1 page\n {2}http.*\/stuck\n$/);
        expect((await filesBelow(out)).filter((name) => name.endsWith("~"))).toEqual([]);
        expect(await recordsIn(report)).toHaveLength(2);
        answer = (_request, response) => response.end("free");
        web.requests.length = 0;
        const second = await scraper([...args, "--resume"]);
        expect(second.code).toBe(0);
        expect(second.stderr).toContain("1 page in ");
        expect(second.stderr).toContain("2 done before");
        expect(web.requests).toEqual(["/stuck"]);
      },
      PATIENCE_MS,
    );

  it(
    "scrapes a site of its own for the demo",
    async () => {
      const folder = await things.folder();
      const report = path.join(folder, "report.jsonl");
      const { code, stderr } = await scraper(["--demo", "--out", path.join(folder, "pages"), "--report", report]);
      expect(code).toBe(0);
      expect(stderr).toMatch(/\n38 pages in \d+\.\d s: 36 ok, 1 failed, 1 skipped; 3\.0 MB\n$/);
      const records = await recordsIn(report);
      const kept = records.filter(({ file }) => file !== null);
      expect(await filesBelow(path.join(folder, "pages"))).toHaveLength(kept.length);
      for (const { file, bytes } of kept)
        expect(await readFile(path.join(folder, "pages", file ?? ""))).toHaveLength(bytes);
    },
    PATIENCE_MS,
  );

  it(
    "shows its help",
    async () => {
      const { code, stdout, stderr } = await scraper(["--help"]);
      expect(code).toBe(0);
      expect(stdout).toContain("Usage: scraper [options] [urls...]");
      expect(stdout).toContain("Exit codes:");
      expect(stderr).toBe("");
    },
    PATIENCE_MS,
  );
});
