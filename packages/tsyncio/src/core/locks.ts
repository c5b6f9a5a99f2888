// Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier. First come, first served, whatever is cancelled when.

import { type Link, LinkedList } from "./collections/linked_list.ts";
import { type AsyncContextManager, DONE } from "./contextlib.ts";
import { thread } from "./contextvars.ts";
import {
  Awaitable,
  type Coroutine,
  type CoroutineIterator,
  GeneratorAwaitable,
  type Suspension,
  describe,
} from "./coroutines.ts";
import { BrokenBarrierError, CancelledError, RuntimeError, ValueError } from "./exceptions.ts";
import { State } from "./base_futures.ts";
import { type Future } from "./futures.ts";
import { type InLine, LoopBound, Place, beginWait, firstPending, leaveLine, standInLine } from "./mixins.ts";
import type { WaitExplanation } from "./waits.ts";

function wake(wait: InLine): void {
  (wait._future as Future<unknown>)._settle(State.finished, undefined);
}

/** What `asyncWith` gets: its body is given nothing. */
const entered = { done: true, value: undefined } as unknown as IteratorReturnResult<Disposable>;

/** What an {@link Lock.acquire} or {@link Semaphore.acquire} gives: disposed of, it releases, once. */
class Held implements Disposable {
  #owner: { release(): void } | null;

  constructor(owner: { release(): void }) {
    this.#owner = owner;
  }

  [Symbol.dispose](): void {
    const owner = this.#owner;
    this.#owner = null;
    owner?.release();
  }
}

/**
 * A lock that one task at a time holds.
 *
 * Tasks that wait are served first come, first served; nobody overtakes. It knows no owner: a task that acquires it twice
 * waits for itself, and any task may release it.
 *
 * @example
 * ```ts
 * const lock = new Lock();
 * yield* asyncWith(lock, function* () {
 *   // ...
 * });
 * // or
 * using _ = yield* lock.acquire();
 * ```
 * @see CPython `asyncio.Lock`
 */
export class Lock extends LoopBound implements AsyncContextManager<void> {
  /** @internal */
  readonly _inPlace = true;
  /** @internal */
  _locked = false;
  /** The task that acquired it, for reports of deadlocks. @internal */
  _holder: object | null = null;
  // Invariant: if it is free and tasks wait, the first of them was woken, or was cancelled and will wake the next.
  /** @internal */
  readonly _line: LinkedList = new LinkedList();

  /** Whether it is held. */
  locked(): boolean {
    return this._locked;
  }

  /**
   * Wait until the lock is free, and hold it.
   *
   * Cancellation: the place in the line is given up; the lock stays as it was.
   *
   * @returns something to dispose of, which releases: `using _ = yield* lock.acquire()`. Without `using` it can be ignored,
   *   and {@link Lock.release} called.
   * @throws {@link RuntimeError} if the lock belongs to another loop.
   */
  acquire(): Awaitable<Disposable> {
    return new LockAcquire(this, false);
  }

  /**
   * Set the lock free, and wake the first that waits for it.
   *
   * @throws {@link RuntimeError} if it is not held.
   */
  release(): void {
    if (!this._locked) throw new RuntimeError("Lock is not acquired.");
    this._locked = false;
    this._holder = null;
    if (this._line.first !== null) this._wakeFirst();
  }

  aenter(): Awaitable<void> {
    return new LockAcquire(this, true) as Awaitable<unknown> as Awaitable<void>;
  }

  aexit(): Awaitable<unknown> {
    this.release();
    return DONE;
  }

  /** Whether nobody is before a newcomer: those who are cancelled are on their way out. @internal */
  _isUncontended(): boolean {
    for (let wait = this._line.first as InLine | null; wait !== null; wait = wait._next as InLine | null) {
      if ((wait._future as Future<unknown>)._state !== State.cancelled) return false;
    }
    return true;
  }

  /** @internal */
  _wakeFirst(): void {
    // The first may be done already: woken before, or cancelled. Then its own step goes on from here.
    const first = this._line.first as InLine | null;
    if (first !== null && (first._future as Future<unknown>)._state === State.pending) wake(first);
  }

