// copyTree(): plans the work, gives it to threads, and follows it. Runs in an event loop beside whatever else does.

import { availableParallelism } from "node:os";
import nodePath from "node:path";

import {
  type Awaitable,
  CancelledError,
  type Coroutine,
  type ExecutorFuture,
  TaskGroup,
  ThreadPoolExecutor,
  ValueError,
  asyncWith,
  coroutine,
  createTask,
  moduleFunction,
  sleep,
  until,
} from "tsyncio";
import { os } from "tsyncio/files";

import { type Batch, Control, type Done, type Failure, type Found, type FoundFile } from "./plan.ts";
import type * as work from "./work.ts";

export type { Failure } from "./plan.ts";

/** How far a copy is. */
export interface Progress {
  /** Files that were copied or skipped. */
  readonly files: number;
  readonly totalFiles: number;
  /** Bytes that were copied or skipped. */
  readonly bytes: number;
  readonly totalBytes: number;
}

/** What {@link copyTree} may be told. */
export interface CopyOptions {
  /** How many threads copy at once. @defaultValue as many as the machine has processors, two at least */
  jobs?: number | undefined;
  /** Leave files alone that the target has with the same size and time. @defaultValue false */
  update?: boolean | undefined;
  /** Read what was written once more, and compare. @defaultValue false */
  verify?: boolean | undefined;
  /** Have the disk confirm each file before it gets its name. @defaultValue false */
  fsync?: boolean | undefined;
  /** Tell the SHA-256 of each file. @defaultValue true */
  checksum?: boolean | undefined;
  /** Told now and then how far it is, and once at the end, however that comes. */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Seconds between two calls of `onProgress`. @defaultValue 0.1 */
  interval?: number | undefined;
}

/** What {@link copyTree} did. */
export interface CopyResult {
  readonly copied: number;
  readonly bytes: number;
  /** Files that the target had already. */
  readonly skipped: number;
  readonly folders: number;
  readonly links: number;
  /** What is neither a file nor a folder nor a link, and was left out. */
  readonly leftOut: readonly string[];
  readonly failures: readonly Failure[];
  /** Why the copy was given up, if it was: no further file could have been copied. */
  readonly gaveUp: Failure | null;
  /** The SHA-256 of each file that was copied, by its path in the source. */
  readonly checksums: ReadonlyMap<string, string>;
}

/** The source or the target cannot be what they are meant to be. */
export class UnsuitablePath extends Error {
  override readonly name: string = "UnsuitablePath";
}

/** A job takes some thousandths of a second, so that it is not the way to the thread that counts, and stopping is quick. */
const BATCH_FILES = 64;
const BATCH_BYTES = 4 * 1024 * 1024;

// Tests run the sources, and threads need JavaScript.
const workUrl = new URL(import.meta.url.endsWith(".ts") ? "../dist/work.js" : "./work.js", import.meta.url);
const scanTree = moduleFunction<typeof work.scanTree>(workUrl, "scanTree");
const copyFiles = moduleFunction<typeof work.copyFiles>(workUrl, "copyFiles");
const copyLinks = moduleFunction<typeof work.copyLinks>(workUrl, "copyLinks");
const finishFolders = moduleFunction<typeof work.finishFolders>(workUrl, "finishFolders");

/**
 * Copy what is in the folder `source` into the folder `target`, which is made if it is missing.
 *
 * Each file is written under another name first and renamed when it is complete: at no time is there half of a file under
 * its name. What cannot be copied is told in the result.
 *
 * Cancellation: what was begun ends within a piece of a file; what is not complete is removed, and what is complete stays.
 *
 * @throws UnsuitablePath if the source is no folder, or one of the two is within the other; ValueError for a bad option.
 */
export function copyTree(source: string, target: string, options: CopyOptions = {}): Awaitable<CopyResult> {
  const { jobs = Math.max(availableParallelism(), 2), interval = 0.1 } = options;
  if (!Number.isInteger(jobs) || jobs < 1) throw new ValueError(`jobs must be a whole number, 1 or more, got ${jobs}`);
  if (!(interval > 0)) throw new ValueError(`interval must be a number of seconds above 0, got ${interval}`);
  return start(new Copy(nodePath.resolve(source), nodePath.resolve(target), { ...options, jobs, interval }));
}

const start = coroutine(function* (copy: Copy): Coroutine<CopyResult> {
  return yield* copy.run();
});

class Copy {
  readonly #source: string;
  readonly #target: string;
  readonly #options: CopyOptions & { jobs: number; interval: number };
  readonly #executor: ThreadPoolExecutor;
  readonly #control = new Control();
  readonly #checksums = new Map<string, string>();
  readonly #failures: Failure[] = [];
  #gaveUp: Failure | null = null;
  #copied = 0;
  #bytes = 0;
  #skipped = 0;
  #skippedBytes = 0;
  #totalFiles = 0;
  #totalBytes = 0;

  constructor(source: string, target: string, options: CopyOptions & { jobs: number; interval: number }) {
    this.#source = source;
    this.#target = target;
    this.#options = options;
    this.#executor = new ThreadPoolExecutor({ maxWorkers: options.jobs, threadNamePrefix: "copy-tree" });
  }

