// A heap of timers, ordered by deadline and then by creation. Knows nothing of the loop.

/** What the heap asks of a timer. @internal */
export interface HeapTimer {
  /** Whether nobody waits for it any more. */
  _isDropped(): boolean;
}

/** The children of slot i are in ARITY * i + 1 and the next ones: few levels, and children that lie side by side. */
const LOG_ARITY = 2;
const ARITY = 1 << LOG_ARITY;

const INITIAL_CAPACITY = 64;

/**
 * A min-heap. What it compares and moves are plain numbers: the deadline, and the number of the place in which the timer
 * stands as long as it is here. Timers themselves are neither looked at nor moved, which is what takes the time in a heap of
 * many thousands.
 *
 * Invariant: no entry comes before its parent.
 *
 * @internal
 */
export class TimerHeap<T extends HeapTimer> {
  #length = 0;
  #whens = new Float64Array(INITIAL_CAPACITY);
  #places = new Int32Array(INITIAL_CAPACITY);
  // By place: the timers, and the numbers of their coming: among equal deadlines the older timer comes first.
  readonly #items: (T | null)[] = [];
  #sequences = new Float64Array(INITIAL_CAPACITY);
  #count = 0;
  /** The free places: the first so many numbers. */
  #free = new Int32Array(INITIAL_CAPACITY);
  #freeCount = 0;

  get length(): number {
    return this.#length;
  }

  /** The earliest timer, `undefined` if there is none. */
  peek(): T | undefined {
    return this.#length === 0 ? undefined : this.#at(0);
  }

  /** The earliest deadline, in seconds; `Infinity` if there is no timer. */
  get when(): number {
    return this.#length === 0 ? Infinity : (this.#whens[0] as number);
  }

  /** The deadline of a timer, found by searching; `NaN` if it is not here. */
  whenOf(item: T): number {
    const index = this.#places.subarray(0, this.#length).indexOf(this.#items.indexOf(item));
    return index < 0 ? NaN : (this.#whens[index] as number);
  }

  push(item: T, when: number): void {
    const index = this.#length++;
    if (index === this.#whens.length) this.#grow();
    const place = this.#freeCount > 0 ? (this.#free[--this.#freeCount] as number) : this.#items.length;
    this.#items[place] = item;
    this.#sequences[place] = this.#count++;
    this.#siftUp(index, when, place);
  }

  /** Remove and return the earliest timer, `undefined` if there is none. */
  pop(): T | undefined {
    if (this.#length === 0) return undefined;
    const first = this.#at(0);
    this.#vacate(this.#places[0] as number);
    const length = --this.#length;
    if (length > 0) this.#siftDown(0, this.#whens[length] as number, this.#places[length] as number);
    return first;
  }

  /**
   * Remove `item` if that takes no search, since it stands last: as the limit of a wait does that has just begun.
   *
   * @returns whether it did
   */
  removeLast(item: T): boolean {
    const last = this.#length - 1;
    if (last < 0 || this.#at(last) !== item) return false;
    this.#vacate(this.#places[last] as number);
    this.#length = last;
    return true;
  }

  /** Remove all dropped timers at once. */
  sweep(): void {
    let kept = 0;
    for (let index = 0; index < this.#length; index++) {
      const place = this.#places[index] as number;
      if (this.#at(index)._isDropped()) {
        this.#vacate(place);
        continue;
      }
      this.#whens[kept] = this.#whens[index] as number;
      this.#places[kept] = place;
      kept++;
    }
    this.#length = kept;
    for (let index = (kept - 2) >> LOG_ARITY; index >= 0; index--) {
      this.#siftDown(index, this.#whens[index] as number, this.#places[index] as number);
    }
  }

  clear(): void {
    this.#length = 0;
    this.#items.length = 0;
    this.#freeCount = 0;
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (let index = 0; index < this.#length; index++) yield this.#at(index);
  }

  #at(index: number): T {
    return this.#items[this.#places[index] as number] as T;
  }

  #vacate(place: number): void {
    this.#items[place] = null;
    this.#free[this.#freeCount++] = place;
  }

  // Both go from a free slot to where the entry belongs, moving what is in the way into the slot left behind.

  #siftUp(start: number, when: number, place: number): void {
    const whens = this.#whens;
    const places = this.#places;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> LOG_ARITY;
      const parentWhen = whens[parent] as number;
      if (parentWhen < when || (parentWhen === when && this.#isOlder(places[parent] as number, place))) break;
      whens[index] = parentWhen;
      places[index] = places[parent] as number;
      index = parent;
    }
    whens[index] = when;
    places[index] = place;
  }

  #siftDown(start: number, when: number, place: number): void {
    const whens = this.#whens;
    const places = this.#places;
    const length = this.#length;
    let index = start;
    for (;;) {
      const firstChild = ARITY * index + 1;
      if (firstChild >= length) break;
      const end = Math.min(firstChild + ARITY, length);
      let child = firstChild;
      let childWhen = whens[firstChild] as number;
      for (let other = firstChild + 1; other < end; other++) {
        const otherWhen = whens[other] as number;
        if (
          otherWhen < childWhen ||
          (otherWhen === childWhen && this.#isOlder(places[other] as number, places[child] as number))
        ) {
          child = other;
          childWhen = otherWhen;
        }
      }
      if (when < childWhen || (when === childWhen && this.#isOlder(place, places[child] as number))) break;
      whens[index] = childWhen;
      places[index] = places[child] as number;
      index = child;
    }
    whens[index] = when;
    places[index] = place;
  }

  #isOlder(place: number, other: number): boolean {
    return (this.#sequences[place] as number) < (this.#sequences[other] as number);
  }

  #grow(): void {
    const capacity = this.#whens.length * 2;
    this.#whens = copied(this.#whens, new Float64Array(capacity));
    this.#places = copied(this.#places, new Int32Array(capacity));
    this.#sequences = copied(this.#sequences, new Float64Array(capacity));
    this.#free = copied(this.#free, new Int32Array(capacity));
  }
}

function copied<A extends Float64Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
