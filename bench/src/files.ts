// Files beside aiofiles and node:fs: 2,000 small ones at once, and a large one. Run it by itself: it prints a table and JSON.
// Usage: node bench/dist/files.js [--rounds 5] [--mebibytes 512] [--reads 1] [--only aiofiles,tsyncio/readinto] [--python /usr/bin/python3]
// [--json result.json]

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type FileHandle, open as openHandle, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { type Coroutine, asyncWith, gather, run } from "tsyncio";
import { Path, open } from "tsyncio/files";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    files: { type: "string", default: "2000" },
    mebibytes: { type: "string", default: "512" },
    lines: { type: "string", default: "400000" },
    python: { type: "string", default: process.platform === "win32" ? "python" : "/usr/bin/python3" },
    reads: { type: "string", default: "1" },
    only: { type: "string" },
    json: { type: "string" },
  },
});

const FILES = Number(values.files);
const MEBIBYTES = Number(values.mebibytes);
const LINES = Number(values.lines);
const READS = Number(values.reads);
const MIB = 1024 * 1024;
const small = Buffer.alloc(4096, "x");
const large = Buffer.alloc(MIB, "y");
const line = `${"z".repeat(63)}\n`;

/** Milliseconds of the clock, and of all processors. */
type Times = readonly [wall: number, cpu: number];

/** What is measured. */
interface Sample {
  smallWrite?: Times;
  smallRead?: Times;
  largeWrite?: Times;
  largeRead?: Times;
  lines?: Times;
}

type Contender = (folder: string) => Promise<Sample>;

const nameOf = (folder: string, index: number): string => path.join(folder, `${index}.dat`);
const indexes = Array.from({ length: FILES }, (_, index) => index);

function check(what: string, got: number, wanted: number): void {
  if (got !== wanted) throw new Error(`${what}: ${got} instead of ${wanted}`);
}

async function timed(action: () => Promise<unknown>): Promise<Times> {
  const before = process.cpuUsage();
  const start = performance.now();
  await action();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return [wall, (user + system) / 1000];
}

/** The large file may be read several times in a row: the median counts. */
async function timedReads(action: () => Promise<unknown>): Promise<Times> {
  const times: Times[] = [];
  for (let read = 0; read < READS; read++) times.push(await timed(action));
  return times.toSorted((a, b) => a[0] - b[0])[READS >> 1] as Times;
}

function* writeSmall(file: string): Coroutine {
  yield* asyncWith(open(file, "wb"), function* (f) {
    yield* f.write(small);
  });
}

function* readSmall(file: string): Coroutine {
  yield* asyncWith(open(file, "rb"), function* (f) {
    check("bytes read", (yield* f.read()).length, small.length);
  });
}

function* writeLarge(file: string): Coroutine {
  yield* asyncWith(open(file, "wb"), function* (f) {
    for (let index = 0; index < MEBIBYTES; index++) yield* f.write(large);
  });
}

function* readLarge(file: string): Coroutine {
  let size = 0;
  yield* asyncWith(open(file, "rb"), function* (f) {
    for (;;) {
      const data = yield* f.read(MIB);
      if (data.length === 0) break;
      size += data.length;
    }
  });
  check("bytes read", size, MEBIBYTES * MIB);
}

function* readLargeInto(file: string): Coroutine {
  let size = 0;
  const piece = new Uint8Array(MIB);
  yield* asyncWith(open(file, "rb"), function* (f) {
    for (let count = yield* f.readinto(piece); count > 0; count = yield* f.readinto(piece)) size += count;
  });
  check("bytes read", size, MEBIBYTES * MIB);
}

function* readLines(file: string): Coroutine {
  let size = 0;
  yield* asyncWith(open(file), function* (f) {
    for (;;) {
      const text = yield* f.readline();
      if (text === "") break;
      size += text.length;
    }
  });
  check("characters read", size, LINES * line.length);
}

const generators: Contender = async (folder) => {
  const big = path.join(folder, "large");
  const text = path.join(folder, "lines.txt");
  writeFileSync(text, line.repeat(LINES));
  return {
    smallWrite: await timed(() => run(() => gather(indexes.map((index) => writeSmall(nameOf(folder, index)))))),
    smallRead: await timed(() => run(() => gather(indexes.map((index) => readSmall(nameOf(folder, index)))))),
    largeWrite: await timed(() => run(writeLarge(big))),
    largeRead: await timedReads(() => run(readLarge(big))),
    lines: await timed(() => run(readLines(text))),
  };
};

const asyncFunctions: Contender = async (folder) => {
  const big = path.join(folder, "large");
  const text = path.join(folder, "lines.txt");
  writeFileSync(text, line.repeat(LINES));
  const write = async (file: string): Promise<void> => {
    await using f = await open(file, "wb");
    await f.write(small);
  };
  const read = async (file: string): Promise<void> => {
    await using f = await open(file, "rb");
    check("bytes read", (await f.read()).length, small.length);
  };
  return {
    smallWrite: await timed(() => run(() => gather(indexes.map((index) => () => write(nameOf(folder, index)))))),
    smallRead: await timed(() => run(() => gather(indexes.map((index) => () => read(nameOf(folder, index)))))),
    largeWrite: await timed(() =>
      run(async () => {
        await using f = await open(big, "wb");
        for (let index = 0; index < MEBIBYTES; index++) await f.write(large);
      }),
    ),
    largeRead: await timedReads(() =>
      run(async () => {
        await using f = await open(big, "rb");
        let size = 0;
        for (let data = await f.read(MIB); data.length > 0; data = await f.read(MIB)) size += data.length;
        check("bytes read", size, MEBIBYTES * MIB);
      }),
    ),
    lines: await timed(() =>
      run(async () => {
        await using f = await open(text);
        let size = 0;
        for await (const one of f) size += one.length;
        check("characters read", size, LINES * line.length);
      }),
    ),
  };
};

