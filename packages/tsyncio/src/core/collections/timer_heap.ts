// A binary heap of timers, ordered by deadline and then by creation. Knows nothing of the loop.

/** What the heap reads of a timer. @internal */
export interface HeapTimer {
  /** The deadline, in seconds. */
  readonly _when: number;
  /** The number of its creation: among equal deadlines the older timer comes first. */
  readonly _sequence: number;
  _cancelled: boolean;
}

function before(a: HeapTimer, b: HeapTimer): boolean {
  return a._when < b._when || (a._when === b._when && a._sequence < b._sequence);
}

/**
 * A min-heap: the children of slot i are in 2i+1 and 2i+2.
 *
 * Invariant: no item comes before its parent.
 *
 * @internal
 */
export class TimerHeap<T extends HeapTimer> {
  #items: T[] = [];

  get length(): number {
    return this.#items.length;
  }

  /** The earliest timer, `undefined` if there is none. */
  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    this.#items.push(item);
    this.#siftUp(this.#items.length - 1);
  }

  /** Remove and return the earliest timer, `undefined` if there is none. */
  pop(): T | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length > 0 && last !== undefined) {
      items[0] = last;
      this.#siftDown(0);
    }
    return first;
  }

  /** Drop all cancelled timers at once. Gives back those dropped. */
  sweep(): T[] {
    const dropped: T[] = [];
    const kept: T[] = [];
    for (const item of this.#items) (item._cancelled ? dropped : kept).push(item);
    this.#items = kept;
    for (let index = (kept.length >> 1) - 1; index >= 0; index--) this.#siftDown(index);
    return dropped;
  }

  clear(): void {
    this.#items = [];
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.values();
  }

  #siftUp(start: number): void {
    const items = this.#items;
    const item = items[start] as T;
    let index = start;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = items[parentIndex] as T;
      if (!before(item, parent)) break;
      items[index] = parent;
      index = parentIndex;
    }
    items[index] = item;
  }

  #siftDown(start: number): void {
    const items = this.#items;
    const length = items.length;
    const item = items[start] as T;
    let index = start;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= length) break;
      const rightIndex = childIndex + 1;
      if (rightIndex < length && before(items[rightIndex] as T, items[childIndex] as T)) childIndex = rightIndex;
      const child = items[childIndex] as T;
      if (!before(child, item)) break;
      items[index] = child;
      index = childIndex;
    }
    items[index] = item;
  }
}
