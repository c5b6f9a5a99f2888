// `npm run chapter` as a process of its own: what it prints, and its exit code.

import { execFile } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function chapter(...options: string[]): Promise<Ended> {
  const file = fileURLToPath(new URL("../dist/main.js", import.meta.url));
  const env = { ...process.env, NODE_OPTIONS: "" };
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...options], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** Processes take their time to start where many run at once. */
const PATIENCE_MS = 60_000;

describe("The chapter's runner", () => {
  it(
    "shows all programs with their times, finds them right, and succeeds",
    async () => {
      const { code, stdout, stderr } = await chapter("--virtual");
      expect(stderr).toBe("");
      expect(stdout).not.toContain("DIFFERS");
      expect(stdout).toContain("  2.0 s  ────●                  Задача 2 завершена\n");
      expect(stdout).toContain("reported: A step of task 'report' took 1.500 seconds");
      expect(stdout).toMatch(/\nAll \d+ programs are as they should be\. It took [\d.]+ s\.\n$/);
      // oxlint-disable-next-line no-control-regex -- no colours in a pipe
      expect(stdout).not.toMatch(/\u001b/);
      expect(code).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    "says what differs, and fails",
    async () => {
      const { code, stdout } = await chapter("--only", "5.4.1", "--late", "0");
      expect(stdout).toContain("  DIFFERS (generators): line 1 should come at 1.0 s\n");
      expect(stdout).toMatch(/\n1 of 1 programs differ\. /);
      expect(code).toBe(1);
    },
    PATIENCE_MS,
  );

  it(
    "gives a program that blocks a thread of its own",
    async () => {
      const { code, stdout } = await chapter("--only", "5.9.2_blocking", "--late", "60");
      expect(stdout).toContain("  ok (generators, async functions)\n");
      expect(code).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    "tells in one line what is wrong with its options",
    async () => {
      for (const [options, message] of [
        [["--only", "nope"], 'chapter: no program\'s file name contains "nope"\n'],
        [["--late", "soon"], 'chapter: --late must be a number of seconds, not "soon"\n'],
        [["--nope"], /^chapter: Unknown option '--nope'.*\n$/],
      ] as const) {
        const { code, stdout, stderr } = await chapter(...options);
        expect(code).toBe(2);
        expect(stdout).toBe("");
        expect(stderr).toEqual(typeof message === "string" ? message : (expect.stringMatching(message) as string));
      }
    },
    PATIENCE_MS,
  );

  it(
    "explains itself",
    async () => {
      const { code, stdout } = await chapter("--help");
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Usage: npm run chapter/);
    },
    PATIENCE_MS,
  );
});
