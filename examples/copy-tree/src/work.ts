// What the threads do: look through the source, copy files with their checksums, set the attributes of folders.
// A thread may block, so all of it is synchronous. No event loop, no output.

import { createHash } from "node:crypto";
import {
  type Stats,
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  futimesSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  openSync,
  readSync,
  readdirSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { threadId } from "node:worker_threads";

import { type Batch, Control, type CopiedFile, type Done, type Failure, type Found, type FoundFile } from "./plan.ts";

const PIECE = 1024 * 1024;

/** What is wrong with every file, if it is with one. */
const FATAL: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EROFS"]);

/** How the names end of files that are not complete. */
const TEMPORARY = ".copy-tree";

/** Permissions that the system takes away from new files. */
const umask = process.umask();

let lastTemporary = 0;
let piece: Buffer | null = null;

/** Thrown when the program is to stop. */
class Stopped extends Error {}

/** A fault of ours, with a code as the system's faults have one. */
class Fault extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function failureOf(file: string, error: unknown): Failure {
  const { code = "UNKNOWN", message } = error as NodeJS.ErrnoException;
  return { path: file, code, message };
}

/** Look through the source, and make its folders in the target. */
export function scanTree(source: string, target: string, memory: SharedArrayBuffer): Found {
  const control = new Control(memory);
  const found: Found = { folders: [], files: [], links: [], others: [], failures: [] };
  const todo = [""];
  for (let folder = todo.pop(); folder !== undefined && !control.isStopped; folder = todo.pop()) {
    try {
      makeFolder(path.join(target, folder), lstatSync(path.join(source, folder)).mode);
    } catch (error) {
      found.failures.push(failureOf(folder, error));
      if (folder === "") break;
      continue;
    }
    found.folders.push(folder);
    todo.push(...lookInto(source, folder, found).toReversed());
  }
  return found;
}

/** It must be possible to write into it as long as the copy goes on; its very own permissions it gets at the end. */
function makeFolder(folder: string, mode: number): void {
  try {
    mkdirSync(folder, (mode & 0o777) | 0o700);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const stats = lstatSync(folder);
    // Through a link, files would be written somewhere else.
    if (!stats.isDirectory()) throw new Fault("OCCUPIED", "the target has something else than a folder there");
  }
}

/** @returns the folders in it */
function lookInto(source: string, folder: string, found: Found): string[] {
  const folders: string[] = [];
  try {
    for (const entry of readdirSync(path.join(source, folder), { withFileTypes: true })) {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) folders.push(name);
      else if (entry.isSymbolicLink()) found.links.push(name);
      else if (entry.isFile()) addFile(source, name, found);
      else found.others.push(name);
    }
  } catch (error) {
    found.failures.push(failureOf(folder, error));
  }
  return folders;
}

function addFile(source: string, name: string, found: Found): void {
  try {
    found.files.push({ path: name, size: lstatSync(path.join(source, name)).size });
  } catch (error) {
    found.failures.push(failureOf(name, error));
  }
}

/** Copy some files. */
export function copyFiles(batch: Batch, memory: SharedArrayBuffer): Done {
  const control = new Control(memory);
  const done: { -readonly [K in keyof Done]: Done[K] } = { copied: [], skipped: [], failures: [], fatal: null };
  for (const file of batch.files) {
    if (control.isStopped) break;
    try {
      const copied = copyFile(batch, file, control);
      if (copied === null) done.skipped.push(file);
      else done.copied.push(copied);
    } catch (error) {
      if (error instanceof Stopped) break;
      const failure = failureOf(file.path, error);
      done.failures.push(failure);
      if (!FATAL.has(failure.code)) continue;
      done.fatal = failure;
      control.stop();
    }
  }
  return done;
}

/** @returns `null` if the target has that very file already */
function copyFile(batch: Batch, file: FoundFile, control: Control): CopiedFile | null {
  const target = path.join(batch.target, file.path);
  const input = openSync(path.join(batch.source, file.path), constants.O_RDONLY);
  try {
    const before = fstatSync(input);
    if (batch.update && isSame(before, target)) return null;
    const written = { bytes: 0 };
    try {
      return copyOpenFile(batch, { file, target, input, before, written, control });
    } catch (error) {
      control.add(-written.bytes);
      throw error;
    }
  } finally {
    closeSync(input);
  }
}

