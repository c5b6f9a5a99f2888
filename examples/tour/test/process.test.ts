// `npm start` as a process of its own: what it prints, its exit code, and that it leaves nothing behind.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";

/** Processes take their time to start where many run at once. */
const PATIENCE_MS = 60_000;

/** Where the process makes its temporary folder. */
let folder = "";
/** That of the test. */
let root = "";
const started: ChildProcess[] = [];

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "tour-test-"));
  folder = root;
});

afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

class TourProcess {
  readonly child: ChildProcess;
  stdout = "";
  stderr = "";
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;

  constructor(...options: string[]) {
    const file = fileURLToPath(new URL("../dist/main.js", import.meta.url));
    const env = { ...process.env, NODE_OPTIONS: "", TMPDIR: folder, TEMP: folder, TMP: folder };
    this.child = spawn(process.execPath, [file, ...options], { env, stdio: "pipe" });
    started.push(this.child);
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => void (this.stdout += text));
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => void (this.stderr += text));
    this.ended = once(this.child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  }

  /** Wait until it has printed `text`. */
  async says(text: string): Promise<void> {
    while (!this.stdout.includes(text)) await once(this.child.stdout as NonNullable<ChildProcess["stdout"]>, "data");
  }
}

describe("npm start", () => {
  it(
    "runs three applications at once, checks what they did, and leaves nothing behind",
    async () => {
      const tour = new TourProcess();
      expect(await tour.ended).toBe(0);
      expect(tour.stderr).toBe("");
      for (const [name, file] of [
        ["anna", "README.md"],
        ["boris", "LICENSE"],
        ["vera", "package.json"],
      ] as const) {
        const received = String.raw`was shown (\d+) of \1 lines of \w+'s and (\d+) of \2 lines of \w+'s:`;
        expect(tour.stdout).toMatch(new RegExp(String.raw`^  ${name} types ${file} \(\d+ lines\), ${received}$`, "m"));
      }
      for (const name of ["chat", "scraper", "copy-tree"])
        expect(tour.stdout).toMatch(new RegExp(`^${name}: done after [\\d.]+ s$`, "m"));
      expect(tour.stdout.match(/^ {2}ok: /gm)).toHaveLength(9);
      expect(tour.stdout).not.toContain("WRONG");
      expect(tour.stdout).toMatch(/\nAll 3 are done, and all is as it should be\. It took [\d.]+ s\.\n$/);
      // oxlint-disable-next-line no-control-regex -- no colours and no redrawing in a pipe
      expect(tour.stdout).not.toMatch(/[\u001b\r]/);
      expect(await readdir(folder)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    "stops all three when it is interrupted, and leaves nothing behind",
    async () => {
      // When each of them has begun; when the tree is being copied.
      for (const moment of ["have joined", "threads copy it"]) {
        const tour = new TourProcess();
        await tour.says(moment);
        expect(await readdir(folder)).toHaveLength(1);
        tour.child.kill("SIGINT");
        expect(await tour.ended).toBe(130);
        expect(tour.stderr).toBe("");
        expect(tour.stdout).toMatch(/^copy-tree: stopped after/m);
        expect(tour.stdout).toMatch(/\nInterrupted after [\d.]+ s\. All are stopped, and nothing is left behind\.\n$/);
        expect(await readdir(folder)).toEqual([]);
      }
    },
    PATIENCE_MS,
  );

  it.skipIf(process.platform === "win32")(
    "does the same when it is told to end",
    async () => {
      const tour = new TourProcess();
      await tour.says("have joined");
      tour.child.kill("SIGTERM");
      expect(await tour.ended).toBe(143);
      expect(tour.stdout).toContain("Interrupted after");
      expect(await readdir(folder)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    "fails if one of them fails, and says which",
    async () => {
      const tour = new TourProcess("--fail", "scraper");
      expect(await tour.ended).toBe(1);
      expect(tour.stderr).toBe("");
      expect(tour.stdout).toContain("  FAILED: StageFright: was asked to fail after 1 s\n");
      expect(tour.stdout).toContain("\nFAILED: scraper, so chat and copy-tree were stopped.");
      expect(await readdir(folder)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    "tells in one line that it can make no temporary folder",
    async () => {
      folder = path.join(folder, "missing");
      const tour = new TourProcess();
      expect(await tour.ended).toBe(1);
      expect(tour.stderr).toMatch(/^tour: ENOENT: .*missing.*\n$/);
    },
    PATIENCE_MS,
  );

  it(
    "stops when nobody reads what it prints",
    async () => {
      const tour = new TourProcess();
      await tour.says("The tour");
      tour.child.stdout?.destroy();
      expect(await tour.ended).toBe(3);
      expect(tour.stderr).toBe("");
      expect(await readdir(folder)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    "tells in one line what is wrong with its options",
    async () => {
      for (const [options, message] of [
        [["--fail", "nope"], /^tour: --fail must be one of chat, scraper, copy-tree, not "nope"\n$/],
        [["--nope"], /^tour: Unknown option '--nope'.*\n$/],
        [["nope"], /^tour: Unexpected argument 'nope'.*\n$/],
      ] as const) {
        const tour = new TourProcess(...options);
        expect(await tour.ended).toBe(2);
        expect(tour.stdout).toBe("");
        expect(tour.stderr).toMatch(message);
      }
    },
    PATIENCE_MS,
  );

  it(
    "explains itself",
    async () => {
      const tour = new TourProcess("--help");
      expect(await tour.ended).toBe(0);
      expect(tour.stdout).toMatch(/^Usage: npm start/);
    },
    PATIENCE_MS,
  );
});
