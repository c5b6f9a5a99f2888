// A list of what happened and when, for tests to compare. Nothing else.

import { runningLoop } from "../core/events.ts";
import { RuntimeError } from "../core/exceptions.ts";
import { currentTask } from "../core/tasks.ts";

/** Something that happened in a test. */
export interface RecordedEvent<T> {
  /** The loop's time, in seconds. */
  readonly time: number;
  /** The name of the task in which it happened, `null` in a callback. */
  readonly task: string | null;
  /** What was recorded. */
  readonly event: T;
}

/**
 * Notes what happens, with the virtual time and the task, so that a test compares one list at its end.
 *
 * @example
 * ```ts
 * const recording = new Recording();
 * recording.add("started");
 * yield* sleep(5);
 * recording.add("done");
 * expect(recording.timed).toEqual([[0, "started"], [5, "done"]]);
 * ```
 */
export class Recording<T = string> {
  readonly #entries: RecordedEvent<T>[] = [];

  /** Note `event`. A function of its own: `const { add } = new Recording()` works. @throws {@link RuntimeError} if no loop runs. */
  readonly add = (event: T): void => {
    const loop = runningLoop();
    if (loop === null) throw new RuntimeError(`no event loop runs, so there is no time to record ${String(event)} at`);
    const task = currentTask(loop);
    this.#entries.push({ time: loop.time(), task: task === null ? null : task.getName(), event });
  };

  /** What was recorded, in its order. */
  get events(): T[] {
    return this.#entries.map(({ event }) => event);
  }

  /** The same, each with its time before it. */
  get timed(): [time: number, event: T][] {
    return this.#entries.map(({ time, event }) => [time, event]);
  }

  /** The same with all that is known. */
  get entries(): readonly RecordedEvent<T>[] {
    return [...this.#entries];
  }

  /** Forget what was recorded. */
  clear(): void {
    this.#entries.length = 0;
  }
}
