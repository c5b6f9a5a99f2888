// Task groups under random errors and cancellations: no task, no error and no cancellation is lost.

import fc from "fast-check";
import {
  BaseExceptionGroup,
  CancelledError,
  ExceptionGroup,
  type Task,
  TaskGroup,
  TimeoutError,
  asyncWith,
  createTask,
  currentTask,
  sleep,
  timeout,
  wait as waitAll,
} from "tsyncio";

import { type Work, doing, holds, time, work, works } from "../support/properties.ts";
import { expect } from "../support/suite.ts";

interface Scene {
  readonly tasks: readonly Work[];
  readonly body: Work;
  /** When the surrounding task is cancelled. */
  readonly cancellations: readonly number[];
  /** When the group is given up. */
  readonly givenUp: number | null;
}

const scenes: fc.Arbitrary<Scene> = fc.record({
  tasks: works,
  body: work,
  cancellations: fc.array(time, { maxLength: 2 }),
  givenUp: fc.option(time, { nil: null }),
});

/** How the surrounding task met the end of its group. */
interface Met {
  tasks: Task<number>[];
  error: unknown;
  /** The body's own error. */
  bodyError: unknown;
  /** Requests to cancel that came while the group ran, and those that were open behind it. */
  requested: number;
  open: number;
  /** Whether the next wait was interrupted. */
  interrupted: boolean;
}

holds(
  "a group leaves no task behind, gives each error once, and keeps the cancellations that are not its own",
  scenes,
  function* (dialect, { tasks, body, cancellations, givenUp }) {
    const { loop, wait, fn } = dialect;
    const met: Met = { tasks: [], error: null, bodyError: null, requested: 0, open: 0, interrupted: false };
    const group = new TaskGroup();
    const parent = createTask(
      fn(function* () {
        try {
          yield* wait(
            asyncWith(
              group,
              fn(function* () {
                tasks.forEach((task, number) => met.tasks.push(group.createTask(doing(dialect, task, number))));
                try {
                  yield* wait(sleep(body.seconds));
                  if (body.fails) throw new RangeError("body");
                } catch (error) {
                  if (body.onCancel === "swallow") return;
                  met.bodyError = body.onCancel === "fail" ? new RangeError("cleanup of the body") : error;
                  throw met.bodyError;
                }
              }),
            ),
          );
        } catch (error) {
          met.error = error;
        }
        expect(met.tasks.every((task) => task.done())).toBe(true);
        met.requested = requested;
        met.open = currentTask()?.cancelling() ?? -1;
        try {
          yield* wait(sleep(0));
        } catch (error) {
          met.interrupted = error instanceof CancelledError;
        }
      }),
    );
    let requested = 0;
    for (const when of cancellations) {
      loop.callLater(when, () => {
        if (parent.cancel()) requested++;
      });
    }
    if (givenUp !== null) loop.callLater(givenUp, () => group.cancel());
    yield* wait(waitAll([parent]));
    check(met);
  },
);

function check({ tasks, error, bodyError, requested, open, interrupted }: Met): void {
  const errors = tasks.filter((task) => !task.cancelled() && task.exception() !== null).map((task) => task.exception());
  if (bodyError !== null && !(bodyError instanceof CancelledError)) errors.push(bodyError);
  const given = error instanceof BaseExceptionGroup ? error.errors : [];
  expect(new Set(given)).toEqual(new Set(errors));
  expect(given.length).toBe(errors.length);
  expect(open).toBe(requested);
  if (error instanceof CancelledError) expect(requested).toBeGreaterThan(0);
  else if (errors.length > 0) expect(error).toBeInstanceOf(ExceptionGroup);
  else expect(error).toBe(null);
  // A cancellation that gave way to errors comes again.
  if (errors.length > 0 && requested > 0) expect(interrupted).toBe(true);
  if (requested === 0) expect(interrupted).toBe(false);
}

holds(
  "a deadline around a group interrupts it in time, and is told from an error of its tasks",
  fc.record({ tasks: works, limit: time }),
  function* (dialect, { tasks, limit }) {
    const { wait, fn, loop } = dialect;
    const started: Task<number>[] = [];
    let met: unknown = null;
    const limited = timeout(limit);
    try {
      yield* wait(
        asyncWith(
          limited,
          fn(() =>
            wait(
              asyncWith(new TaskGroup(), (group) => {
                tasks.forEach((task, number) => started.push(group.createTask(doing(dialect, task, number))));
              }),
            ),
          ),
        ),
      );
    } catch (error) {
      met = error;
    }
    expect(started.every((task) => task.done())).toBe(true);
    expect(currentTask()?.cancelling()).toBe(0);
    expect([...loop._timers()].every((timer) => timer._isDropped())).toBe(true);
    const failed = started.some((task) => !task.cancelled() && task.exception() !== null);
    if (failed) expect(met).toBeInstanceOf(ExceptionGroup);
    else if (limited.expired()) expect(met).toBeInstanceOf(TimeoutError);
    else expect(met).toBe(null);
    // Nothing is left that would interrupt the next wait.
    yield* wait(sleep(1));
  },
);
