// copyTree() on real folders: what it keeps, what it leaves alone, and what it does about faults.

import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import process from "node:process";

import { CancelledError, createTask, run, sleep } from "tsyncio";

import { afterEach, beforeEach, describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { type Progress, UnsuitablePath, copyTree } from "../src/copy_tree.ts";
import { Place, sha256 } from "./support/trees.ts";

/** Threads take their time to start where much else runs. */
const PATIENCE_MS = 60_000;

let place = new Place();
beforeEach(() => {
  place = new Place();
});
afterEach(() => {
  place.remove();
});

const copy = (options = {}) => run(copyTree(place.at("source"), place.at("target"), options));

describe("copyTree()", () => {
  it("copies files, links and empty folders with their permissions and times", async () => {
    place.write({
      "source/a.txt": "a",
      "source/deep/er/b.bin": Buffer.alloc(3_000_000, "b"),
      "source/deep/empty": "",
      "source/empty folder/": "",
      "source/ünï😀.txt": "named",
    });
    symlinkSync("a.txt", place.at("source/link"));
    symlinkSync("nowhere", place.at("source/broken"));
    symlinkSync("deep", place.at("source/linked folder"));
    lutimesSync(place.at("source/link"), 1000, 2000);
    chmodSync(place.at("source/a.txt"), 0o640);
    chmodSync(place.at("source/deep/er/b.bin"), 0o500);
    utimesSync(place.at("source/a.txt"), 1000.5, 2000.25);
    chmodSync(place.at("source/empty folder"), 0o755);
    utimesSync(place.at("source/deep/er"), 3000, 4000);
    utimesSync(place.at("source/deep"), 5000, 6000);

    const result = await copy({ fsync: true });
    expect(place.list("target")).toEqual(place.list("source"));
    expect(result).toMatchObject({ copied: 4, bytes: 3_000_006, skipped: 0, folders: 4, links: 3 });
    expect(result).toMatchObject({ leftOut: [], failures: [], gaveUp: null });
  });

  it("tells the checksum of each file", async () => {
    place.write({ "source/a": "a", "source/b/c": Buffer.alloc(2_500_000, "c") });
    const { checksums } = await copy();
    expect(Object.fromEntries(checksums)).toEqual({ a: sha256("a"), "b/c": sha256(Buffer.alloc(2_500_000, "c")) });
    const { checksums: none } = await copy({ checksum: false });
    expect([...none.values()].every((checksum) => checksum === "")).toBe(true);
  });

  it("copies a tree of many files, whatever the number of threads", { timeout: PATIENCE_MS }, async () => {
    const files = Array.from({ length: 300 }, (_, index) => [`source/${index % 7}/${index}`, `content ${index}`]);
    place.write(Object.fromEntries(files) as Record<string, string>);
    const seen: Progress[] = [];
    for (const jobs of [1, 2, 5]) {
      const result = await run(
        copyTree(place.at("source"), place.at(`target ${jobs}`), {
          jobs,
          verify: true,
          onProgress: (progress) => seen.push(progress),
          interval: 0.001,
        }),
      );
      expect(result.copied).toBe(300);
      expect(place.list(`target ${jobs}`)).toEqual(place.list("source"));
      const bytes = result.bytes;
      expect(seen.at(-1)).toEqual({ files: 300, totalFiles: 300, bytes, totalBytes: bytes });
      const counts = seen.splice(0).map((progress) => progress.bytes);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    }
  });

  it("replaces files, and with `update` leaves those alone that are the same", async () => {
    place.write({ "source/a": "new a", "source/b": "b", "target/a": "old", "target/other": "stays" });
    await copy();
    expect(readFileSync(place.at("target/a"), "utf8")).toBe("new a");
    expect(readFileSync(place.at("target/other"), "utf8")).toBe("stays");
    writeFileSync(place.at("source/b"), "B");
    utimesSync(place.at("source/b"), 10_000, 10_000);
    const result = await copy({ update: true });
    expect(result).toMatchObject({ copied: 1, skipped: 1 });
    expect(readFileSync(place.at("target/b"), "utf8")).toBe("B");
  });

  it("refuses folders that it cannot copy, before it makes anything", async () => {
    place.write({ "source/inner/": "", file: "" });
    const refused = async (source: string, target: string): Promise<string> => {
      const error: unknown = await run(copyTree(place.at(source), place.at(target))).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnsuitablePath);
      return (error as Error).message.replace(place.path, "");
    };
    symlinkSync("source", place.at("alias"));
    expect(await refused("none", "target")).toBe("there is no such folder: /none");
    expect(await refused("file", "target")).toBe("the source is no folder: /file");
    expect(await refused("source", "file")).toBe("the target is no folder: /file");
    expect(await refused("source", "alias")).toBe("source and target are the same folder: /source");
    expect(await refused("source", "source/inner/new")).toBe("the target is within the source: /source/inner/new");
    expect(await refused("source", "alias/new")).toBe("the target is within the source: /alias/new");
    expect(await refused("source/inner", "source")).toBe("the source is within the target: /source/inner");
    expect(place.names("")).toEqual(["alias", "file", "source", "source/inner"]);
    expect(() => copyTree("a", "b", { jobs: 0 })).toThrow("jobs must be a whole number, 1 or more, got 0");
    expect(() => copyTree("a", "b", { interval: 0 })).toThrow("interval must be a number of seconds above 0, got 0");
  });

  it("tells what it could not copy, copies the rest, and leaves no temporary file", async () => {
    place.write({ "source/a": "a", "source/b": "b", "source/folder/c": "c", "source/x/d": "d" });
    // In the way: a folder where a file should go, a file and a link where a folder should go.
    place.write({ "target/b/in the way": "", "target/folder": "a file", "elsewhere/": "" });
    symlinkSync(place.at("elsewhere"), place.at("target/x"));
    const result = await copy();
    expect(result.failures.map(({ path, code }) => `${path}: ${code}`).toSorted()).toEqual([
      "b: EISDIR",
      "folder: OCCUPIED",
      "x: OCCUPIED",
    ]);
    expect(place.names("target")).toEqual(["a", "b", "b/in the way", "folder", "x"]);
    expect(place.names("elsewhere")).toEqual([]);
  });

  it("notices a file that is changed while it is copied, and one that vanishes", { timeout: PATIENCE_MS }, async () => {
    place.write({ "source/big": Buffer.alloc(40_000_000), "source/small": "small", "source/zz gone": "" });
    let isChanged = false;
    const result = await run(
      copyTree(place.at("source"), place.at("target"), {
        jobs: 1,
        interval: 0.0005,
        onProgress: ({ bytes, totalBytes }) => {
          if (isChanged || bytes === 0 || bytes === totalBytes) return;
          isChanged = true;
          appendFileSync(place.at("source/big"), "more");
          unlinkSync(place.at("source/zz gone"));
        },
      }),
    );
    expect(isChanged).toBe(true);
    expect(result.failures.map(({ path, code }) => `${path}: ${code}`).toSorted()).toEqual([
      "big: CHANGED",
      "zz gone: ENOENT",
    ]);
    expect(place.names("target")).toEqual(["small"]);
    expect(result.bytes).toBe(5);
  });

  it("when cancelled, stops soon, keeps what is whole and removes what is not", { timeout: PATIENCE_MS }, async () => {
    place.write({ "source/a": "a", "source/big": Buffer.alloc(200_000_000), "source/zz": "z" });
    const seen: Progress[] = [];
    await run(async () => {
      const task = createTask(
        copyTree(place.at("source"), place.at("target"), { jobs: 1, interval: 0.001, onProgress: (p) => seen.push(p) }),
      );
      while (!seen.some(({ bytes }) => bytes > 1_000_000)) await sleep(0.001);
      task.cancel();
      await expect(Promise.resolve(task)).rejects.toBeInstanceOf(CancelledError);
    });
    expect(place.names("target").filter((name) => name !== "a")).toEqual([]);
    // Of the file that was given up, nothing counts.
    expect(seen.at(-1)?.bytes).toBeLessThan(10);
    const again = await copy({ update: true });
    expect(again.failures).toEqual([]);
    expect(place.names("target")).toEqual(["a", "big", "zz"]);
  });

  it("cancelled at any time leaves whole files only", { timeout: PATIENCE_MS }, async () => {
    const files = Array.from({ length: 300 }, (_, index) => [`source/${index % 5}/${index}`, "x".repeat(5000)]);
    place.write(Object.fromEntries(files) as Record<string, string>);
    for (let turns = 0; turns < 30; turns += 3) {
      await run(async () => {
        const task = createTask(copyTree(place.at("source"), place.at("target"), { jobs: 2 }));
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => void setTimeout(resolve, 1));
        task.cancel();
        await Promise.resolve(task).then(
          () => {},
          (error: unknown) => expect(error).toBeInstanceOf(CancelledError),
        );
      });
      for (const line of place.list("target")) expect(line).toMatch(/^\S+ (?:folder|\d+ \d+ x{5000}$)/);
    }
    await copy({ update: true });
    expect(place.list("target")).toEqual(place.list("source"));
  });
});

describe.runIf(process.platform !== "win32")("copyTree() on POSIX", () => {
  it("leaves out what is no file", async () => {
    mkdirSync(place.at("source"));
    expect(spawnSync("mkfifo", [place.at("source/pipe")]).status).toBe(0);
    expect(await copy()).toMatchObject({ copied: 0, leftOut: ["pipe"], failures: [] });
  });
});
