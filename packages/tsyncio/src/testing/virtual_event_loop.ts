// An event loop in virtual time: its clock jumps to the next timer when nothing is ready. Tools for tests are elsewhere.

import { EventLoop, getRunningLoop } from "../core/base_events.ts";
import { type CoroutineLike, describe } from "../core/coroutines.ts";
import { Home } from "../core/events.ts";
import { RuntimeError, ValueError } from "../core/exceptions.ts";
import { State } from "../core/base_futures.ts";
import { Future } from "../core/futures.ts";
import type { Host } from "../core/host.ts";
import { Runner, type RunnerOptions } from "../core/runners.ts";
import { ensureFuture } from "../core/tasks.ts";
import type { WaitExplanation, WaitOrigin } from "../core/waits.ts";
import { DeadlockError } from "./errors.ts";
import { VirtualHost, type VirtualLoop } from "./virtual_host.ts";
import { waitReport } from "./wait_report.ts";

/** How long the real world must have been quiet before the clock jumps, in real seconds, where real I/O is allowed. */
const DEFAULT_IO_GRACE = 0.01;

/** After as many iterations in one turn the real host may look at I/O and at its timers. */
const ITERATIONS_A_TURN = 100;

/** Options of {@link VirtualEventLoop}. */
export interface VirtualTimeOptions {
  /** What `time()` says at first, in seconds. @defaultValue 0 */
  startTime?: number;
  /**
   * Whether the loop may touch the real world: the network, files, processes. If not, such calls throw.
   *
   * If so, the clock jumps only when the real world has been quiet for {@link VirtualTimeOptions.ioGrace}, and nothing is
   * taken for a deadlock, since the world may still come to help.
   *
   * @defaultValue false
   */
  allowIo?: boolean;
  /** How long nothing real must have happened before the clock jumps, in real seconds. @defaultValue 0.01 */
  ioGrace?: number;
}

/**
 * An event loop in virtual time: `time()` starts at 0, and whenever nothing is ready it jumps to the next timer's deadline,
 * exactly.
 *
 * A program of an hour's timeouts takes milliseconds, and takes the same steps each time. When no timer is left and the
 * main task still waits, the run fails with a {@link DeadlockError} that tells who waits for what.
 *
 * Promises of others are followed as far as microtasks lead. One that needs the real world (a file, a `setTimeout`) does
 * not hold the clock, unless `allowIo` is set.
 *
 * @example
 * ```ts
 * const loop = new VirtualEventLoop();
 * await loop.runUntilComplete(sleep(3600));
 * loop.time(); // => 3600
 * ```
 */
export class VirtualEventLoop extends EventLoop implements VirtualLoop, WaitOrigin {
  readonly #host: VirtualHost;
  /** What `runUntilComplete` runs for. */
  #main: Future<unknown> | null = null;
  #idle: Future<void>[] = [];
  #iterations = 0;

  constructor(options: VirtualTimeOptions = {}) {
    const { startTime = 0, allowIo = false, ioGrace = DEFAULT_IO_GRACE } = options;
    checkSpan("startTime", startTime);
    checkSpan("ioGrace", ioGrace);
    const host = new VirtualHost(startTime, allowIo ? ioGrace : null);
    super({ host });
    this.#host = host;
    host.loop = this;
  }

  /**
   * Let `seconds` pass at once, as if the program had computed that long or the machine had slept.
   *
   * Timers that have become due run in the next iteration, in the order of their deadlines.
   *
   * @throws {@link ValueError} if `seconds` is no number, or negative, or infinite.
   */
  advance(seconds: number): void {
    checkSpan("seconds", seconds);
    this.#host.moveTo(this.time() + seconds);
  }

  override runUntilComplete<T>(source: CoroutineLike<T>): Promise<T> {
    // The base class has the words for both.
    if (this.isClosed() || this.isRunning()) return super.runUntilComplete(source);
    const main = ensureFuture(source, { loop: this });
    return this.#runMain(main);
  }

  async #runMain<T>(main: Future<T>): Promise<T> {
    const running = super.runUntilComplete<T>(main);
    this.#main = main;
    try {
      return await running;
    } finally {
      this.#main = null;
    }
  }

  // Its clock says nothing of how long a turn takes. The host must have its turns all the same, for a test's limit of time.
  /** @internal */
  override _turnIsOver(): boolean {
    this.#iterations = (this.#iterations + 1) % ITERATIONS_A_TURN;
    return this.#iterations === 0;
  }

  /** @internal */
  _stuck(): void {
    if (this.#main === null || this.#host.grace !== null) return;
    this._failRun(new DeadlockError(this.time(), this._waits()));
  }

  /** The host that knows the real time. @internal */
  get _realHost(): Host {
    return this.#host.real;
  }

  /** What every pending task waits for, a line each; `idle`: nothing is ready. @internal */
  _waits(idle: boolean = this._sleeps()): string {
    return waitReport(this, { main: this.#main, idle });
  }

  /** A future that is done as soon as nothing is ready, before the clock moves. @internal */
  _whenIdle(): Future<void> {
    const future = new Future<void>(undefined, new Home(this, this));
    this.#idle.push(future);
    return future;
  }

  /** @internal */
  _wakeIdle(): boolean {
    const waiting = this.#idle.filter((future) => future._state === State.pending);
    this.#idle = [];
    for (const future of waiting) future._settle(State.finished, undefined);
    return waiting.length > 0;
  }

  /** @internal */
  _explainWait(): WaitExplanation {
    return { object: null, call: "waitAllTasksBlocked()", state: "", needs: [] };
  }
}

function checkSpan(name: string, seconds: unknown): void {
  if (typeof seconds === "number" && seconds >= 0 && seconds < Infinity) return;
  throw new ValueError(`${name} must be a number of seconds, not negative and not infinite, got ${describe(seconds)}`);
}

/** The running loop, which must be a virtual one for `call` to work. @internal */
export function requireVirtualLoop(call: string): VirtualEventLoop {
  const loop = getRunningLoop();
  if (loop instanceof VirtualEventLoop) return loop;
  throw new RuntimeError(`${call} needs virtual time: run the code with runVirtual() or virtualTest()`);
}

/** Options of {@link runVirtual}. */
export interface RunVirtualOptions extends Omit<RunnerOptions, "loopFactory">, VirtualTimeOptions {}

/**
 * `run()` in virtual time.
 *
 * @returns a promise of the coroutine's result; it rejects with its error, and with {@link DeadlockError} if nothing is left
 * that could ever wake the program
 * @throws TypeError at once if `main` is not a coroutine (say, a promise).
 * @example
 * ```ts
 * await runVirtual(function* () {
 *   yield* sleep(3600); // takes no time
 * });
 * ```
 */
export function runVirtual<T>(main: CoroutineLike<T>, options: RunVirtualOptions = {}): Promise<T> {
  const loop = new VirtualEventLoop(options);
  const runner = new Runner({ ...options, loopFactory: () => loop });
  let running: Promise<T>;
  try {
    running = runner.run(main);
  } catch (error) {
    loop.close();
    throw error;
  }
  return closeAfter(runner, running);
}

/** Close `runner` when `running` has ended. Of two errors the first one is what happened; the other goes to the operator. */
async function closeAfter<T>(runner: Runner, running: Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await running;
  } catch (error) {
    const loop = runner.getLoop();
    await runner
      .close()
      .catch((second: unknown) => loop._host.report("the run failed, and so did its clean-up", second));
    throw error;
  }
  await runner.close();
  return result;
}
