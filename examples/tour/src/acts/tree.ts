// A folder tree to copy: made of numbers, so that it is the same at each time, and looked at once it is copied.

import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import nodePath from "node:path";

import {
  type Awaitable,
  CancelledError,
  type Coroutine,
  TaskGroup,
  asyncFor,
  asyncWith,
  createTask,
  shield,
} from "tsyncio";
import { Path } from "tsyncio/files";

/** How many files may be open at once. */
const WRITERS = 8;
const SMALL_FILES = 1000;
const FILES_A_FOLDER = 40;
const LARGE_FILES = 3;
const LARGE_BYTES = 16 * 1024 * 1024;

/** What {@link makeTree} has made. */
export interface Tree {
  readonly bytes: number;
  /** The SHA-256 of each file, by its path in the tree. */
  readonly checksums: ReadonlyMap<string, string>;
}

/** Told how many of all files are done. */
type OnFile = (done: number, all: number) => void;

/**
 * Make a tree of many small files and some large ones in the folder `root`.
 * Cancellation: what the system has begun to write is waited for, so that the folder can be removed.
 */
export function* makeTree(root: string, onFile: OnFile): Coroutine<Tree> {
  const checksums = new Map<string, string>();
  let bytes = 0;
  const plan = planOf();
  for (const folder of new Set(plan.map(({ path }) => nodePath.dirname(path))))
    yield* new Path(root, folder).mkdir({ parents: true, existOk: true });
  yield* eachOf(plan, function* ({ path, size }, index) {
    const content = contentOf(index, size);
    yield* inOnePiece(new Path(root, path).writeBytes(content));
    checksums.set(path, checksumOf(content));
    bytes += size;
    onFile(checksums.size, plan.length);
  });
  return { bytes, checksums };
}

/** Read every file below `root`. @returns the SHA-256 of each, by its path */
export function* readTree(root: string, onFile: OnFile): Coroutine<Map<string, string>> {
  const checksums = new Map<string, string>();
  const files: string[] = [];
  yield* asyncFor(new Path(root).walk(), ([folder, , names]) => {
    for (const name of names) files.push(nodePath.relative(root, nodePath.join(String(folder), name)));
  });
  yield* eachOf(files, function* (path) {
    checksums.set(path, checksumOf(yield* new Path(root, path).readBytes()));
    onFile(checksums.size, files.length);
  });
  return checksums;
}

/** What `found` has that `wanted` has not, or the other way round; `null`: nothing. */
export function differenceOf(found: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): string | null {
  for (const [path, checksum] of wanted) {
    const other = found.get(path);
    if (other === undefined) return `${path} is missing`;
    if (other !== checksum) return `${path} has another content`;
  }
  for (const path of found.keys()) if (!wanted.has(path)) return `${path} should not be there`;
  return null;
}

interface PlannedFile {
  readonly path: string;
  readonly size: number;
}

function planOf(): PlannedFile[] {
  const small = Array.from({ length: SMALL_FILES }, (_, index) => ({
    path: nodePath.join(`part ${Math.floor(index / FILES_A_FOLDER)}`, `file ${index}.bin`),
    // From none to 8 KiB.
    size: (index * 977) % 8192,
  }));
  const large = Array.from({ length: LARGE_FILES }, (_, index) => ({
    path: nodePath.join("large", `file ${index}.bin`),
    size: LARGE_BYTES + index,
  }));
  return [...small, ...large];
}

/** Not the same in any two files. */
function contentOf(index: number, size: number): Buffer {
  return Buffer.alloc(size, `${index} `);
}

function checksumOf(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Do something with each of `items`, some of them at once. */
function* eachOf<T>(items: readonly T[], act: (item: T, index: number) => Coroutine): Coroutine {
  // All take from the one iterator: who is done takes the next.
  const entries = items.entries();
  function* takeAll(): Coroutine {
    for (const [index, item] of entries) yield* act(item, index);
  }
  yield* asyncWith(new TaskGroup(), (group) => {
    for (let worker = 0; worker < WRITERS; worker++) group.createTask(takeAll());
  });
}

/** Wait for the end of `action`, even if the task is cancelled meanwhile. */
function* inOnePiece<T>(action: Awaitable<T>): Coroutine<T> {
  const task = createTask(action);
  try {
    return yield* shield(task);
  } catch (error) {
    if (error instanceof CancelledError) yield* task;
    throw error;
  }
}
