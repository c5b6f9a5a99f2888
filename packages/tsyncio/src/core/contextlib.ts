// `async with` and `async for`: asyncWith, managers made of generators, exit stacks, asyncFor. No primitive of its own.

import {
  Awaitable,
  type Coroutine,
  type CoroutineIterator,
  GeneratorAwaitable,
  type Suspension,
  describe,
  isGenerator,
  isGeneratorFunction,
  iscoroutinefunction,
} from "./coroutines.ts";
import { type AbstractEventLoop, requireRunningLoop } from "./events.ts";
import { RuntimeError, StopAsyncIteration } from "./exceptions.ts";
import { BaseFuture, Flag } from "./base_futures.ts";
import { callSuspension } from "./calls.ts";
import { GUEST_RUNS, asGuest, here } from "./guests.ts";
import { bareSuspension } from "./sleep.ts";
import { until } from "./tasks.ts";

/** What a method or body may return: a coroutine of either dialect, or the value at once. */
type Answer<T> = Coroutine<T> | Awaitable<T> | PromiseLike<T> | T;

/**
 * What {@link asyncWith} enters and leaves.
 *
 * The methods may be generators, async functions, or return one of the library's awaitables.
 *
 * @see CPython `object.__aenter__`, `object.__aexit__`
 */
export interface AsyncContextManager<T = unknown> {
  /** Enter; the result is what the body is given. */
  aenter(): Coroutine<T> | PromiseLike<T>;
  /**
   * Leave. Called once, and only if entering succeeded.
   *
   * @param error what the body threw, `undefined` if it returned
   * @returns true (or anything truthy) if the error is dealt with and must not go on
   */
  aexit(error: unknown): Coroutine<unknown> | PromiseLike<unknown>;
}

/** What {@link asyncFor} and {@link aiter} take: an async generator, a queue, what `asCompleted()` returns. */
export interface AsyncIterableLike<T> {
  [Symbol.asyncIterator](): AsyncIteratorLike<T>;
}

/** What {@link aiter} returns and {@link anext} takes. */
export interface AsyncIteratorLike<T> {
  next(): PromiseLike<IteratorResult<T, unknown>>;
  return?(value: never): PromiseLike<unknown>;
}

/**
 * Whether the methods of `object` start no async function, so that they may be called without looking for one. The
 * library's own classes say so by a field `_inPlace`; a generator function is known by itself.
 */
function runsInPlace(object: object, method: object): boolean {
  if (isGeneratorFunction(method)) return true;
  return (object as { _inPlace?: boolean })._inPlace === true && Object.getPrototypeOf(method) === Function.prototype;
}

/** An awaitable that is done: for the methods of managers that have nothing to wait for. @internal */
class Done<T> extends Awaitable<T> implements CoroutineIterator<T> {
  readonly #result: IteratorReturnResult<T>;

  constructor(value: T) {
    super();
    this.#result = { done: true, value };
  }

  override [Symbol.iterator](): CoroutineIterator<T> {
    return this;
  }

  next(): IteratorReturnResult<T> {
    return this.#result;
  }
}

/** The one that most of them need. @internal */
export const DONE: Awaitable<undefined> = new Done(undefined);

/**
 * Enter `manager`, run `body` with what it gave, and leave it, whatever happens: Python's `async with manager as value:`.
 *
 * A `Disposable` or `AsyncDisposable` is entered by doing nothing, and is itself the value. All runs in the calling task.
 *
 * Cancellation: in entering, the body does not run and nothing is left; in the body, the `CancelledError` is handed to
 * `aexit` like any error; in leaving, it interrupts the leaving.
 *
 * @param body a generator function, an async function or a plain one
 * @returns what the body returned; `undefined` if it threw, and `aexit` dealt with the error (which the type admits only if
 *   `aexit` is declared to answer a boolean)
 * @throws TypeError if `manager` is neither a manager nor disposable, or `body` is not a function; what the body threw;
 *   what leaving threw, in its place
 * @example
 * ```ts
 * const size = yield* asyncWith(lock, function* () {
 *   return yield* measure(file);
 * });
 * ```
 */
