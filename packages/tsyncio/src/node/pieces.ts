// Pieces of bytes that wait in line, to be delivered or to be sent. Knows neither sockets nor the loop.

/** To copy this many bytes costs more than to call the system once more. */
const LARGE_PIECE = 16 * 1024;

/**
 * A first-in-first-out of pieces.
 *
 * Nearly always there is one at most: it has a place of its own, for an array that is filled and emptied again with each
 * message is made anew each time.
 */
export class Pieces {
  /** How many bytes there are. Pieces are never empty, so 0 means that there are none. */
  size = 0;
  #first: Uint8Array | null = null;
  #rest: Uint8Array[] = [];

  push(piece: Uint8Array): void {
    this.size += piece.length;
    if (this.#first === null) this.#first = piece;
    else this.#rest.push(piece);
  }

  /** Put `piece` back to the front. */
  unshift(piece: Uint8Array): void {
    this.size += piece.length;
    if (this.#first !== null) this.#rest.unshift(this.#first);
    this.#first = piece;
  }

  /** Take the first: there must be one. */
  shift(): Uint8Array {
    const first = this.#first as Uint8Array;
    this.#first = this.#rest.length === 0 ? null : (this.#rest.shift() as Uint8Array);
    this.size -= first.length;
    return first;
  }

  /** Take what is best sent next: small pieces together, a large one by itself. There must be one. */
  shiftJoined(): Uint8Array {
    const rest = this.#rest;
    const first = this.#first as Uint8Array;
    if (rest.length === 0 || first.length >= LARGE_PIECE) return this.shift();
    let size = first.length;
    let count = 0;
    for (; count < rest.length; count++) {
      const { length } = rest[count] as Uint8Array;
      if (length >= LARGE_PIECE) break;
      size += length;
    }
    if (count === 0) return this.shift();
    const joined = Buffer.concat([first, ...(count === rest.length ? rest : rest.slice(0, count))], size);
    this.#first = rest[count] ?? null;
    this.#rest = rest.slice(count + 1);
    this.size -= size;
    return joined;
  }

  /** Take all. */
  clear(): Uint8Array[] {
    const all = this.#first === null ? [] : [this.#first, ...this.#rest];
    this.#first = null;
    this.#rest = [];
    this.size = 0;
    return all;
  }
}
