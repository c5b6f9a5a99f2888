// Tasks: coroutines that a loop steps, their cancellation, and the functions that start one. No waiting for several.

import { stackOf, stackText } from "./base_tasks.ts";
import type { Link } from "./collections/linked_list.ts";
import { type Context, inheritedContext, thread } from "./contextvars.ts";
import { Call, CallStack } from "./calls.ts";
import {
  Awaitable,
  type Coroutine,
  type CoroutineIterator,
  type CoroutineLike,
  GeneratorAwaitable,
  RESUMED,
  type Suspension,
  coroutineFunctions,
  describe,
  generatorNext,
  isGenerator,
  isGeneratorFunction,
  isNativeGenerator,
} from "./coroutines.ts";
import { type AbstractEventLoop, Handle, Home, type TaskOptions, isFatal, requireRunningLoop } from "./events.ts";
import { CancelledError, RuntimeError, ValueError } from "./exceptions.ts";
import { cancellerOf, maySwallow, noteCanceller } from "./debug.ts";
import type { StackFrame } from "./frames.ts";
import { BaseFuture, FLAG_BITS, Flag, State, type Waiter, cancelledError, canceller } from "./base_futures.ts";
import { Future, followPromise } from "./futures.ts";
import { GUEST_RUNS, GuestCoroutine, type GuestTask, asGuest, cancelChildren } from "./guests.ts";
import type { HostAbortController, HostAbortSignal } from "./host.ts";

/** Stands for "throw nothing, just go on" in a step. */
const NOTHING: object = { name: "nothing" };

/** Each `cancel()` adds one of these to the flags: the count of requests stands above the bits of {@link Flag}. */
const ONE_REQUEST: number = 1 << FLAG_BITS;

/** Flags of a task that cannot simply go on: it is done, to be cancelled, or has not begun. */
const HINDERED = State.cancelled | State.finished | State.failed | Flag.mustCancel | Flag.uncalled;

// A constant of this module, which V8 knows when it compiles: not so one that is imported.
const nextOfGenerator = generatorNext;

/** Of a task that was given a name. */
interface Label {
  readonly name: string;
  /** Its place in the order of creation, among the numbers of those that have no name. */
  readonly place: number;
}

/** Stands for the coroutine of a task that is done: whoever keeps the task for its result need not keep that as well. */
const ENDED: CoroutineIterator<unknown> = {
  next: () => ({ done: true, value: undefined }),
};

/** What the `CancelledError` will say that a task is to be thrown. */
const messages = new WeakMap<object, string>();

const controllers = new WeakMap<object, HostAbortController>();

let taskCount = 0;
let labelCount = 0;

/**
 * A coroutine that runs in a loop. Made by `createTask()`.
 *
 * It is a {@link Future} of the coroutine's result; `yield*` or `await` it to wait for it.
 *
 * @see CPython `asyncio.Task`
 */
export class Task<T> extends Future<T> implements GuestTask, Waiter, Link {
  /** @internal */
  _coro: CoroutineIterator<unknown>;
  /** The future that it waits for. @internal */
  _waitingFor: BaseFuture<unknown> | null = null;
  /** As long as nobody has given it a name, only its number. @internal */
  _label: number | Label;
  /** @internal */
  _previous: Link | null = null;
  /** @internal */
  _next: Link | null = null;

