// Pieces of a file that are read before anybody asks for them. No positions of the file.

import { State } from "../core/base_futures.ts";
import type { Coroutine } from "../core/coroutines.ts";
import { requireRunningLoop } from "../core/events.ts";
import { Future } from "../core/futures.ts";
import { sleep } from "../core/sleep.ts";
import type { Done, Piece } from "./calls.ts";

/** So many pieces are read ahead at once, on as many of the host's threads, of which there are four as a rule. */
const DEPTH = 3;

/** More bytes are not read ahead. */
const MOST = 16 * 1024 * 1024;

/** The piece at a position. */
export class PieceAhead {
  readonly #position: number;
  readonly bytes: Buffer<ArrayBuffer>;
  #size = 0;
  #isOver = false;
  #waiter: Future<undefined> | null = null;

  constructor(position: number, count: number) {
    this.#position = position;
    this.bytes = Buffer.allocUnsafeSlow(count);
  }

  /** Whether it is what is asked for. */
  fits(position: number, count: number): boolean {
    return this.#position === position && this.bytes.length === count;
  }

  /** How many bytes of it can be used: of one that failed, or met the end of the file, none. It is then read again. */
  get usable(): number {
    return this.#size;
  }

  /** The system's call is over. */
  finish(error: Error | null, size: number): void {
    this.#isOver = true;
    this.#size = error === null ? size : 0;
    const waiter = this.#waiter;
    if (waiter !== null && waiter._state === State.pending) waiter._settle(State.finished, undefined);
  }

  /** Wait until it is there. Others have their turn also if it is: a file read to its end must not block the loop. */
  *wait(): Coroutine {
    if (this.#isOver) yield* sleep(0);
    else {
      this.#waiter = new Future<undefined>({ loop: requireRunningLoop() });
      yield* this.#waiter;
    }
  }
}

/** The pieces that follow what was asked for last. */
export class ReadAhead {
  readonly #read: (piece: Piece, done: Done<number>) => void;
  /** Invariant: all of one size, and each begins where the one before it ends. */
  #pieces: PieceAhead[] = [];
  /** How many calls are under way: also those for pieces that nobody wants any more. */
  #underWay = 0;
  #whenQuiet: (() => void) | null = null;

  constructor(read: (piece: Piece, done: Done<number>) => void) {
    this.#read = read;
  }

  /** The piece that was read ahead for that, if there is one. It stays until `taken()` or `drop()`. */
  find(position: number, count: number): PieceAhead | null {
    const piece = this.#pieces[0];
    return piece?.fits(position, count) === true ? piece : null;
  }

  /** The first piece was used. What follows it holds only if all of it was. */
  taken(isWhole: boolean): void {
    if (isWhole) this.#pieces.shift();
    else this.drop();
  }

  /** Forget the pieces. */
  drop(): void {
    if (this.#pieces.length > 0) this.#pieces = [];
  }

  /** Read the pieces of `count` bytes from `position` on, as far as none of them is beyond `end`. */
  begin(position: number, count: number, end: number): void {
    const depth = Math.min(DEPTH, Math.floor(MOST / count));
    for (let index = this.#pieces.length; index < depth; index++) {
      const at = position + index * count;
      if (at >= end) return;
      this.#begin(at, count);
    }
  }

  #begin(position: number, count: number): void {
    const piece = new PieceAhead(position, count);
    this.#pieces.push(piece);
    this.#underWay++;
    this.#read({ bytes: piece.bytes, offset: 0, length: count, position }, (error, size) => {
      piece.finish(error, size);
      if (--this.#underWay > 0) return;
      const then = this.#whenQuiet;
      this.#whenQuiet = null;
      then?.();
    });
  }

  /** Forget the pieces, and call `then` once the system does not work on them any more. */
  stop(then: () => void): void {
    this.drop();
    if (this.#underWay > 0) this.#whenQuiet = then;
    else then();
  }
}
