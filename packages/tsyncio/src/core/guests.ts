// Async functions as tasks: how the loop drives them, and what `await` of one of our objects does. No generators here.

import { type Context, thread } from "./contextvars.ts";
import { Awaitable, type CoroutineIterator, type Suspension, awaitHook, isGenerator } from "./coroutines.ts";
import { type AbstractEventLoop, runningLoop } from "./events.ts";
import { RuntimeError } from "./exceptions.ts";
import { Future, State } from "./futures.ts";
import type { GuestStorage, Host } from "./host.ts";

/**
 * What a guest's step yields: its code goes on in a microtask, and nothing may run before it has suspended again.
 *
 * @internal
 */
export const GUEST_RUNS = Symbol("guest runs") as unknown as Suspension;

const guestRuns: { done: false; value: Suspension } = { done: false, value: GUEST_RUNS };

/** What a guest asks of its task. @internal */
export interface GuestTask extends Future<unknown> {
  _context: Context;
  _coro: CoroutineIterator<unknown>;
  _waitingFor: Future<unknown> | null;
  _suspend(value: unknown): void;
  _returned(value: unknown): void;
  _raised(error: unknown): void;
}

type Settle<T> = ((value: T) => unknown) | null | undefined;

/** An `await` under way. It is what `then()` returns, too; a promise is made only for who asks it for one. */
class Wait<T> implements PromiseLike<unknown> {
  readonly iterator: CoroutineIterator<T>;
  readonly #resolve: Settle<T>;
  readonly #reject: Settle<unknown>;
  #derived: { promise: Promise<unknown>; resolve: (value: unknown) => void; reject: (error: unknown) => void } | null = null;
  #outcome: (() => void) | null = null;

