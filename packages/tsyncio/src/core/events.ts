// Handles, and what futures and tasks ask of an event loop. No scheduling.

import { type Context, thread } from "./contextvars.ts";
import { noteCreation } from "./debug.ts";
import { KeyboardInterrupt, RuntimeError, SystemExit } from "./exceptions.ts";
import type { CoroutineLike } from "./coroutines.ts";
import { LinkedList } from "./collections/linked_list.ts";
import type { AsyncContextSnapshot, Host } from "./host.ts";
import type { Executor } from "./threads.ts";

/** What stands in a loop's ready queue. */
export interface Runnable {
  /** @internal */
  _run(): void;
}

/** What stands in a loop's heap of timers. */
export interface LoopTimer extends Runnable {
  /** Whether nobody waits for it any more. @internal */
  _isDropped(): boolean;
}

/** Something open that belongs to a loop, such as a socket. @internal */
export interface Resource {
  /** The loop closes: so must this. */
  _loopClosed(): void;
}

/** Something that has bytes to send. @internal */
export interface Sender {
  _flush(): void;
}

/** What an exception handler is told. @see CPython `loop.call_exception_handler` */
export interface ExceptionContext {
  /** What happened, in a sentence. */
  message: string;
  /** The error, if there is one. */
  exception?: unknown;
  /** The task that it happened to, if there is one. */
  task?: object;
  /** The future that it happened to, if there is one. */
  future?: object;
  /** The handle whose callback failed, if there is one. */
  handle?: Handle;
  /** The transport that it happened to, if there is one. */
  transport?: object;
  /** The protocol of that transport. */
  protocol?: object;
  /** Where the object was made, in debug mode. */
  sourceTraceback?: string;
}

/** Takes the errors that no code received. */
export type ExceptionHandler = (loop: AbstractEventLoop, context: ExceptionContext) => void;

/** Options of the functions that schedule a callback. */
export interface CallbackOptions {
  /** The context to run in. @defaultValue a copy of the one in force */
  context?: Context;
}

/** Options of `createTask`. */
export interface TaskOptions {
  /** The task's name. @defaultValue `Task-` and a number */
  name?: string;
  /** The context to run in. @defaultValue a copy of the one in force */
  context?: Context;
  /** Run the task's first stretch at once, inside `createTask`. @defaultValue what the loop's task factory does */
  eagerStart?: boolean;
}

/**
 * What a future belongs to: one object for all futures, or tasks, that have it in common, since there may be a million of
 * them.
 *
 * @internal
 */
export class Home {
  readonly loop: AbstractEventLoop;
  /** Of a future that somebody of the library made to wait on it: what it is there for, see `waits.ts`. */
  readonly purpose: unknown;
  /** What a task runs in. */
  readonly context: Context;
  /** What a task runs in of the host's, if that has anything to carry. */
  readonly hostContext: AsyncContextSnapshot | null;

  constructor(
    loop: AbstractEventLoop,
    purpose: unknown,
    context: Context = thread.base,
    hostContext: AsyncContextSnapshot | null = null,
  ) {
    this.loop = loop;
    this.purpose = purpose;
    this.context = context;
    this.hostContext = hostContext;
  }
}

/**
 * What futures and tasks ask of a loop. The loop itself is {@link EventLoop} in `base_events.ts`.
 *
 * @see CPython `asyncio.AbstractEventLoop`
 */
export abstract class AbstractEventLoop {
  /** @internal */
  abstract readonly _host: Host;
  /** Tasks that wait for what the loop does not know of. @internal */
  readonly _tasks: LinkedList = new LinkedList();
  /** What its futures belong to that are there for nothing the library knows of. @internal */
  readonly _home: Home = new Home(this, null);
  /** What the last task belongs to: the next one most often runs in the same context. @internal */
  _homeOfTasks: Home = this._home;
  /** Whether debug mode is on: read on hot paths, set by {@link AbstractEventLoop.setDebug}. @internal */
  _debug = false;

  /** What is open and belongs to this loop: it is closed with the loop. @internal */
  readonly _resources: Set<Resource> = new Set();

  /** Have `sender` send what it has at the end of the turn, together with all others. @internal */
  abstract _flushLater(sender: Sender): void;
  /** Put `item` at the end of the ready queue. @internal */
  abstract _schedule(item: Runnable): void;
  /** What stands in the ready queue, and all timers. @internal */
  abstract _queued(): Iterable<Runnable>;
  /** Put `timer` into the heap. @internal */
  abstract _addTimer(timer: LoopTimer, when: number): void;
  /** When a timer of the heap is due: for reports, since it takes a search. @internal */
  abstract _deadlineOf(timer: LoopTimer): number;
  /** A timer was cancelled, which may be in the heap still. @internal */
  abstract _timerCancelled(timer: LoopTimer): void;
  /** A future failed; if nobody asks for the error by the end of the turn, it is watched until somebody does. @internal */
  abstract _watchFailure(future: object): void;
  /** Somebody asked for the error of a future that is watched. @internal */
  abstract _unwatchFailure(future: object): void;
  /** `asyncFor` or `anext` has begun to take items from `generator`. @internal */
  abstract _watchAsyncGenerator(generator: AsyncGenerator<unknown, unknown, unknown>): void;
  /** It has come to its end. @internal */
  abstract _unwatchAsyncGenerator(generator: AsyncGenerator<unknown, unknown, unknown>): void;
  /** No further handle may run before `guest`, an async function, has suspended again. @internal */
  abstract _pauseFor(guest: object): void;
  /** Do the loop's own work from a promise job of the host's: an error there ends the run. @internal */
  abstract _callFromHost(callback: () => void): void;
  /** `guest` has suspended. `direct`: nothing of the user's is on the stack. @internal */
  abstract _guestSuspended(guest: object, direct: boolean): void;

