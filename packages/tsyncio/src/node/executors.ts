// ThreadPoolExecutor and ProcessPoolExecutor: which worker makes which call, and the futures of the calls.

import { availableParallelism } from "node:os";

import { Deque } from "../core/collections/deque.ts";
import { describe } from "../core/coroutines.ts";
import { RuntimeError, ValueError } from "../core/exceptions.ts";
import { getHost } from "../core/host.ts";
import type { Executor, ExecutorShutdownOptions } from "../core/threads.ts";
import { ConcurrentFuture } from "./concurrent_future.ts";
import { chunkSpec, describeSpec, hasTransfers, rebuild, specOf } from "./executor_functions.ts";
import { type Link, ProcessLink, ThreadLink } from "./executor_links.ts";
import type { FunctionSpec, Thrown } from "./executor_worker.ts";

/** An executor, or one of its workers, broke. @see CPython `concurrent.futures.BrokenExecutor` */
export class BrokenExecutor extends RuntimeError {}

/** A thread ended in the middle of a call, or could not start. @see CPython `concurrent.futures.thread.BrokenThreadPool` */
export class BrokenThreadPool extends BrokenExecutor {}

/** A process ended in the middle of a call, or could not start. @see CPython `concurrent.futures.process.BrokenProcessPool` */
export class BrokenProcessPool extends BrokenExecutor {}

const errorClasses = [
  [BrokenExecutor, "BrokenExecutor", "BROKEN_EXECUTOR"],
  [BrokenThreadPool, "BrokenThreadPool", "BROKEN_THREAD_POOL"],
  [BrokenProcessPool, "BrokenProcessPool", "BROKEN_PROCESS_POOL"],
] as const;
for (const [type, name, code] of errorClasses) {
  Object.defineProperty(type.prototype, "name", { value: name, writable: true, configurable: true });
  Object.defineProperty(type.prototype, "code", { value: `ERR_TSYNCIO_${code}`, writable: true, configurable: true });
}

type AnyFunction = (...args: never[]) => unknown;

/** Options of {@link ThreadPoolExecutor} and {@link ProcessPoolExecutor}. */
export interface ExecutorOptions {
  /** How many workers there may be; they are started as they are needed. @defaultValue `os.availableParallelism()` */
  maxWorkers?: number;
  /** Called in each worker before any other call. If it fails, the executor is broken. */
  initializer?: AnyFunction;
  /** The arguments of the initializer. */
  initargs?: readonly unknown[];
  /**
   * What the cancellation of a call does that has begun: nothing, as in CPython (`"finish"`), or it ends the worker, which
   * is replaced when it is needed (`"terminate"`). @defaultValue `"finish"`
   */
  onCancel?: "finish" | "terminate";
}

/** Options of {@link ThreadPoolExecutor}. */
export interface ThreadPoolOptions extends ExecutorOptions {
  /** What the threads' names begin with, for debuggers. @defaultValue `"ThreadPoolExecutor"` */
  threadNamePrefix?: string;
}

const NONE: readonly unknown[] = [];

/**
 * The outcome of a call that an executor was given.
 *
 * @see CPython `concurrent.futures.Future`
 */
export class ExecutorFuture<T> extends ConcurrentFuture<T> {
  /** @internal */
  readonly _spec: FunctionSpec;
  /** @internal */
  _args: readonly unknown[];
  /** Whether something in the arguments is moved, so that it can be sent only once. @internal */
  readonly _moves: boolean;
  /** The worker that it was sent to. @internal */
  _link: Link | null = null;
  /** @internal */
  _slot = 0;
  readonly #pool: PoolExecutor;

  /** @internal */
  constructor(pool: PoolExecutor, spec: FunctionSpec, args: readonly unknown[]) {
    super();
    this.#pool = pool;
    this._spec = spec;
    this._args = args;
    this._moves = hasTransfers(args);
  }

  /** Whether a worker is at it now. */
  running(): boolean {
    return this._link !== null && this._link.isRunning(this);
  }

  /** @internal */
  protected override _withdraw(): boolean {
    return this.#pool._withdraw(this);
  }

  /** @internal */
  protected override _settled(): void {
    this._args = NONE;
  }

  /** @internal */
  _throw(thrown: Thrown): void {
    this._fail(rebuild(thrown, this._spec));
  }
}

/** What both executors are. */
abstract class PoolExecutor implements Executor {
  readonly #maxWorkers: number;
  readonly #initializer: FunctionSpec | null;
  readonly #initargs: readonly unknown[];
  readonly #terminates: boolean;
  /** The calls that no worker was sent yet. Those that were taken back come first. */
  readonly #pending = new Deque<ExecutorFuture<unknown>>();
  #returned: ExecutorFuture<unknown>[] = [];
  /** The one that is next, if it was looked at. */
  #next: ExecutorFuture<unknown> | null = null;
  /** How many of them are not cancelled. */
  #waiting = 0;
  #links: Link[] = [];
  /** Those, and the ones that are about to end. */
  readonly #alive = new Set<Link>();
  #started = 0;
  #flushPosted = false;
  #isShutDown = false;
  #broken: BrokenExecutor | null = null;
  #end: { readonly promise: Promise<void>; readonly resolve: () => void } | null = null;

