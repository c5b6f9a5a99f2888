// The event loop: the ready queue, the timers, iterations, errors that nobody received. No I/O.

import { inheritedContext, thread } from "./contextvars.ts";
import { Deque } from "./collections/deque.ts";
import { TimerHeap } from "./collections/timer_heap.ts";
import { Awaitable, type Coroutine, type CoroutineLike, GeneratorAwaitable, describe } from "./coroutines.ts";
import {
  AbstractEventLoop,
  type CallbackOptions,
  type ExceptionContext,
  type ExceptionHandler,
  Handle,
  type Runnable,
  type TaskOptions,
  TimerHandle,
  isFatal,
  runningLoop,
} from "./events.ts";
import { placeOf, reportAllUnawaited } from "./debug.ts";
import { RuntimeError, ValueError } from "./exceptions.ts";
import { FailureWatch } from "./failure_watch.ts";
import { Future } from "./futures.ts";
import { type Host, type HostTimer, getHost } from "./host.ts";
import { Task, type TaskFactory, allTasks, ensureFuture, until } from "./tasks.ts";

/** Iterations follow each other within one turn of the host for this long, in seconds; then I/O is polled. */
const TURN_BUDGET = 0.0001;

/** Timers due within this span count as due: far less than a clock can tell apart. */
const CLOCK_RESOLUTION = 1e-9;

/** Cancelled timers stay in the heap until they are this many, and more than half. */
const SWEEP_AT_LEAST = 100;

/** Stands in {@link EventLoop} for "the guest has suspended, and the loop goes on in the next microtask". */
const RESUMING = {};

const resolved: Promise<void> = Promise.resolve();

/** A run of the loop: from `runForever()` to its end. */
interface Run {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * The event loop.
 *
 * It runs in iterations, as CPython's does: timers that are due join the ready queue, then exactly the callbacks that
 * are ready at that moment run; what they schedule waits for the next iteration.
 *
 * @see CPython `asyncio.BaseEventLoop`
 */
export class EventLoop extends AbstractEventLoop {
  /** @internal */
  override readonly _host: Host;
  readonly #ready = new Deque<Runnable>();
  readonly #timers = new TimerHeap<TimerHandle>();
  #cancelledTimers = 0;
  /** How many of the ready queue belong to the iteration under way. */
  #todo = 0;
  #iterating = false;
  /** Whether a turn is under way or posted: then nobody needs to wake the loop. */
  #awake = false;
  #turnPosted = false;
  #turnEnds = 0;
  /** The guest whose code runs in microtasks now; no handle may run before it has suspended. */
  #pausedFor: object | null = null;
  #hostTimer: HostTimer = null;
  #hostTimerWhen = Infinity;
  #run: Run | null = null;
  #stopping = false;
  #closed = false;
  readonly #failures: FailureWatch;
  readonly #asyncGenerators = new Set<AsyncGenerator<unknown, unknown, unknown>>();
  #exceptionHandler: ExceptionHandler | null = null;
  #taskFactory: TaskFactory | null = null;
  readonly #ownOptions: { loop: EventLoop };
  /** In debug mode, a callback that takes longer than this many seconds is reported. */
  slowCallbackDuration = 0.1;

  constructor(options?: { host?: Host }) {
    super();
    this._host = options?.host ?? getHost();
    this.setDebug(this._host.debug);
    this.#ownOptions = { loop: this };
    this.#failures = new FailureWatch(this);
  }

  // Running.