  /**
   * @param coro a coroutine, or a function that starts one. An async function is given uncalled.
   * @throws TypeError if `coro` is something else, say a promise, which runs already and obeys nobody.
   */
  constructor(coro: CoroutineLike<T>, options?: TaskOptions & { loop?: AbstractEventLoop });
  /** For who knows the loop: it then takes no object of options. @internal */
  constructor(coro: CoroutineLike<T>, options: TaskOptions | undefined, loop: AbstractEventLoop);
  constructor(coro: CoroutineLike<T>, options?: TaskOptions & { loop?: AbstractEventLoop }, loop?: AbstractEventLoop) {
    super(options, homeOf(loop ?? options?.loop ?? requireRunningLoop(), options?.context));
    let isEager = false;
    if (options === undefined || options === null) this._label = ++taskCount;
    else {
      // After the last number: the later, the nearer to the next one.
      this._label =
        options.name === undefined
          ? ++taskCount
          : { name: String(options.name), place: taskCount + 1 - 1 / (++labelCount + 1) };
      isEager = options.eagerStart === true && this._loop.isRunning();
    }
    if (this._home.hostContext !== null) this._flags |= Flag.hosted;
    if (typeof coro === "function" && isGeneratorFunction(coro)) {
      // Called at the first step: a generator that waits for that would only take memory.
      this._coro = coro as unknown as CoroutineIterator<unknown>;
      this._flags |= Flag.uncalled;
    } else if (isNativeGenerator(coro)) {
      this._coro = coro;
      this._flags |= Flag.generator;
    } else this._coro = toIterator(coro, this);
    if (isEager) this._startEagerly();
    else this._loop._schedule(this);
  }

  /** @internal */
  get _context(): Context {
    return this._home.context;
  }

  /** @internal */
  set _context(context: Context) {
    this._home = new Home(this._loop, null, context, this._home.hostContext);
  }

  /** The name, `Task-` and a number if none was given. */
  getName(): string {
    return typeof this._label === "number" ? `Task-${this._label}` : this._label.name;
  }

  /** Give it another name. */
  setName(name: string): void {
    this._label = { name: String(name), place: placeOf(this) };
  }

  /** What the task steps: the generator; for an async function an object of the library's. `null` once it is done. */
  getCoro(): object | null {
    if (this._coro === ENDED) return null;
    if ((this._flags & Flag.uncalled) !== 0) this._callFunction();
    return this._coro;
  }

  /** The context that the coroutine runs in. */
  getContext(): Context {
    if (this._context._frozen) this._context = this._context.copy();
    return this._context;
  }

  /**
   * The call stack of the coroutine, the innermost call last: where it runs, is suspended, or failed.
   *
   * Of an async function that is suspended it is not known.
   *
   * @param options.limit how many entries to give, `null` for all: the innermost, of a task that failed the outermost
   */
  getStack(options?: { limit?: number | null }): StackFrame[] {
    return stackOf(this, options?.limit ?? null);
  }

  /**
   * Print what {@link Task.getStack} gives.
   *
   * @param options.file what to write to, in place of where the host's reports go
   */
  printStack(options?: { limit?: number | null; file?: { write(text: string): unknown } }): void {
    const text = stackText(this, options?.limit ?? null);
    if (options?.file === undefined) this._loop._host.report(text);
    else options.file.write(`${text}\n`);
  }

  /**
   * A signal that aborts when the task is cancelled, for code that knows only of signals, such as `fetch`.
   *
   * An own addition. After {@link Task.uncancel} has brought the count to zero, the next read gives a fresh signal.
   */
  get signal(): HostAbortSignal {
    let controller = controllers.get(this);
    if (controller === undefined) {
      controller = this._loop._host.createAbortController();
      controllers.set(this, controller);
      if (this._state === State.cancelled || this.cancelling() > 0) {
        controller.abort(new CancelledError(messages.get(this)));
      }
    }
    return controller.signal;
  }

