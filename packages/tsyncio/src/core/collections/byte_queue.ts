// Bytes that came in pieces and are read in other pieces. Knows nothing of the loop, and copies as little as it can.

/** Pieces smaller than this are copied together, so that a peer who sends single bytes costs no object a byte. */
const SMALL = 512;

/** How much room is made for small pieces at a time. */
const ROOM = 4096;

const nothing: Uint8Array = new Uint8Array(0);

/**
 * A first-in-first-out of bytes. It keeps the pieces it is given, and gives out views of them wherever it can.
 *
 *     first: [ x x x x x x x x ]    rest: [ x x x x ] [ x x x . . . ]
 *                    ^ #start                               ^ the last may be in a room of our own, with space behind
 *
 * The first chunk has a place of its own: mostly it is the only one, and an array that is filled and emptied again with
 * each message is made anew each time.
 *
 * @internal
 */
export class ByteQueue {
  /** The chunk that is read next, an empty one if there is none. */
  #first: Uint8Array = nothing;
  /** How much of that chunk is gone. */
  #start = 0;
  #size = 0;
  /** The chunks behind the first. */
  #rest: Uint8Array[] = [];
  /** The index of the first of them that was not moved on so far. */
  #head = 0;
  /** The room that the last chunk is a view of, if it is one of ours. */
  #room: Uint8Array = nothing;
  #used = 0;

  /** How many bytes there are. */
  get size(): number {
    return this.#size;
  }

  /** Add `chunk` at the end. It is kept, not copied, unless it is small. */
  push(chunk: Uint8Array): void {
    const length = chunk.length;
    if (length === 0) return;
    if (this.#size === 0) this.#first = chunk;
    else if (length < SMALL) this.#append(chunk);
    else {
      this.#rest.push(chunk);
      this.#room = nothing;
    }
    this.#size += length;
  }

  /** Put `chunk` back to the front. */
  unshift(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    if (this.#size > 0) {
      const first = this.#start === 0 ? this.#first : this.#first.subarray(this.#start);
      this.#rest = [first, ...this.#rest.slice(this.#head)];
      this.#head = 0;
    }
    this.#first = chunk;
    this.#start = 0;
    this.#size += chunk.length;
  }

  /** Remove and return the first `count` bytes: at most as many as there are. */
  take(count: number): Uint8Array {
    if (count === 0) return nothing;
    const first = this.#first;
    const start = this.#start;
    const available = first.length - start;
    if (count > available) return this.#join(count);
    this.#size -= count;
    if (count < available) {
      this.#start = start + count;
      return first.subarray(start, this.#start);
    }
    this.#dropFirst();
    return start === 0 ? first : first.subarray(start);
  }

  /** Remove the first `count` bytes. */
  skip(count: number): void {
    let left = count;
    this.#size -= count;
    while (left > 0) {
      const available = this.#first.length - this.#start;
      if (left < available) {
        this.#start += left;
        return;
      }
      left -= available;
      this.#dropFirst();
    }
  }

  clear(): void {
    this.#first = nothing;
    this.#start = 0;
    this.#size = 0;
    this.#rest = [];
    this.#head = 0;
    this.#room = nothing;
  }

  /** The position at which `pattern` begins, the first at or after `from`; -1 if it is not there. */
  find(pattern: Uint8Array, from: number): number {
    const rest = this.#rest;
    const firstByte = pattern[0] as number;
    let chunk = this.#first;
    // The position of the chunk's index 0.
    let base = -this.#start;
    for (let next = this.#head; ; next++) {
      const end = base + chunk.length;
      if (end > from) {
        let at = chunk.indexOf(firstByte, from > base ? from - base : 0);
        while (at >= 0 && pattern.length > 1 && !this.#matches(pattern, chunk, at, next))
          at = chunk.indexOf(firstByte, at + 1);
        if (at >= 0) return base + at;
      }
      if (next === rest.length) return -1;
      base = end;
      chunk = rest[next] as Uint8Array;
    }
  }

  /** Whether `pattern` stands at position `from`. */
  holdsAt(pattern: Uint8Array, from: number): boolean {
    const rest = this.#rest;
    let chunk = this.#first;
    let at = from + this.#start;
    for (let next = this.#head; ; next++) {
      if (at < chunk.length) return this.#matches(pattern, chunk, at, next);
      if (next === rest.length) return false;
      at -= chunk.length;
      chunk = rest[next] as Uint8Array;
    }
  }

  // Whether `pattern` begins in `begin`, at its place `at`; it may reach into the chunks behind, from the one at `next` on.
  #matches(pattern: Uint8Array, begin: Uint8Array, at: number, next: number): boolean {
    const rest = this.#rest;
    let chunk = begin;
    let nextIndex = next;
    let place = at;
    for (let i = 0; i < pattern.length; i++, place++) {
      if (place === chunk.length) {
        if (nextIndex === rest.length) return false;
        chunk = rest[nextIndex++] as Uint8Array;
        place = 0;
      }
      if (chunk[place] !== pattern[i]) return false;
    }
    return true;
  }

  #join(count: number): Uint8Array {
    const joined = new Uint8Array(count);
    let filled = 0;
    this.#size -= count;
    while (filled < count) {
      const chunk = this.#first;
      const end = Math.min(chunk.length, this.#start + count - filled);
      joined.set(this.#start === 0 && end === chunk.length ? chunk : chunk.subarray(this.#start, end), filled);
      filled += end - this.#start;
      if (end === chunk.length) this.#dropFirst();
      else this.#start = end;
    }
    return joined;
  }

  #dropFirst(): void {
    const rest = this.#rest;
    this.#start = 0;
    if (this.#head === rest.length) {
      this.#first = nothing;
      this.#room = nothing;
      return;
    }
    this.#first = rest[this.#head] as Uint8Array;
    rest[this.#head] = nothing; // what was read must not stay alive
    this.#head++;
    if (this.#head === rest.length) {
      rest.length = 0;
      this.#head = 0;
    } else if (this.#head > 32 && this.#head * 2 > rest.length) {
      rest.splice(0, this.#head);
      this.#head = 0;
    }
  }

  // Copy a small chunk behind what stands last, in a room of our own. What lies before in the room never changes.
  #append(chunk: Uint8Array): void {
    const rest = this.#rest;
    const length = chunk.length;
    if (this.#room.length - this.#used < length) {
      this.#room = new Uint8Array(ROOM);
      this.#used = 0;
      rest.push(nothing);
    }
    const end = this.#used + length;
    this.#room.set(chunk, this.#used);
    if (rest.length === 0) this.#first = this.#room.subarray(this.#used - this.#first.length, end);
    else {
      const last = rest.length - 1;
      rest[last] = this.#room.subarray(this.#used - (rest[last] as Uint8Array).length, end);
    }
    this.#used = end;
  }
}
