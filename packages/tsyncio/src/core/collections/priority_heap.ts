// A binary heap in any order that the caller says, stable among equals. Knows nothing of the loop.

interface Entry<T> {
  readonly item: T;
  /** The number of its coming: among equals the older comes first. */
  readonly sequence: number;
}

/**
 * A min-heap: the children of slot i are in 2i+1 and 2i+2.
 *
 * Invariant: no entry comes before its parent.
 *
 * @internal
 */
export class PriorityHeap<T> {
  readonly #compare: (a: T, b: T) => number;
  readonly #entries: Entry<T>[] = [];
  #count = 0;

  /** @param compare negative if `a` comes before `b`, positive if after, else they are equal */
  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get length(): number {
    return this.#entries.length;
  }

  // A comparison may throw, and then the heap must be as it was. So both methods find the place first, and move afterwards.

  push(item: T): void {
    const entries = this.#entries;
    const entry: Entry<T> = { item, sequence: this.#count++ };
    const end = entries.length;
    let place = end;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#before(entry, entries[parent] as Entry<T>)) break;
      place = parent;
    }
    for (let index = end; index !== place; index = (index - 1) >> 1) {
      entries[index] = entries[(index - 1) >> 1] as Entry<T>;
    }
    entries[place] = entry;
  }

  /** Remove and return the first item, `undefined` if there is none. */
  shift(): T | undefined {
    const entries = this.#entries;
    const end = entries.length - 1;
    if (end < 0) return undefined;
    let moved = entries[end] as Entry<T>;
    let place = this.#placeFromTop(moved, end);
    entries.length = end;
    if (end === 0) return moved.item;
    // From there up to the root, each goes to the place of its parent; the root comes out.
    for (;;) {
      const displaced = entries[place] as Entry<T>;
      entries[place] = moved;
      moved = displaced;
      if (place === 0) return moved.item;
      place = (place - 1) >> 1;
    }
  }

  // Where the path of the first children ends at which `entry` may stand, in the heap of the first `length` entries.
  #placeFromTop(entry: Entry<T>, length: number): number {
    const entries = this.#entries;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= length) return place;
      if (child + 1 < length && this.#before(entries[child + 1] as Entry<T>, entries[child] as Entry<T>)) child++;
      if (!this.#before(entries[child] as Entry<T>, entry)) return place;
      place = child;
    }
  }

  #before(a: Entry<T>, b: Entry<T>): boolean {
    const order = this.#compare(a.item, b.item);
    return order < 0 || (order === 0 && a.sequence < b.sequence);
  }
}
