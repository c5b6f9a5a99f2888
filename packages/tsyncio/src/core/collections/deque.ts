// A double-ended-by-need queue on a ring buffer. Knows nothing of the loop.

const INITIAL_CAPACITY = 16;

/**
 * First in, first out, in amortised constant time, without a hole or a copy a call.
 *
 *     head            tail
 *      v               v
 *   [_,a,b,c,d,e,f,g,h,_,_]   the capacity is a power of two, so indices wrap with a mask;
 *                             head === tail means empty: one slot always stays free.
 *
 * @internal
 */
export class Deque<T> {
  #items: (T | undefined)[] = Array.from<undefined>({ length: INITIAL_CAPACITY }).fill(undefined);
  #mask = INITIAL_CAPACITY - 1;
  #head = 0;
  #tail = 0;

  get length(): number {
    return (this.#tail - this.#head) & this.#mask;
  }

  push(item: T): void {
    const tail = this.#tail;
    this.#items[tail] = item;
    this.#tail = (tail + 1) & this.#mask;
    if (this.#tail === this.#head) this.#grow();
  }

  /** Remove and return the first item, `undefined` if there is none. */
  shift(): T | undefined {
    const head = this.#head;
    if (head === this.#tail) return undefined;
    const item = this.#items[head];
    this.#items[head] = undefined; // a slot that was read must not keep its item alive
    this.#head = (head + 1) & this.#mask;
    return item;
  }

  peek(): T | undefined {
    return this.#items[this.#head];
  }

  clear(): void {
    this.#items = Array.from<undefined>({ length: INITIAL_CAPACITY }).fill(undefined);
    this.#mask = INITIAL_CAPACITY - 1;
    this.#head = 0;
    this.#tail = 0;
  }

  *[Symbol.iterator](): Generator<T, void> {
    for (let index = this.#head; index !== this.#tail; index = (index + 1) & this.#mask) yield this.#items[index] as T;
  }

  // The buffer is full: lay the items out from 0 in one twice as long.
  #grow(): void {
    const old = this.#items;
    const length = old.length;
    const items = new Array<T | undefined>(length * 2);
    for (let index = 0; index < length; index++) items[index] = old[(this.#head + index) & this.#mask];
    this.#items = items;
    this.#mask = items.length - 1;
    this.#head = 0;
    this.#tail = length;
  }
}
