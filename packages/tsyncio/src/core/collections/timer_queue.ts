// The timers of a loop, ordered by deadline and then by creation. Knows nothing of the loop.

import { enlarged, mergeEntries, TimerEntries } from "./timer_entries.ts";

/** What the queue asks of a timer. @internal */
export interface QueuedTimer {
  /** Whether nobody waits for it any more. */
  _isDropped(): boolean;
}

/** The children of slot i of the heap are in ARITY * i + 1 and the next ones: few levels, and children that lie side by side. */
const LOG_ARITY = 2;
const ARITY = 1 << LOG_ARITY;

/** With fewer timers than this in the heap, one more goes there at once. */
const SMALL_HEAP = 256;
/** So many that arrived between two looks are worth sorting... */
const LEAST_SORTED = 1024;
/** ...if those that are sorted already, and have to be gone through for it, are not this many times as many. */
const MOST_MERGED = 4;

const INITIAL_CAPACITY = 64;

/**
 * What is compared and moved are plain numbers: the deadline, and the number of the place in which the timer stands as long
 * as it is here. Timers themselves are neither looked at nor moved, which is what takes the time among many thousands.
 *
 * Few timers stand in a heap. Once it has some hundreds, those that come wait in a row until somebody asks for the earliest:
 * if they are many by then, they are sorted in one go and merged into a sorted row, whose end nobody has to sift; else they join the heap.
 *
 *     push -> heap                            \
 *     push -> arrivals -> heap, or sorted row -> pop: the earlier of the two
 *
 * Invariants: no entry of the heap comes before its parent; the sorted row is sorted from `#sortedStart` on.
 *
 * @internal
 */
export class TimerQueue<T extends QueuedTimer> {
  readonly #heap = new TimerEntries();
  readonly #arrivals = new TimerEntries();
  readonly #sorted = new TimerEntries();
  #sortedStart = 0;
  readonly #spare = new TimerEntries();
  // By place: the timers, and the numbers of their coming: among equal deadlines the older timer comes first.
  readonly #items: (T | null)[] = [null];
  #sequences = new Float64Array(0);
  #count = 0;
  /** Places from this number on were never used. Of the others, these are free: the first so many. */
  #used = 0;
  #free = new Int32Array(0);
  #freeCount = 0;

  get length(): number {
    return this.#used - this.#freeCount;
  }