interface Copying {
  readonly file: FoundFile;
  readonly target: string;
  readonly input: number;
  readonly before: Stats;
  readonly written: { bytes: number };
  readonly control: Control;
}

function copyOpenFile(batch: Batch, copying: Copying): CopiedFile {
  const { file, target, before, written } = copying;
  const temporary = temporaryNameFor(target);
  const mode = before.mode & 0o7777;
  const isPlain = (mode & (0o7000 | umask)) === 0;
  const output = openSync(temporary, "wx", isPlain ? mode : 0o600);
  let isWritten = false;
  try {
    let checksum: string;
    try {
      checksum = copyContent(copying, output, batch.checksum || batch.verify);
      // After the content: writing takes the set-user-ID bit away.
      if (!isPlain) fchmodSync(output, mode);
      futimesSync(output, before.atimeMs / 1000, before.mtimeMs / 1000);
      if (batch.fsync) fsyncSync(output);
    } finally {
      closeSync(output);
    }
    if (batch.verify && checksumOf(temporary) !== checksum)
      throw new Fault("DIFFERS", "what was written reads otherwise than what was read");
    renameSync(temporary, target);
    isWritten = true;
    return { path: file.path, size: written.bytes, checksum: batch.checksum ? checksum : "" };
  } finally {
    if (!isWritten) unlinkSync(temporary);
  }
}

function copyContent({ input, before, written, control }: Copying, output: number, hashes: boolean): string {
  const hash = hashes ? createHash("sha256") : null;
  piece ??= Buffer.allocUnsafeSlow(PIECE);
  // One that grows is noticed below, so its end need not be looked for where it is known.
  while (written.bytes < before.size || before.size === 0) {
    if (control.isStopped) throw new Stopped();
    const size = readSync(input, piece, 0, PIECE, null);
    if (size === 0) break;
    const data = piece.subarray(0, size);
    hash?.update(data);
    for (let from = 0; from < size;) from += writeSync(output, data, from, size - from, null);
    written.bytes += size;
    control.add(size);
  }
  const after = fstatSync(input);
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || written.bytes !== before.size)
    throw new Fault("CHANGED", "it was changed while it was copied");
  return hash?.digest("hex") ?? "";
}

function checksumOf(file: string): string {
  const input = openSync(file, constants.O_RDONLY);
  try {
    const hash = createHash("sha256");
    const data = piece as Buffer;
    for (let size = readSync(input, data, 0, PIECE, null); size > 0; size = readSync(input, data, 0, PIECE, null))
      hash.update(data.subarray(0, size));
    return hash.digest("hex");
  } finally {
    closeSync(input);
  }
}

/** Times are compared as far as they can be set. */
function isSame(source: Stats, target: string): boolean {
  try {
    const stats = lstatSync(target);
    return stats.isFile() && stats.size === source.size && Math.abs(stats.mtimeMs - source.mtimeMs) < 2;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return false;
  }
}

/** In the same folder, so that it can be renamed; as long as it may be. */
function temporaryNameFor(target: string): string {
  const name = `.${process.pid}-${threadId}-${++lastTemporary}${TEMPORARY}`;
  return path.join(path.dirname(target), name);
}

/** Copy the links, as links. */
export function copyLinks(source: string, target: string, links: readonly string[]): Failure[] {
  const failures: Failure[] = [];
  for (const link of links) {
    try {
      copyLink(path.join(source, link), path.join(target, link));
    } catch (error) {
      failures.push(failureOf(link, error));
    }
  }
  return failures;
}

function copyLink(source: string, target: string): void {
  const stats = lstatSync(source);
  const temporary = temporaryNameFor(target);
  symlinkSync(readlinkSync(source), temporary);
  try {
    lutimesSync(temporary, stats.atimeMs / 1000, stats.mtimeMs / 1000);
    renameSync(temporary, target);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}

/** Give the folders the permissions and times of the source's: the last thing to do, since writing into them changes both. */
export function finishFolders(source: string, target: string, folders: readonly string[]): Failure[] {
  const failures: Failure[] = [];
  for (const folder of folders.toReversed()) {
    try {
      const stats = lstatSync(path.join(source, folder));
      const copy = path.join(target, folder);
      chmodSync(copy, stats.mode & 0o7777);
      utimesSync(copy, stats.atimeMs / 1000, stats.mtimeMs / 1000);
    } catch (error) {
      failures.push(failureOf(folder, error));
    }
  }
  return failures;
}
