// Bytes that came in pieces and are read in other pieces. Knows nothing of the loop, and copies as little as it can.

/** Pieces smaller than this are copied together, so that a peer who sends single bytes costs no object a byte. */
const SMALL = 512;

/** How much room is made for small pieces at a time. */
const ROOM = 4096;

const nothing: Uint8Array = new Uint8Array(0);

/**
 * A first-in-first-out of bytes. It keeps the pieces it is given, and gives out views of them wherever it can.
 *
 *     chunks:  [ x x x x x x x x ] [ x x x x ] [ x x x . . . ]
 *                    ^ #start                        ^ the last may be in a room of our own, with space behind
 *
 * @internal
 */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  /** The index of the first chunk that still has bytes. */
  #head = 0;
  /** How much of that chunk is gone. */
  #start = 0;
  #size = 0;
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
    this.#size += length;
    if (length < SMALL && this.#chunks.length > this.#head) {
      this.#append(chunk);
      return;
    }
    this.#chunks.push(chunk);
    this.#room = nothing;
  }

  /** Put `chunk` back to the front. */
  unshift(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    const rest = this.#chunks.slice(this.#head);
    if (this.#start > 0) rest[0] = (rest[0] as Uint8Array).subarray(this.#start);
    if (rest.length === 0) this.#room = nothing;
    this.#chunks = [chunk, ...rest];
    this.#head = 0;
    this.#start = 0;
    this.#size += chunk.length;
  }

  /** Remove and return the first `count` bytes: at most as many as there are. */
  take(count: number): Uint8Array {
    if (count === 0) return nothing;
    const first = this.#chunks[this.#head] as Uint8Array;
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
      const available = (this.#chunks[this.#head] as Uint8Array).length - this.#start;
      if (left < available) {
        this.#start += left;
        return;
      }
      left -= available;
      this.#dropFirst();
    }
  }

  clear(): void {
    this.#chunks = [];
    this.#head = 0;
    this.#start = 0;
    this.#size = 0;
    this.#room = nothing;
  }

  /** The position at which `pattern` begins, the first at or after `from`; -1 if it is not there. */
  find(pattern: Uint8Array, from: number): number {
    const chunks = this.#chunks;
    const firstByte = pattern[0] as number;
    // The position of the chunk's index 0.
    let base = -this.#start;
    for (let index = this.#head; index < chunks.length; index++) {
      const chunk = chunks[index] as Uint8Array;
      const end = base + chunk.length;
      if (end > from) {
        let at = chunk.indexOf(firstByte, from > base ? from - base : 0);
        while (at >= 0 && pattern.length > 1 && !this.#matches(pattern, index, at))
          at = chunk.indexOf(firstByte, at + 1);
        if (at >= 0) return base + at;
      }
      base = end;
    }
    return -1;
  }

  /** Whether `pattern` stands at position `from`. */
  holdsAt(pattern: Uint8Array, from: number): boolean {
    let at = from + this.#start;
    for (let index = this.#head; index < this.#chunks.length; index++) {
      const length = (this.#chunks[index] as Uint8Array).length;
      if (at < length) return this.#matches(pattern, index, at);
      at -= length;
    }
    return false;
  }

  // Whether `pattern` begins in the chunk at `index`, at its place `at`; it may reach into the chunks behind.
  #matches(pattern: Uint8Array, index: number, at: number): boolean {
    const chunks = this.#chunks;
    let chunk = chunks[index] as Uint8Array;
    let chunkIndex = index;
    let place = at;
    for (let i = 0; i < pattern.length; i++, place++) {
      if (place === chunk.length) {
        chunkIndex++;
        if (chunkIndex === chunks.length) return false;
        chunk = chunks[chunkIndex] as Uint8Array;
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
      const chunk = this.#chunks[this.#head] as Uint8Array;
      const end = Math.min(chunk.length, this.#start + count - filled);
      joined.set(this.#start === 0 && end === chunk.length ? chunk : chunk.subarray(this.#start, end), filled);
      filled += end - this.#start;
      if (end === chunk.length) this.#dropFirst();
      else this.#start = end;
    }
    return joined;
  }

  #dropFirst(): void {
    const chunks = this.#chunks;
    chunks[this.#head] = nothing; // what was read must not stay alive
    this.#head++;
    this.#start = 0;
    if (this.#head === chunks.length) {
      chunks.length = 0;
      this.#head = 0;
      this.#room = nothing;
    } else if (this.#head > 32 && this.#head * 2 > chunks.length) {
      chunks.splice(0, this.#head);
      this.#head = 0;
    }
  }

  // Copy a small chunk behind what stands last, in a room of our own. What lies before in the room never changes.
  #append(chunk: Uint8Array): void {
    const length = chunk.length;
    if (this.#room.length - this.#used < length) {
      this.#room = new Uint8Array(ROOM);
      this.#used = 0;
      this.#chunks.push(nothing);
    }
    const last = this.#chunks.length - 1;
    const begin = this.#used - (this.#chunks[last] as Uint8Array).length;
    this.#room.set(chunk, this.#used);
    this.#used += length;
    this.#chunks[last] = this.#room.subarray(begin, this.#used);
  }
}
