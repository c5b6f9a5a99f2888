// A queue of chunks. Knows nothing of the loop.

/** Small enough for a chunk to be made and dropped like any young object, large enough that this is rare. */
const CHUNK_SIZE = 1024;

/** A stretch of the queue: the items from `start` up to `end` are in it. */
class Chunk<T> {
  readonly items: (T | undefined)[] = new Array<T | undefined>(CHUNK_SIZE);
  start = 0;
  end = 0;
  next: Chunk<T> | null = null;
}

/**
 * First in, first out, in constant time: no item is ever moved, and a queue that was long once holds on to nothing.
 *
 *     head                      tail
 *     [_,_,_,c,d] -> [e,f,g,h,i] -> [j,k,_,_,_]
 *            ^start                      ^end
 *
 * Invariant: all chunks but the tail are filled to their end; an empty queue is one chunk with `start === end`.
 *
 * @internal
 */
export class Deque<T> {
  #head: Chunk<T> = new Chunk<T>();
  #tail: Chunk<T> = this.#head;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    let tail = this.#tail;
    if (tail.end === CHUNK_SIZE) {
      tail.next = new Chunk<T>();
      tail = tail.next;
      this.#tail = tail;
    }
    tail.items[tail.end++] = item;
    this.#length++;
  }

  /** Remove and return the first item, `undefined` if there is none. */
  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const head = this.#head;
    const item = head.items[head.start];
    head.items[head.start++] = undefined; // a slot that was read must not keep its item alive
    this.#length--;
    if (head.start === head.end) {
      if (head.next !== null) this.#head = head.next;
      else {
        head.start = 0;
        head.end = 0;
      }
    }
    return item;
  }

  peek(): T | undefined {
    return this.#head.items[this.#head.start];
  }

  clear(): void {
    this.#head = new Chunk<T>();
    this.#tail = this.#head;
    this.#length = 0;
  }

  *[Symbol.iterator](): Generator<T, void> {
    for (let chunk: Chunk<T> | null = this.#head; chunk !== null; chunk = chunk.next) {
      for (let index = chunk.start; index < chunk.end; index++) yield chunk.items[index] as T;
    }
  }
}