  abstract time(): number;
  abstract callSoon(callback: () => void, options?: CallbackOptions): Handle;
  abstract callSoonThreadsafe(callback: () => void, options?: CallbackOptions): Handle;
  abstract callLater(delay: number, callback: () => void, options?: CallbackOptions): TimerHandle;
  abstract callAt(when: number, callback: () => void, options?: CallbackOptions): TimerHandle;
  abstract createTask<T>(coro: CoroutineLike<T>, options?: TaskOptions): object;
  abstract runInExecutor<A extends unknown[], R>(executor: Executor | null, fn: (...args: A) => R, ...args: A): object;
  abstract isRunning(): boolean;
  abstract isClosed(): boolean;
  abstract callExceptionHandler(context: ExceptionContext): void;
  abstract getDebug(): boolean;
  abstract setDebug(enabled: boolean): void;
}

/** Whether an error must end the loop's run rather than go to a task or to the exception handler. @internal */
export function isFatal(error: unknown): boolean {
  return error instanceof KeyboardInterrupt || error instanceof SystemExit;
}

/**
 * A callback that waits to be called.
 *
 * @see CPython `asyncio.Handle`
 */
export class Handle implements Runnable {
  /** `null` once it was cancelled. @internal */
  _callback: (() => void) | null;
  /** @internal */
  readonly _loop: AbstractEventLoop;
  /** @internal */
  _context: Context;
  /** @internal */
  readonly _hostContext: AsyncContextSnapshot | null;

  /** @internal */
  constructor(
    callback: () => void,
    loop: AbstractEventLoop,
    context: Context,
    hostContext: AsyncContextSnapshot | null,
  ) {
    this._callback = callback;
    this._loop = loop;
    this._context = context;
    this._hostContext = hostContext;
    if (loop._debug) noteCreation(this);
  }

  /** Don't call the callback. Once it was called, this does nothing. */
  cancel(): void {
    this._callback = null;
  }

  /** Whether {@link Handle.cancel} was called. */
  cancelled(): boolean {
    return this._callback === null;
  }

  /** The context that the callback runs in. */
  getContext(): Context {
    if (this._context._frozen) this._context = this._context.copy();
    return this._context;
  }

  /** @internal */
  _run(): void {
    const callback = this._callback;
    if (callback === null) return;
    const hostContext = this._hostContext;
    thread.context = this._context;
    try {
      if (hostContext === null) callback();
      else hostContext.runInAsyncScope(callback, undefined, undefined);
    } catch (error) {
      this._context = thread.context ?? this._context; // a write makes it the callback's own; the handler reads it
      thread.context = null;
      reportCallbackError(error, callback, this, this._loop);
      return;
    }
    thread.context = null;
  }
}

/** @internal */
export function reportCallbackError(
  error: unknown,
  callback: object,
  handle: Handle | null,
  loop: AbstractEventLoop,
): void {
  if (isFatal(error)) throw error;
  const name = (callback as { name?: string }).name || "(anonymous)";
  const context: ExceptionContext = { message: `Exception in callback ${name}`, exception: error };
  if (handle !== null) context.handle = handle;
  loop.callExceptionHandler(context);
}

/**
 * A callback that waits for its time.
 *
 * @see CPython `asyncio.TimerHandle`
 */
export class TimerHandle extends Handle implements LoopTimer {
  /** @internal */
  readonly _when: number;

  /** @internal */
  constructor(
    callback: () => void,
    loop: AbstractEventLoop,
    context: Context,
    hostContext: AsyncContextSnapshot | null,
    when: number,
  ) {
    super(callback, loop, context, hostContext);
    this._when = when;
  }

  /** The time at which the callback is due, in seconds on the loop's clock. */
  when(): number {
    return this._when;
  }

  override cancel(): void {
    if (this._callback === null) return;
    super.cancel();
    this._loop._timerCancelled(this);
  }

  /** Put it into the loop's heap. @internal */
  _schedule(): void {
    this._loop._addTimer(this, this._when);
  }

  /** @internal */
  _isDropped(): boolean {
    return this._callback === null;
  }
}

/** The loop that runs the calling code, if one does. @internal */
export function runningLoop(): AbstractEventLoop | null {
  return (thread.loop ?? thread.guest?.()?._loop ?? null) as AbstractEventLoop | null;
}

/** The same, where there must be one. @internal */
export function requireRunningLoop(): AbstractEventLoop {
  const loop = runningLoop();
  if (loop === null) throw new RuntimeError("no running event loop");
  return loop;
}
