// A file in memory that moves to the disk when it grows too large, behind the calls that a descriptor makes.

import { unlink } from "node:fs";

import { type Done, type FileCalls, type Piece, systemCalls } from "./calls.ts";

/** A file on disk. */
interface Placed {
  readonly fd: number;
  readonly name: string;
}

/** Bytes in memory, up to a size. */
export class SpooledCalls implements FileCalls {
  readonly #maxSize: number;
  readonly #place: (done: Done<Placed>) => void;
  #bytes = Buffer.alloc(0);
  #size = 0;
  #placed: Placed | null = null;

  constructor(maxSize: number, place: (done: Done<Placed>) => void) {
    this.#maxSize = maxSize;
    this.#place = place;
  }

  read(_fd: number, piece: Piece, done: Done<number>): void {
    if (this.#placed !== null) {
      systemCalls.read(this.#placed.fd, piece, done);
      return;
    }
    const { bytes, offset, length, position } = piece;
    const from = position ?? 0;
    const part = this.#bytes.subarray(from, Math.max(Math.min(this.#size, from + length), from));
    bytes.set(part, offset);
    queueMicrotask(() => done(null, part.length));
  }

  write(_fd: number, piece: Piece, done: Done<number>): void {
    if (this.#placed !== null) {
      systemCalls.write(this.#placed.fd, piece, done);
      return;
    }
    const { bytes, offset, length, position } = piece;
    // Where it is added to, it is told no place.
    const from = position ?? this.#size;
    if (this.#maxSize > 0 && from + length > this.#maxSize) {
      const placedPiece = { ...piece, position: from };
      this.#rollOver(done, (placed) => systemCalls.write(placed.fd, placedPiece, done));
      return;
    }
    this.#resize(Math.max(this.#size, from + length));
    this.#bytes.set(bytes.subarray(offset, offset + length), from);
    queueMicrotask(() => done(null, length));
  }

  writev(fd: number, pieces: Uint8Array[], position: number | null, done: Done<number>): void {
    const bytes = Buffer.concat(pieces);
    this.write(fd, { bytes, offset: 0, length: bytes.length, position }, done);
  }

  stat(_fd: number, done: Done<{ size: number }>): void {
    if (this.#placed !== null) systemCalls.stat(this.#placed.fd, done);
    else queueMicrotask(() => done(null, { size: this.#size }));
  }

  truncate(_fd: number, size: number, done: (error: Error | null) => void): void {
    if (this.#placed !== null) systemCalls.truncate(this.#placed.fd, size, done);
    else if (this.#maxSize > 0 && size > this.#maxSize) {
      this.#rollOver(done, (placed) => systemCalls.truncate(placed.fd, size, done));
    } else {
      this.#resize(size);
      queueMicrotask(() => done(null));
    }
  }

  close(_fd: number, done: (error: Error | null) => void): void {
    const placed = this.#placed;
    this.#bytes = Buffer.alloc(0);
    if (placed === null) queueMicrotask(() => done(null));
    else {
      systemCalls.close(placed.fd, (error) => {
        unlink(placed.name, (unlinkError) => done(error ?? unlinkError));
      });
    }
  }

  #resize(size: number): void {
    if (size > this.#bytes.length) {
      const grown = Buffer.alloc(Math.max(size, this.#bytes.length * 2));
      this.#bytes.copy(grown, 0, 0, this.#size);
      this.#bytes = grown;
    } else if (size < this.#size) this.#bytes.fill(0, size, this.#size);
    this.#size = size;
  }

  /** Move to the disk, then go on with `then`. */
  #rollOver(failed: (error: Error | null, count: never) => void, then: (placed: Placed) => void): void {
    this.#place((error, placed) => {
      if (error !== null) {
        failed(error, undefined as never);
        return;
      }
      this.#move(placed, 0, (moveError) => {
        if (moveError === null) {
          this.#placed = placed;
          this.#bytes = Buffer.alloc(0);
          then(placed);
        } else systemCalls.close(placed.fd, () => unlink(placed.name, () => failed(moveError, undefined as never)));
      });
    });
  }

  #move({ fd, name }: Placed, from: number, done: (error: Error | null) => void): void {
    if (from >= this.#size) {
      done(null);
      return;
    }
    const piece = { bytes: this.#bytes, offset: from, length: this.#size - from, position: from };
    systemCalls.write(fd, piece, (error, count) => {
      if (error === null) this.#move({ fd, name }, from + count, done);
      else done(error);
    });
  }
}