  /**
   * Ask the task to stop: a {@link CancelledError} is thrown where it waits, in the loop's next iteration.
   *
   * The coroutine may clean up, may wait while it does so, and may even refuse. An async function that waits for a
   * promise of others has its {@link Task.signal} aborted, and meets the error at its next await of one of our objects.
   *
   * @param message what the `CancelledError` says
   * @returns false if the task was done already
   */
  override cancel(message?: string): boolean {
    if ((this._flags & Flag.unretrieved) !== 0) this._retrieved();
    if (this._state !== State.pending) return false;
    if ((this._flags & Flag.handingOn) !== 0) return this._breakCircle(message);
    this._flags += ONE_REQUEST;
    if (this._loop._debug) noteCanceller(this, canceller());
    controllers.get(this)?.abort(new CancelledError(message));
    if (thread.guest !== null) cancelChildren(this, message);
    if (this._waitingFor !== null && this._handOn(this._waitingFor, message)) return true;
    this._flags |= Flag.mustCancel;
    if (message === undefined) messages.delete(this);
    else messages.set(this, message);
    return true;
  }

  /** @internal */
  _handOn(waitingFor: BaseFuture<unknown>, message: string | undefined): boolean {
    this._flags |= Flag.handingOn;
    try {
      return waitingFor.cancel(message);
    } finally {
      this._flags &= ~Flag.handingOn;
    }
  }

  // Tasks that wait for each other in a circle would hand the request round for ever (in CPython they do): the one where
  // it comes back to stops waiting, and takes it.
  /** @internal */
  _breakCircle(message: string | undefined): boolean {
    const waitingFor = this._waitingFor;
    if (waitingFor === null) return true;
    waitingFor._removeWaiter(this);
    this._waitingFor = null;
    this._flags |= Flag.mustCancel;
    if (message !== undefined) messages.set(this, message);
    this._loop._schedule(this);
    return true;
  }

  /** How many requests to cancel are open: calls of {@link Task.cancel} less those of {@link Task.uncancel}. */
  cancelling(): number {
    return this._flags >> FLAG_BITS;
  }

  /**
   * Take one request to cancel back. At zero, one that was not delivered yet is dropped.
   *
   * @returns how many are left
   */
  uncancel(): number {
    if (this._flags >= ONE_REQUEST) {
      this._flags -= ONE_REQUEST;
      if (this._flags < ONE_REQUEST) {
        this._flags &= ~Flag.mustCancel;
        controllers.delete(this);
      }
    }
    return this._flags >> FLAG_BITS;
  }

  /** Not for tasks: the result is the coroutine's. @throws {@link RuntimeError} always. */
  override setResult(_result: T): never {
    throw new RuntimeError("Task does not support setResult operation");
  }

  /** Not for tasks: the error is the coroutine's. @throws {@link RuntimeError} always. */
  override setException(_exception: unknown): never {
    throw new RuntimeError("Task does not support setException operation");
  }

  // How the loop runs it.

  /** @internal */
  _wake(_future: BaseFuture<unknown>): void {
    this._loop._schedule(this);
  }

  /** One step, from the ready queue. @internal */
  _run(): void {
    if ((this._flags & (HINDERED | Flag.hosted | Flag.generator)) !== Flag.generator) {
      this._runUnusual();
      return;
    }
    // As `_stepHere(NOTHING)`, where nothing else can be running: the hottest path of all.
    this._waitingFor = null;
    thread.task = this;
    let result: IteratorResult<Suspension, unknown>;
    try {
      result = nextOfGenerator.call(this._coro as Coroutine<unknown>, RESUMED);
    } catch (error) {
      thread.task = null;
      this._raised(error);
      return;
    }
    thread.task = null;
    if (result.done === true) this._returned(result.value);
    else this._suspend(result.value);
  }

  /** @internal */
  _runUnusual(): void {
    if (this._state !== State.pending) return; // It ended while a wait that was not its own had it in the queue.
    const waitedFor = this._waitingFor;
    this._waitingFor = null;
    if ((this._flags & Flag.mustCancel) === 0) this._step(NOTHING);
    else this._step(this._takeCancellation(waitedFor));
  }

  /** @internal */
  _step(thrown: unknown): void {
    const hostContext = this._home.hostContext;
    if (hostContext === null || this._resumesQuietly()) this._stepHere(thrown);
    else hostContext.runInAsyncScope(this._stepHere, this, thrown);
  }

