// `TaskGroup`: tasks that live as long as a block of code, and fail together. Nothing else that starts or awaits tasks.

import { LinkedList, type Link } from "./collections/linked_list.ts";
import type { AsyncContextManager } from "./contextlib.ts";
import { thread } from "./contextvars.ts";
import { Awaitable, type Coroutine, type CoroutineLike, GeneratorAwaitable, isGenerator } from "./coroutines.ts";
import { type AbstractEventLoop, Home, type Runnable, type TaskOptions, isFatal } from "./events.ts";
import { BaseExceptionGroup } from "./exception_groups.ts";
import { CancelledError, RuntimeError } from "./exceptions.ts";
import { Flag, State, type Waiter } from "./base_futures.ts";
import { Future } from "./futures.ts";
import type { Task } from "./tasks.ts";
import type { WaitExplanation, WaitOrigin } from "./waits.ts";

/**
 * Tasks that live as long as a block of code: the block ends when all of them have ended.
 *
 * If one fails, the others and the block are cancelled and waited for, and the errors are thrown together as an
 * {@link ExceptionGroup}. `KeyboardInterrupt` and `SystemExit` are thrown by themselves. A task that is cancelled by
 * itself is no failure. If the block throws, the tasks are cancelled, and its error is one of the group's.
 *
 * Entered by `asyncWith`. It is no `AsyncDisposable`: what `await using` calls at a block's end is told neither that the
 * block failed nor that it was cancelled, so the tasks of a failed block would be waited for, maybe for ever.
 *
 * Cancellation: when the task that entered it is cancelled, so are the tasks of the group; the {@link CancelledError} goes on
 * when all have ended. If one of them fails meanwhile, the group of errors goes on in its place, and the cancellation is
 * delivered again at the next wait.
 *
 * @example
 * ```ts
 * yield* asyncWith(new TaskGroup(), function* (group) {
 *   group.createTask(load(first));
 *   group.createTask(load(second));
 * });
 * // both are loaded
 * ```
 * @see CPython `asyncio.TaskGroup`
 */
export class TaskGroup implements AsyncContextManager<TaskGroup>, WaitOrigin {
  #entered = false;
  #exiting = false;
  #aborting = false;
  #cancelOnEntry = false;
  #loop: AbstractEventLoop | null = null;
  #parent: Task<unknown> | null = null;
  /** The parent's open requests to cancel that were delivered before it entered: not ours. */
  #cancellingBefore = 0;
  /** Whether one of the parent's open requests to cancel is ours. */
  #parentCancelled = false;
  /** Invariant: the tasks whose end the group has not taken note of, in the order of their creation. */
  readonly #members = new LinkedList();
  #size = 0;
  #errors: unknown[] = [];
  /** A KeyboardInterrupt or SystemExit, which goes before everything else. */
  #fatal: unknown = null;
  /** What the end of the block waits for. */
  #allDone: Future<undefined> | null = null;
  /** Its methods start no async function. @internal */
  readonly _inPlace = true;

