// Async functions as tasks: how the loop drives them, and what `await` of one of our objects does. No generators here.

import { type Context, thread } from "./contextvars.ts";
import {
  Awaitable,
  type Coroutine,
  type CoroutineIterator,
  RESUMED,
  type Suspension,
  awaitHook,
  isGenerator,
} from "./coroutines.ts";
import { noteAwait } from "./debug.ts";
import { type AbstractEventLoop, runningLoop } from "./events.ts";
import { RuntimeError } from "./exceptions.ts";
import { BaseFuture, State } from "./base_futures.ts";
import { Future } from "./futures.ts";
import type { GuestStorage, Host } from "./host.ts";

/**
 * What a guest's step yields: its code goes on in a microtask, and nothing may run before it has suspended again.
 *
 * @internal
 */
export const GUEST_RUNS = { name: "guest runs" } as unknown as Suspension; // An object for the reason of RESUMED.

const guestRuns: { done: false; value: Suspension } = { done: false, value: GUEST_RUNS };

/** While somebody wants to know it: the task whose guest was the last to go on in a microtask. */
let lastToRun: GuestTask | null = null;
let isLastToRunWanted = false;

/** What a guest asks of its task. */
export interface GuestTask extends Future<unknown> {
  /** @internal */
  _context: Context;
  /** @internal */
  _coro: CoroutineIterator<unknown>;
  /** @internal */
  _waitingFor: BaseFuture<unknown> | null;
  /** @internal */
  _suspend(value: unknown): void;
  /** @internal */
  _returned(value: unknown): void;
  /** @internal */
  _raised(error: unknown): void;
  /** @internal */
  _goOn(): void;
}

/** What the code of an async function finds, wherever it has got to: whose it is. @internal */
export interface GuestScope {
  readonly task: GuestTask;
  /** What drives its awaits in place, if anything does. */
  readonly coroutine: GuestCoroutine | null;
}

/** How an async function that is a part of a coroutine ended. */
type End = { readonly failed: false; readonly value: unknown } | { readonly failed: true; readonly error: unknown };

type Settle<T> = ((value: T) => unknown) | null | undefined;

interface Derived {
  readonly promise: Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * An `await` under way. It is what `then()` returns, too: a promise is made only for who asks it for one, and V8, which
 * calls `then()` for each `await`, never does.
 */
class Wait<T> implements PromiseLike<unknown> {
  readonly iterator: CoroutineIterator<T>;
  readonly #resolve: Settle<T>;
  readonly #reject: Settle<unknown>;
  /** How it ended, or the promise that somebody asked for before it has. */
  #after: Ended | Derived | null = null;