  /** An async function that is a part of the coroutine has ended: the coroutine goes on. @internal */
  _goOn(): void {
    this._step(NOTHING);
  }

  /** Whether the next step only tells a promise: see {@link GuestCoroutine.resumesQuietly}. @internal */
  _resumesQuietly(): boolean {
    return (this._flags & HINDERED) === 0 && this._coro instanceof GuestCoroutine && this._coro.resumesQuietly;
  }

  /** The step of a task that {@link Task._resumesQuietly}. @internal */
  _resumeQuietly(): void {
    this._waitingFor = null;
    thread.task = this;
    const result = (this._coro as GuestCoroutine).next(); // It hands errors to the promise.
    thread.task = null;
    this._suspend(result.value);
  }

  /** @internal */
  _stepHere(thrown: unknown): void {
    const previousTask = thread.task;
    const previousContext = thread.context;
    thread.task = this;
    thread.context = null;
    let result: IteratorResult<Suspension, unknown>;
    try {
      if ((this._flags & Flag.uncalled) !== 0) this._callFunction();
      result = thrown === NOTHING ? this._coro.next(RESUMED) : (this._coro as Generator<Suspension>).throw(thrown);
    } catch (error) {
      thread.task = previousTask;
      thread.context = previousContext;
      this._raised(error);
      return;
    }
    thread.task = previousTask;
    thread.context = previousContext;
    if (result.done === true) this._returned(result.value);
    else this._suspend(result.value);
  }

  /** @internal */
  _callFunction(): void {
    const start = this._coro as unknown as () => Coroutine<unknown>; // A method call would hand it the task as `this`.
    this._coro = start();
    this._flags = (this._flags & ~Flag.uncalled) | (isNativeGenerator(this._coro) ? Flag.generator : 0);
  }

  /** The error to throw for a request to cancel that is due. A future that was cancelled brings its own. @internal */
  _takeCancellation(waitedFor: BaseFuture<unknown> | null): unknown {
    this._flags &= ~Flag.mustCancel;
    if (waitedFor !== null) {
      if (waitedFor._state === State.cancelled) return NOTHING;
      if (waitedFor._state === State.failed && waitedFor._failure() instanceof CancelledError) return NOTHING;
    }
    return cancelledError(this, messages.get(this));
  }

  /** The coroutine waits; `yielded` says for what. @internal */
  _suspend(yielded: unknown): void {
    if (yielded === undefined) this._loop._schedule(this);
    else if (yielded instanceof BaseFuture) {
      if ((yielded._flags & Flag.blocking) === 0 || yielded._loop !== this._loop || (yielded as unknown) === this) {
        this._refuse(yielded);
        return;
      }
      yielded._flags &= ~Flag.blocking;
      if (((this._flags & Flag.registered) | (yielded._flags & Flag.timed)) === 0) this._register();
      yielded._addWaiter(this);
      this._waitingFor = yielded;
      if ((this._flags & Flag.mustCancel) !== 0 && yielded.cancel(messages.get(this))) {
        this._flags &= ~Flag.mustCancel;
      }
    } else if (yielded === null) this._loop._schedule(this);
    else if (yielded === GUEST_RUNS) {
      this._register();
      this._loop._pauseFor(this);
    } else if (yielded instanceof Call && yielded._isCalling) {
      this._coro = new CallStack(this._coro, yielded);
      this._flags &= ~Flag.generator;
      this._stepHere(NOTHING);
    } else this._refuse(yielded);
  }

  /** @internal */
  _returned(value: unknown): void {
    this._unregister();
    this._coro = ENDED;
    if ((this._flags & Flag.mustCancel) !== 0) {
      this._flags &= ~Flag.mustCancel;
      this._settle(State.cancelled, messages.get(this));
    } else {
      if (this._loop._debug && this._flags >= ONE_REQUEST) this._reportSwallowed();
      this._settle(State.finished, value);
    }
  }