export function asyncWith<T, R>(
  manager: AsyncContextManager<T> & { aexit(error: unknown): Coroutine<boolean> | PromiseLike<boolean> },
  body: (value: T) => Answer<R>,
): Awaitable<R | undefined>;
export function asyncWith<T, R>(manager: AsyncContextManager<T>, body: (value: T) => Answer<R>): Awaitable<R>;
export function asyncWith<D extends AsyncDisposable | Disposable, R>(
  manager: D,
  body: (value: D) => Answer<R>,
): Awaitable<R>;
export function asyncWith<T, R>(
  manager: AsyncContextManager<T> | AsyncDisposable | Disposable,
  body: (value: T) => Answer<R>,
): Awaitable<R> {
  if (typeof body !== "function") throw new TypeError(`body must be a function, got ${describe(body)}`);
  return new GeneratorAwaitable(withManager(managerOf<T>(manager, "manager"), body));
}

function* withManager<T, R>(manager: AsyncContextManager<T>, body: (value: T) => Answer<R>): Coroutine<R> {
  const value = yield* enter(manager);
  let result: R;
  try {
    result = isGeneratorFunction(body)
      ? yield* (body as (value: T) => Coroutine<R>)(value)
      : yield* here(() => body(value));
  } catch (error) {
    if (yield* leave(manager, error)) return undefined as R;
    throw error;
  }
  yield* leave(manager, undefined);
  return result;
}

function enter<T>(manager: AsyncContextManager<T>): Coroutine<T> | Awaitable<T> {
  if (runsInPlace(manager, manager.aenter)) return manager.aenter() as Awaitable<T>;
  return here(() => manager.aenter());
}

function leave(manager: AsyncContextManager, error: unknown): Coroutine<unknown> | Awaitable<unknown> {
  if (runsInPlace(manager, manager.aexit)) return manager.aexit(error) as Awaitable<unknown>;
  return here(() => manager.aexit(error));
}

/** `object` as a manager, if it can be one. */
function managerOf<T>(
  object: AsyncContextManager<T> | AsyncDisposable | Disposable,
  name: string,
): AsyncContextManager<T> {
  const candidate = object as Partial<AsyncContextManager<T> & AsyncDisposable & Disposable> | null | undefined;
  if (typeof candidate?.aenter === "function" && typeof candidate.aexit === "function")
    return object as AsyncContextManager<T>;
  if (typeof candidate?.[Symbol.asyncDispose] === "function")
    return new DisposableManager(candidate as T & AsyncDisposable);
  if (typeof candidate?.[Symbol.dispose] === "function") return new DisposableManager(candidate as T & Disposable);
  throw new TypeError(`${name} must have aenter() and aexit(), or be disposable, got ${describe(object)}`);
}

/** A disposable as a manager. */
class DisposableManager<T> implements AsyncContextManager<T> {
  readonly #object: T & Partial<AsyncDisposable & Disposable>;
  readonly _inPlace = true;

  constructor(object: T & Partial<AsyncDisposable & Disposable>) {
    this.#object = object;
  }

  aenter(): Awaitable<T> {
    return new Done(this.#object);
  }

  *aexit(): Coroutine {
    const object = this.#object;
    if (object[Symbol.asyncDispose] !== undefined) yield* here(() => object[Symbol.asyncDispose]?.());
    else object[Symbol.dispose]?.();
  }
}

// Managers made of generators.

/** What a generator of {@link asyncContextManager} gives to the body. */
type GivenBy<Yielded> = Exclude<Yielded, Suspension>;

/**
 * Make a function that returns a context manager of a generator function that yields once: what stands before the
 * `yield` enters, the value yielded is what the body is given, what stands behind it leaves.
 *
 * An error of the body is thrown at the `yield`: clean up in a `finally`. A generator that catches it and returns has dealt
 * with it. Waiting is `yield*` in a `function*`, `await` in an `async function*`; a bare `yield` is the one that gives the value.
 *
 * @throws TypeError if `fn` is not a generator function. The manager throws {@link RuntimeError} if the generator yields
 *   never, or more than once.
 * @example
 * ```ts
 * const connection = asyncContextManager(function* (url: string) {
 *   const socket = yield* connect(url);
 *   try {
 *     yield socket;
 *   } finally {
 *     yield* socket.close();
 *   }
 * });
 * yield* asyncWith(connection("tcp://example.org"), function* (socket) {
 *   yield* socket.send("hello");
 * });
 * ```
 * @see CPython `contextlib.asynccontextmanager`
 */
export function asyncContextManager<A extends unknown[], T>(
  fn: (...args: A) => AsyncGenerator<T, unknown, undefined>,
): (...args: A) => AsyncContextManager<T>;
export function asyncContextManager<A extends unknown[], Yielded>(
  fn: (...args: A) => Generator<Yielded, unknown, unknown>,
): (...args: A) => AsyncContextManager<GivenBy<Yielded>>;
export function asyncContextManager<A extends unknown[]>(
  fn: (...args: A) => Generator<unknown, unknown, unknown> | AsyncGenerator<unknown, unknown, undefined>,
): (...args: A) => AsyncContextManager {
  if (typeof fn !== "function") throw new TypeError(`fn must be a generator function, got ${describe(fn)}`);
  const wrapped = function (this: unknown, ...args: A): AsyncContextManager {
    const generator = fn.apply(this, args);
    if (isAsyncGenerator(generator)) return new GeneratorManager(new AsyncGeneratorSteps(generator));
    if (isGenerator(generator)) return new GeneratorManager(new GeneratorSteps(generator));
    throw new TypeError(`fn must return a generator, got ${describe(generator)}`);
  };
  Object.defineProperty(wrapped, "name", { value: fn.name, configurable: true });
  return wrapped;
}

/** Runs a generator that gives values to its next value, or to its end. */
interface ValueSteps {
  next(): Coroutine<IteratorResult<unknown>>;
  throw(error: unknown): Coroutine<IteratorResult<unknown>>;
  close(): Coroutine<unknown>;
}

class GeneratorSteps implements ValueSteps {
  readonly #generator: Generator<unknown, unknown, unknown>;