  constructor(iterator: CoroutineIterator<T>, resolve: Settle<T>, reject: Settle<unknown>) {
    this.iterator = iterator;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  fulfil(value: T): void {
    const resolve = this.#resolve;
    if (typeof resolve === "function") this.#call(resolve, value);
    else this.#derive((derived) => derived.resolve(value));
  }

  fail(error: unknown): void {
    const reject = this.#reject;
    if (typeof reject === "function") this.#call(reject, error);
    else if (this.#derived === null) this.#outcome = this.#unhandled(error);
    else this.#derived.reject(error);
  }

  then<R1, R2>(
    onfulfilled?: ((value: unknown) => R1 | PromiseLike<R1>) | null,
    onrejected?: ((reason: unknown) => R2 | PromiseLike<R2>) | null,
  ): PromiseLike<R1 | R2> {
    if (this.#derived === null) {
      let resolve!: (value: unknown) => void;
      let reject!: (error: unknown) => void;
      const promise = new Promise<unknown>((accept, refuse) => {
        resolve = accept;
        reject = refuse;
      });
      this.#derived = { promise, resolve, reject };
      this.#outcome?.();
    }
    return this.#derived.promise.then(onfulfilled, onrejected);
  }

  #call<V>(settle: (value: V) => unknown, value: V): void {
    let result: unknown;
    try {
      result = settle(value);
    } catch (error) {
      if (this.#derived === null) this.#outcome = this.#unhandled(error);
      else this.#derived.reject(error);
      return;
    }
    this.#derive((derived) => derived.resolve(result));
  }

  // Tell the derived promise now, or once somebody asks for it.
  #derive(settle: (derived: { resolve: (value: unknown) => void; reject: (error: unknown) => void }) => void): void {
    if (this.#derived !== null) settle(this.#derived);
    else this.#outcome = () => this.#derived !== null && settle(this.#derived);
  }

  // An error that nobody has asked for yet: a rejected promise, so that the host reports it if nobody ever does.
  #unhandled(error: unknown): () => void {
    const rejected = Promise.reject(error);
    return () => void rejected.catch(() => this.#derived?.reject(error));
  }
}

/**
 * An async function (or any other plain function) in the clothes of a generator, so that its task steps it like one.
 *
 * Its code runs in microtasks, between `fulfil` of one wait and `then()` of the next; the loop pauses meanwhile.
 *
 * @internal
 */
export class GuestCoroutine implements CoroutineIterator<unknown> {
  readonly #task: GuestTask;
  #start: (() => unknown) | null;
  #wait: Wait<unknown> | null = null;
  // What it waits for besides, say by Promise.all(): tasks that were made for it, and end with it.
  #children: Set<Future<unknown>> | null = null;

  constructor(task: GuestTask, start: () => unknown) {
    this.#task = task;
    this.#start = start;
  }

  /** The function's name, while it has not started. */
  get name(): string {
    return this.#start?.name ?? "";
  }

  next(): IteratorResult<Suspension, unknown> {
    if (this.#start !== null) return this.#begin(this.#start);
    const wait = this.#wait as Wait<unknown>;
    let result: IteratorResult<Suspension, unknown>;
    try {
      result = wait.iterator.next();
    } catch (error) {
      this.#wait = null;
      wait.fail(error);
      return guestRuns;
    }
    if (!result.done) return result;
    this.#wait = null;
    wait.fulfil(result.value);
    return guestRuns;
  }

  throw(error: unknown): IteratorResult<Suspension, unknown> {
    const wait = this.#wait;
    if (wait === null) {
      this.#start = null;
      throw error;
    }
    let result: IteratorResult<Suspension, unknown>;
    try {
      result = (wait.iterator.throw as (error: unknown) => IteratorResult<Suspension, unknown>)(error);
    } catch (raised) {
      this.#wait = null;
      wait.fail(raised);
      return guestRuns;
    }
    if (!result.done) return result;
    this.#wait = null;
    wait.fulfil(result.value);
    return guestRuns;
  }

  /** Cancel what the function waits for besides its one wait in place. */
  cancelChildren(message: string | undefined): void {
    if (this.#children === null) return;
    for (const child of [...this.#children]) child.cancel(message);
  }

  /** The function awaits `awaitable`: drive it in the task's name. */
  await<T>(awaitable: Awaitable<T>, resolve: Settle<T>, reject: Settle<unknown>): PromiseLike<unknown> {
    if (this.#wait !== null && !this.#demote()) return this.#awaitBesides(awaitable, resolve, reject);
    const task = this.#task;
    const previousContext = thread.context;
    const wait = new Wait<T>(awaitable[Symbol.iterator](), resolve, reject);
    thread.loop = task._loop;
    thread.task = task;
    thread.context = task._context;
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
    }
    if (result.done) {
      wait.fulfil(result.value);
      return wait;
    }
    this.#wait = wait as unknown as Wait<unknown>;
    task._suspend(result.value);
    task._loop._guestSuspended(task, false);
    return wait;
  }

  #begin(start: () => unknown): IteratorResult<Suspension, unknown> {
    this.#start = null;
    const task = this.#task;
    const storage = guestStorage(task._loop._host);
    const outcome = storage === null ? start() : storage.run(task, start);
    if (outcome instanceof Awaitable || isGenerator(outcome)) {
      task._coro = outcome[Symbol.iterator]();
      return task._coro.next();
    }
    if (typeof (outcome as PromiseLike<unknown> | null)?.then !== "function") return { done: true, value: outcome };
    (outcome as PromiseLike<unknown>).then(
      (value) => this.#ended(() => task._returned(value)),
      (error: unknown) => this.#ended(() => task._raised(error)),
    );
    return guestRuns;
  }

  #ended(settle: () => void): void {
    const task = this.#task;
    task._loop._callFromHost(settle);
    task._loop._guestSuspended(task, true);
  }

  // A second wait shows that the one in place, of a future, was not an `await` but a `then()` by hand (or one of
  // several in a Promise.all): it becomes an ordinary subscription, which a cancellation of the task leaves alone.
  #demote(): boolean {
    const wait = this.#wait as Wait<unknown>;
    const future = wait.iterator;
    if (!(future instanceof Future) || future._state !== State.pending) return false;
    future._removeWaiter(this.#task as never);
    this.#task._waitingFor = null;
    this.#wait = null;
    future._onDone(() => settleWait(future, wait));
    return true;
  }

  #awaitBesides<T>(awaitable: Awaitable<T>, resolve: Settle<T>, reject: Settle<unknown>): PromiseLike<unknown> {
    if (awaitable instanceof Future) return subscribe(awaitable, resolve, reject);
    const child = this.#task._loop.createTask(awaitable) as Future<T>;
    this.#children ??= new Set();
    this.#children.add(child);
    child._onDone(() => this.#children?.delete(child));
    return subscribe(child, resolve, reject);
  }
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

const storages = new WeakMap<Host, GuestStorage<GuestTask> | null>();

/** The storage that finds a guest's task; made when the first guest starts, so that generators pay nothing for it. */
function guestStorage(host: Host): GuestStorage<GuestTask> | null {
  let storage = storages.get(host);
  if (storage === undefined) {
    storage = host.createGuestStorage<GuestTask>();
    storages.set(host, storage);
    if (storage !== null) thread.guest = () => storage?.getStore();
  }
  return storage;
}

/** Call `start` so that async functions it starts are known to run in the current task. @internal */
export function asGuest<R>(host: Host, start: () => R): R {
  const task = thread.task as GuestTask | null;
  const storage = thread.guest === null || task === null ? null : guestStorage(host);
  return storage === null ? start() : storage.run(task as GuestTask, start);
}

/** The task of the async function that runs right now, outside of any step. */
function runningGuest(): GuestCoroutine | null {
  if (thread.loop !== null || thread.guest === null) return null;
  const task = thread.guest() as GuestTask | undefined;
  if (task === undefined || task._state !== State.pending) return null;
  return task._coro instanceof GuestCoroutine ? task._coro : null;
}

awaitHook.then = function awaited<T>(awaitable: Awaitable<T>, resolve: Settle<T>, reject: Settle<unknown>): PromiseLike<unknown> {
  const guest = runningGuest();
  if (guest !== null) return guest.await(awaitable, resolve, reject);
  if (awaitable instanceof Future) return subscribe(awaitable as Future<T>, resolve, reject);
  const loop: AbstractEventLoop | null = runningLoop();
  if (loop !== null && !loop.isClosed()) return subscribe(loop.createTask(awaitable) as Future<T>, resolve, reject);
  const wait = new Wait<T>({ next: () => ({ done: false, value: GUEST_RUNS }) }, resolve, reject);
  wait.fail(new RuntimeError("awaited outside of a task, where no event loop runs: start it with run() or loop.createTask()"));
  return wait;
};
