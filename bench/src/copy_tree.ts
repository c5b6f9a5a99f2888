// The copy-tree example beside `cp -r` with `sha256sum` after it: 20,000 small files, and one large one. Run it by itself.
// Usage: node bench/dist/copy_tree.js [--rounds 5] [--files 20000] [--mebibytes 2048] [--folder /dev/shm] [--json result.json]

import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    files: { type: "string", default: "20000" },
    mebibytes: { type: "string", default: "2048" },
    folder: { type: "string", default: existsSync("/dev/shm") ? "/dev/shm" : tmpdir() },
    json: { type: "string" },
  },
});

const main = fileURLToPath(new URL("../../examples/copy-tree/dist/main.js", import.meta.url));
const place = mkdtempSync(path.join(values.folder, "tsyncio-copy-"));

/** 100 files in each folder, of 1 to 8 KiB. */
function makeSmall(folder: string): void {
  for (let index = 0; index < Number(values.files); index++) {
    const own = path.join(folder, String(Math.floor(index / 100)));
    if (index % 100 === 0) mkdirSync(own, { recursive: true });
    writeFileSync(path.join(own, `${index}.dat`), Buffer.alloc(1024 * (1 + (index % 8)), String(index)));
  }
}

function makeLarge(folder: string): void {
  mkdirSync(folder);
  const fd = openSync(path.join(folder, "large.dat"), "w");
  for (let index = 0; index < Number(values.mebibytes); index++)
    writeSync(fd, Buffer.alloc(1024 * 1024, String(index)));
  closeSync(fd);
}

function shell(command: string): void {
  const { status, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

type Contender = (source: string, target: string) => void;

function secondsOf(copy: Contender, source: string): number {
  const target = path.join(place, "target");
  const start = performance.now();
  copy(source, target);
  const seconds = (performance.now() - start) / 1000;
  rmSync(target, { recursive: true });
  return seconds;
}

const contenders: Record<string, Contender> = {
  "copy-tree --checksums": (source, target) => {
    shell(`'${process.execPath}' '${main}' '${source}' '${target}' --quiet --checksums '${target}.sums'`);
  },
  "cp -r; sha256sum": (source, target) => {
    shell(
      `cp -r '${source}' '${target}' && cd '${target}' && find . -type f -print0 | xargs -0 sha256sum > '${target}.sums'`,
    );
  },
  "copy-tree": (source, target) => {
    shell(`'${process.execPath}' '${main}' '${source}' '${target}' --quiet`);
  },
  "cp -r": (source, target) => {
    shell(`cp -r '${source}' '${target}'`);
  },
};

const trees: Record<string, (folder: string) => void> = { small: makeSmall, large: makeLarge };
const result: { name: string; tree: string; median: number; lowest: number }[] = [];

try {
  for (const [tree, make] of Object.entries(trees)) {
    const source = path.join(place, tree);
    make(source);
    const times = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
    for (let round = 0; round < Number(values.rounds); round++) {
      const names = round % 2 === 0 ? Object.keys(contenders) : Object.keys(contenders).toReversed();
      for (const name of names) times.get(name)?.push(secondsOf(contenders[name] as Contender, source));
    }
    for (const [name, list] of times) {
      const sorted = list.toSorted((a, b) => a - b);
      result.push({ name, tree, median: sorted[sorted.length >> 1] as number, lowest: sorted[0] as number });
    }
    rmSync(source, { recursive: true });
  }
} finally {
  rmSync(place, { recursive: true });
}

console.log(
  `Node ${process.version}; ${values.files} files of 1 to 8 KiB; one of ${values.mebibytes} MiB; in ${values.folder}`,
);
console.log(`seconds, median (lowest) of ${values.rounds} rounds`);
for (const { name, tree, median, lowest } of result) {
  console.log(`${tree.padEnd(6)} ${name.padEnd(22)} ${median.toFixed(2).padStart(7)} (${lowest.toFixed(2)})`);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
else console.log(JSON.stringify(result));
