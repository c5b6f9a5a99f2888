// Files beside aiofiles and node:fs: 2,000 small ones at once, and a large one. Run it by itself: it prints a table and JSON.
// Each contender does each task in a process of its own, once to warm up and then several times.
// Usage: node bench/dist/files.js [--rounds 3] [--repeats 5] [--files 2000] [--mebibytes 512] [--lines 20000]
// [--only aiofiles,tsyncio/readinto] [--python /usr/bin/python3] [--json result.json]

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { median } from "./statistics.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    repeats: { type: "string", default: "5" },
    files: { type: "string", default: "2000" },
    mebibytes: { type: "string", default: "512" },
    lines: { type: "string", default: "20000" },
    python: { type: "string", default: process.platform === "win32" ? "python" : "/usr/bin/python3" },
    only: { type: "string" },
    json: { type: "string" },
  },
});

const SAMPLE = fileURLToPath(new URL("files_sample.js", import.meta.url));
const PYTHON_SAMPLE = fileURLToPath(new URL("../python/files.py", import.meta.url));
const SIZES = [values.files, values.mebibytes, values.lines, values.repeats];

const TASKS = ["smallWrite", "smallRead", "largeWrite", "largeRead", "lines"] as const;
const KINDS = ["clock", "processors"] as const;

type Task = (typeof TASKS)[number];
/** Milliseconds of the clock, and of all processors. */
type Times = readonly [wall: number, cpu: number];

const CONTENDERS: Readonly<Record<string, readonly Task[]>> = {
  "tsyncio/generators": TASKS,
  "tsyncio/async functions": TASKS,
  "tsyncio/Path": ["smallWrite", "smallRead"],
  "tsyncio/readinto": ["largeRead"],
  "node:fs/promises": TASKS,
  aiofiles: TASKS,
};

/** The times of a contender doing a task several times in `folder`. */
function measure(contender: string, task: Task, folder: string): readonly Times[] {
  const [program, script] = contender === "aiofiles" ? [values.python, PYTHON_SAMPLE] : [process.execPath, SAMPLE];
  const { status, stdout, stderr } = spawnSync(program, [script, contender, task, folder, ...SIZES], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly Times[];
}

const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const hasAiofiles = spawnSync(values.python, ["-c", "import aiofiles"]).status === 0;
const wanted = values.only?.split(",") ?? Object.keys(CONTENDERS);
const contenders = wanted.filter((name) => name !== "aiofiles" || hasAiofiles);

const samples = new Map<string, Times[]>();
const keyOf = (contender: string, task: Task): string => `${contender} ${task}`;
for (let round = 0; round < Number(values.rounds); round++) {
  for (const task of TASKS) {
    // Each round in the other order, so that what disturbs the machine disturbs all.
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      if (CONTENDERS[contender]?.includes(task) !== true) continue;
      const folder = mkdtempSync(path.join(base, "tsyncio-bench-"));
      try {
        const key = keyOf(contender, task);
        samples.set(key, [...(samples.get(key) ?? []), ...measure(contender, task, folder)]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
}

function figureOf(contender: string, task: Task, kind: number): number | null {
  const times = samples.get(keyOf(contender, task));
  return times === undefined ? null : Math.round(median(times.map((time) => time[kind] as number)) * 10) / 10;
}

const result = contenders.map((name) => {
  const figures = KINDS.map((kind, index) => [
    kind,
    Object.fromEntries(TASKS.map((task) => [task, figureOf(name, task, index)])),
  ]);
  return { name, ...Object.fromEntries(figures) };
}) as { name: string; clock: Record<string, number | null>; processors: Record<string, number | null> }[];

console.log(
  `Node ${process.version}; ${values.files} files of 4 KiB at once, one of ${values.mebibytes} MiB in pieces of 1 MiB, ${values.lines} lines`,
);
if (!hasAiofiles) console.log(`absent: aiofiles (not found by ${values.python})`);
for (const kind of KINDS) {
  console.log(`\nmedian of ${values.rounds} rounds of ${values.repeats}, in milliseconds of the ${kind}, in ${base}`);
  console.log(["".padEnd(26), ...TASKS.map((task) => task.padStart(11))].join(""));
  for (const row of result) {
    console.log([row.name.padEnd(26), ...TASKS.map((task) => String(row[kind][task] ?? "-").padStart(11))].join(""));
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
else console.log(JSON.stringify(result));