  /**
   * Run until {@link EventLoop.stop} is called.
   *
   * @returns a promise of the end; it rejects if a callback or task raised `KeyboardInterrupt` or `SystemExit`
   * @throws {@link RuntimeError} at once if the loop is closed or runs already.
   */
  runForever(): Promise<void> {
    this.#checkClosed();
    if (this.#run !== null) throw new RuntimeError("This event loop is already running");
    return new Promise((resolve, reject) => {
      this.#run = { resolve, reject };
      this.#awake = true;
      this.#postTurn();
    });
  }

  /**
   * Run until `source` is done.
   *
   * @returns a promise of its result; it rejects with its error, and with {@link RuntimeError} if the loop was stopped before
   * @throws {@link RuntimeError} at once if the loop is closed or runs already.
   */
  runUntilComplete<T>(source: CoroutineLike<T>): Promise<T> {
    this.#checkClosed();
    if (this.#run !== null) throw new RuntimeError("This event loop is already running");
    const future = ensureFuture<T>(source, this.#ownOptions);
    return this.#runFor(future, !(source instanceof Future));
  }

  async #runFor<T>(future: Future<T>, isOurs: boolean): Promise<T> {
    const stopped = future._onDone(() => {
      if (!future.cancelled() && isFatal(future._value)) return;
      this.stop();
    });
    try {
      await this.runForever();
    } catch (error) {
      // The error ended the run; the task that raised it must not be reported on top.
      if (isOurs && future.done() && !future.cancelled()) future.exception();
      throw error;
    } finally {
      future._removeWaiter(stopped);
    }
    if (!future.done()) throw new RuntimeError("Event loop stopped before Future completed.");
    return future.result();
  }

  /** End the run after the iteration under way. Without a run, the next one ends after its first iteration. */
  stop(): void {
    this.#stopping = true;
    if (!this.#awake) this.#wake();
  }

  /** Whether the loop is in a run. */
  isRunning(): boolean {
    return this.#run !== null;
  }

  /** Whether {@link EventLoop.close} was called. */
  isClosed(): boolean {
    return this.#closed;
  }

  /**
   * Drop everything that waits. Tasks that are not done, and errors that nobody asked for, are reported.
   *
   * @throws {@link RuntimeError} if the loop runs.
   */
  close(): void {
    if (this.#run !== null) throw new RuntimeError("Cannot close a running event loop");
    if (this.#closed) return;
    this.#closed = true;
    for (const task of allTasks(this)) {
      this.callExceptionHandler({ message: "Task was destroyed but it is pending!", task });
    }
    this.#failures.reportAll();
    reportAllUnawaited(this);
    this.#ready.clear();
    this.#timers.clear();
    this.#cancelledTimers = 0;
  }

  /** Close the asynchronous generators that `asyncFor` left unfinished. @see CPython `loop.shutdown_asyncgens` */
  shutdownAsyncgens(): Awaitable<void> {
    return new GeneratorAwaitable(this.#closeAsyncGenerators());
  }

  *#closeAsyncGenerators(): Coroutine {
    const generators = [...this.#asyncGenerators];
    this.#asyncGenerators.clear();
    for (const generator of generators) {
      try {
        yield* until(generator.return(undefined));
      } catch (exception) {
        if (isFatal(exception)) throw exception;
        this.callExceptionHandler({ message: "an error occurred while closing an asynchronous generator", exception });
      }
    }
  }

  /** Wait until the default executor's work is done. There is no default executor yet, so nothing is waited for. */
  shutdownDefaultExecutor(): Awaitable<void> {
    return new GeneratorAwaitable(doNothing());
  }

  // Scheduling.

  /** Seconds on the loop's clock, which never goes back. Its zero means nothing. */
  time(): number {
    return this._host.now();
  }

  /**
   * Call `callback` in the next iteration, in the order of the requests.
   *
   * @throws {@link RuntimeError} if the loop is closed; TypeError if `callback` is not a function.
   */
  callSoon(callback: () => void, options?: CallbackOptions): Handle {
    checkCallback(callback);
    const handle = new Handle(callback, this, options?.context ?? inheritedContext(), this._host.captureAsyncContext());
    this._schedule(handle);
    return handle;
  }

  /** The same from outside of the loop. Within one thread it is `callSoon`; other threads use a `LoopPort`. */
  callSoonThreadsafe(callback: () => void, options?: CallbackOptions): Handle {
    return this.callSoon(callback, options);
  }

  /**
   * Call `callback` after `delay` seconds. Zero or less: in the next iteration, after what is ready already.
   *
   * @throws {@link ValueError} if `delay` is not a number; {@link RuntimeError} if the loop is closed.
   */
  callLater(delay: number, callback: () => void, options?: CallbackOptions): TimerHandle {
    checkSeconds("delay", delay);
    return this.callAt(this.time() + delay, callback, options);
  }

  /**
   * Call `callback` when the loop's clock reaches `when`. Equal times are served in the order of the requests.
   *
   * @throws {@link ValueError} if `when` is not a number; {@link RuntimeError} if the loop is closed.
   */
  callAt(when: number, callback: () => void, options?: CallbackOptions): TimerHandle {
    checkSeconds("when", when);
    checkCallback(callback);
    const context = options?.context ?? inheritedContext();
    const timer = new TimerHandle(callback, this, context, this._host.captureAsyncContext(), when);
    this._addTimer(timer);
    return timer;
  }

  /** A new future of this loop. */
  createFuture<T>(): Future<T> {
    return new Future<T>(this.#ownOptions);
  }

  /**
   * Start a coroutine as a task of this loop.
   *
   * @throws TypeError if `coro` is not a coroutine; {@link RuntimeError} if the loop is closed.
   */
  createTask<T>(coro: CoroutineLike<T>, options?: TaskOptions): Task<T> {
    this.#checkClosed();
    if (this.#taskFactory !== null) return this.#taskFactory(this, coro, options);
    return new Task<T>(coro, options === undefined ? this.#ownOptions : { ...options, loop: this });
  }

  /** Have `factory` make the tasks; `null`: {@link Task} itself does. */
  setTaskFactory(factory: TaskFactory | null): void {
    if (factory !== null && typeof factory !== "function") {
      throw new TypeError(`factory must be a function or null, got ${describe(factory)}`);
    }
    this.#taskFactory = factory;
  }

  /** What {@link EventLoop.setTaskFactory} set. */
  getTaskFactory(): TaskFactory | null {
    return this.#taskFactory;
  }

  // Errors that nobody received.

  /** Have `handler` called with such errors; `null`: they go to the host's standard error. */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    if (handler !== null && typeof handler !== "function") {
      throw new TypeError(`handler must be a function or null, got ${describe(handler)}`);
    }
    this.#exceptionHandler = handler;
  }

  /** What {@link EventLoop.setExceptionHandler} set. */
  getExceptionHandler(): ExceptionHandler | null {
    return this.#exceptionHandler;
  }

  /** What happens to such an error if there is no handler: a report on the host's standard error. */
  defaultExceptionHandler(context: ExceptionContext): void {
    const lines = [context.message || "Unhandled exception in event loop"];
    for (const key of ["task", "future", "handle"] as const) {
      const value = context[key];
      if (value !== undefined) lines.push(`${key}: ${value instanceof Future ? value._repr() : describe(value)}`);
    }
    if (context.sourceTraceback !== undefined) lines.push(context.sourceTraceback);
    this._host.report(lines.join("\n"), context.exception);
  }

  /** Tell the exception handler of an error that nobody received. */
  callExceptionHandler(report: ExceptionContext): void {
    const handler = this.#exceptionHandler;
    const subject = report.task ?? report.future ?? report.handle;
    const place = report.sourceTraceback ?? (subject === undefined ? undefined : placeOf(subject));
    const context: ExceptionContext = place === undefined ? report : { ...report, sourceTraceback: place };
    if (handler === null) {
      this.defaultExceptionHandler(context);
      return;
    }
    try {
      handler(this, context);
    } catch (exception) {
      if (isFatal(exception)) throw exception;
      this.defaultExceptionHandler({ ...context, message: "Unhandled error in exception handler", exception });
      if (context.exception !== undefined) this.defaultExceptionHandler(context);
    }
  }

  /** Whether debug mode is on. */
  getDebug(): boolean {
    return this._debug;
  }

  /** Switch debug mode: more checks, and reports that say where things were made. */
  setDebug(enabled: boolean): void {
    this._debug = enabled;
    if (enabled) thread.debug = true;
  }

  // What the rest of the core uses.

  /** @internal */
  override _schedule(item: Runnable): void {
    if (!this.#awake) this.#wake();
    this.#ready.push(item);
  }

  /** @internal */
  override _addTimer(timer: TimerHandle): void {
    if (!this.#awake) this.#wake();
    this.#timers.push(timer);
  }

  /** @internal */
  override _timerCancelled(): void {
    this.#cancelledTimers++;
    if (this.#cancelledTimers < SWEEP_AT_LEAST || this.#cancelledTimers * 2 < this.#timers.length) return;
    for (const timer of this.#timers.sweep()) timer._scheduled = false;
    this.#cancelledTimers = 0;
  }

  /** @internal */
  override _watchFailure(future: Future<unknown>): void {
    this.#failures.add(future);
  }

  /** @internal */
  override _unwatchFailure(future: Future<unknown>): void {
    this.#failures.delete(future);
  }

  /** @internal */
  override _pauseFor(guest: object): void {
    this.#pausedFor = guest;
    this.#postTurn();
  }

  /** @internal */
  override _guestSuspended(guest: object, direct: boolean): void {
    if (this.#pausedFor !== guest) return;
    if (direct) {
      this.#pausedFor = null;
      this.#pump();
      return;
    }
    // The user's code may be on the stack (a `then()` by hand): go on when it has come to its end. But if the next to run
    // is another guest, whose step only queues the microtask in which it goes on, that can be done right now.
    if (this.#todo > 0 && this.#run !== null) {
      const next = this.#ready.peek();
      if (next instanceof Task && next._resumesQuietly()) {
        this.#pausedFor = null;
        this.#todo--;
        this.#ready.shift();
        this.#runOne(next);
        if (this.#pausedFor !== null) return;
      }
    }
    this.#pausedFor = RESUMING;
    void resolved.then(this.#resume);
  }

  // One item outside of a pump. The task may turn out not to go on after all: it may wait again, or be done.
  #runOne(item: Runnable): void {
    const previousLoop = thread.loop;
    thread.loop = this;
    try {
      item._run();
    } catch (error) {
      this.#endRun(error);
    } finally {
      thread.loop = previousLoop;
    }
  }

  readonly #resume = (): void => {
    if (this.#pausedFor !== RESUMING) return;
    this.#pausedFor = null;
    this.#pump();
  };

  /** @internal */
  override _callFromHost(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      if (this.#run === null) this._host.report("Unhandled exception in event loop", error);
      else this.#endRun(error);
    }
  }

  /** @internal */
  _watchAsyncGenerator(generator: AsyncGenerator<unknown, unknown, unknown>): void {
    this.#asyncGenerators.add(generator);
  }

  /** @internal */
  _unwatchAsyncGenerator(generator: AsyncGenerator<unknown, unknown, unknown>): void {
    this.#asyncGenerators.delete(generator);
  }

  /** Whether the loop runs and nothing is ready: it waits for a timer or for the world. @internal */
  _sleeps(): boolean {
    return this.#run !== null && !this.#awake;
  }

  /** End the run with an error. @internal */
  _failRun(error: unknown): void {
    if (this.#run !== null) this.#endRun(error);
  }

  // Turns and iterations.

  #checkClosed(): void {
    if (this.#closed) throw new RuntimeError("Event loop is closed");
  }

  // Something was scheduled while the loop sleeps, or does not run.
  #wake(): void {
    this.#checkClosed();
    if (this.#run === null) return;
    this.#awake = true;
    this.#postTurn();
  }

  #postTurn(): void {
    if (this.#turnPosted) return;
    this.#turnPosted = true;
    this._host.postTurn(this.#turn);
  }

  // All microtasks are done by now: a guest that the loop paused for waits for a promise of others.
  readonly #turn = (): void => {
    this.#turnPosted = false;
    this.#pausedFor = null;
    this.#turnEnds = this.time() + TURN_BUDGET;
    this.#pump();
  };

  readonly #timerFired = (): void => {
    this.#hostTimer = null;
    this.#hostTimerWhen = Infinity;
    if (this.#turnPosted) return;
    this.#turn();
  };

  #pump(): void {
    if (this.#run === null) return;
    const previousLoop = thread.loop;
    thread.loop = this;
    this.#awake = true;
    let failed = true;
    let failure: unknown;
    try {
      this.#runIterations();
      failed = false;
    } catch (error) {
      failure = error;
    } finally {
      thread.loop = previousLoop;
    }
    if (failed) this.#endRun(failure);
  }

  #runIterations(): void {
    const ready = this.#ready;
    for (;;) {
      if (!this.#iterating) this.#beginIteration();
      while (this.#todo > 0) {
        this.#todo--;
        const item = ready.shift() as Runnable;
        if (this._debug) this.#runTimed(item);
        else item._run();
        if (this.#pausedFor !== null) return;
      }
      this.#iterating = false;
      if (this.#stopping) {
        this.#endRun();
        return;
      }
      if (ready.length === 0 && !this.#hasDueTimer()) {
        this.#sleep();
        return;
      }
      if (this.time() >= this.#turnEnds) {
        this.#failures.settle();
        this.#postTurn();
        return;
      }
    }
  }

  #beginIteration(): void {
    const timers = this.#timers;
    if (timers.length > 0) {
      const due = this.time() + CLOCK_RESOLUTION;
      for (let timer = timers.peek(); timer !== undefined && (timer._when < due || timer._cancelled); timer = timers.peek()) {
        timers.pop();
        timer._scheduled = false;
        if (timer._cancelled) this.#cancelledTimers--;
        else this.#ready.push(timer);
      }
    }
    this.#todo = this.#ready.length;
    this.#iterating = true;
  }

  #hasDueTimer(): boolean {
    const timer = this.#timers.peek();
    return timer !== undefined && timer._when < this.time() + CLOCK_RESOLUTION;
  }

  // Nothing is ready: until a timer is due, or somebody schedules something.
  #sleep(): void {
    this.#failures.settle();
    const timers = this.#timers;
    let timer = timers.peek();
    while (timer !== undefined && timer._cancelled) {
      timers.pop();
      timer._scheduled = false;
      this.#cancelledTimers--;
      timer = timers.peek();
    }
    this.#awake = false;
    const when = timer === undefined ? Infinity : timer._when;
    // One host timer serves all, the idle loop too: without it the process would end. One that fires early does no harm.
    if (this.#hostTimer !== null && this.#hostTimerWhen <= when) return;
    if (this.#hostTimer !== null) this._host.clearTimer(this.#hostTimer);
    this.#hostTimer = this._host.setTimer(this.#timerFired, when);
    this.#hostTimerWhen = when;
  }

  #endRun(...failure: [] | [error: unknown]): void {
    const run = this.#run as Run;
    this.#run = null;
    this.#stopping = false;
    this.#iterating = false;
    this.#todo = 0;
    this.#awake = false;
    this.#pausedFor = null;
    if (this.#hostTimer !== null) this._host.clearTimer(this.#hostTimer);
    this.#hostTimer = null;
    this.#hostTimerWhen = Infinity;
    if (failure.length === 0) run.resolve();
    else run.reject(failure[0]);
  }

  #runTimed(item: Runnable): void {
    const start = this.time();
    try {
      item._run();
    } finally {
      const duration = this.time() - start;
      if (duration >= this.slowCallbackDuration) this.#reportSlow(item, duration);
    }
  }

  #reportSlow(item: Runnable, duration: number): void {
    const took = `took ${duration.toFixed(3)} seconds`;
    if (item instanceof Task) this.callExceptionHandler({ message: `A step of task '${item.getName()}' ${took}`, task: item });
    else if (item instanceof Handle) this.callExceptionHandler({ message: `A callback ${took}`, handle: item });
    else this.callExceptionHandler({ message: `A done callback ${took}` });
  }
}

function* doNothing(): Coroutine {}

function checkCallback(callback: unknown): void {
  if (typeof callback !== "function") throw new TypeError(`callback must be a function, got ${describe(callback)}`);
}

function checkSeconds(name: string, value: unknown): void {
  if (typeof value !== "number" || Number.isNaN(value)) {
    throw new ValueError(`${name} must be a number of seconds, got ${describe(value)}`);
  }
}

/**
 * The loop that runs the calling coroutine or callback.
 *
 * @throws {@link RuntimeError} where no loop runs.
 * @see CPython `asyncio.get_running_loop`
 */
export function getRunningLoop(): EventLoop {
  const loop = runningLoop();
  if (loop === null) throw new RuntimeError("no running event loop");
  return loop as EventLoop;
}

let current: EventLoop | null = null;

/**
 * The running loop, else the one that {@link setEventLoop} made current.
 *
 * @throws {@link RuntimeError} if there is neither: like Python since 3.14, it makes none.
 * @see CPython `asyncio.get_event_loop`
 */
export function getEventLoop(): EventLoop {
  const loop = runningLoop() ?? current;
  if (loop === null) throw new RuntimeError("there is no current event loop: use run(), or setEventLoop(newEventLoop())");
  return loop as EventLoop;
}

/**
 * Make `loop` the current one of this thread; `null`: none.
 *
 * @see CPython `asyncio.set_event_loop`
 */
export function setEventLoop(loop: EventLoop | null): void {
  if (loop !== null && !(loop instanceof EventLoop)) {
    throw new TypeError(`loop must be an event loop or null, got ${describe(loop)}`);
  }
  current = loop;
}

/** A new event loop on the installed host. @see CPython `asyncio.new_event_loop` */
export function newEventLoop(): EventLoop {
  return new EventLoop();
}