  /** @internal */
  _reportSwallowed(): void {
    if (maySwallow(this)) return;
    this._loop.callExceptionHandler({
      message: `Task '${this.getName()}' was cancelled and returned all the same: a catch has swallowed the CancelledError`,
      task: this,
      sourceTraceback: `cancelled by ${cancellerOf(this) ?? "somebody, before debug mode was switched on"}`,
    });
  }

  /** @internal */
  _raised(error: unknown): void {
    this._unregister();
    this._coro = ENDED;
    if (error instanceof CancelledError) {
      this._settle(State.cancelled, error);
      return;
    }
    this._fail(error);
    if (isFatal(error)) throw error;
  }

  /** The coroutine yielded what no task can wait for: tell it so, where it did. @internal */
  _refuse(yielded: unknown): void {
    this._register();
    let problem: string;
    if (yielded instanceof BaseFuture && !yielded._isCoroutine) {
      if (yielded._loop !== this._loop)
        problem = `${this._repr()} got ${yielded._repr()}, which is attached to a different loop`;
      else if ((yielded as unknown) === this) problem = `Task cannot await on itself: ${this._repr()}`;
      else problem = `yield was used instead of yield* in ${this._repr()} with ${yielded._repr()}`;
      yielded._flags &= ~Flag.blocking;
    } else if (yielded instanceof Awaitable || isGenerator(yielded)) {
      problem = `yield was used instead of yield* for a coroutine in ${this._repr()}`;
    } else if (typeof (yielded as PromiseLike<unknown>).then === "function") {
      problem = `a promise was yielded in ${this._repr()}: use yield* until(promise)`;
    } else problem = `Task got bad yield: ${describe(yielded)} in ${this._repr()}`;
    const error = new RuntimeError(problem);
    this._loop._schedule(new Handle(() => this._throwIn(error), this._loop, this._context, null));
  }

  /** @internal */
  _throwIn(error: RuntimeError): void {
    if (this._state !== State.pending) return; // The wait was not its own, and it has ended meanwhile.
    if ((this._flags & Flag.mustCancel) === 0) this._step(error);
    else this._step(this._takeCancellation(null));
  }

  /** @internal */
  _startEagerly(): void {
    const previousLoop = thread.loop;
    thread.loop = this._loop;
    // The task that runs is found by nobody while another one does.
    const current = thread.task as Task<unknown> | null;
    current?._register();
    try {
      this._step(NOTHING);
    } finally {
      thread.loop = previousLoop;
    }
  }

  /**
   * When it first waits for something that the loop does not know of, the task comes into the loop's list. Those that have
   * only run, let others go first, or slept stand in the ready queue or behind a timer: there may be many, and they need not be
   * listed. See {@link allTasks}.
   *
   * @internal
   */
  _register(): void {
    if ((this._flags & Flag.registered) !== 0) return;
    this._flags |= Flag.registered;
    this._loop._tasks.push(this);
  }

  /** @internal */
  _unregister(): void {
    if ((this._flags & Flag.registered) === 0) return;
    this._flags &= ~Flag.registered;
    this._loop._tasks.remove(this);
  }

  /** @internal */
  override get _leftMessage(): string | undefined {
    return messages.get(this);
  }

  /** @internal */
  override get _kind(): string {
    return "Task";
  }

  /** @internal */
  override _repr(): string {
    const waiting =
      this._waitingFor === null
        ? ""
        : ` wait_for=${this._waitingFor instanceof Task ? this._waitingFor.getName() : this._waitingFor._repr()}`;
    return `<Task ${this._reprState()} name='${this.getName()}'${waiting}>`;
  }
}