  /** @internal */
  override _explainWait(): WaitExplanation {
    const holder = this._holder as Future<unknown> | null;
    const state = !this._locked
      ? "which is free"
      : holder === null
        ? "which is held outside of tasks"
        : "which is held by";
    return { object: this, call: "acquire()", state, needs: this._locked && holder !== null ? [holder] : [] };
  }

  override toString(): string {
    return `<Lock [${lockedText(this._locked)}${waitersText(this._line)}]>`;
  }
}

class LockAcquire extends Awaitable<Disposable> implements CoroutineIterator<Disposable>, InLine {
  readonly #lock: Lock;
  readonly #entering: boolean;
  _future: Future<unknown> | null = null;
  _place: number = Place.fresh;
  _previous: Link | null = null;
  _next: Link | null = null;

  constructor(lock: Lock, entering: boolean) {
    super();
    this.#lock = lock;
    this.#entering = entering;
  }

  override [Symbol.iterator](): CoroutineIterator<Disposable> {
    beginWait(this);
    return this;
  }

  next(): IteratorResult<Suspension, Disposable> {
    const lock = this.#lock;
    const future = this._future;
    if (future === null) {
      if (lock._locked || (lock._line.first !== null && !lock._isUncontended())) {
        return standInLine(lock._line, this, lock._createFuture());
      }
    } else if (future._state === State.finished) leaveLine(lock._line, this);
    else if (future._state === State.pending) return future.next() as IteratorResult<Suspension, never>;
    else this.throw(future._failure());
    lock._locked = true;
    lock._holder = thread.task;
    return this.#entering ? entered : { done: true, value: new Held(lock) };
  }

  throw(error: unknown): never {
    this.#abandon();
    throw error;
  }

  return(value: Disposable): IteratorResult<Suspension, Disposable> {
    this.#abandon();
    return { done: true, value };
  }

  // Race: the lock was released to this one, and its task was cancelled before it ran; or the lock was released while this
  // one, cancelled, was still the first in line. Either way the next must be woken, or the lock stays free for ever.
  #abandon(): void {
    const lock = this.#lock;
    leaveLine(lock._line, this);
    if (!lock._locked) lock._wakeFirst();
  }
}

/**
 * A flag that tasks can wait for.
 *
 * @see CPython `asyncio.Event`
 */
export class Event extends LoopBound {
  /** @internal */
  _isSet = false;
  /** @internal */
  readonly _line: LinkedList = new LinkedList();

  /** Whether it is set. */
  isSet(): boolean {
    return this._isSet;
  }

  /** Set it, and wake all that wait, in the order of their coming; they go on even if it is cleared before they run. */
  set(): void {
    if (this._isSet) return;
    this._isSet = true;
    for (let wait = firstPending(this._line); wait !== null; wait = firstPending(this._line)) {
      leaveLine(this._line, wait);
      wake(wait);
    }
  }

  /** Take it back: {@link Event.wait} waits again. */
  clear(): void {
    this._isSet = false;
  }

  /**
   * Wait until it is set. If it is set already, nothing is waited for.
   *
   * Cancellation: the wait ends, nothing else happens.
   *
   * @throws {@link RuntimeError} if the event belongs to another loop.
   */
  wait(): Awaitable<true> {
    return new EventWait(this, true);
  }

  /** @internal */
  override _explainWait(): WaitExplanation {
    return { object: this, call: "wait()", state: "", needs: [] };
  }

  override toString(): string {
    return `<Event [${this._isSet ? "set" : "unset"}${waitersText(this._line)}]>`;
  }
}

/** The wait for an event. @internal */
export class EventWait<T> extends Awaitable<T> implements CoroutineIterator<T>, InLine {
  readonly #event: Event;
  readonly #result: T;
  _future: Future<unknown> | null = null;
  _place: number = Place.fresh;
  _previous: Link | null = null;
  _next: Link | null = null;