  *run(): Coroutine<CopyResult> {
    yield* checkPaths(this.#source, this.#target);
    yield* os.makedirs(this.#target, { existOk: true });
    const watcher = createTask(this.#watch());
    try {
      return yield* this.#copy();
    } finally {
      watcher.cancel();
      this.#tell();
      yield* until(this.#executor.shutdown());
    }
  }

  *#copy(): Coroutine<CopyResult> {
    const found = yield* this.#scan();
    yield* this.#copyFiles(found.files);
    yield* this.#try(this.#submit(() => this.#executor.submit(copyLinks, this.#source, this.#target, found.links)));
    yield* this.#try(
      this.#submit(() => this.#executor.submit(finishFolders, this.#source, this.#target, found.folders)),
    );
    return {
      copied: this.#copied,
      bytes: this.#bytes,
      skipped: this.#skipped,
      folders: found.folders.length,
      links: found.links.length,
      leftOut: found.others,
      failures: this.#failures,
      gaveUp: this.#gaveUp,
      checksums: this.#checksums,
    };
  }

  *#scan(): Coroutine<Found> {
    const { memory } = this.#control;
    const found = yield* this.#submit(() => this.#executor.submit(scanTree, this.#source, this.#target, memory));
    this.#failures.push(...found.failures);
    this.#totalFiles = found.files.length;
    this.#totalBytes = found.files.reduce((sum, { size }) => sum + size, 0);
    return found;
  }

  *#copyFiles(files: readonly FoundFile[]): Coroutine {
    const batches = batchesOf(files);
    const copyAll = function* (this: Copy): Coroutine {
      // All of them take from the one iterator: who is done takes the next.
      for (const batch of batches) {
        if (this.#gaveUp !== null) return;
        yield* this.#copyBatch(batch);
      }
    };
    yield* asyncWith(new TaskGroup(), (group) => {
      for (let job = 0; job < this.#options.jobs; job++) group.createTask(copyAll.call(this));
    });
  }

  *#copyBatch(files: readonly FoundFile[]): Coroutine {
    const { checksum = true, update = false, verify = false, fsync = false } = this.#options;
    const batch: Batch = { source: this.#source, target: this.#target, files, checksum, update, verify, fsync };
    const done: Done = yield* this.#submit(() => this.#executor.submit(copyFiles, batch, this.#control.memory));
    for (const file of done.copied) {
      this.#copied++;
      this.#bytes += file.size;
      if (checksum) this.#checksums.set(file.path, file.checksum);
    }
    this.#skipped += done.skipped.length;
    this.#skippedBytes += done.skipped.reduce((sum, { size }) => sum + size, 0);
    this.#failures.push(...done.failures);
    this.#gaveUp ??= done.fatal;
  }

  *#try(failures: Coroutine<Failure[]>): Coroutine {
    this.#failures.push(...(yield* failures));
  }

  /** Wait for a job. One that has begun cannot be taken back: it is told to stop, and waited for, so that it has cleaned up. */
  *#submit<T>(submit: () => ExecutorFuture<T>): Coroutine<T> {
    const job = submit();
    try {
      return yield* until(job);
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      this.#control.stop();
      if (!job.cancel()) yield* settled(job);
      throw error;
    }
  }

  *#watch(): Coroutine<never> {
    for (;;) {
      yield* sleep(this.#options.interval);
      this.#tell();
    }
  }

  #tell(): void {
    this.#options.onProgress?.({
      files: this.#copied + this.#skipped,
      totalFiles: this.#totalFiles,
      bytes: this.#control.bytes + this.#skippedBytes,
      totalBytes: this.#totalBytes,
    });
  }
}

/** Wait for the end of a job, however often the task is cancelled meanwhile. */
function* settled(job: ExecutorFuture<unknown>): Coroutine {
  const ignore = (): void => {};
  const end = Promise.resolve(job).then(ignore, ignore);
  while (!job.done()) {
    try {
      yield* until(end);
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
    }
  }
}

function* batchesOf(files: readonly FoundFile[]): Generator<FoundFile[], undefined> {
  let batch: FoundFile[] = [];
  let bytes = 0;
  for (const file of files) {
    if (batch.length === BATCH_FILES || (batch.length > 0 && bytes + file.size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += file.size;
  }
  if (batch.length > 0) yield batch;
}

function* checkPaths(source: string, target: string): Coroutine {
  if (!(yield* os.path.isdir(source))) {
    const isThere = yield* os.path.exists(source);
    throw new UnsuitablePath(isThere ? `the source is no folder: ${source}` : `there is no such folder: ${source}`);
  }
  if ((yield* os.path.exists(target)) && !(yield* os.path.isdir(target)))
    throw new UnsuitablePath(`the target is no folder: ${target}`);
  const from = yield* os.path.realpath(source);
  const to = yield* os.path.realpath(target);
  if (from === to) throw new UnsuitablePath(`source and target are the same folder: ${source}`);
  if (isWithin(to, from)) throw new UnsuitablePath(`the target is within the source: ${target}`);
  if (isWithin(from, to)) throw new UnsuitablePath(`the source is within the target: ${source}`);
}

function isWithin(inner: string, outer: string): boolean {
  const way = nodePath.relative(outer, inner);
  return way !== "" && way !== ".." && !way.startsWith(`..${nodePath.sep}`) && !nodePath.isAbsolute(way);
}