/** What a new task of `loop` belongs to. */
function homeOf(loop: AbstractEventLoop, given: Context | undefined): Home {
  const context = given ?? inheritedContext();
  const hostContext = loop._host.captureAsyncContext();
  const home = loop._homeOfTasks;
  if (home.context === context && home.hostContext === hostContext) return home;
  const made = new Home(loop, null, context, hostContext);
  if (hostContext === null) loop._homeOfTasks = made; // One of the host's is never the same twice.
  return made;
}

/** What a task can step, made of what the caller gave. */
function toIterator(coro: CoroutineLike<unknown>, task: Task<unknown>): CoroutineIterator<unknown> {
  if (typeof coro === "function") {
    if (!coroutineFunctions.has(coro)) return new GuestCoroutine(task, coro);
    return toIterator(coro() as Awaitable<unknown>, task);
  }
  if ((coro as { [Symbol.toStringTag]?: string } | null | undefined)?.[Symbol.toStringTag] === "Generator") {
    return coro as Coroutine<unknown>;
  }
  if (coro instanceof Future) throw new TypeError(`a coroutine was expected, got ${coro._repr()}`);
  if (coro instanceof GeneratorAwaitable) return coro[Symbol.iterator]();
  if (coro instanceof Call) return coro._takeGenerator();
  if (coro instanceof Awaitable) return delegate(coro[Symbol.iterator]());
  if (isGenerator(coro) && !(Symbol.asyncIterator in coro)) return coro;
  if (typeof (coro as unknown as PromiseLike<unknown> | undefined)?.then === "function") {
    throw new TypeError("a coroutine was expected, got a promise: pass the async function itself, or until(promise)");
  }
  throw new TypeError(`a coroutine was expected, got ${describe(coro)}`);
}

/** What is its own iterator needs to be told its first step from the others: `yield*` does that. */
function* delegate(iterator: CoroutineIterator<unknown>): Coroutine<unknown> {
  return yield* { [Symbol.iterator]: () => iterator };
}

/**
 * Start a coroutine as a task of the running loop. Its first step comes in the loop's next iteration.
 *
 * @throws {@link RuntimeError} if no loop runs; TypeError if `coro` is not a coroutine (say, a promise).
 * @example
 * ```ts
 * const task = createTask(fetchPage(url), { name: "page" });
 * const page = yield* task;
 * ```
 * @see CPython `asyncio.create_task`
 */
export function createTask<T>(coro: CoroutineLike<T>, options?: TaskOptions): Task<T> {
  return requireRunningLoop().createTask(coro, options) as Task<T>;
}

/**
 * `source` as a future: a future is given back as it is, a coroutine becomes a task.
 *
 * @throws {@link ValueError} if `source` is a future of another loop than `options.loop`.
 * @see CPython `asyncio.ensure_future`
 */
export function ensureFuture<T>(
  source: CoroutineLike<T> | Future<T>,
  options?: { loop?: AbstractEventLoop },
): Future<T> {
  if (source instanceof Future) {
    if (options?.loop !== undefined && options.loop !== source._loop) {
      throw new ValueError("The future belongs to a different loop than the one specified as the loop argument");
    }
    return source as Future<T>;
  }
  return (options?.loop ?? requireRunningLoop()).createTask(source) as Task<T>;
}

/**
 * The task that runs the calling code, `null` if none does (in a callback, say).
 *
 * @throws {@link RuntimeError} if no loop is given and none runs.
 * @see CPython `asyncio.current_task`
 */
export function currentTask(loop: AbstractEventLoop = requireRunningLoop()): Task<unknown> | null {
  const task = (thread.loop === null ? thread.guest?.() : thread.task) as Task<unknown> | null | undefined;
  return task?._loop === loop ? task : null;
}

function placeOf({ _label: label }: Task<unknown>): number {
  return typeof label === "number" ? label : label.place;
}

/** The task that waits for `item`, or that it is. */
function taskOf(item: unknown): unknown {
  return item instanceof BaseFuture && (item._flags & Flag.timed) !== 0 && item._state === State.pending
    ? item._value
    : item;
}