  /** @internal */
  constructor(options: ExecutorOptions) {
    const { maxWorkers = availableParallelism(), initializer, initargs = [], onCancel = "finish" } = options;
    if (typeof maxWorkers !== "number" || !Number.isInteger(maxWorkers) || maxWorkers < 1) {
      throw new ValueError(`maxWorkers must be a whole number greater than 0, got ${describe(maxWorkers)}`);
    }
    if (onCancel !== "finish" && onCancel !== "terminate") {
      throw new ValueError(`onCancel must be "finish" or "terminate", got ${describe(onCancel)}`);
    }
    this.#maxWorkers = maxWorkers;
    this.#initializer = initializer === undefined ? null : specOf(initializer);
    this.#initargs = [...initargs];
    this.#terminates = onCancel === "terminate";
  }

  /** @internal */
  protected abstract _start(number: number, initializer: FunctionSpec | null, initargs: readonly unknown[]): Link;
  /** @internal */
  protected abstract _brokenError(message: string, cause: unknown): BrokenExecutor;

  /**
   * Have a worker call `fn(...args)`. If it gives a promise, its result is the result.
   *
   * All calls of one turn leave in one message a worker. What cannot be copied makes the call fail with a `DataCloneError`;
   * an error of the call's comes back with its class name, message and stack.
   *
   * @param fn a function that uses nothing but its arguments and globals (its source text is sent; modules it may `import()`),
   *   or what {@link moduleFunction} gave
   * @throws TypeError if `fn` is native, bound, a class, a generator function or no function at all; {@link RuntimeError} after
   *   `shutdown()`; {@link BrokenExecutor} if workers cannot start.
   * @example
   * ```ts
   * const sum = await executor.submit((a: number, b: number) => a + b, 1, 2);
   * ```
   * @see CPython `Executor.submit`
   */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): ExecutorFuture<Awaited<R>> {
    return this.#submit<Awaited<R>>(specOf(fn), args);
  }

  #submit<T>(spec: FunctionSpec, args: readonly unknown[]): ExecutorFuture<T> {
    this.#checkBroken();
    if (this.#isShutDown) throw new RuntimeError("cannot schedule new futures after shutdown");
    const job = new ExecutorFuture<T>(this, spec, args);
    this.#pending.push(job);
    this.#waiting += 1;
    // A worker takes a while to start: it does so while the calls of this turn are still being submitted.
    if (this.#links.length < this.#maxWorkers) this.#startLinks();
    this.#checkBroken();
    this.#pumpSoon();
    return job;
  }

  #checkBroken(): void {
    if (this.#broken !== null) throw this._brokenError(this.#broken.message, this.#broken.cause);
  }

  /**
   * Have workers call `fn` with each of `items`. All calls are submitted at once; the results come in the order of the items.
   *
   * Leaving the iteration early cancels the calls that are left.
   *
   * @param options.chunksize how many items one call takes along: worth it for many short calls, above all in processes
   * @throws what `submit()` throws; {@link ValueError} if `chunksize` is not a whole number greater than 0.
   * @example
   * ```ts
   * for await (const size of executor.map((text: string) => text.length, texts)) console.log(size);
   * ```
   * @see CPython `Executor.map`
   */
  map<I, R>(
    fn: (item: I) => R,
    items: Iterable<I>,
    options?: { chunksize?: number },
  ): AsyncGenerator<Awaited<R>, undefined, void> {
    const chunksize = options?.chunksize ?? 1;
    if (typeof chunksize !== "number" || !Number.isInteger(chunksize) || chunksize < 1) {
      throw new ValueError(`chunksize must be a whole number greater than 0, got ${describe(chunksize)}`);
    }
    const spec = specOf(fn);
    if (chunksize === 1) {
      const jobs = Array.from(items, (item) => this.#submit<Awaited<R>>(spec, [item]));
      return inOrder(jobs, (result) => [result]);
    }
    const all = [...items];
    const jobs: ExecutorFuture<Awaited<R>[]>[] = [];
    const chunked = chunkSpec(spec);
    for (let at = 0; at < all.length; at += chunksize)
      jobs.push(this.#submit(chunked, [all.slice(at, at + chunksize)]));
    return inOrder(jobs, (results) => results);
  }

  /**
   * Take no more calls; those that were submitted are still made, and the workers end then.
   *
   * @param options.wait whether the promise waits for that @defaultValue true
   * @param options.cancelFutures whether the calls that have not begun are cancelled @defaultValue false
   * @see CPython `Executor.shutdown`
   */
  shutdown(options?: ExecutorShutdownOptions): Promise<void> {
    this.#isShutDown = true;
    if (options?.cancelFutures === true) this.#cancelAll();
    this.#end ??= deferred();
    this.#pumpSoon();
    return options?.wait === false ? Promise.resolve() : this.#end.promise;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  #cancelAll(): void {
    const calls = [...this.#takeAll(), ...this.#links.flatMap((link) => link.revokeLast(link.size))];
    for (const call of calls as ExecutorFuture<unknown>[]) {
      // It is nowhere any more, so that nobody must be asked.
      this.#returned.push(call);
      this.#waiting += 1;
      call.cancel();
    }
    this.#returned = [];
  }

  /** Take a call back that was cancelled. False: it goes on. @internal */
  _withdraw(call: ExecutorFuture<never> | ExecutorFuture<unknown>): boolean {
    const link = call._link;
    if (link === null) {
      // It stays in the queue, where it is passed over.
      this.#waiting -= 1;
      return true;
    }
    if (link.revoke(call)) {
      this.#pumpSoon();
      return true;
    }
    if (!this.#terminates || link.retired) return false;
    const { ends, rest } = link.abandon(call);
    if (ends) this.#links = this.#links.filter((other) => other !== link);
    this.#giveBack(rest as ExecutorFuture<unknown>[]);
    return ends;
  }

  #giveBack(calls: ExecutorFuture<unknown>[]): void {
    this.#returned.push(...calls);
    this.#waiting += calls.length;
    this.#pumpSoon();
  }

  /** The next call; none either if that moves something, and must not. */
  #take(mayMove: boolean): ExecutorFuture<unknown> | undefined {
    for (;;) {
      const call = this.#next ?? this.#returned.shift() ?? this.#pending.shift();
      if (call === undefined) return undefined;
      this.#next = null;
      if (call.done()) continue;
      if (call._moves && !mayMove) {
        this.#next = call;
        return undefined;
      }
      this.#waiting -= 1;
      return call;
    }
  }

  #takeAll(): ExecutorFuture<unknown>[] {
    const calls: ExecutorFuture<unknown>[] = [];
    for (let call = this.#take(true); call !== undefined; call = this.#take(true)) calls.push(call);
    return calls;
  }

  #pumpSoon(): void {
    if (this.#flushPosted) return;
    this.#flushPosted = true;
    process.nextTick(() => {
      this.#flushPosted = false;
      this.#pump();
    });
  }

  /** Give the workers what there is to do. */
  #pump(): void {
    if (this.#broken === null) {
      this.#startLinks();
      this.#deal();
      this.#rebalance();
    }
    const isWaiting = this.#waiting > 0;
    for (const link of this.#links) {
      if (link.live === 0 && !isWaiting && this.#isShutDown) link.terminate();
      else link.keepAlive(link.live > 0 || (isWaiting && !link.ready));
    }
    if (this.#isShutDown && !isWaiting && this.#alive.size === 0) this.#end?.resolve();
  }

  #startLinks(): void {
    let idle = 0;
    for (const link of this.#links) if (link.live === 0) idle += 1;
    for (; idle < this.#waiting && this.#links.length < this.#maxWorkers; idle++) {
      let link: Link;
      try {
        link = this._start(this.#started++, this.#initializer, this.#initargs);
      } catch (error) {
        this.#break(`a worker could not start: ${String(error)}`, error);
        return;
      }
      this.#links.push(link);
      this.#alive.add(link);
    }
  }

  /** One call to each in turn, so that they begin in the order of their submission, as far as can be. */
  #deal(): void {
    if (this.#waiting === 0) return;
    let total = this.#waiting;
    for (const link of this.#links) total += link.live;
    const share = Math.ceil(total / this.#links.length);
    // One that still has much to do is asked again later: few long messages cost less than many short ones.
    const takers = this.#links.filter((link) => link.live <= link.size / 2);
    for (let isDealt = true; isDealt;) {
      isDealt = false;
      for (const link of takers) {
        if (link.live >= share || !link.hasRoom) continue;
        // What is moved must not be taken back, so it goes to a worker that begins with it at once.
        const call = this.#take(link.live === 0 && link.ready);
        if (call === undefined) continue;
        link.put(call);
        isDealt = true;
      }
    }
    for (const link of takers) link.send();
  }

  /** One that has nothing to do takes over half of what another has not begun, so that no slow call holds others back. */
  #rebalance(): void {
    if (this.#waiting > 0) return;
    for (const idle of this.#links) {
      if (idle.live > 0 || !idle.ready || !idle.hasRoom) continue;
      let busiest: Link | null = null;
      for (const link of this.#links) {
        if (link.live > (link.ready ? 1 : 0) && link.live > (busiest?.live ?? 0)) busiest = link;
      }
      if (busiest === null) return;
      for (const call of busiest.revokeLast(Math.min(Math.ceil(busiest.live / 2), idle.room))) idle.put(call);
      idle.send();
    }
  }

  /** @internal */
  _linkChanged(): void {
    this.#pump();
  }

  /** @internal */
  _linkFailed(link: Link, thrown: Thrown): void {
    const cause = rebuild(thrown, this.#initializer);
    this.#break(`the initializer failed, so that the executor is not usable any more: ${String(cause)}`, cause);
    link.terminate();
  }

  #break(message: string, cause: unknown): void {
    if (this.#broken !== null) return;
    this.#broken = this._brokenError(message, cause);
    for (const call of this.#takeAll()) call._fail(this._brokenError(message, cause));
    for (const link of this.#links) {
      const { begun, fresh } = link.remains();
      for (const call of [...begun, ...fresh]) call._fail(this._brokenError(message, cause));
      link.terminate();
    }
  }

  /** @internal */
  _linkEnded(link: Link, reason: string, cause: unknown): void {
    const { begun, fresh } = link.remains();
    this.#alive.delete(link);
    this.#links = this.#links.filter((other) => other !== link);
    for (const call of begun)
      call._fail(this._brokenError(`${reason} while it ran ${describeSpec(call._spec)}`, cause));
    const calls = fresh as ExecutorFuture<unknown>[];
    for (const call of calls) {
      if (call._moves) call._fail(this._brokenError(`${reason}, and what was moved to it is lost`, cause));
    }
    this.#giveBack(calls.filter((call) => !call._moves));
    if (begun.length === 0 && cause !== undefined && link.ready) getHost().report(`${reason} between two calls`, cause);
    // What cannot even start would be started for ever.
    if (!link.ready && !link.retired) this.#break(`${reason} before it was ready`, cause);
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

async function* inOrder<T, R>(
  calls: ExecutorFuture<T>[],
  resultsOf: (result: T) => Iterable<R>,
): AsyncGenerator<R, undefined, void> {
  try {
    for (const call of calls) yield* resultsOf(await call);
  } finally {
    for (const call of calls) call.cancel();
  }
}

/**
 * Makes calls in threads, which share no variables with this one: arguments and results are copied.
 *
 * Threads are started when they are needed and kept until {@link ThreadPoolExecutor.shutdown}; those that have nothing to do
 * do not keep the process alive.
 *
 * @example
 * ```ts
 * const executor = new ThreadPoolExecutor({ maxWorkers: 2 });
 * const sum = await loop.runInExecutor(executor, (a: number, b: number) => a + b, 1, 2);
 * await executor.shutdown();
 * ```
 * @see CPython `concurrent.futures.ThreadPoolExecutor`
 */
export class ThreadPoolExecutor extends PoolExecutor {
  readonly #prefix: string;

  /** @throws {@link ValueError} if an option is out of place; TypeError if the initializer cannot run elsewhere. */
  constructor(options: ThreadPoolOptions = {}) {
    super(options);
    this.#prefix = options.threadNamePrefix ?? "ThreadPoolExecutor";
  }

  /** @internal */
  protected _start(number: number, initializer: FunctionSpec | null, initargs: readonly unknown[]): Link {
    return new ThreadLink(this, `${this.#prefix}_${number}`, initializer, initargs);
  }

  /** @internal */
  protected _brokenError(message: string, cause: unknown): BrokenExecutor {
    return withCause(new BrokenThreadPool(message), cause);
  }
}

/**
 * Makes calls in processes of Node. Like {@link ThreadPoolExecutor}, but a crash of native code or a lack of memory in a
 * worker leaves this process alone; a call costs more. A process is sent one call at a time: see `chunksize` of `map()`.
 *
 * @see CPython `concurrent.futures.ProcessPoolExecutor`
 */
export class ProcessPoolExecutor extends PoolExecutor {
  /** @throws {@link ValueError} if an option is out of place; TypeError if the initializer cannot run elsewhere. */
  constructor(options: ExecutorOptions = {}) {
    super(options);
  }

  /** @internal */
  protected _start(number: number, initializer: FunctionSpec | null, initargs: readonly unknown[]): Link {
    return new ProcessLink(this, `ProcessPoolExecutor_${number}`, initializer, initargs);
  }

  /** @internal */
  protected _brokenError(message: string, cause: unknown): BrokenExecutor {
    return withCause(new BrokenProcessPool(message), cause);
  }
}

function withCause(error: BrokenExecutor, cause: unknown): BrokenExecutor {
  if (cause !== undefined) Object.defineProperty(error, "cause", { value: cause, writable: true, configurable: true });
  return error;
}
