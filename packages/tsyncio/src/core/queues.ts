// Queue, PriorityQueue, LifoQueue. First come, first served; no item is lost or given twice, whatever is cancelled when.

import { Deque } from "./collections/deque.ts";
import { type Link, LinkedList } from "./collections/linked_list.ts";
import { PriorityHeap } from "./collections/priority_heap.ts";
import { Awaitable, type CoroutineIterator, type Suspension, describe } from "./coroutines.ts";
import { QueueEmpty, QueueFull, QueueShutDown, ValueError } from "./exceptions.ts";
import { State } from "./base_futures.ts";
import { type Future } from "./futures.ts";
import { Event, EventWait } from "./locks.ts";
import { type InLine, LoopBound, Place, beginWait, firstPending, leaveLine, standInLine, standsIn } from "./mixins.ts";
import type { WaitExplanation } from "./waits.ts";

const nothing: IteratorReturnResult<void> = { done: true, value: undefined };

/** Take the first in `line` out that is not cancelled, and wake it. @returns whether there was one */
function wakeNext(line: LinkedList): boolean {
  const wait = firstPending(line);
  if (wait === null) return false;
  leaveLine(line, wait);
  (wait._future as Future<unknown>)._settle(State.finished, undefined);
  return true;
}

/** What a queue keeps its items in. @internal */
export interface ItemStore<T> {
  readonly length: number;
  push(item: T): void;
  shift(): T | undefined;
}

/**
 * A queue between tasks: `get()` waits while it is empty, `put()` while it is full.
 *
 * It can be iterated over, which ends when it is shut down and empty (an own addition):
 * `yield* asyncFor(queue, function* (item) { ... })`, or `for await (const item of queue)`.
 *
 * @example
 * ```ts
 * const queue = new Queue<string>(10);
 * yield* queue.put("work");
 * const item = yield* queue.get(); // => "work"
 * queue.taskDone();
 * ```
 * @see CPython `asyncio.Queue`
 */
export class Queue<T> extends LoopBound {
  readonly #maxsize: number;
  /** @internal */
  _items: ItemStore<T> = new Deque<T>();
  // Invariant: the lines hold those that wait and were not woken. Who is woken leaves the line, and looks again when it
  // runs: a newcomer may have been quicker, and then it goes to the end of the line.
  /** @internal */
  readonly _getters: LinkedList = new LinkedList();
  /** @internal */
  readonly _putters: LinkedList = new LinkedList();
  /** @internal */
  _isShutdown = false;
  // Invariant: it is set if and only if no task is unfinished.
  readonly #finished: Event = new Finished(this);
  #unfinished = 0;

  /**
   * @param maxsize how many items it holds; zero or less: any number
   * @throws {@link ValueError} if it is not a number.
   */
  constructor(maxsize = 0) {
    super();
    if (typeof maxsize !== "number" || Number.isNaN(maxsize)) {
      throw new ValueError(`maxsize must be a number, got ${describe(maxsize)}`);
    }
    this.#maxsize = maxsize;
    this.#finished.set();
  }

  /** How many items it holds at most; zero or less: any number. */
  get maxsize(): number {
    return this.#maxsize;
  }

  /** How many items are in it. */
  qsize(): number {
    return this._items.length;
  }

  /** Whether no item is in it. */
  empty(): boolean {
    return this._items.length === 0;
  }

  /** Whether there are as many items in it as it holds. */
  full(): boolean {
    const maxsize = this.#maxsize;
    return maxsize > 0 && this._items.length >= maxsize;
  }

  /**
   * Add an item, once there is room for it.
   *
   * Cancellation: the item is not added; the room goes to the next that waits for some.
   *
   * @throws {@link QueueShutDown} if the queue is, or while this waits gets, shut down; {@link RuntimeError} if it belongs to
   *   another loop.
   */
  put(item: T): Awaitable<void> {
    return new Put(this, item);
  }