/**
 * The tasks of a loop that are not done, in the order of their creation.
 *
 * @throws {@link RuntimeError} if no loop is given and none runs.
 * @see CPython `asyncio.all_tasks`
 */
export function allTasks(loop: AbstractEventLoop = requireRunningLoop()): Set<Task<unknown>> {
  const tasks = new Set(loop._tasks as Iterable<unknown> as Iterable<Task<unknown>>);
  const current = thread.task as Task<unknown> | null;
  if (current?._loop === loop && current._state === State.pending) tasks.add(current);
  for (const item of loop._queued()) {
    const task = taskOf(item);
    if (task instanceof Task && task._state === State.pending) tasks.add(task);
  }
  return new Set([...tasks].sort((a, b) => placeOf(a) - placeOf(b)));
}

/** Makes the tasks of a loop. @see CPython `loop.set_task_factory` */
export type TaskFactory = <T>(loop: AbstractEventLoop, coro: CoroutineLike<T>, options?: TaskOptions) => Task<T>;

/**
 * A task factory that runs each task's first stretch at once, inside `createTask`.
 *
 * Give it to `loop.setTaskFactory()`. An async function then runs up to its first `await`.
 *
 * @see CPython `asyncio.eager_task_factory`
 */
export const eagerTaskFactory: TaskFactory = createEagerTaskFactory(Task);

/**
 * A task factory like {@link eagerTaskFactory} that makes tasks of a class of your own.
 *
 * @see CPython `asyncio.create_eager_task_factory`
 */
export function createEagerTaskFactory(
  constructor: new <T>(coro: CoroutineLike<T>, options?: TaskOptions & { loop?: AbstractEventLoop }) => Task<T>,
): TaskFactory {
  return (loop, coro, options) => new constructor(coro, { eagerStart: true, ...options, loop });
}

/**
 * Wait for a promise of others, so that a cancellation or timeout ends the wait.
 *
 * An own addition. Given a function, it hands it a signal that aborts when the wait is cancelled: what knows of signals
 * (`fetch`, timers/promises, undici) then stops working, too. Given a promise, the work goes on unwatched. What can be
 * awaited by itself, such as a {@link Task}, is given back as it is.
 *
 * Cancellation: the promise's later result is dropped; a later error is reported to the loop's exception handler, unless
 * it is the abort's own.
 *
 * @example
 * ```ts
 * const response = yield* until((signal) => fetch(url, { signal }));
 * ```
 */
export function until<T>(source: PromiseLike<T> | ((signal: HostAbortSignal) => PromiseLike<T>)): Awaitable<T> {
  if (source instanceof Awaitable) return source as Awaitable<T>;
  if (typeof source !== "function" && typeof (source as PromiseLike<T> | null)?.then !== "function") {
    throw new TypeError(`source must be a promise or a function that returns one, got ${describe(source)}`);
  }
  // It may fail before the wait begins, say in gather(): the host must not take it for one that nobody handles.
  if (source instanceof Promise) source.then(undefined, () => {});
  return new GeneratorAwaitable(waitUntil(source));
}

function* waitUntil<T>(source: PromiseLike<T> | ((signal: HostAbortSignal) => PromiseLike<T>)): Coroutine<T> {
  const loop = requireRunningLoop();
  if (typeof source !== "function") return yield* followPromise(source, loop, null);
  const controller = loop._host.createAbortController();
  let abortedWith: unknown = NOTHING;
  const isAbort = (error: unknown): boolean =>
    abortedWith !== NOTHING && (error === abortedWith || (error as { name?: unknown } | null)?.name === "AbortError");
  const promise = asGuest(loop._host, () => source(controller.signal));
  const future = followPromise(promise, loop, isAbort);
  try {
    return yield* future;
  } catch (error) {
    if (future.cancelled()) {
      abortedWith = error;
      controller.abort(error);
    }
    throw error;
  }
}
