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
  /** The numbers of their coming: among equal deadlines the older timer comes first. */
  #sequences = new Float64Array(INITIAL_CAPACITY);
  #count = 0;

  get length(): number {
    return this.#items.length;
  }

  /** The earliest timer, `undefined` if there is none. */
  peek(): T | undefined {
    return this.#items[0];
  }

  /** The earliest deadline, in seconds; `Infinity` if there is no timer. */
  get when(): number {
    return this.#items.length === 0 ? Infinity : (this.#whens[0] as number);
  }

  /** The deadline of a timer, found by searching; `NaN` if it is not here. */
  whenOf(item: T): number {
    const index = this.#items.indexOf(item);
    return index < 0 ? NaN : (this.#whens[index] as number);
  }

  push(item: T, when: number): void {
    const index = this.#items.length;
    if (index === this.#whens.length) this.#grow();
    this.#items.push(item);
    this.#siftUp(index, item, when, this.#count++);
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

  /**
   * Remove `item` if that takes no search, since it stands last: as the limit of a wait does that has just begun.
   *
   * @returns whether it did
   */
  removeLast(item: T): boolean {
    const items = this.#items;
    if (items[items.length - 1] !== item) return false;
    items.pop();
    return true;
  }

  /** Remove all dropped timers at once. */
  sweep(): void {
    const kept: T[] = [];
    for (const [index, item] of this.#items.entries()) {
      if (item._isDropped()) continue;
      this.#whens[kept.length] = this.#whens[index] as number;
      this.#sequences[kept.length] = this.#sequences[index] as number;
      kept.push(item);
    }
    this.#items = kept;
    for (let index = (kept.length - 2) >> LOG_ARITY; index >= 0; index--) {
      this.#siftDown(index, kept[index] as T, this.#whens[index] as number, this.#sequences[index] as number);
    }
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
