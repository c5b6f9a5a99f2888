// One measurement of files.ts: one contender, one task, in this process alone. It is run by files.ts.
// Usage: node files_sample.js CONTENDER TASK FOLDER FILES MEBIBYTES LINES REPEATS

import { writeFileSync } from "node:fs";
import { type FileHandle, open as openHandle, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { type Coroutine, asyncWith, gather, run } from "tsyncio";
import { Path, open } from "tsyncio/files";

const [contender = "", task = "", folder = "", ...sizes] = process.argv.slice(2);
const [FILES = 0, MEBIBYTES = 0, LINES = 0, REPEATS = 0] = sizes.map(Number);
const MIB = 1024 * 1024;
const small = Buffer.alloc(4096, "x");
const large = Buffer.alloc(MIB, "y");
const line = `${"z".repeat(63)}\n`;

const names = Array.from({ length: FILES }, (_, index) => path.join(folder, `${index}.dat`));
const big = path.join(folder, "large");
const text = path.join(folder, "lines.txt");

type Action = () => Promise<unknown>;

function check(what: string, got: number, wanted: number): void {
  if (got !== wanted) throw new Error(`${what}: ${got} instead of ${wanted}`);
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

const generators: Readonly<Record<string, Action>> = {
  smallWrite: () => run(() => gather(names.map((name) => writeSmall(name)))),
  smallRead: () => run(() => gather(names.map((name) => readSmall(name)))),
  largeWrite: () => run(writeLarge(big)),
  largeRead: () => run(readLarge(big)),
  lines: () => run(readLines(text)),
};

const asyncFunctions: Readonly<Record<string, Action>> = {
  smallWrite: () =>
    run(() =>
      gather(
        names.map((name) => async () => {
          await using f = await open(name, "wb");
          await f.write(small);
        }),
      ),
    ),
  smallRead: () =>
    run(() =>
      gather(
        names.map((name) => async () => {
          await using f = await open(name, "rb");
          check("bytes read", (await f.read()).length, small.length);
        }),
      ),
    ),
  largeWrite: () =>
    run(async () => {
      await using f = await open(big, "wb");
      for (let index = 0; index < MEBIBYTES; index++) await f.write(large);
    }),
  largeRead: () =>
    run(async () => {
      await using f = await open(big, "rb");
      let size = 0;
      for (let data = await f.read(MIB); data.length > 0; data = await f.read(MIB)) size += data.length;
      check("bytes read", size, MEBIBYTES * MIB);
    }),
  lines: () =>
    run(async () => {
      await using f = await open(text);
      let size = 0;
      for await (const one of f) size += one.length;
      check("characters read", size, LINES * line.length);
    }),
};

async function withHandle(name: string, flags: string, use: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await openHandle(name, flags);
  try {
    await use(handle);
  } finally {
    await handle.close();
  }
}

const promises: Readonly<Record<string, Action>> = {
  smallWrite: () => Promise.all(names.map((name) => writeFile(name, small))),
  smallRead: () => Promise.all(names.map((name) => readFile(name))),
  largeWrite: () =>
    withHandle(big, "w", async (handle) => {
      for (let index = 0; index < MEBIBYTES; index++) await handle.write(large);
    }),
  largeRead: () =>
    withHandle(big, "r", async (handle) => {
      let size = 0;
      for (;;) {
        const { bytesRead } = await handle.read(Buffer.allocUnsafe(MIB), 0, MIB);
        if (bytesRead === 0) break;
        size += bytesRead;
      }
      check("bytes read", size, MEBIBYTES * MIB);
    }),
  lines: () =>
    withHandle(text, "r", async (handle) => {
      let size = 0;
      for await (const one of handle.readLines()) size += one.length + 1;
      check("characters read", size, LINES * line.length);
    }),
};

const contenders: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  "tsyncio/generators": generators,
  "tsyncio/async functions": asyncFunctions,
  "tsyncio/Path": {
    smallWrite: () => run(() => gather(names.map((name) => new Path(name).writeBytes(small)))),
    smallRead: () => run(() => gather(names.map((name) => new Path(name).readBytes()))),
  },
  "tsyncio/readinto": { largeRead: () => run(readLargeInto(big)) },
  "node:fs/promises": promises,
};

/** What the task reads must be there. */
function prepare(): void {
  if (task === "smallRead") for (const name of names) writeFileSync(name, small);
  if (task === "largeRead") for (let index = 0; index < MEBIBYTES; index++) writeFileSync(big, large, { flag: "a" });
  if (task === "lines") writeFileSync(text, line.repeat(LINES));
}

const action = contenders[contender]?.[task];
if (action === undefined) throw new Error(`${contender} does not do ${task}`);
prepare();
await action(); // nothing is compiled so far
const times: [wall: number, cpu: number][] = [];
for (let repeat = 0; repeat < REPEATS; repeat++) {
  const before = process.cpuUsage();
  const start = performance.now();
  await action();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  times.push([wall, (user + system) / 1000]);
}
console.log(JSON.stringify(times));