  constructor(event: Event, result: T) {
    super();
    this.#event = event;
    this.#result = result;
  }

  override [Symbol.iterator](): CoroutineIterator<T> {
    beginWait(this);
    return this;
  }

  next(): IteratorResult<Suspension, T> {
    const event = this.#event;
    const future = this._future;
    if (future === null) {
      if (!event._isSet) return standInLine(event._line, this, event._createFuture());
    } else if (future._state === State.pending) return future.next() as IteratorResult<Suspension, never>;
    else if (future._state !== State.finished) this.throw(future._failure());
    return { done: true, value: this.#result };
  }

  throw(error: unknown): never {
    leaveLine(this.#event._line, this);
    throw error;
  }

  return(value: T): IteratorResult<Suspension, T> {
    leaveLine(this.#event._line, this);
    return { done: true, value };
  }
}

/** A place in the line of a condition. */
class ConditionPlace implements InLine {
  readonly _future: Future<unknown>;
  _place: number = Place.inLine;
  _previous: Link | null = null;
  _next: Link | null = null;

  constructor(future: Future<unknown>) {
    this._future = future;
  }
}

/**
 * A lock, and a line of tasks that wait, without it, until another one that holds it notifies them.
 *
 * @example
 * ```ts
 * yield* asyncWith(condition, function* () {
 *   yield* condition.waitFor(() => items.length > 0);
 *   return items.shift();
 * });
 * ```
 * @see CPython `asyncio.Condition`
 */
export class Condition extends LoopBound implements AsyncContextManager<void> {
  /** @internal */
  readonly _inPlace = true;
  readonly #lock: Lock;
  readonly #line = new LinkedList();

  /** @param lock the lock to use, so that several conditions can share it; a new one if left out */
  constructor(lock: Lock = new Lock()) {
    super();
    if (!(lock instanceof Lock)) throw new TypeError(`lock must be a Lock, got ${describe(lock)}`);
    this.#lock = lock;
  }

  /** Whether the lock is held. */
  locked(): boolean {
    return this.#lock._locked;
  }

  /** Acquire the lock: {@link Lock.acquire}. */
  acquire(): Awaitable<Disposable> {
    return this.#lock.acquire();
  }

  /** Release the lock: {@link Lock.release}. */
  release(): void {
    this.#lock.release();
  }

  aenter(): Awaitable<void> {
    return this.#lock.aenter();
  }

  aexit(): Awaitable<unknown> {
    return this.#lock.aexit();
  }

  /**
   * Release the lock, wait until notified, and acquire the lock again.
   *
   * What was waited for may be gone by then, so look again, or use {@link Condition.waitFor}.
   *
   * Cancellation: the lock is acquired again before the `CancelledError` is thrown, however long that takes; a
   * notification that came at the same time goes to the next in line.
   *
   * @throws {@link RuntimeError} if the lock is not held.
   */
  wait(): Awaitable<true> {
    return new GeneratorAwaitable(this.#wait());
  }

  *#wait(): Coroutine<true> {
    if (!this.locked()) throw new RuntimeError("cannot wait on un-acquired lock");
    const place = new ConditionPlace(this._createFuture());
    this.release();
    try {
      this.#line.push(place);
      try {
        yield* place._future;
      } finally {
        leaveLine(this.#line, place);
        yield* this.#reacquire();
      }
    } catch (error) {
      // Race: notified, and cancelled before it ran (or while it got the lock back): the notification must not be lost. If
      // there was none, the next one wakes for nothing, which a condition may do at any time.
      this.#notify(1);
      throw error;
    }
    return true;
  }

  /** The caller of `wait()` counts on the lock: no cancellation ends this; the last one is thrown once the lock is held. */
  *#reacquire(): Coroutine {
    let cancellation: CancelledError | null = null;
    for (;;) {
      try {
        yield* this.#lock.acquire();
        break;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        cancellation = error;
      }
    }
    if (cancellation !== null) throw cancellation;
  }

  /**
   * Wait until `predicate` returns something truthy: it is called at once, and after each notification.
   *
   * Cancellation: as in {@link Condition.wait}.
   *
   * @returns what `predicate` returned
   * @throws {@link RuntimeError} if the lock is not held and there is something to wait for.
   */
  waitFor<T>(predicate: () => T): Awaitable<T> {
    if (typeof predicate !== "function")
      throw new TypeError(`predicate must be a function, got ${describe(predicate)}`);
    return new GeneratorAwaitable(this.#waitFor(predicate));
  }

  *#waitFor<T>(predicate: () => T): Coroutine<T> {
    let result = predicate();
    while (!result) {
      yield* this.#wait();
      result = predicate();
    }
    return result;
  }

  /**
   * Wake the first `n` that wait; fewer if fewer wait. They go on once they have the lock, so release it.
   *
   * @throws {@link RuntimeError} if the lock is not held.
   */
  notify(n = 1): void {
    if (!this.locked()) throw new RuntimeError("cannot notify on un-acquired lock");
    this.#notify(n);
  }

  /** Wake all that wait. @throws {@link RuntimeError} if the lock is not held. */
  notifyAll(): void {
    this.notify(Infinity);
  }

  #notify(n: number): void {
    for (let count = 0; count < n; count++) {
      const wait = firstPending(this.#line);
      if (wait === null) return;
      leaveLine(this.#line, wait);
      wake(wait);
    }
  }

  /** @internal */
  override _explainWait(): WaitExplanation {
    return { object: this, call: "wait()", state: "", needs: [] };
  }

  override toString(): string {
    return `<Condition [${lockedText(this.locked())}${waitersText(this.#line)}]>`;
  }
}

/**
 * A number of permits: `acquire()` takes one, and waits if there is none; `release()` gives one back.
 *
 * Tasks that wait are served first come, first served; nobody overtakes.
 *
 * @example
 * ```ts
 * const four = new Semaphore(4);
 * using _ = yield* four.acquire();  // at most four tasks are here at a time
 * ```
 * @see CPython `asyncio.Semaphore`
 */
export class Semaphore extends LoopBound implements AsyncContextManager<void> {
  /** @internal */
  readonly _inPlace = true;
  // Invariant: while permits are left, nobody waits in the line but who was cancelled and is on the way out.
  /** @internal */
  _value: number;
  /** @internal */
  readonly _line: LinkedList = new LinkedList();
  /** How many were given a permit, and have not run yet. @internal */
  _woken = 0;

  /**
   * @param value the number of permits, a whole number
   * @throws {@link ValueError} if it is negative or no whole number.
   */
  constructor(value = 1) {
    super();
    if (!Number.isInteger(value) && value !== Infinity) {
      throw new ValueError(`Semaphore initial value must be a whole number, got ${describe(value)}`);
    }
    if (value < 0) throw new ValueError(`Semaphore initial value must be >= 0, got ${value}`);
    this._value = value;
  }

  /** Whether `acquire()` would have to wait. */
  locked(): boolean {
    return this._value === 0 || this._woken > 0 || firstPending(this._line) !== null;
  }

  /**
   * Wait until a permit is left, and take it.
   *
   * Cancellation: no permit is taken; one that was given at the same time goes to the next in line.
   *
   * @returns something to dispose of, which gives the permit back: `using _ = yield* semaphore.acquire()`. Without `using` it
   *   can be ignored, and {@link Semaphore.release} called.
   * @throws {@link RuntimeError} if the semaphore belongs to another loop.
   */
  acquire(): Awaitable<Disposable> {
    return new SemaphoreAcquire(this, false);
  }

  /** Give a permit back, and hand it to the first that waits for one. */
  release(): void {
    this._value++;
    this._wakeNext();
  }

  aenter(): Awaitable<void> {
    return new SemaphoreAcquire(this, true) as Awaitable<unknown> as Awaitable<void>;
  }

  aexit(): Awaitable<unknown> {
    this.release();
    return DONE;
  }

  /** Hand a permit to the first in line. @returns whether there was one @internal */
  _wakeNext(): boolean {
    const wait = firstPending(this._line);
    if (wait === null) return false;
    leaveLine(this._line, wait);
    this._value--;
    this._woken++;
    wake(wait);
    return true;
  }

  /** @internal */
  override _explainWait(): WaitExplanation {
    return { object: this, call: "acquire()", state: `with ${this._value} free`, needs: [] };
  }

  override toString(): string {
    const state = this.locked() ? "locked" : `unlocked, value:${this._value}`;
    return `<${this._kind} [${state}${waitersText(this._line)}]>`;
  }

  /** @internal */
  get _kind(): string {
    return "Semaphore";
  }
}

class SemaphoreAcquire extends Awaitable<Disposable> implements CoroutineIterator<Disposable>, InLine {
  readonly #semaphore: Semaphore;
  readonly #entering: boolean;
  _future: Future<unknown> | null = null;
  _place: number = Place.fresh;
  _previous: Link | null = null;
  _next: Link | null = null;

  constructor(semaphore: Semaphore, entering: boolean) {
    super();
    this.#semaphore = semaphore;
    this.#entering = entering;
  }

  override [Symbol.iterator](): CoroutineIterator<Disposable> {
    beginWait(this);
    return this;
  }

  next(): IteratorResult<Suspension, Disposable> {
    const semaphore = this.#semaphore;
    const future = this._future;
    if (future === null) {
      if (semaphore.locked()) return standInLine(semaphore._line, this, semaphore._createFuture());
      semaphore._value--;
    } else if (future._state === State.finished) {
      semaphore._woken--;
      this.#passOn();
    } else if (future._state === State.pending) return future.next() as IteratorResult<Suspension, never>;
    else this.throw(future._failure());
    return this.#entering ? entered : { done: true, value: new Held(semaphore) };
  }

  throw(error: unknown): never {
    this.#abandon();
    throw error;
  }

  return(value: Disposable): IteratorResult<Suspension, Disposable> {
    this.#abandon();
    return { done: true, value };
  }

  // Race: this one was given a permit, and its task was cancelled before it ran: the permit goes back.
  #abandon(): void {
    const semaphore = this.#semaphore;
    leaveLine(semaphore._line, this);
    if (this._future?._state === State.finished) {
      semaphore._woken--;
      semaphore._value++;
    }
    this.#passOn();
  }

  // Several releases in one iteration may have left permits over: see the invariant.
  #passOn(): void {
    const semaphore = this.#semaphore;
    while (semaphore._value > 0 && semaphore._wakeNext());
  }
}

/**
 * A semaphore that refuses to have more permits than it started with.
 *
 * @see CPython `asyncio.BoundedSemaphore`
 */
export class BoundedSemaphore extends Semaphore {
  readonly #bound: number;

  constructor(value = 1) {
    super(value);
    this.#bound = value;
  }

  /** @throws {@link ValueError} if nobody holds a permit. */
  override release(): void {
    if (this._value >= this.#bound) throw new ValueError("BoundedSemaphore released too many times");
    super.release();
  }

  /** @internal */
  override get _kind(): string {
    return "BoundedSemaphore";
  }
}

/**
 * The states of a barrier: `filling` until all parties have come, `draining` until the last of them has gone on; `resetting`
 * until the last of those who were thrown out has gone; `broken` until a reset.
 */
type BarrierState = "filling" | "draining" | "resetting" | "broken";

/**
 * A place where a fixed number of tasks wait for each other, and then all go on.
 *
 * It can be used again and again: who comes while the others still leave waits until they have left.
 *
 * @see CPython `asyncio.Barrier`
 */
export class Barrier implements AsyncContextManager<number> {
  /** @internal */
  readonly _inPlace = true;
  readonly #condition: Condition = new BarrierCondition(this);
  readonly #parties: number;
  #state: BarrierState = "filling";
  #count = 0;

  /**
   * @param parties the number of tasks
   * @throws {@link ValueError} if it is no whole number, or less than 1.
   */
  constructor(parties: number) {
    if (!Number.isInteger(parties) || parties < 1)
      throw new ValueError(`parties must be > 0, got ${describe(parties)}`);
    this.#parties = parties;
  }

  /**
   * Wait until as many tasks as the barrier has parties do so.
   *
   * Cancellation: the task leaves, and the others wait for one more. If it comes when all have arrived, the others go on.
   *
   * @returns a number from 0 to `parties - 1`, another for each of the tasks
   * @throws {@link BrokenBarrierError} if the barrier is or gets broken, or is reset, meanwhile.
   */
  wait(): Awaitable<number> {
    return new GeneratorAwaitable(this.#wait());
  }

  *#wait(): Coroutine<number> {
    yield* this.#condition.acquire();
    try {
      yield* this.#block();
      return yield* this.#take();
    } finally {
      this.#condition.release();
    }
  }

  /** Wait until those of the last round have left. */
  *#block(): Coroutine {
    yield* this.#condition.waitFor(() => this.#state !== "draining" && this.#state !== "resetting");
    if (this.#state === "broken") throw new BrokenBarrierError("Barrier aborted");
  }

  *#take(): Coroutine<number> {
    const index = this.#count;
    this.#count++;
    try {
      if (this.#count === this.#parties) {
        this.#state = "draining";
        this.#condition.notifyAll();
      } else yield* this.#waitForOthers();
      return index;
    } finally {
      this.#count--;
      this.#exit();
    }
  }

  *#waitForOthers(): Coroutine {
    yield* this.#condition.waitFor(() => this.#state !== "filling");
    if (this.#state === "broken" || this.#state === "resetting")
      throw new BrokenBarrierError("Abort or reset of barrier");
  }

  // Invariant: who leaves last opens the barrier again, and lets those in who wait for that.
  #exit(): void {
    if (this.#count > 0) return;
    if (this.#state === "resetting" || this.#state === "draining") this.#state = "filling";
    this.#condition.notifyAll();
  }

  aenter(): Awaitable<number> {
    return this.wait();
  }

  aexit(): Awaitable<unknown> {
    return DONE;
  }

  /** Make it as new. Those who wait get a {@link BrokenBarrierError}. */
  reset(): Awaitable<void> {
    return new GeneratorAwaitable(this.#change(() => (this.#count > 0 ? "resetting" : "filling")));
  }

  /** Break it: those who wait, and those who will, get a {@link BrokenBarrierError}, until it is reset. */
  abort(): Awaitable<void> {
    return new GeneratorAwaitable(this.#change(() => "broken"));
  }

  *#change(state: () => BarrierState): Coroutine {
    yield* this.#condition.acquire();
    this.#state = state();
    this.#condition.notifyAll();
    this.#condition.release();
  }

  /** The number of tasks that it takes. */
  get parties(): number {
    return this.#parties;
  }

  /** How many wait for the others right now. */
  get nWaiting(): number {
    return this.#state === "filling" ? this.#count : 0;
  }

  /** Whether it is broken. */
  get broken(): boolean {
    return this.#state === "broken";
  }

  toString(): string {
    const waiting = this.broken ? "" : `, waiters:${this.nWaiting}/${this.#parties}`;
    return `<Barrier [${this.#state}${waiting}]>`;
  }
}

/** The condition of a barrier: what waits on it, waits on the barrier. */
class BarrierCondition extends Condition {
  readonly #barrier: Barrier;

  constructor(barrier: Barrier) {
    super();
    this.#barrier = barrier;
  }

  override _explainWait(): WaitExplanation {
    const barrier = this.#barrier;
    return {
      object: barrier,
      call: "wait()",
      state: `with ${barrier.nWaiting} of ${barrier.parties} there`,
      needs: [],
    };
  }
}

function lockedText(locked: boolean): string {
  return locked ? "locked" : "unlocked";
}

function waitersText(line: LinkedList): string {
  const count = [...line].length;
  return count === 0 ? "" : `, waiters:${count}`;
}
