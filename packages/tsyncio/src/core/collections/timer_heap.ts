// A heap of timers, ordered by deadline and then by creation. Knows nothing of the loop.

/** What the heap reads of a timer. @internal */
export interface HeapTimer {
  /** The deadline, in seconds. */
  readonly _when: number;
  /** The number of its creation: among equal deadlines the older timer comes first. */
  readonly _sequence: number;
  _cancelled: boolean;
}

/** The children of slot i are in ARITY * i + 1 and the next ones: few levels, and children that lie side by side. */
const LOG_ARITY = 2;
const ARITY = 1 << LOG_ARITY;

const INITIAL_CAPACITY = 64;

/**
 * A min-heap. What it compares lies in arrays of plain numbers, beside the timers, which are not looked at: in a heap of
 * many thousand timers that is what takes the time.
 *
 * Invariant: no item comes before its parent.
 *
 * @internal
 */
export class TimerHeap<T extends HeapTimer> {
  #items: T[] = [];
  #whens = new Float64Array(INITIAL_CAPACITY);
  #sequences = new Float64Array(INITIAL_CAPACITY);

  get length(): number {
    return this.#items.length;
  }

  /** The earliest timer, `undefined` if there is none. */
  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    const index = this.#items.length;
    if (index === this.#whens.length) this.#grow();
    this.#items.push(item);
    this.#siftUp(index, item, item._when, item._sequence);
  }

  /** Remove and return the earliest timer, `undefined` if there is none. */
  pop(): T | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    const length = items.length;
    if (last !== undefined && length > 0) {
      this.#siftDown(0, last, this.#whens[length] as number, this.#sequences[length] as number);
    }
    return first;
  }

  /** Drop all cancelled timers at once. Gives back those dropped. */
  sweep(): T[] {
    const dropped: T[] = [];
    const kept: T[] = [];
    for (const item of this.#items) (item._cancelled ? dropped : kept).push(item);
    this.#items = kept;
    for (let index = 0; index < kept.length; index++) {
      const item = kept[index] as T;
      this.#whens[index] = item._when;
      this.#sequences[index] = item._sequence;
    }
    for (let index = (kept.length - 2) >> LOG_ARITY; index >= 0; index--) {
      this.#siftDown(index, kept[index] as T, this.#whens[index] as number, this.#sequences[index] as number);
    }
    return dropped;
  }

  clear(): void {
    this.#items = [];
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.values();
  }

  // Both go from a free slot to where the item belongs, moving what is in the way into the slot left behind.

  #siftUp(start: number, item: T, when: number, sequence: number): void {
    const items = this.#items;
    const whens = this.#whens;
    const sequences = this.#sequences;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> LOG_ARITY;
      const parentWhen = whens[parent] as number;
      if (parentWhen < when || (parentWhen === when && (sequences[parent] as number) < sequence)) break;
      items[index] = items[parent] as T;
      whens[index] = parentWhen;
      sequences[index] = sequences[parent] as number;
      index = parent;
    }
    items[index] = item;
    whens[index] = when;
    sequences[index] = sequence;
  }

  #siftDown(start: number, item: T, when: number, sequence: number): void {
    const items = this.#items;
    const whens = this.#whens;
    const sequences = this.#sequences;
    const length = items.length;
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
          (otherWhen === childWhen && (sequences[other] as number) < (sequences[child] as number))
        ) {
          child = other;
          childWhen = otherWhen;
        }
      }
      if (when < childWhen || (when === childWhen && sequence < (sequences[child] as number))) break;
      items[index] = items[child] as T;
      whens[index] = childWhen;
      sequences[index] = sequences[child] as number;
      index = child;
    }
    items[index] = item;
    whens[index] = when;
    sequences[index] = sequence;
  }

  #grow(): void {
    const capacity = this.#whens.length * 2;
    const whens = new Float64Array(capacity);
    const sequences = new Float64Array(capacity);
    whens.set(this.#whens);
    sequences.set(this.#sequences);
    this.#whens = whens;
    this.#sequences = sequences;
  }
}
