// Every program in the documentation compiles, runs to its end, and prints what the page says.

import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { beforeAll, describe, expect, it } from "../../packages/tsyncio/test/support/suite.ts";
import { type Program, pagesBelow, programsOf } from "./code_blocks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = path.join(root, "build", "code_blocks");
const compiler = path.join(root, "node_modules", "@typescript", "native", "bin", "tsc");

const SECONDS_A_PROGRAM = 30;

const nameOf = ({ page, line }: Program): string => `${page.replace(/\.md$/, "").replaceAll(/[^\w]+/g, "_")}_${line}`;

const pages = pagesBelow(root)
  .map((page) => ({ page, programs: programsOf(root, page) }))
  .filter(({ programs }) => programs.length > 0);

const compilerOptions = {
  target: "ES2022",
  lib: ["ES2023", "ESNext.Disposable", "DOM", "DOM.AsyncIterable"],
  module: "NodeNext",
  moduleDetection: "force",
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  types: ["node"],
  outDir: "dist",
  rootDir: ".",
};

function compileAll(): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module", private: true }));
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  for (const { programs } of pages) {
    for (const program of programs) writeFileSync(path.join(folder, `${nameOf(program)}.ts`), `${program.source}\n`);
  }
  return spawnSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], { cwd: folder, encoding: "utf8" })
    .stdout;
}

function run(program: Program): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const file = path.join(folder, "dist", `${nameOf(program)}.js`);
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [file],
      { cwd: folder, timeout: SECONDS_A_PROGRAM * 1000 },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : (error.code ?? error.signal), stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** Without what is never the same: where a file lies, and numbers. */
const essence = (line: string): string =>
  line
    .replaceAll(/\(?file:\S+/g, "")
    .replaceAll(/\d+(?:\.\d+)?/g, "N")
    .trim();

/** The lines of `reports` that do not stand in `stderr`, or not in this order. */
function missing(reports: readonly string[], stderr: string): string[] {
  const lines = stderr.split("\n").map(essence);
  let from = 0;
  return reports.filter((report) => {
    const found = lines.indexOf(essence(report), from);
    if (found >= 0) from = found + 1;
    return found < 0;
  });
}

let compiled = "";

beforeAll(() => {
  compiled = compileAll();
}, 60_000);

it("the programs of the documentation compile", () => {
  expect(compiled).toBe("");
});

describe.concurrent("the programs of", () => {
  it.each(pages)(
    "$page run, and print what it says",
    async ({ programs }) => {
      expect(programs.length).toBeGreaterThan(0);
      const left = programs.filter(({ runs }) => runs).values();
      const check = async (): Promise<void> => {
        for (const program of left) {
          const { code, stdout, stderr } = await run(program);
          const { line, prints, reports } = program;
          const found = { line, code, prints: stdout.trimEnd(), missing: missing(reports ?? [], stderr), stderr };
          const silent = reports === null ? "" : stderr;
          expect(found).toEqual({ line, code: 0, prints: prints ?? found.prints, missing: [], stderr: silent });
        }
      };
      // Two at a time: most of them sleep.
      await Promise.all([check(), check()]);
    },
    300_000,
  );
});
