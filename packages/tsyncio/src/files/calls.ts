// The system's calls on open files, as descriptors make them; and how a single call becomes an awaitable. No state.

import { type Stats, close, fstat, ftruncate, read, write, writev } from "node:fs";

import { State } from "../core/base_futures.ts";
import { type Awaitable, type Coroutine, GeneratorAwaitable } from "../core/coroutines.ts";
import { requireRunningLoop } from "../core/events.ts";
import { Future } from "../core/futures.ts";
import { fileError } from "./errors.ts";

/** What a call tells when it is over. */
export type Done<T> = (error: Error | null, value: T) => void;

/** A part of a buffer, and the place in the file that it is for; `null`: where the file is. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly length: number;
  readonly position: number | null;
}

/** The calls on open files. Those of the system, or what stands in for them. */
export interface FileCalls {
  read(fd: number, piece: Piece, done: Done<number>): void;
  write(fd: number, piece: Piece, done: Done<number>): void;
  writev(fd: number, pieces: Uint8Array[], position: number | null, done: Done<number>): void;
  stat(fd: number, done: Done<Pick<Stats, "size">>): void;
  truncate(fd: number, size: number, done: (error: Error | null) => void): void;
  close(fd: number, done: (error: Error | null) => void): void;
}

/** Those of the system. */
export const systemCalls: FileCalls = {
  read: (fd, { bytes, offset, length, position }, done) => read(fd, bytes, offset, length, position, done),
  write: (fd, { bytes, offset, length, position }, done) => write(fd, bytes, offset, length, position, done),
  writev: (fd, pieces, position, done) => writev(fd, pieces, position as number, done),
  stat: fstat,
  truncate: ftruncate,
  close: (fd, done) => close(fd, (error) => done(error ?? null)),
};

/** How a single call is made, and what to do with a result that comes when nobody waits any more. */
export interface SystemCall<T> {
  start(done: Done<T>): void;
  /** The path that it is about, for its error, unless that names one. */
  readonly path?: string;
  drop?(value: T): void;
}

/**
 * A call of the system.
 *
 * Cancellation: the wait ends; what the system has begun it finishes.
 */
export function system<T>(call: SystemCall<T>): Awaitable<T> {
  return new GeneratorAwaitable(make(call));
}

/** The same within a coroutine. */
export function* make<T>(call: SystemCall<T>): Coroutine<T> {
  const done = new Future<T>({ loop: requireRunningLoop() });
  call.start((error, value) => {
    if (done._state !== State.pending) {
      if (error === null || error === undefined) call.drop?.(value);
    } else if (error === null || error === undefined) done._settle(State.finished, value);
    else done._fail(fileError(error, call.path ?? null, null));
  });
  let arrived = false;
  try {
    const value = yield* done;
    arrived = true;
    return value;
  } finally {
    if (!arrived) {
      if (done._state === State.pending) done.cancel();
      // Race: it came in the iteration in which the task was cancelled.
      else if (done._state === State.finished) call.drop?.(done.result());
    }
  }
}