  constructor(generator: Generator<unknown, unknown, unknown>) {
    this.#generator = generator;
  }

  *next(): Coroutine<IteratorResult<unknown>> {
    return yield* new ToValue(this.#generator, () => this.#generator.next());
  }

  *throw(error: unknown): Coroutine<IteratorResult<unknown>> {
    return yield* new ToValue(this.#generator, () => this.#generator.throw(error));
  }

  *close(): Coroutine<unknown> {
    return yield* new ToValue(this.#generator, () => this.#generator.return(undefined));
  }
}

class AsyncGeneratorSteps implements ValueSteps {
  readonly #generator: AsyncGenerator<unknown, unknown, undefined>;

  constructor(generator: AsyncGenerator<unknown, unknown, undefined>) {
    this.#generator = generator;
  }

  *next(): Coroutine<IteratorResult<unknown>> {
    return yield* here(() => this.#generator.next());
  }

  *throw(error: unknown): Coroutine<IteratorResult<unknown>> {
    return yield* here(() => this.#generator.throw(error));
  }

  *close(): Coroutine<unknown> {
    return yield* here(() => this.#generator.return(undefined));
  }
}

/** Drives a generator to its next value: what it waits for on the way goes on to the task. */
class ToValue implements CoroutineIterator<IteratorResult<unknown>> {
  readonly #generator: Generator<unknown, unknown, unknown>;
  #start: (() => IteratorResult<unknown>) | null;

  constructor(generator: Generator<unknown, unknown, unknown>, start: () => IteratorResult<unknown>) {
    this.#generator = generator;
    this.#start = start;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(sent?: unknown): IteratorResult<Suspension, IteratorResult<unknown>> {
    const start = this.#start;
    if (start === null) return toStep(this.#generator.next(sent));
    this.#start = null;
    return toStep(start());
  }

  throw(error: unknown): IteratorResult<Suspension, IteratorResult<unknown>> {
    return toStep(this.#generator.throw(error));
  }
}

// Invariant: the result object of a suspension is passed on as it is. Those of `sleep(0)` and of a call on the stack are known
// by their identity alone: `yield*` hands them through, where a `yield` of the user's makes a new one.
function toStep(result: IteratorResult<unknown>): IteratorResult<Suspension, IteratorResult<unknown>> {
  return isSuspension(result) ? (result as IteratorYieldResult<Suspension>) : { done: true, value: result };
}

function isSuspension(result: IteratorResult<unknown>): boolean {
  if (result.done === true) return false;
  const value = result.value;
  if (value instanceof BaseFuture) return (value._flags & Flag.blocking) !== 0;
  return value === GUEST_RUNS || result === bareSuspension || result === callSuspension;
}

class GeneratorManager<T> implements AsyncContextManager<T> {
  readonly #steps: ValueSteps;

  constructor(steps: ValueSteps) {
    this.#steps = steps;
  }

  *aenter(): Coroutine<T> {
    const result = yield* this.#steps.next();
    if (result.done === true) throw new RuntimeError("generator didn't yield");
    return result.value as T;
  }

  *aexit(error: unknown): Coroutine<boolean> {
    if (error === undefined) {
      const result = yield* this.#steps.next();
      if (result.done !== true) yield* this.#refuse("generator didn't stop");
      return false;
    }
    let result: IteratorResult<unknown>;
    try {
      result = yield* this.#steps.throw(error);
    } catch (raised) {
      if (raised !== error) throw raised;
      return false;
    }
    if (result.done !== true) yield* this.#refuse("generator didn't stop after athrow()");
    return true;
  }

  *#refuse(problem: string): Coroutine<never> {
    yield* this.#steps.close();
    throw new RuntimeError(problem);
  }
}

/**
 * A manager that closes `thing` when it is left: calls its `aclose()`, or `return()` if it is an async generator.
 *
 * @see CPython `contextlib.aclosing`
 */
export function aclosing<T extends { aclose(): unknown } | AsyncGenerator<unknown, unknown, never>>(
  thing: T,
): AsyncContextManager<T> {
  return new Closing(thing);
}

class Closing<
  T extends { aclose(): unknown } | AsyncGenerator<unknown, unknown, never>,
> implements AsyncContextManager<T> {
  readonly #thing: T;
  readonly _inPlace = true;

  constructor(thing: T) {
    this.#thing = thing;
  }

  aenter(): Awaitable<T> {
    return new Done(this.#thing);
  }

  *aexit(): Coroutine {
    const thing: { aclose(): unknown } | AsyncGenerator<unknown, unknown, never> = this.#thing;
    if ("aclose" in thing) yield* here(() => thing.aclose());
    else yield* closeIterator(thing);
  }
}

/**
 * A manager that does nothing, and gives `value`: for where one is asked for and none is needed.
 *
 * @see CPython `contextlib.nullcontext`
 */
export function nullcontext(): AsyncContextManager<void>;
export function nullcontext<T>(value: T): AsyncContextManager<T>;
export function nullcontext(value?: unknown): AsyncContextManager {
  return new Null(value);
}

class Null implements AsyncContextManager {
  readonly #value: unknown;
  readonly _inPlace = true;

  constructor(value: unknown) {
    this.#value = value;
  }

  aenter(): Awaitable<unknown> {
    return new Done(this.#value);
  }

  aexit(): Awaitable<undefined> {
    return DONE;
  }
}

// Exit stacks.

type Exit = (error: unknown) => Coroutine<unknown> | Awaitable<unknown>;

/** What is called when an {@link AsyncExitStack} unwinds: told the error, `undefined` if there is none; truthy: dealt with. */
export type ExitCallback = (error: unknown) => Answer<unknown>;

/**
 * A manager that holds any number of others, entered as the program goes, and leaves them in the reverse order.
 *
 * @example
 * ```ts
 * yield* asyncWith(new AsyncExitStack(), function* (stack) {
 *   for (const url of urls) sockets.push(yield* stack.enterAsyncContext(connection(url)));
 *   stack.callback(() => console.log("all of them are closed by now, in the reverse order"));
 * });
 * ```
 * @see CPython `contextlib.AsyncExitStack`
 */
export class AsyncExitStack implements AsyncContextManager<AsyncExitStack>, AsyncDisposable {
  /** @internal */
  readonly _inPlace = true;
  #exits: Exit[] = [];

  /**
   * Enter `manager`, and leave it when the stack unwinds.
   *
   * Cancellation: as in entering `manager` itself; if it was not entered, it is not left.
   *
   * @throws TypeError if `manager` is neither a manager nor disposable; what entering it throws.
   */
  enterAsyncContext<T>(manager: AsyncContextManager<T>): Awaitable<T>;
  enterAsyncContext<D extends AsyncDisposable | Disposable>(manager: D): Awaitable<D>;
  enterAsyncContext<T>(manager: AsyncContextManager<T> | AsyncDisposable | Disposable): Awaitable<T> {
    return new GeneratorAwaitable(this.#enter(managerOf<T>(manager, "manager")));
  }

  *#enter<T>(manager: AsyncContextManager<T>): Coroutine<T> {
    const value = yield* enter(manager);
    this.#exits.push((error) => leave(manager, error));
    return value;
  }

  /** Dispose of `object` when the stack unwinds. Gives it back. */
  enterContext<D extends Disposable>(object: D): D {
    if (typeof object?.[Symbol.dispose] !== "function") {
      throw new TypeError(`object must be disposable, got ${describe(object)}`);
    }
    const manager = new DisposableManager(object);
    this.#exits.push(() => manager.aexit());
    return object;
  }

  /** Call `exit`, or leave `exit` (which it is left to you to have entered), when the stack unwinds. Gives it back. */
  push<E extends ExitCallback | Disposable>(exit: E): E {
    return this.pushAsyncExit(exit);
  }

  /** The same for what may wait. */
  pushAsyncExit<E extends ExitCallback | AsyncContextManager | AsyncDisposable | Disposable>(exit: E): E {
    if (typeof exit === "function") this.#exits.push((error) => here(() => exit(error)));
    else {
      const manager = managerOf(exit, "exit");
      this.#exits.push((error) => leave(manager, error));
    }
    return exit;
  }

  /** Call `callback` when the stack unwinds. It is told nothing of an error, and cannot deal with it. Gives it back. */
  callback<C extends () => unknown>(callback: C): C {
    return this.pushAsyncCallback(callback);
  }

  /** The same for what may wait. */
  pushAsyncCallback<C extends () => Answer<unknown>>(callback: C): C {
    if (typeof callback !== "function") throw new TypeError(`callback must be a function, got ${describe(callback)}`);
    this.#exits.push(function* () {
      yield* here(callback);
      return false;
    });
    return callback;
  }

  /** Move all that is held to a new stack: unwinding this one then does nothing. */
  popAll(): AsyncExitStack {
    const stack = new AsyncExitStack();
    stack.#exits = this.#exits;
    this.#exits = [];
    return stack;
  }

  /** Unwind now. */
  aclose(): Awaitable<void> {
    return new GeneratorAwaitable(this.#unwind(undefined)) as Awaitable<unknown> as Awaitable<void>;
  }

  aenter(): Awaitable<this> {
    return new Done(this);
  }

  /** Unwind, last in first out. What one of them throws, the next is told in place of `error`. */
  aexit(error: unknown): Awaitable<unknown> {
    return new GeneratorAwaitable(this.#unwind(error));
  }

  [Symbol.asyncDispose](): Awaitable<void> {
    return this.aclose();
  }

  *#unwind(received: unknown): Coroutine<boolean> {
    let error = received;
    let isRaised = false;
    for (let exit = this.#exits.pop(); exit !== undefined; exit = this.#exits.pop()) {
      try {
        if (yield* exit(error)) {
          error = undefined;
          isRaised = false;
        }
      } catch (raised) {
        error = raised;
        isRaised = true;
      }
    }
    if (isRaised) throw error;
    return received !== undefined && error === undefined;
  }
}

// Asynchronous iteration.

/** Returned by the body of {@link asyncFor}, it ends the iteration. */
export const BREAK: unique symbol = Symbol("break");

/**
 * Call `body` with each item that `source` gives, one after the other: Python's `async for item in source:`.
 *
 * A body that returns {@link BREAK} ends the iteration. When it ends early, by `BREAK` or an error of the body's, the
 * iterator's `return()` is waited for, as `for await` does: an async generator's `finally` blocks have run by then.
 *
 * @param body a generator function, an async function or a plain one
 * @throws TypeError if `source` is not asynchronously iterable or `body` is not a function; what either of them throws.
 * @example
 * ```ts
 * yield* asyncFor(queue, function* (job) {
 *   yield* work(job);
 * });
 * ```
 */
export function asyncFor<T>(source: AsyncIterableLike<T>, body: (item: T) => Answer<unknown>): Awaitable<void> {
  if (typeof body !== "function") throw new TypeError(`body must be a function, got ${describe(body)}`);
  return new GeneratorAwaitable(iterate(aiter(source), body));
}

function* iterate<T>(iterator: AsyncIteratorLike<T>, body: (item: T) => Answer<unknown>): Coroutine {
  for (;;) {
    const result = yield* advance(iterator);
    if (result.done === true) return;
    let answer: unknown;
    try {
      answer = isGeneratorFunction(body)
        ? yield* (body as (item: T) => Coroutine<unknown>)(result.value)
        : yield* here(() => body(result.value));
    } catch (error) {
      yield* closeIterator(iterator);
      throw error;
    }
    if (answer === BREAK) {
      yield* closeIterator(iterator);
      return;
    }
  }
}

/**
 * The asynchronous iterator of `source`, for {@link anext}.
 *
 * @throws TypeError if it has none.
 * @see CPython `aiter`
 */
export function aiter<T>(source: AsyncIterableLike<T>): AsyncIteratorLike<T> {
  if (typeof (source as Partial<AsyncIterableLike<T>> | null | undefined)?.[Symbol.asyncIterator] !== "function") {
    throw new TypeError(`source must be asynchronously iterable, got ${describe(source)}`);
  }
  return source[Symbol.asyncIterator]();
}

/**
 * The next item of an asynchronous iterator.
 *
 * @param iterator whose next item it is; a second argument, the fallback, is returned when there are no more
 * @throws {@link StopAsyncIteration} if there are no more, and no fallback is given; {@link RuntimeError} if another task
 *   waits for the next item of the same async generator.
 * @see CPython `anext`
 */
export function anext<T>(iterator: AsyncIteratorLike<T>): Awaitable<T>;
export function anext<T, F>(iterator: AsyncIteratorLike<T>, fallback: F): Awaitable<T | F>;
export function anext<T, F>(iterator: AsyncIteratorLike<T>, ...fallback: [] | [F]): Awaitable<T | F> {
  if (typeof (iterator as Partial<AsyncIteratorLike<T>> | null | undefined)?.next !== "function") {
    throw new TypeError(`iterator must be an asynchronous iterator, got ${describe(iterator)}`);
  }
  return new GeneratorAwaitable(next(iterator, fallback));
}

function* next<T, F>(iterator: AsyncIteratorLike<T>, fallback: [] | [F]): Coroutine<T | F> {
  const result = yield* advance(iterator);
  if (result.done !== true) return result.value;
  if (fallback.length === 0) throw new StopAsyncIteration();
  return fallback[0];
}

/** The async generators that somebody waits for. */
const busy = new WeakSet<object>();

function* advance<T>(iterator: AsyncIteratorLike<T>): Coroutine<IteratorResult<T, unknown>> {
  if (runsInPlace(iterator, iterator.next)) return yield* iterator.next() as Awaitable<IteratorResult<T, unknown>>;
  if (!isAsyncGenerator(iterator)) {
    return iscoroutinefunction(iterator.next) ? yield* here(() => iterator.next()) : yield* step(iterator);
  }
  // Race: JavaScript would queue a second call, and then run the generator's code for it in the name of the first's task.
  if (busy.has(iterator)) throw new RuntimeError("anext(): asynchronous generator is already running");
  const loop: AbstractEventLoop = requireRunningLoop();
  loop._watchAsyncGenerator(iterator);
  busy.add(iterator);
  let finished = true;
  try {
    const result = yield* here(() => iterator.next() as Promise<IteratorResult<T, unknown>>);
    finished = result.done === true;
    return result;
  } finally {
    busy.delete(iterator);
    if (finished) loop._unwatchAsyncGenerator(iterator);
  }
}

// An iterator of others' gives promises of the host's: a cancellation must not wait for them.
function* step<T>(iterator: AsyncIteratorLike<T>): Coroutine<IteratorResult<T, unknown>> {
  const result = asGuest(requireRunningLoop()._host, () => iterator.next());
  if (isGenerator(result)) return (yield* result) as IteratorResult<T, unknown>;
  if (typeof (result as PromiseLike<unknown>).then !== "function")
    return result as unknown as IteratorResult<T, unknown>;
  return yield* until(result);
}

function* closeIterator(iterator: AsyncIteratorLike<unknown> | AsyncGenerator<unknown, unknown, never>): Coroutine {
  if (isAsyncGenerator(iterator)) {
    if (busy.has(iterator)) throw new RuntimeError("aclose(): asynchronous generator is already running");
    requireRunningLoop()._unwatchAsyncGenerator(iterator);
    yield* here(() => iterator.return(undefined));
  } else if (iterator.return !== undefined) yield* here(() => iterator.return?.(undefined as never));
}

function isAsyncGenerator(value: unknown): value is AsyncGenerator<unknown, unknown, undefined> {
  return Object.prototype.toString.call(value) === "[object AsyncGenerator]";
}