  /** The earliest timer, `undefined` if there is none. */
  peek(): T | undefined {
    if (this.#arrivals.length > 0) this.#settle();
    if (this.#sortedIsNext()) return this.#at(this.#sorted, this.#sortedStart);
    return this.#heap.length === 0 ? undefined : this.#at(this.#heap, 0);
  }

  /** The earliest deadline, in seconds; `Infinity` if there is no timer. */
  get when(): number {
    if (this.#used === this.#freeCount) return Infinity;
    if (this.#arrivals.length > 0) this.#settle();
    if (this.#sortedIsNext()) return this.#sorted.whens[this.#sortedStart] as number;
    return this.#heap.whens[0] as number;
  }

  /** The deadline of a timer, found by searching; `NaN` if it is not here. */
  whenOf(item: T): number {
    const place = this.#items.indexOf(item);
    for (const entries of [this.#heap, this.#arrivals, this.#sorted]) {
      const index = entries.places.subarray(0, entries.length).lastIndexOf(place);
      if (place >= 0 && index >= (entries === this.#sorted ? this.#sortedStart : 0))
        return entries.whens[index] as number;
    }
    return NaN;
  }

  push(item: T, when: number): void {
    const place = this.#occupy(item);
    // A deadline before the clock's zero cannot be sorted by its bits; `+ 0` makes 0 of -0, which cannot either.
    if ((this.#heap.length < SMALL_HEAP && this.#arrivals.length === 0) || when < 0) this.#pushToHeap(when, place);
    else this.#arrivals.push(when + 0, place);
  }

  /** Remove and return the earliest timer, `undefined` if there is none. */
  pop(): T | undefined {
    if (this.#arrivals.length > 0) this.#settle();
    if (this.#sortedIsNext()) return this.#popSorted();
    const heap = this.#heap;
    if (heap.length === 0) return undefined;
    const first = this.#at(heap, 0);
    this.#vacate(heap.places[0] as number);
    const length = --heap.length;
    if (length > 0) this.#siftDown(0, heap.whens[length] as number, heap.places[length] as number);
    return first;
  }

  /**
   * Remove `item` if that takes no search, since it stands last: as the limit of a wait does that has just begun.
   *
   * @returns whether it did
   */
  removeLast(item: T): boolean {
    const entries = this.#arrivals.length > 0 ? this.#arrivals : this.#heap;
    const last = entries.length - 1;
    if (last < 0 || this.#at(entries, last) !== item) return false;
    this.#vacate(entries.places[last] as number);
    entries.length = last;
    return true;
  }

  /** Remove all dropped timers at once. */
  sweep(): void {
    this.#sweep(this.#arrivals, 0);
    this.#sweep(this.#sorted, this.#sortedStart);
    this.#sortedStart = 0;
    const heap = this.#heap;
    this.#sweep(heap, 0);
    for (let index = (heap.length - 2) >> LOG_ARITY; index >= 0; index--) {
      this.#siftDown(index, heap.whens[index] as number, heap.places[index] as number);
    }
  }

  clear(): void {
    this.#heap.clear();
    this.#arrivals.clear();
    this.#sorted.clear();
    this.#sortedStart = 0;
    this.#items.fill(null, 0, this.#used);
    this.#used = 0;
    this.#freeCount = 0;
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (let place = 0; place < this.#used; place++) {
      const item = this.#items[place] as T | null;
      if (item !== null) yield item;
    }
  }

  #at(entries: TimerEntries, index: number): T {
    return this.#items[entries.places[index] as number] as T;
  }

  #occupy(item: T): number {
    let place = this.#used;
    if (this.#freeCount > 0) place = this.#free[--this.#freeCount] as number;
    else {
      if (place === this.#sequences.length) this.#grow();
      this.#used++;
    }
    this.#items[place] = item;
    this.#sequences[place] = this.#count++;
    return place;
  }

  #vacate(place: number): void {
    this.#items[place] = null;
    this.#free[this.#freeCount++] = place;
  }

  // Leaves in `entries` those from `start` on that are not dropped, in their order.
  #sweep(entries: TimerEntries, start: number): void {
    const { whens, places, length } = entries;
    let kept = 0;
    for (let index = start; index < length; index++) {
      const place = places[index] as number;
      if (this.#at(entries, index)._isDropped()) {
        this.#vacate(place);
        continue;
      }
      whens[kept] = whens[index] as number;
      places[kept] = place;
      kept++;
    }
    entries.length = kept;
  }

  // The arrivals and the sorted row.

  #settle(): void {
    const arrivals = this.#arrivals;
    const sorted = this.#sorted;
    const waiting = sorted.length - this.#sortedStart;
    if (arrivals.length < LEAST_SORTED || arrivals.length * MOST_MERGED < waiting) {
      for (let index = 0; index < arrivals.length; index++) {
        this.#pushToHeap(arrivals.whens[index] as number, arrivals.places[index] as number);
      }
    } else {
      const spare = this.#spare;
      arrivals.sort(spare);
      if (waiting === 0) sorted.swap(arrivals);
      else {
        mergeEntries(sorted, this.#sortedStart, arrivals, spare);
        sorted.swap(spare);
      }
      this.#sortedStart = 0;
      spare.clear();
    }
    arrivals.clear();
  }

  #sortedIsNext(): boolean {
    const sorted = this.#sorted;
    const start = this.#sortedStart;
    if (start === sorted.length) return false;
    const heap = this.#heap;
    if (heap.length === 0) return true;
    const when = sorted.whens[start] as number;
    const heapWhen = heap.whens[0] as number;
    return (
      when < heapWhen || (when === heapWhen && this.#isOlder(sorted.places[start] as number, heap.places[0] as number))
    );
  }

  #popSorted(): T {
    const sorted = this.#sorted;
    const place = sorted.places[this.#sortedStart] as number;
    const first = this.#items[place] as T;
    this.#vacate(place);
    if (++this.#sortedStart === sorted.length) {
      sorted.clear();
      this.#sortedStart = 0;
    }
    return first;
  }

  // The heap. Both ways of sifting go from a free slot to where the entry belongs, moving what is in the way into the slot left behind.

  #pushToHeap(when: number, place: number): void {
    const heap = this.#heap;
    const index = heap.length;
    heap.push(when, place);
    this.#siftUp(index, when, place);
  }

  #siftUp(start: number, when: number, place: number): void {
    const { whens, places } = this.#heap;
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
    const { whens, places, length } = this.#heap;
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
    const capacity = Math.max(this.#sequences.length * 2, INITIAL_CAPACITY);
    this.#items.length = capacity;
    this.#sequences = enlarged(this.#sequences, new Float64Array(capacity));
    this.#free = enlarged(this.#free, new Int32Array(capacity));
  }
}