  constructor(iterator: CoroutineIterator<T>, resolve: Settle<T>, reject: Settle<unknown>) {
    this.iterator = iterator;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  fulfil(value: T): void {
    const resolve = this.#resolve;
    if (typeof resolve === "function") this._call(resolve, value);
    else this._end({ failed: false, value });
  }

  fail(error: unknown): void {
    const reject = this.#reject;
    if (typeof reject === "function") this._call(reject, error);
    else this._end({ failed: true, value: error });
  }

  then<R1, R2>(
    onfulfilled?: ((value: unknown) => R1 | PromiseLike<R1>) | null,
    onrejected?: ((reason: unknown) => R2 | PromiseLike<R2>) | null,
  ): PromiseLike<R1 | R2> {
    if (this.#after === null || "failed" in this.#after) this.#after = derive(this.#after);
    return this.#after.promise.then(onfulfilled, onrejected);
  }

  /** @internal */
  _call<V>(settle: (value: V) => unknown, value: V): void {
    let result: unknown;
    try {
      result = settle(value);
    } catch (error) {
      this._end({ failed: true, value: error });
      return;
    }
    if (result === undefined && this.#after === null) this.#after = endedWell;
    else this._end({ failed: false, value: result });
  }

  /** @internal */
  _end(ended: Ended): void {
    const derived = this.#after as Derived | null; // Invariant: it ends once.
    if (derived !== null) settleDerived(derived, ended);
    // An error that nobody asked for becomes a rejected promise, so that the host reports it if nobody ever does.
    else this.#after = ended.failed ? derive(ended) : ended;
  }
}

/** How a {@link Wait} ended. */
interface Ended {
  readonly failed: boolean;
  readonly value: unknown;
}

const endedWell: Ended = { failed: false, value: undefined };

function derive(ended: Ended | null): Derived {
  const settlers = {} as { resolve: (value: unknown) => void; reject: (error: unknown) => void };
  const promise = new Promise<unknown>((resolve, reject) => {
    settlers.resolve = resolve;
    settlers.reject = reject;
  });
  const derived: Derived = { promise, ...settlers };
  if (ended !== null) settleDerived(derived, ended);
  return derived;
}

function settleDerived(derived: Derived, ended: Ended): void {
  if (ended.failed) derived.reject(ended.value);
  else derived.resolve(ended.value);
}

/**
 * An async function (or any other plain function) in the clothes of a generator, so that its task steps it like one.
 *
 * Its code runs in microtasks, between `fulfil` of one wait and `then()` of the next; the loop pauses meanwhile.
 *
 * @internal
 */
export class GuestCoroutine implements CoroutineIterator<unknown>, GuestScope {
  task: GuestTask;
  #start: (() => unknown) | null;
  #wait: Wait<unknown> | null = null;
  // Whether it is a part of a coroutine, which goes on when it has ended: see `here()`.
  readonly #nested: boolean;
  // Such a part of the same task that this one is a part of.
  #outer: GuestCoroutine | null = null;
  #end: End | null = null;

  constructor(task: GuestTask, start: (() => unknown) | null, nested = false) {
    this.task = task;
    this.#start = start;
    this.#nested = nested;
  }

  get coroutine(): GuestCoroutine {
    return this;
  }

  [Symbol.iterator](): CoroutineIterator<unknown> {
    return this;
  }

  /** The function's name, while it has not started. */
  get name(): string {
    return this.#start?.name ?? "";
  }

  next(): IteratorResult<Suspension, unknown> {
    if (this.#start !== null) return this.#begin(this.#start);
    const wait = this.#wait;
    if (wait === null) return this.#end === null ? this.#runs() : giveEnd(this.#end);
    let result: IteratorResult<Suspension, unknown>;
    const wasInPlace = thread.inPlace;
    thread.inPlace = true;
    try {
      result = wait.iterator.next(RESUMED);
    } catch (error) {
      this.#wait = null;
      wait.fail(error);
      return this.#runs();
    } finally {
      thread.inPlace = wasInPlace;
    }
    if (!result.done) return result;
    this.#wait = null;
    wait.fulfil(result.value);
    return this.#runs();
  }

  throw(error: unknown): IteratorResult<Suspension, unknown> {
    const wait = this.#wait;
    if (wait === null) {
      this.#start = null;
      this.#setEnd({ failed: true, error });
      throw error;
    }
    let result: IteratorResult<Suspension, unknown>;
    const wasInPlace = thread.inPlace;
    thread.inPlace = true;
    try {
      result = (wait.iterator.throw as (error: unknown) => IteratorResult<Suspension, unknown>)(error);
    } catch (raised) {
      this.#wait = null;
      wait.fail(raised);
      return this.#runs();
    } finally {
      thread.inPlace = wasInPlace;
    }
    if (!result.done) return result;
    this.#wait = null;
    wait.fulfil(result.value);
    return this.#runs();
  }

  /**
   * Whether the next step runs no code of the user's, but only queues the microtask in which the function goes on: it
   * waits for one of our own objects that is no generator, nor drives one.
   */
  get resumesQuietly(): boolean {
    const iterator = this.#wait?.iterator;
    return iterator instanceof Awaitable && iterator._isQuiet;
  }

  /** The function awaits `awaitable`: drive it in the task's name. */
  await<T>(awaitable: Awaitable<T>, resolve: Settle<T>, reject: Settle<unknown>): PromiseLike<unknown> {
    if (this.#end !== null || (this.#wait !== null && !this.#demote()))
      return this.#awaitBesides(awaitable, resolve, reject);
    const task = this.task;
    if (task._loop._debug) noteAwait(task, awaitable);
    const previousContext = thread.context;
    const wait = new Wait<T>(awaitable[Symbol.iterator](), resolve, reject);
    thread.loop = task._loop;
    thread.task = task;
    thread.context = null;
    thread.inPlace = true;
    let result: IteratorResult<Suspension, T>;
    try {
      result = wait.iterator.next();
    } catch (error) {
      wait.fail(error);
      return wait;
    } finally {
      thread.loop = null;
      thread.task = null;
      thread.context = previousContext;
      thread.inPlace = false;
    }
    if (result.done) {
      wait.fulfil(result.value);
      return wait;
    }
    this.#wait = wait as unknown as Wait<unknown>;
    task._suspend(result.value);
    // What it waits for may itself be an async function's code: then that runs now, and suspends later.
    if (result.value !== GUEST_RUNS) task._loop._guestSuspended(task, false);
    return wait;
  }

  #begin(start: () => unknown): IteratorResult<Suspension, unknown> {
    this.#start = null;
    const outcome = this.call(start);
    if (outcome instanceof Awaitable || isGenerator(outcome)) {
      this.task._coro = outcome[Symbol.iterator]();
      return this.task._coro.next();
    }
    if (!isThenable(outcome)) return { done: true, value: outcome };
    this.follow(outcome);
    return this.#runs();
  }

  /** Call `start` so that the awaits in it come here. */
  call<R>(start: () => R): R {
    const storage = guestStorage(this.task._loop._host);
    return storage === null ? start() : storage.run(this, start);
  }

  /** End as `promise`, which the function returned, does. */
  follow(promise: PromiseLike<unknown>): void {
    if (this.#nested) {
      this.#outer = innermost.get(this.task) ?? null;
      innermost.set(this.task, this);
    }
    promise.then(
      (value) => this.#ended(value),
      (error: unknown) => this.#failed(error),
    );
  }

  #runs(): IteratorResult<Suspension, unknown> {
    if (isLastToRunWanted) lastToRun = this.task;
    return guestRuns;
  }

  #ended(value: unknown): void {
    const task = this.task;
    if (this.#nested) this.#resumeCaller({ failed: false, value });
    else {
      this.#release();
      task._loop._callFromHost(() => task._returned(value));
      task._loop._guestSuspended(task, true);
    }
  }

  #failed(error: unknown): void {
    const task = this.task;
    if (this.#nested) this.#resumeCaller({ failed: true, error });
    else {
      this.#release();
      task._loop._callFromHost(() => task._raised(error));
      task._loop._guestSuspended(task, true);
    }
  }

  // The coroutine that this is a part of goes on at once: to it, the function's end is no suspension.
  #resumeCaller(end: End): void {
    const task = this.task;
    if (this.#end !== null || task._state !== State.pending) return;
    const isQueued = this.#release();
    this.#setEnd(end);
    if (isQueued) return;
    isLastToRunWanted = true;
    thread.loop = task._loop;
    task._loop._callFromHost(() => task._goOn());
    thread.loop = null;
    isLastToRunWanted = false;
    const goesOn = lastToRun === task;
    lastToRun = null; // A finished task must not be held.
    if (!goesOn) task._loop._guestSuspended(task, true);
  }

  #setEnd(end: End): void {
    this.#end = end;
    if (innermost.get(this.task) !== this) return;
    if (this.#outer === null) innermost.delete(this.task);
    else innermost.set(this.task, this.#outer);
  }

  /**
   * The function has ended, and a helper that it called and did not wait for is still being driven in its task's name: that
   * goes on in a task of its own.
   *
   * @returns whether the task stands in the ready queue, for the helper's sake
   */
  #release(): boolean {
    const wait = this.#wait;
    if (wait === null || this.#demote()) return false;
    const task = this.task;
    const waitedFor = task._waitingFor;
    const isPending = waitedFor?._state === State.pending;
    const last = innermost.get(task) ?? this;
    const runs = last !== this && last.#wait === null;
    if (isPending) waitedFor._removeWaiter(task as never);
    task._waitingFor = null;
    this.#wait = null;
    const rest = new Rest(wait.iterator, runs ? GUEST_RUNS : isPending ? waitedFor : null);
    const ownTask = task._loop.createTask(rest as never, { context: task._context }) as GuestTask;
    for (let part: GuestCoroutine | null = last; part !== null && part !== this; part = part.#outer)
      part.task = ownTask;
    if (last !== this) innermost.set(ownTask, last);
    if (this.#nested) innermost.set(task, this);
    else innermost.delete(task);
    ownTask._onDone(() => settleWait(ownTask, wait));
    return !runs && !isPending;
  }

  // A second wait shows that the one in place, of a future, was not an `await` but a `then()` by hand (or one of
  // several in a Promise.all): it becomes an ordinary subscription, which a cancellation of the task leaves alone.
  #demote(): boolean {
    const wait = this.#wait as Wait<unknown>;
    const future = wait.iterator;
    if (!(future instanceof Future) || future._state !== State.pending) return false;
    future._removeWaiter(this.task as never);
    this.task._waitingFor = null;
    this.#wait = null;
    future._onDone(() => settleWait(future, wait));
    return true;
  }

  #awaitBesides<T>(awaitable: Awaitable<T>, resolve: Settle<T>, reject: Settle<unknown>): PromiseLike<unknown> {
    if (awaitable instanceof Future) return subscribe(awaitable, resolve, reject);
    const child = this.task._loop.createTask(awaitable) as Future<T>;
    const siblings = children.get(this.task) ?? new Set();
    children.set(this.task, siblings);
    siblings.add(child);
    child._onDone(() => siblings.delete(child));
    return subscribe(child, resolve, reject);
  }
}

/** What is left of a coroutine that was driven in another task, and is suspended at something. */
class Rest implements CoroutineIterator<unknown> {
  readonly #iterator: CoroutineIterator<unknown>;
  #suspendedAt: BaseFuture<unknown> | Suspension | null;

  constructor(iterator: CoroutineIterator<unknown>, suspendedAt: BaseFuture<unknown> | Suspension | null) {
    this.#iterator = iterator;
    this.#suspendedAt = suspendedAt;
  }

  [Symbol.iterator](): CoroutineIterator<unknown> {
    return this;
  }

  next(): IteratorResult<Suspension, unknown> {
    const at = this.#suspendedAt;
    this.#suspendedAt = null;
    if (at === GUEST_RUNS) return guestRuns;
    if (at instanceof BaseFuture && at._state === State.pending) return at.next();
    return this.#iterator.next(RESUMED);
  }

  throw(error: unknown): IteratorResult<Suspension, unknown> {
    return (this.#iterator.throw as (error: unknown) => IteratorResult<Suspension, unknown>)(error);
  }
}

/** Of each task the async function that is a part of it, see `here()`; the innermost if there are several. */
const innermost = new WeakMap<GuestTask, GuestCoroutine>();

function giveEnd(end: End): IteratorReturnResult<unknown> {
  if (end.failed) throw end.error;
  return { done: true, value: end.value };
}

/** What guests wait for besides their one wait in place, say by Promise.all(): tasks made for a task, that end with it. */
const children = new WeakMap<GuestTask, Set<Future<unknown>>>();

/** Cancel what `task` waits for besides its one wait in place. @internal */
export function cancelChildren(task: GuestTask, message: string | undefined): void {
  const tasks = children.get(task);
  if (tasks === undefined) return;
  for (const child of [...tasks]) child.cancel(message);
}

/**
 * Call `start`, which may be an async function, as a part of the coroutine that runs now: in its task, its awaits driven in
 * place as if they were the coroutine's own.
 *
 * @internal
 */
export function* here<T>(start: () => Coroutine<T> | Awaitable<T> | PromiseLike<T> | T): Coroutine<T> {
  const task = thread.task as GuestTask | null;
  if (task === null) throw new RuntimeError("no task runs");
  const guest = new GuestCoroutine(task, null, true);
  const outcome = guest.call(start);
  if (outcome instanceof Awaitable || isGenerator(outcome)) return yield* outcome;
  if (!isThenable(outcome)) return outcome;
  guest.follow(outcome);
  return (yield* guest) as T;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null)?.then === "function";
}

function settleWait<T>(future: Future<T>, wait: Wait<T>): void {
  if (future._state === State.finished) wait.fulfil(future._value as T);
  else wait.fail(future._failure());
}

/** Settle a promise's callbacks when `future` is done, without any tie to a task. */
function subscribe<T>(future: Future<T>, resolve: Settle<T>, reject: Settle<unknown>): PromiseLike<unknown> {
  const wait = new Wait<T>(future[Symbol.iterator](), resolve, reject);
  if (future._state === State.pending) future._onDone(() => settleWait(future, wait));
  else void Promise.resolve().then(() => settleWait(future, wait));
  return wait;
}

let storage: GuestStorage<GuestScope> | null | undefined;

/** The storage that finds a guest's task; made when the first guest starts, so that generators pay nothing for it. */
function guestStorage(host: Host): GuestStorage<GuestScope> | null {
  if (storage === undefined) {
    const made = host.createGuestStorage<GuestScope>();
    storage = made;
    if (made !== null) thread.guest = () => made.getStore()?.task;
  }
  return storage;
}

/** Call `start` so that async functions it starts are known to run in the current task. @internal */
export function asGuest<R>(host: Host, start: () => R): R {
  const task = thread.task as GuestTask | null;
  const storage = thread.guest === null || task === null ? null : guestStorage(host);
  if (storage === null) return start();
  const coroutine = (task as GuestTask)._coro;
  return storage.run(
    { task: task as GuestTask, coroutine: coroutine instanceof GuestCoroutine ? coroutine : null },
    start,
  );
}

/** What drives the awaits of the async function that runs right now, outside of any step. */
function runningGuest(): GuestCoroutine | null {
  if (thread.loop !== null || !storage) return null;
  const scope = storage.getStore();
  return scope === undefined || scope.task._state !== State.pending ? null : scope.coroutine;
}

awaitHook.then = function awaited<T>(
  awaitable: Awaitable<T>,
  resolve: Settle<T>,
  reject: Settle<unknown>,
): PromiseLike<unknown> {
  const guest = runningGuest();
  if (guest !== null) return guest.await(awaitable, resolve, reject);
  if (awaitable instanceof Future) return subscribe(awaitable as Future<T>, resolve, reject);
  const loop: AbstractEventLoop | null = runningLoop();
  if (loop !== null && !loop.isClosed()) return subscribe(loop.createTask(awaitable) as Future<T>, resolve, reject);
  const wait = new Wait<T>({ next: () => ({ done: false, value: GUEST_RUNS }) }, resolve, reject);
  wait.fail(
    new RuntimeError("awaited outside of a task, where no event loop runs: start it with run() or loop.createTask()"),
  );
  return wait;
};
