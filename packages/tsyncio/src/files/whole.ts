// Whole files, read and written at one go: the calls of the system follow each other without a turn of the loop between.

import { type Stats, close, fstatSync, open, read, write } from "node:fs";

import type { Coroutine } from "../core/coroutines.ts";
import type { Bytes } from "./bytes_file.ts";
import { type Done, make } from "./calls.ts";

/** All bytes of a file. */
export function* readWhole(path: string): Coroutine<Bytes> {
  return yield* make<Bytes>({ start: (done) => openToRead(path, done), path });
}

/** Write a file anew, or add to it. `data` must not be changed before that is over. */
export function* writeWhole(path: string, flags: string, data: Uint8Array): Coroutine {
  yield* make<void>({
    start: (done) => {
      open(path, flags, (error, fd) => {
        if (error !== null) done(error, undefined);
        else writeRest(fd, data, 0, done);
      });
    },
    path,
  });
}

function writeRest(fd: number, data: Uint8Array, from: number, done: Done<void>): void {
  if (from === data.length) {
    close(fd, (error) => done(error ?? null, undefined));
    return;
  }
  write(fd, data, from, data.length - from, null, (error, count) => {
    if (error !== null) close(fd, () => done(error, undefined));
    else writeRest(fd, data, from + count, done);
  });
}

function openToRead(path: string, done: Done<Bytes>): void {
  open(path, "r", (error, fd) => {
    if (error !== null) {
      done(error, undefined as never);
      return;
    }
    let stats: Stats;
    try {
      stats = fstatSync(fd);
    } catch (statError) {
      close(fd, () => done(statError as Error, undefined as never));
      return;
    }
    // One byte more than there is: then the first read shows the end, too.
    const size = stats.isFile() ? stats.size : 0;
    readRest({ fd, size, bytes: Buffer.allocUnsafeSlow(size > 0 ? size + 1 : 64 * 1024), used: 0, done });
  });
}

interface Reading {
  readonly fd: number;
  /** What the file said that it has; 0: it did not. */
  readonly size: number;
  bytes: Buffer<ArrayBuffer>;
  used: number;
  readonly done: Done<Bytes>;
}

function readRest(reading: Reading): void {
  const { fd, size } = reading;
  if (reading.used === reading.bytes.length) {
    const grown = Buffer.allocUnsafeSlow(reading.bytes.length * 2);
    reading.bytes.copy(grown);
    reading.bytes = grown;
  }
  const { bytes, used, done } = reading;
  read(fd, bytes, used, Math.min(bytes.length - used, 2 ** 30), null, (error, count) => {
    if (error !== null) {
      close(fd, () => done(error, undefined as never));
      return;
    }
    reading.used += count;
    if (count > 0 && (size === 0 || reading.used !== size)) readRest(reading);
    else close(fd, () => done(null, new Uint8Array(bytes.buffer, bytes.byteOffset, reading.used)));
  });
}
