// Counts the processor instructions of the hot paths of one build, with valgrind. Judges nothing.

import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { MARK, MARKED } from "./paths.ts";

const WORKER = fileURLToPath(new URL("worker.js", import.meta.url));
/** One thread and one seed: the same program takes the same instructions, whatever else the machine does. */
const NODE_FLAGS = ["--single-threaded", "--predictable"];

/** The instructions of a path, by its name: of its cheapest repetition, in which nothing is compiled. */
export type Counts = ReadonlyMap<string, number>;

/** What valgrind calls itself here, or `null` where there is none. */
export function valgrindVersion(): string | null {
  try {
    return execFileSync("valgrind", ["--version"], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

/** Runs every path of the build whose entry this is. With another seed V8 may compile some of them otherwise. */
export async function count(entry: string, seed: number): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), "tsyncio-guard-"));
  try {
    const parts = path.join(folder, "part");
    const flags = [
      "--quiet",
      "--tool=callgrind",
      "--dump-line=no",
      `--dump-before=${MARK}`,
      `--callgrind-out-file=${parts}`,
    ];
    const seeds = [`--random-seed=${seed}`, `--hash-seed=${seed}`];
    const env = { ...process.env };
    for (const name of ["NODE_OPTIONS", "TSYNCIO_DEBUG"]) delete env[name];
    const command = [...flags, process.execPath, ...NODE_FLAGS, ...seeds, WORKER, entry];
    const { stdout } = await promisify(execFile)("valgrind", command, { env, encoding: "utf8" });
    return cheapest(JSON.parse(stdout) as readonly string[], readParts(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The instructions before each mark, since the one before it; what comes after the last one has no number. */
function readParts(folder: string): readonly number[] {
  const names = readdirSync(folder).filter((name) => /^part\.\d+$/.test(name));
  return names
    .sort((a, b) => partNumber(a) - partNumber(b))
    .map((name) => {
      const [, total] = /^totals: (\d+)$/m.exec(readFileSync(path.join(folder, name), "utf8")) ?? [];
      if (total === undefined) throw new Error(`valgrind wrote no total into ${name}`);
      return Number(total);
    });
}

function partNumber(name: string): number {
  return Number(name.slice(name.indexOf(".") + 1));
}

/**
 * The cheapest marked repetition of each path; each path begins with what came before its first mark. What stands before
 * them all is an import that read `process.ppid`, as that of `node:process` does.
 */
export function cheapest(names: readonly string[], parts: readonly number[]): Counts {
  const each = MARKED + 1;
  const first = parts.length - names.length * each;
  if (first < 0) throw new Error(`${names.length} paths left ${parts.length} parts, fewer than ${names.length * each}`);
  const ofPath = (index: number): readonly number[] =>
    parts.slice(first + index * each + 1, first + (index + 1) * each);
  return new Map(names.map((name, index) => [name, Math.min(...ofPath(index))]));
}
