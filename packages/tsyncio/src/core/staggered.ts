// `staggeredRace()`: attempts that start one after the other, of which the first success wins. Starts nothing else.

import { thread } from "./contextvars.ts";
import { type Awaitable, type Coroutine, type CoroutineFunction, GeneratorAwaitable, describe } from "./coroutines.ts";
import { allowSwallowing } from "./debug.ts";
import { type AbstractEventLoop, Home, isFatal, requireRunningLoop } from "./events.ts";
import { ExceptionGroup } from "./exception_groups.ts";
import { CancelledError, TimeoutError } from "./exceptions.ts";
import { State } from "./base_futures.ts";
import { Future } from "./futures.ts";
import { here } from "./guests.ts";
import type { Task } from "./tasks.ts";
import { checkTime } from "./timeouts.ts";
import { waitFor } from "./waiting.ts";
import { type WaitExplanation, type WaitOrigin, unfinished } from "./waits.ts";

/** What {@link staggeredRace} gives: the winner's result and place, and what the attempts threw, `null` for the winner. */
export type RaceOutcome<T> = [result: T | null, index: number | null, errors: unknown[]];

class StaggeredRace<T> implements WaitOrigin {
  readonly #loop: AbstractEventLoop = requireRunningLoop();
  readonly #caller = thread.task as Task<unknown> | null;
  readonly #attempts: Iterator<CoroutineFunction<T>, unknown>;
  readonly #delay: number | null;
  readonly #running = new Set<Task<void>>();
  readonly #outcome: RaceOutcome<T> = [null, null, []];
  readonly #failures: unknown[] = [];
  #allDone: Future<undefined> | null = null;

  constructor(attempts: Iterable<CoroutineFunction<T>>, delay: number | null) {
    this.#attempts = attempts[Symbol.iterator]();
    this.#delay = delay;
  }

  *run(): Coroutine<RaceOutcome<T>> {
    let cancellation: CancelledError | null = null;
    this.#startNext(null);
    while (this.#running.size > 0) {
      this.#allDone = new Future<undefined>(undefined, new Home(this.#loop, this));
      try {
        yield* this.#allDone;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        cancellation = error;
        for (const task of this.#running) task.cancel(error.message);
      }
    }
    if (this.#failures.length > 0) {
      throw this.#failures.find(isFatal) ?? new ExceptionGroup("staggered race failed", this.#failures);
    }
    if (cancellation !== null) throw cancellation;
    return this.#outcome;
  }

  #startNext(previousFailed: Future<undefined> | null): void {
    const task = this.#loop.createTask(this.#attempt(previousFailed)) as Task<void>;
    this.#running.add(task);
    task._onDone(() => this.#ended(task), this.#caller);
  }

  /** @internal */
  _explainWait(): WaitExplanation {
    return { object: null, call: "staggeredRace()", state: "of", needs: unfinished(this.#running) };
  }

  #ended(task: Task<void>): void {
    this.#running.delete(task);
    if (this.#running.size === 0 && this.#allDone?._state === State.pending)
      this.#allDone._settle(State.finished, undefined);
    if (task._state === State.failed) this.#failures.push(task._failure());
  }

  /** Make the next attempt, once the one before it has failed or had its time. */
  *#attempt(previousFailed: Future<undefined> | null): Coroutine {
    if (previousFailed !== null) yield* this.#waitForTurn(previousFailed);
    const next = this.#attempts.next();
    if (next.done === true) return;
    const failed = new Future<undefined>({ loop: this.#loop });
    this.#startNext(failed);
    const [, , errors] = this.#outcome;
    const index = errors.push(null) - 1;
    let result: T;
    try {
      result = yield* here(next.value);
    } catch (error) {
      if (isFatal(error)) throw error;
      errors[index] = error;
      if (this.#loop._debug) allowSwallowing(thread.task as Task<void>); // the error is kept, for the race to show
      if (failed._state === State.pending) failed._settle(State.finished, undefined);
      return;
    }
    this.#win(index, result);
  }

  *#waitForTurn(previousFailed: Future<undefined>): Coroutine {
    try {
      yield* waitFor(previousFailed, this.#delay);
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
    }
  }

  // An attempt that was cancelled, and succeeded all the same, comes too late.
  #win(index: number, result: T): void {
    if (this.#outcome[1] !== null) return;
    this.#outcome[0] = result;
    this.#outcome[1] = index;
    for (const task of this.#running) if ((task as object) !== thread.task) task.cancel();
  }
}

/**
 * Make attempts one after the other, until one succeeds: the next starts when the last has failed, or after `delay` seconds.
 *
 * The first success wins, and the other attempts are cancelled and waited for. That all fail is no error.
 *
 * Cancellation: all attempts are cancelled and waited for.
 *
 * @param attempts functions that start a coroutine
 * @param delay seconds; `null`: one starts only when the one before it has failed
 * @returns `[result, index, errors]`: the first two `null` if none succeeded; `errors` has an entry for each attempt that was
 *   started: what it threw, `null` for the winner
 * @throws TypeError at once if `attempts` is not a list, {@link ValueError} at once if `delay` is not a number.
 * @example
 * ```ts
 * const [socket, index, errors] = yield* staggeredRace(addresses.map((address) => () => connect(address)), 0.25);
 * ```
 * @see CPython `asyncio.staggered.staggered_race`
 */
export function staggeredRace<T>(
  attempts: Iterable<CoroutineFunction<T>>,
  delay: number | null,
): Awaitable<RaceOutcome<T>> {
  checkTime("delay", delay);
  if (typeof (attempts as Partial<Iterable<unknown>> | null | undefined)?.[Symbol.iterator] !== "function") {
    throw new TypeError(`attempts must be a list of functions, got ${describe(attempts)}`);
  }
  return new GeneratorAwaitable(race(attempts, delay));
}

function* race<T>(attempts: Iterable<CoroutineFunction<T>>, delay: number | null): Coroutine<RaceOutcome<T>> {
  return yield* new StaggeredRace(attempts, delay).run();
}
