// `run` and `Runner`: a loop made, a main task run in it, all cleaned up behind it. No scheduling.

import { type EventLoop, newEventLoop } from "./base_events.ts";
import { type Context, copyContext } from "./contextvars.ts";
import type { CoroutineLike } from "./coroutines.ts";
import { CancelledError, KeyboardInterrupt, RuntimeError } from "./exceptions.ts";
import { State } from "./base_futures.ts";
import { type Future } from "./futures.ts";
import { handlesSignal } from "./signals.ts";
import { type Task, allTasks } from "./tasks.ts";

/** Options of {@link run} and {@link Runner}. */
export interface RunnerOptions {
  /** Whether the loop runs in debug mode. @defaultValue what the environment's `TSYNCIO_DEBUG` says */
  debug?: boolean;
  /** Makes the loop. @defaultValue {@link newEventLoop} */
  loopFactory?: () => EventLoop;
}

/**
 * Runs several main coroutines one after the other in one loop.
 *
 * @example
 * ```ts
 * await using runner = new Runner();
 * await runner.run(setUp());
 * await runner.run(main());
 * ```
 * @see CPython `asyncio.Runner`
 */
export class Runner implements AsyncDisposable {
  readonly #options: RunnerOptions;
  #loop: EventLoop | null = null;
  #context: Context | null = null;
  #closed = false;
  #interrupts = 0;

  constructor(options: RunnerOptions = {}) {
    this.#options = options;
  }

  /** The runner's loop; made at the first call. @throws {@link RuntimeError} if the runner is closed. */
  getLoop(): EventLoop {
    if (this.#closed) throw new RuntimeError("Runner is closed");
    if (this.#loop === null) {
      this.#loop = (this.#options.loopFactory ?? newEventLoop)();
      if (this.#options.debug !== undefined) this.#loop.setDebug(this.#options.debug);
      this.#context = copyContext();
    }
    return this.#loop;
  }

  /**
   * Run `main` as the main task.
   *
   * Ctrl-C cancels it; once it has ended by that cancellation, the promise rejects with {@link KeyboardInterrupt}. A second
   * Ctrl-C ends the process at once.
   *
   * @returns a promise of the coroutine's result
   * @throws {@link RuntimeError} at once if the runner is closed, or runs already.
   */
  run<T>(main: CoroutineLike<T>, options?: { context?: Context }): Promise<T> {
    const loop = this.getLoop();
    if (loop.isRunning()) throw new RuntimeError("Runner.run() cannot be called while it runs");
    const context = options?.context ?? (this.#context as Context);
    const task = loop.createTask(main, { context });
    return this.#runTask(loop, task);
  }

  async #runTask<T>(loop: EventLoop, task: Task<T>): Promise<T> {
    this.#interrupts = 0;
    const uninstall = loop._host.onInterrupt(() => this.#interrupted(loop, task));
    try {
      return await loop.runUntilComplete(task);
    } catch (error) {
      if (task.done() && !task.cancelled()) task.exception(); // The caller gets it: it is not to be reported as well.
      if (this.#interrupts > 0 && error instanceof CancelledError && task.uncancel() === 0) {
        throw new KeyboardInterrupt("interrupted by Ctrl-C", { cause: error });
      }
      throw error;
    } finally {
      uninstall?.();
    }
  }

  #interrupted(loop: EventLoop, task: Task<unknown>): void {
    if (handlesSignal(loop, "SIGINT")) return; // the program sees to it itself
    this.#interrupts++;
    if (this.#interrupts === 1 && !task.done()) task.cancel();
    else loop._host.exitByInterrupt();
  }

  /**
   * Cancel what tasks are left, wait for their end, and close the loop. A second call does nothing.
   *
   * Errors of tasks that ended so are reported to the loop's exception handler.
   */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const loop = this.#loop;
    if (loop === null) return;
    const uninstall = loop._host.onInterrupt(() => {
      if (!handlesSignal(loop, "SIGINT")) loop._host.exitByInterrupt();
    });
    try {
      await cancelAllTasks(loop);
      await loop.runUntilComplete(loop.shutdownAsyncgens());
      await loop.runUntilComplete(loop.shutdownDefaultExecutor());
    } finally {
      uninstall?.();
      loop.close();
      this.#loop = null;
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** Cancel the tasks of a loop that does not run, and run it until all of them are done. */
async function cancelAllTasks(loop: EventLoop): Promise<void> {
  const tasks = [...allTasks(loop)];
  if (tasks.length === 0) return;
  for (const task of tasks) task.cancel();
  await loop.runUntilComplete(allDone(loop, tasks));
  for (const task of tasks) {
    if (task._state !== State.failed) continue;
    loop.callExceptionHandler({
      message: "unhandled exception during run() shutdown",
      exception: task.exception(),
      task,
    });
  }
}

function allDone(loop: EventLoop, tasks: Task<unknown>[]): Future<void> {
  const all = loop.createFuture<void>();
  let left = tasks.length;
  const count = (): void => {
    left--;
    if (left === 0) all.setResult();
  };
  for (const task of tasks) task._onDone(count);
  return all;
}

/**
 * Run `main` in a new loop, and clean up behind it: the entry point of a program.
 *
 * What tasks are left at the end are cancelled and waited for. Ctrl-C cancels `main`, and the promise then rejects with
 * {@link KeyboardInterrupt}; a second Ctrl-C ends the process at once.
 *
 * @param main a coroutine, or a function that starts one. An async function is given uncalled.
 * @returns a promise of the coroutine's result; it rejects with its error
 * @throws TypeError at once if `main` is not a coroutine (say, a promise).
 * @example
 * ```ts
 * await run(function* () {
 *   yield* sleep(1);
 *   console.log("one second later");
 * });
 * ```
 * @see CPython `asyncio.run`
 */
export function run<T>(main: CoroutineLike<T>, options?: RunnerOptions): Promise<T> {
  const runner = new Runner(options);
  let running: Promise<T>;
  try {
    running = runner.run(main);
  } catch (error) {
    runner.getLoop().close();
    throw error;
  }
  return closeAfter(runner, running);
}

async function closeAfter<T>(runner: Runner, running: Promise<T>): Promise<T> {
  try {
    return await running;
  } finally {
    await runner.close();
  }
}