  /**
   * Start a coroutine as a task of the group.
   *
   * @param options as those of `createTask()`
   * @throws {@link RuntimeError} if the block was not entered, is done, or is being given up; TypeError if `coro` is not a
   * coroutine.
   * @see CPython `asyncio.TaskGroup.create_task`
   */
  createTask<T>(coro: CoroutineLike<T>, options?: TaskOptions): Task<T> {
    if (!this.#entered) throw this.#refuse(coro, "has not been entered");
    if (this.#exiting && this.#size === 0) throw this.#refuse(coro, "is finished");
    if (this.#aborting) throw this.#refuse(coro, "is shutting down");
    const task = (this.#loop as AbstractEventLoop).createTask(coro, options) as Task<T>;
    // Being eager, it may be done. Even then a failure is noted in the next iteration: noted here, it would cancel the
    // parent while that starts another task (gh-128550).
    if (task._state === State.finished || task._state === State.cancelled) return task;
    const member = new Member(this, task);
    this.#members.push(member);
    this.#size++;
    task._addWaiter(member);
    // It may have given the group up in its first stretch, before it was a member.
    if (this.#aborting && task._state === State.pending) task.cancel();
    return task;
  }

  /**
   * Give the group up without an error: what is not done is cancelled, the block too, and its end throws nothing on that
   * account. Before the block is entered: give it up at once when it is.
   *
   * A cancellation of the surrounding task that comes while the tasks end is passed on (CPython 3.15.0 loses it:
   * cpython#155433). A second call does nothing, and neither does one after the end.
   *
   * What `asyncWith` gives is `undefined` if the block was interrupted, which its type passes over: most groups are never
   * given up.
   *
   * @see CPython 3.15 `asyncio.TaskGroup.cancel`
   */
  cancel(): void {
    if (!this.#entered) {
      this.#cancelOnEntry = true;
      return;
    }
    if (this.#aborting || (this.#exiting && this.#size === 0)) return;
    this.#abort();
    this.#cancelParent();
  }

  /**
   * Enter the block: `asyncWith` does it.
   *
   * @throws {@link RuntimeError} if it was entered before, or no task runs.
   */
  aenter(): Awaitable<TaskGroup> {
    return new GeneratorAwaitable(this.#enter());
  }

  /**
   * Leave the block, which failed with `error` or, if that is `undefined`, did not: `asyncWith` does it.
   *
   * @returns true: what deserves to be thrown is thrown here
   * @throws {@link ExceptionGroup} of the errors of the tasks and the block.
   */
  aexit(error: unknown): Awaitable<unknown> {
    return new GeneratorAwaitable(this.#exit(error));
  }

  *#enter(): Coroutine<TaskGroup> {
    if (this.#entered) throw new RuntimeError(`TaskGroup ${String(this)} has already been entered`);
    const parent = thread.task as Task<unknown> | null;
    if (parent === null) throw new RuntimeError(`TaskGroup ${String(this)} cannot determine the parent task`);
    this.#loop = parent._loop;
    this.#parent = parent;
    this.#cancellingBefore = (parent._flags & Flag.mustCancel) === 0 ? parent.cancelling() : 0;
    this.#entered = true;
    if (this.#cancelOnEntry) this.cancel();
    return this;
  }

  *#exit(error: unknown): Coroutine<boolean> {
    const failed = error !== undefined;
    this.#exiting = true;
    // The block failed, or the parent was cancelled in it.
    if (failed && !this.#aborting) this.#abort();
    const inBlock = error instanceof CancelledError ? error : null;
    if (isFatal(error)) this.#fatal ??= error;
    const cancellation = yield* this.#waitForMembers(inBlock);

    if (failed && inBlock === null) this.#errors.push(error);
    if (this.#fatal !== null) throw this.#giveFatal();
    const passedOn = this.#takeBackOwn(cancellation);
    // Errors go before a cancellation: it comes again.
    if (passedOn !== null && this.#errors.length === 0) throw passedOn;
    if (this.#errors.length > 0) throw this.#giveErrors();
    return true;
  }

  /** Wait until no task is left. Gives the cancellations that arrived in or after the block. */
  *#waitForMembers(inBlock: CancelledError | null): Coroutine<Cancellation> {
    const cancellation: Cancellation = { cause: inBlock, later: null };
    // The wait may be interrupted any number of times.
    while (this.#size > 0) {
      const allDone = new Future<undefined>(undefined, new Home(this.#loop as AbstractEventLoop, this));
      this.#allDone = allDone;
      try {
        yield* allDone;
      } catch (raised) {
        if (!(raised instanceof CancelledError)) throw raised;
        cancellation.later = raised;
        if (!this.#aborting) {
          // The parent was cancelled while it waited here.
          cancellation.cause = raised;
          this.#abort();
        }
      }
      this.#allDone = null;
    }
    return cancellation;
  }

  /** Take back the request to cancel that is ours. Gives the cancellation that is not, if there is one. */
  #takeBackOwn(cancellation: Cancellation): CancelledError | null {
    if (!this.#parentCancelled) return cancellation.cause;
    const parent = this.#parent as Task<unknown>;
    if (parent.uncancel() > this.#cancellingBefore) return cancellation.cause ?? cancellation.later;
    // All that are left were delivered before the block was entered: a delivery that is due can only be that of ours.
    parent._flags &= ~Flag.mustCancel;
    return null;
  }

  #giveFatal(): unknown {
    for (const exception of this.#errors) {
      if (exception === this.#fatal) continue;
      (this.#loop as AbstractEventLoop).callExceptionHandler({
        message: `An error of a TaskGroup gives way to a ${(this.#fatal as Error).name}`,
        exception,
      });
    }
    this.#errors = [];
    return this.#fatal;
  }

  #giveErrors(): BaseExceptionGroup {
    const parent = this.#parent as Task<unknown>;
    // The cancellation that the errors displace is delivered at the next wait; the count stays as it is.
    if (parent.cancelling() > 0) {
      parent.uncancel();
      parent.cancel();
    }
    const errors = this.#errors;
    this.#errors = [];
    return new BaseExceptionGroup("unhandled errors in a TaskGroup", errors);
  }

  #abort(): void {
    this.#aborting = true;
    for (let member = this.#members.first as Member | null; member !== null; member = member._next as Member | null) {
      if (member.task._state === State.pending) member.task.cancel();
    }
  }

  #cancelParent(): void {
    this.#parentCancelled = true;
    (this.#parent as Task<unknown>).cancel();
  }

  /** A task has ended. @internal */
  _ended(member: Member): void {
    const task = member.task;
    this.#members.remove(member);
    this.#size--;
    if (this.#size === 0 && this.#allDone?._state === State.pending) this.#allDone._settle(State.finished, undefined);
    if (task._state !== State.failed) return;

    const error = task._failure();
    this.#errors.push(error);
    if (isFatal(error)) this.#fatal ??= error;
    const parent = this.#parent as Task<unknown>;
    if (parent._state !== State.pending) {
      const message = `${task._repr()} has failed, but ${parent._repr()}, which started its group, is done`;
      task._loop.callExceptionHandler({ message, exception: error, task });
    } else if (!this.#aborting) {
      this.#abort();
      this.#cancelParent();
    }
  }

  // The coroutine is closed, so that it is not reported as one that nobody awaited.
  #refuse(coro: CoroutineLike<unknown>, reason: string): RuntimeError {
    if (coro instanceof Awaitable || isGenerator(coro)) coro[Symbol.iterator]().return?.(undefined);
    return new RuntimeError(`TaskGroup ${String(this)} ${reason}`);
  }

  /** The task that entered it. @internal */
  get _parentTask(): Task<unknown> | null {
    return this.#parent;
  }

  /** @internal */
  _explainWait(): WaitExplanation {
    const needs: Task<unknown>[] = [];
    for (const member of this.#members) needs.push((member as Member).task);
    return { object: this, call: "", state: "with", needs };
  }

  toString(): string {
    const tasks = this.#size > 0 ? ` tasks=${this.#size}` : "";
    const errors = this.#errors.length > 0 ? ` errors=${this.#errors.length}` : "";
    const state = this.#aborting ? " cancelling" : this.#entered ? " entered" : "";
    return `<TaskGroup${tasks}${errors}${state}>`;
  }
}

/** Which cancellations the parent met. */
interface Cancellation {
  /** The one that ended the block, or the wait for the tasks of a block that had ended well. */
  cause: CancelledError | null;
  /** The last that arrived while the tasks were waited for. */
  later: CancelledError | null;
}

/** A task in a group: its place in the list, and what is told when it has ended. */
class Member implements Waiter, Runnable, Link {
  readonly task: Task<unknown>;
  readonly #group: TaskGroup;
  _previous: Link | null = null;
  _next: Link | null = null;

  constructor(group: TaskGroup, task: Task<unknown>) {
    this.#group = group;
    this.task = task;
  }

  _wake(): void {
    this.task._loop._schedule(this);
  }

  /** Who waits for the task: see graph.ts. @internal */
  _awaiter(): Future<unknown> | null {
    return this.#group._parentTask;
  }

  _run(): void {
    this.#group._ended(this);
  }
}