  /**
   * Add an item at once.
   *
   * @throws {@link QueueFull} if there is no room; {@link QueueShutDown} if the queue is shut down.
   */
  putNowait(item: T): void {
    if (this._isShutdown) throw new QueueShutDown();
    if (this.full()) throw new QueueFull();
    this._items.push(item);
    if (this.#unfinished++ === 0) this.#finished.clear();
    if (this._getters.first !== null) wakeNext(this._getters);
  }

  /**
   * Take the next item, once there is one.
   *
   * Cancellation: no item is taken; one that came at the same time goes to the next that waits for one.
   *
   * @throws {@link QueueShutDown} if the queue is shut down and empty, or gets so while this waits; {@link RuntimeError} if it
   *   belongs to another loop.
   */
  get(): Awaitable<T> {
    return new Get(this);
  }

  /**
   * Take the next item at once.
   *
   * @throws {@link QueueEmpty} if there is none; {@link QueueShutDown} if there will be none, since the queue is shut down.
   */
  getNowait(): T {
    const items = this._items;
    if (items.length === 0) {
      if (this._isShutdown) throw new QueueShutDown();
      throw new QueueEmpty();
    }
    const item = items.shift() as T;
    if (this._putters.first !== null) wakeNext(this._putters);
    return item;
  }

  /**
   * Say that the work on an item that was taken is done: see {@link Queue.join}.
   *
   * @throws {@link ValueError} if it is called more often than items were added.
   */
  taskDone(): void {
    if (this.#unfinished <= 0) throw new ValueError("task_done() called too many times");
    this.#unfinished--;
    if (this.#unfinished === 0) this.#finished.set();
  }

  /**
   * Wait until {@link Queue.taskDone} was called for each item that was added.
   *
   * Cancellation: the wait ends, nothing else happens.
   */
  join(): Awaitable<void> {
    return new EventWait<void>(this.#finished, undefined);
  }

  /**
   * Take no more items in. Those that are in it can still be taken; then, and for all that wait, {@link QueueShutDown} is thrown.
   *
   * @param immediate drop what is in it, and count it as done
   */
  shutdown(immediate = false): void {
    this._isShutdown = true;
    if (immediate) this.#drop();
    while (wakeNext(this._getters));
    while (wakeNext(this._putters));
  }

  #drop(): void {
    while (this._items.length > 0) {
      this._items.shift();
      if (this.#unfinished > 0) this.#unfinished--;
    }
    if (this.#unfinished === 0) this.#finished.set();
  }

  /** Take items until the queue is shut down and empty. Several tasks may do so at once: each item goes to one of them. */
  [Symbol.asyncIterator](): QueueIterator<T> {
    return new QueueIterator(this);
  }

  /** @internal */
  override _explainWait(future: Future<unknown>): WaitExplanation {
    if (standsIn(this._getters, future)) return { object: this, call: "get()", state: "which is empty", needs: [] };
    return { object: this, call: "put()", state: `which is full with ${this.qsize()}`, needs: [] };
  }

  /** @internal */
  _explainJoin(): WaitExplanation {
    return { object: this, call: "join()", state: `with ${this.#unfinished} unfinished`, needs: [] };
  }

  override toString(): string {
    const parts = [`maxsize=${this.#maxsize}`];
    if (this._items.length > 0) parts.push(`items=${this._items.length}`);
    if (this._getters.first !== null) parts.push(`getters=${[...this._getters].length}`);
    if (this._putters.first !== null) parts.push(`putters=${[...this._putters].length}`);
    if (this.#unfinished > 0) parts.push(`tasks=${this.#unfinished}`);
    if (this._isShutdown) parts.push("shutdown");
    return `<${this._kind} ${parts.join(" ")}>`;
  }

  /** @internal */
  get _kind(): string {
    return "Queue";
  }
}

/** The event of a queue whose items are all done: what waits for it, waits for the queue. */
class Finished<T> extends Event {
  readonly #queue: Queue<T>;

  constructor(queue: Queue<T>) {
    super();
    this.#queue = queue;
  }

  override _explainWait(): WaitExplanation {
    return this.#queue._explainJoin();
  }
}

class Put<T> extends Awaitable<void> implements CoroutineIterator<void>, InLine {
  readonly #queue: Queue<T>;
  readonly #item: T;
  _future: Future<unknown> | null = null;
  _place: number = Place.fresh;
  _previous: Link | null = null;
  _next: Link | null = null;

  constructor(queue: Queue<T>, item: T) {
    super();
    this.#queue = queue;
    this.#item = item;
  }

  override [Symbol.iterator](): CoroutineIterator<void> {
    beginWait(this);
    return this;
  }

  next(): IteratorResult<Suspension, void> {
    const queue = this.#queue;
    const future = this._future;
    if (future !== null && future._state !== State.finished) return this.#resume(future);
    if (queue.full() && !queue._isShutdown) return standInLine(queue._putters, this, queue._createFuture());
    queue.putNowait(this.#item);
    return nothing;
  }

  throw(error: unknown): never {
    this.#abandon();
    throw error;
  }

  return(value: void): IteratorResult<Suspension, void> {
    this.#abandon();
    return { done: true, value };
  }

  #resume(future: Future<unknown>): IteratorResult<Suspension, void> {
    if (future._state === State.pending) return future.next() as IteratorResult<Suspension, never>;
    return this.throw(future._failure());
  }

  // Race: it was woken for the room that there is, and its task was cancelled before it ran: the next gets the chance.
  #abandon(): void {
    const queue = this.#queue;
    leaveLine(queue._putters, this);
    if (this._future?._state === State.finished && !queue.full()) wakeNext(queue._putters);
  }
}

class Get<T> extends Awaitable<T> implements CoroutineIterator<T>, InLine {
  readonly #queue: Queue<T>;
  _future: Future<unknown> | null = null;
  _place: number = Place.fresh;
  _previous: Link | null = null;
  _next: Link | null = null;

  constructor(queue: Queue<T>) {
    super();
    this.#queue = queue;
  }

  override [Symbol.iterator](): CoroutineIterator<T> {
    beginWait(this);
    return this;
  }

  next(): IteratorResult<Suspension, T> {
    const queue = this.#queue;
    const future = this._future;
    if (future !== null && future._state !== State.finished) return this.#resume(future);
    if (queue._items.length === 0 && !queue._isShutdown) {
      return standInLine(queue._getters, this, queue._createFuture());
    }
    return { done: true, value: queue.getNowait() };
  }

  throw(error: unknown): never {
    this.#abandon();
    throw error;
  }

  return(value: T): IteratorResult<Suspension, T> {
    this.#abandon();
    return { done: true, value };
  }

  #resume(future: Future<unknown>): IteratorResult<Suspension, T> {
    if (future._state === State.pending) return future.next() as IteratorResult<Suspension, never>;
    return this.throw(future._failure());
  }

  // Race: it was woken for an item, and its task was cancelled before it ran: the item goes to the next.
  #abandon(): void {
    const queue = this.#queue;
    leaveLine(queue._getters, this);
    if (this._future?._state === State.finished && queue._items.length > 0) wakeNext(queue._getters);
  }
}

/** Iterates over a queue until that is shut down and empty. */
export class QueueIterator<T> {
  /** @internal */
  readonly _inPlace = true;
  readonly #queue: Queue<T>;

  /** @internal */
  constructor(queue: Queue<T>) {
    this.#queue = queue;
  }

  /** The next item, once there is one; at the end `{ done: true }`. */
  next(): Awaitable<IteratorResult<T, undefined>> {
    return new GetNext(this.#queue);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** A `get()` that ends the iteration when the queue is shut down. */
class GetNext<T>
  extends Awaitable<IteratorResult<T, undefined>>
  implements CoroutineIterator<IteratorResult<T, undefined>>
{
  readonly #get: CoroutineIterator<T> & Awaitable<T>;

  constructor(queue: Queue<T>) {
    super();
    this.#get = new Get(queue);
  }

  override [Symbol.iterator](): CoroutineIterator<IteratorResult<T, undefined>> {
    void this.#get[Symbol.iterator]();
    return this;
  }

  next(): IteratorResult<Suspension, IteratorResult<T, undefined>> {
    let result: IteratorResult<Suspension, T>;
    try {
      result = this.#get.next();
    } catch (error) {
      if (!(error instanceof QueueShutDown)) throw error;
      return { done: true, value: { done: true, value: undefined } };
    }
    return result.done === true ? { done: true, value: { done: false, value: result.value } } : result;
  }

  throw(error: unknown): IteratorResult<Suspension, never> {
    return this.#get.throw?.(error) as never;
  }

  return(): IteratorResult<Suspension, IteratorResult<T, undefined>> {
    this.#get.return?.();
    return { done: true, value: { done: true, value: undefined } };
  }
}

/** How a {@link PriorityQueue} orders its items. */
export interface PriorityQueueOptions<T> {
  /** Negative if `a` comes before `b`, positive if after, zero if they are equal. */
  compare?: (a: T, b: T) => number;
  /** What the items are ordered by, lowest first: a number, string, bigint or `Date`, or an array of these. */
  key?: (item: T) => unknown;
}

/**
 * A queue that gives the lowest item first; among equals, the one that came first.
 *
 * Numbers, strings, bigints and dates are ordered by `<`, arrays place by place, as Python's tuples: so `[priority, job]` works,
 * whatever `job` is. For all else say how, by `key` or `compare`.
 *
 * @example
 * ```ts
 * const jobs = new PriorityQueue<Job>(0, { key: (job) => job.priority });
 * const pairs = new PriorityQueue<[priority: number, job: Job]>();
 * ```
 * @see CPython `asyncio.PriorityQueue`
 */
export class PriorityQueue<T> extends Queue<T> {
  /**
   * @param maxsize as in {@link Queue}
   * @throws TypeError if both orders are given, or one is not a function.
   */
  constructor(maxsize = 0, options: PriorityQueueOptions<T> = {}) {
    super(maxsize);
    const { compare, key } = options;
    if (compare !== undefined && key !== undefined) throw new TypeError("give either compare or key, not both");
    for (const [name, value] of Object.entries({ compare, key })) {
      if (value !== undefined && typeof value !== "function") {
        throw new TypeError(`${name} must be a function, got ${describe(value)}`);
      }
    }
    if (compare !== undefined) this._items = new PriorityHeap<T>(compare);
    else this._items = new KeyedHeap<T>(key ?? ((item) => item));
  }

  /** @internal */
  override get _kind(): string {
    return "PriorityQueue";
  }
}

/** A heap ordered by keys, each of which is computed once. */
class KeyedHeap<T> implements ItemStore<T> {
  readonly #heap = new PriorityHeap<{ readonly key: unknown; readonly item: T }>((a, b) => compareKeys(a.key, b.key));
  readonly #keyOf: (item: T) => unknown;

  constructor(keyOf: (item: T) => unknown) {
    this.#keyOf = keyOf;
  }

  get length(): number {
    return this.#heap.length;
  }

  push(item: T): void {
    const key = this.#keyOf(item);
    // Two plain objects are neither before nor after each other: not an order, but a mistake.
    if (typeof key === "object" && !Array.isArray(key) && typeof key?.valueOf() === "object") {
      throw new TypeError(`cannot order ${describe(key)}: give PriorityQueue a key or a compare function`);
    }
    this.#heap.push({ key, item });
  }

  shift(): T | undefined {
    return this.#heap.shift()?.item;
  }
}

function compareKeys(a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  if ((a as number) < (b as number)) return -1;
  return (a as number) > (b as number) ? 1 : 0;
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const order = compareKeys(a[index], b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/**
 * A queue that gives the item that came last.
 *
 * @see CPython `asyncio.LifoQueue`
 */
export class LifoQueue<T> extends Queue<T> {
  constructor(maxsize = 0) {
    super(maxsize);
    this._items = new Stack<T>();
  }

  /** @internal */
  override get _kind(): string {
    return "LifoQueue";
  }
}

class Stack<T> implements ItemStore<T> {
  readonly #items: T[] = [];

  get length(): number {
    return this.#items.length;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    return this.#items.pop();
  }
}
