// Ways for a test to say when: once all others wait, and in which order. All in virtual time.

import { type Awaitable, type Coroutine, GeneratorAwaitable, describe } from "../core/coroutines.ts";
import { Home, requireRunningLoop } from "../core/events.ts";
import { RuntimeError, ValueError } from "../core/exceptions.ts";
import { Future } from "../core/futures.ts";
import type { WaitExplanation, WaitOrigin } from "../core/waits.ts";
import { requireVirtualLoop } from "./virtual_event_loop.ts";

/**
 * Wait until every other task waits for something, so that nothing more will happen at this moment of virtual time.
 *
 * The clock does not move. Use it in place of a `sleep()` of a guessed length, to let others get as far as they can.
 *
 * Cancellation: the wait ends at once.
 *
 * @throws {@link RuntimeError} if the running loop is not a virtual one.
 * @example
 * ```ts
 * const task = createTask(consumer(queue));
 * yield* waitAllTasksBlocked(); // the consumer waits in queue.get() by now
 * task.cancel();
 * ```
 */
export function waitAllTasksBlocked(): Awaitable<void> {
  return new GeneratorAwaitable(untilIdle());
}

function* untilIdle(): Coroutine {
  yield* requireVirtualLoop("waitAllTasksBlocked()")._whenIdle();
}

/**
 * Puts stretches of several tasks into an order: place 0, then place 1, and so on.
 *
 * @example
 * ```ts
 * const sequence = new Sequencer();
 * function* first() {
 *   using _ = yield* sequence.at(0);
 *   log("one");
 * }
 * function* second() {
 *   using _ = yield* sequence.at(1); // waits until first() has left its place
 *   log("two");
 * }
 * ```
 */
export class Sequencer implements WaitOrigin {
  #next = 0;
  #broken = false;
  readonly #taken = new Set<number>();
  readonly #waiting = new Map<number, Future<void>>();

  /**
   * Wait until all places before `place` have been left, then hold it until the result is disposed of.
   *
   * Cancellation: the order cannot be kept any more, so all who wait for their place fail.
   *
   * @param place a whole number from 0; each can be taken once
   * @throws {@link ValueError} if `place` is no such number; {@link RuntimeError} if it was taken before, or if somebody who
   * waited for a place was cancelled.
   */
  at(place: number): Awaitable<Disposable> {
    if (!Number.isSafeInteger(place) || place < 0) {
      throw new ValueError(`place must be a whole number from 0, got ${describe(place)}`);
    }
    return new GeneratorAwaitable(this.#enter(place));
  }

  *#enter(place: number): Coroutine<Disposable> {
    if (this.#taken.has(place)) throw new RuntimeError(`place ${place} of the sequence was taken before`);
    if (this.#broken) throw brokenError(place);
    this.#taken.add(place);
    if (place !== this.#next) yield* this.#wait(place);
    let left = false;
    return {
      [Symbol.dispose]: () => {
        if (left) return;
        left = true;
        this.#pass(place + 1);
      },
    };
  }

  *#wait(place: number): Coroutine {
    const turn = new Future<void>(undefined, new Home(requireRunningLoop(), this));
    this.#waiting.set(place, turn);
    try {
      yield* turn;
    } catch (error) {
      if (!this.#broken) this.#break();
      throw error;
    } finally {
      this.#waiting.delete(place);
    }
  }

  #pass(place: number): void {
    this.#next = place;
    const turn = this.#waiting.get(place);
    if (turn !== undefined && !turn.done()) turn.setResult();
  }

  #break(): void {
    this.#broken = true;
    for (const [place, turn] of this.#waiting) if (!turn.done()) turn.setException(brokenError(place));
  }

  /** @internal */
  _explainWait(future: Future<unknown>): WaitExplanation {
    const place = [...this.#waiting].find(([, turn]) => turn === future)?.[0];
    return { object: this, call: `at(${place})`, state: `which is at ${this.#next}`, needs: [] };
  }
}

function brokenError(place: number): RuntimeError {
  return new RuntimeError(
    `place ${place} will never come: somebody who waited for a place of the sequence was cancelled`,
  );
}