const paths: Contender = async (folder) => ({
  smallWrite: await timed(() =>
    run(() => gather(indexes.map((index) => new Path(nameOf(folder, index)).writeBytes(small)))),
  ),
  smallRead: await timed(() => run(() => gather(indexes.map((index) => new Path(nameOf(folder, index)).readBytes())))),
});

const intoBuffer: Contender = async (folder) => {
  const big = path.join(folder, "large");
  await run(writeLarge(big));
  return { largeRead: await timedReads(() => run(readLargeInto(big))) };
};

async function withHandle(file: string, flags: string, use: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await openHandle(file, flags);
  try {
    await use(handle);
  } finally {
    await handle.close();
  }
}

const promises: Contender = async (folder) => {
  const big = path.join(folder, "large");
  const text = path.join(folder, "lines.txt");
  writeFileSync(text, line.repeat(LINES));
  return {
    smallWrite: await timed(() => Promise.all(indexes.map((index) => writeFile(nameOf(folder, index), small)))),
    smallRead: await timed(() => Promise.all(indexes.map((index) => readFile(nameOf(folder, index))))),
    largeWrite: await timed(() =>
      withHandle(big, "w", async (handle) => {
        for (let index = 0; index < MEBIBYTES; index++) await handle.write(large);
      }),
    ),
    largeRead: await timedReads(() =>
      withHandle(big, "r", async (handle) => {
        let size = 0;
        for (;;) {
          const { bytesRead } = await handle.read(Buffer.allocUnsafe(MIB), 0, MIB);
          if (bytesRead === 0) break;
          size += bytesRead;
        }
        check("bytes read", size, MEBIBYTES * MIB);
      }),
    ),
    lines: await timed(() =>
      withHandle(text, "r", async (handle) => {
        let size = 0;
        for await (const one of handle.readLines()) size += one.length + 1;
        check("characters read", size, LINES * line.length);
      }),
    ),
  };
};

const script = fileURLToPath(new URL("../python/files.py", import.meta.url));

/** aiofiles, in a process of its own; the times are its own, too. */
const aiofiles: Contender = async (folder) => {
  const args = [script, folder, String(FILES), String(MEBIBYTES), String(LINES), String(READS)];
  const { status, stdout, stderr } = spawnSync(values.python, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Sample;
};

const hasAiofiles = spawnSync(values.python, ["-c", "import aiofiles"]).status === 0;

const all: Record<string, Contender> = {
  "tsyncio/generators": generators,
  "tsyncio/async functions": asyncFunctions,
  "tsyncio/Path": paths,
  "tsyncio/readinto": intoBuffer,
  "node:fs/promises": promises,
  ...(hasAiofiles ? { aiofiles } : {}),
};

const wanted = values.only?.split(",") ?? null;
const contenders = Object.fromEntries(Object.entries(all).filter(([name]) => wanted?.includes(name) ?? true));

const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const samples = new Map<string, Sample[]>(Object.keys(contenders).map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round++) {
  // Each round in the other order, so that what disturbs the machine disturbs all.
  const names = round % 2 === 0 ? Object.keys(contenders) : Object.keys(contenders).toReversed();
  for (const name of names) {
    const folder = mkdtempSync(path.join(base, "tsyncio-bench-"));
    try {
      samples.get(name)?.push(await (contenders[name] as Contender)(folder));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function median(numbers: number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted.length === 0 ? null : Math.round((sorted[sorted.length >> 1] as number) * 10) / 10;
}

const columns = ["smallWrite", "smallRead", "largeWrite", "largeRead", "lines"] as const;
const kinds = ["clock", "processors"] as const;
const result = [...samples].map(([name, list]) => ({
  name,
  ...Object.fromEntries(
    kinds.map((kind, index) => [
      kind,
      Object.fromEntries(
        columns.map((column) => [column, median(list.flatMap((sample) => sample[column]?.[index] ?? []))]),
      ),
    ]),
  ),
})) as { name: string; clock: Record<string, number | null>; processors: Record<string, number | null> }[];

console.log(
  `Node ${process.version}; ${FILES} files of 4 KiB at once, one of ${MEBIBYTES} MiB in pieces of 1 MiB, ${LINES} lines`,
);
for (const kind of kinds) {
  console.log(`\nmedian of ${values.rounds} rounds, in milliseconds of the ${kind}, in ${base}`);
  console.log(["".padEnd(26), ...columns.map((column) => column.padStart(11))].join(""));
  for (const row of result) {
    console.log(
      [row.name.padEnd(26), ...columns.map((column) => String(row[kind][column] ?? "-").padStart(11))].join(""),
    );
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
else console.log(JSON.stringify(result));
