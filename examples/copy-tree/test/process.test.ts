// The command line as a process of its own: what it says, its exit codes, Ctrl-C, and faults of the system.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { LineDisplay } from "../src/display.ts";
import { Place, sha256 } from "./support/trees.ts";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const PATIENCE_MS = 60_000;
const isPosix = process.platform !== "win32";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let place = new Place();
beforeEach(() => {
  place = new Place();
});
afterEach(() => {
  place.remove();
});

function follow(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (stderr += data.toString()));
  return new Promise((resolve) => void child.on("close", (code) => resolve({ code, stdout, stderr })));
}

function copyTree(...args: string[]): Promise<Ended> {
  return follow(spawn(process.execPath, [main, ...args], { cwd: place.path }));
}

describe("copy-tree", () => {
  it("says what it did, and exits with 0", { timeout: PATIENCE_MS }, async () => {
    place.write({ "source/a": "12345", "source/b/c": Buffer.alloc(5000) });
    const { code, stdout, stderr } = await copyTree("source", "target", "--verify", "--checksums", "sums");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^copied and verified 2 files \(4\.9 KiB\), 2 folders and 0 links in \d+\.\d s, \d+\.\d [KM]iB\/s\n$/,
    );
    expect(place.list("target")).toEqual(place.list("source"));
    const lines = `${sha256("12345")}  a\n${sha256(Buffer.alloc(5000))}  b/c\n`;
    expect(readFileSync(place.at("sums"), "utf8")).toBe(lines);
    if (isPosix)
      expect(spawnSync("sha256sum", ["--check", "../sums"], { cwd: place.at("target") }).status ?? 0).toBe(0);
    const again = await copyTree("source", "target", "--update");
    expect(again.stdout).toContain("skipped 2 files that the target has already\n");
    expect(await copyTree("source", "target", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("explains itself, and what is wrong with a command line", { timeout: PATIENCE_MS }, async () => {
    const help = await copyTree("--help");
    expect(help.code).toBe(0);
    expect(help.stdout).toContain("Usage: copy-tree [options] <source> <target>");
    place.write({ "source/": "", file: "" });
    for (const [args, message] of [
      [[], "error: missing required argument 'source'\n"],
      [["source"], "error: missing required argument 'target'\n"],
      [["source", "target", "--jobs", "many"], "It must be a whole number, 1 to 9999.\n"],
      [["source", "target", "--unknown"], "error: unknown option '--unknown'\n"],
      [["none", "target"], "copy-tree: there is no such folder: "],
      [["source", "source/x"], "copy-tree: the target is within the source: "],
      [["file", "target"], "copy-tree: the source is no folder: "],
    ] as const) {
      const { code, stdout, stderr } = await copyTree(...args);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(message);
      expect(stderr.trim().split("\n")).toHaveLength(1);
    }
    expect(place.names("")).toEqual(["file", "source"]);
  });

  it("says which file it could not copy, and exits with 1", { timeout: PATIENCE_MS }, async () => {
    place.write({ "source/a": "a", "source/b": "b", "target/a/x": "" });
    const { code, stdout, stderr } = await copyTree("source", "target");
    expect(code).toBe(1);
    expect(stdout).toContain("copied 1 file (1 byte)");
    expect(stderr).toBe(
      "copy-tree: a: the target has a folder of that name\n" +
        "copy-tree: 1 of the tree could not be copied; run it again with --update to go on\n",
    );
  });
});

describe.runIf(isPosix)("copy-tree on POSIX", () => {
  it("writes down the checksums of files with odd names, too", { timeout: PATIENCE_MS }, async () => {
    place.write({ "source/two\nlines": "1", "source/back\\slash": "2", "source/ plain": "3" });
    expect((await copyTree("source", "target", "--checksums", "sums")).code).toBe(0);
    const lines = [`${sha256("3")}   plain`, `\\${sha256("2")}  back\\\\slash`, `\\${sha256("1")}  two\\nlines`];
    expect(readFileSync(place.at("sums"), "utf8")).toBe(`${lines.join("\n")}\n`);
  });

  it("stops at Ctrl-C, says how far it is, and leaves whole files only", { timeout: PATIENCE_MS }, async () => {
    place.write({ "source/a": "a", "source/b/big": Buffer.alloc(200_000_000), "source/c": "c" });
    const child = spawn(process.execPath, [main, "source", "target", "--jobs", "1", "--verify"], { cwd: place.path });
    const ended = follow(child);
    while (!place.names("target").some((name) => name.endsWith(".copy-tree"))) await pause();
    child.kill("SIGINT");
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /^copy-tree: interrupted: \d of 3 files are copied, whole; run it again with --update to go on\n$/,
    );
    expect(["a", "b", "c"]).toEqual(expect.arrayContaining(place.names("target")));
    expect((await copyTree("source", "target", "--update")).code).toBe(0);
    expect(place.list("target")).toEqual(place.list("source"));
  });

  it("goes on where it may not read, and says so", { timeout: PATIENCE_MS }, async () => {
    place.write({ "source/a": "a", "source/secret": "s", "source/locked/b": "b" });
    chmodSync(place.at("source/secret"), 0o000);
    chmodSync(place.at("source/locked"), 0o000);
    chmodSync(place.path, 0o777);
    // The administrator may read all, so that somebody else has to try.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { code, stderr } = await follow(
      spawn(process.execPath, [main, "source", "target"], { cwd: place.path, ...user }),
    );
    chmodSync(place.at("source/locked"), 0o700);
    expect(code).toBe(1);
    expect(stderr).toContain("copy-tree: secret: permission denied\n");
    expect(stderr).toContain("copy-tree: locked: permission denied\n");
    expect(stderr).toContain("2 of the tree could not be copied");
    chmodSync(place.at("target/locked"), 0o700);
    expect(place.names("target")).toEqual(["a", "locked"]);
  });

  it("removes what the target does not take", { timeout: PATIENCE_MS }, async () => {
    place.write({ "source/a": "a", "source/big": Buffer.alloc(3_000_000), "source/c": "c" });
    // No file may be longer than some hundred kilobytes, and the signal that says so is not heeded.
    const command = `trap '' XFSZ; ulimit -f 512; exec "$0" "$@"`;
    const args = ["-c", command, process.execPath, main, "source", "target"];
    const { code, stderr } = await follow(spawn("sh", args, { cwd: place.path }));
    expect(code).toBe(1);
    expect(stderr).toContain("copy-tree: big: the file is too large for the target\n");
    expect(place.names("target")).toEqual(["a", "c"]);
  });
});

describe("lines of progress", () => {
  it("tell bytes and files in words", () => {
    const lines: string[] = [];
    const display = new LineDisplay({ write: (line: string) => lines.push(line) } as never, 0);
    display.show({ files: 0, totalFiles: 0, bytes: 0, totalBytes: 0 });
    display.show({ files: 1, totalFiles: 2, bytes: 1536, totalBytes: 5 * 1024 ** 3 });
    display.show({ files: 1, totalFiles: 1, bytes: 1, totalBytes: 0 });
    display.end();
    expect(lines).toEqual(["1.5 KiB of 5.0 GiB, 1 of 2 files\n", "1 byte of 0 bytes, 1 of 1 file\n"]);
  });
});

function pause(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
