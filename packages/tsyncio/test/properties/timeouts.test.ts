// Limits and cancellations at random times: the first one counts, and nothing is left behind.

import fc from "fast-check";
import {
  CancelledError,
  TimeoutError,
  asyncWith,
  createTask,
  currentTask,
  sleep,
  timeout,
  wait as waitAll,
  waitFor,
} from "tsyncio";

import { type Dialect } from "../support/dialects.ts";
import { doing, holds, time, work } from "../support/properties.ts";
import { expect } from "../support/suite.ts";

const liveTimers = (loop: Dialect["loop"]): number => [...loop._timers()].filter((timer) => !timer._isDropped()).length;

/** Three times that differ. */
const differentTimes = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 3, maxLength: 3 });

for (const form of ["waitFor()", "asyncWith(timeout())", "timeout(delay, body)"] as const) {
  holds(
    `of the end, the deadline and a cancellation the first decides: ${form}`,
    differentTimes,
    function* ({ loop, wait, fn }, [end = 0, deadline = 0, cancellation = 0]) {
      const body = fn(() => wait(sleep(end, "done")));
      const limited = (): ReturnType<typeof waitFor<string>> => {
        if (form === "waitFor()") return waitFor(body, deadline);
        return form === "timeout(delay, body)" ? timeout(deadline, body) : asyncWith(timeout(deadline), body);
      };
      const task = createTask(fn(() => wait(limited())));
      loop.callLater(cancellation, () => task.cancel());
      yield* wait(waitAll([task]));
      const first = Math.min(end, deadline, cancellation);
      expect(loop.time()).toBe(first);
      if (first === end) expect(task.result()).toBe("done");
      else if (first === cancellation) expect(task.cancelled()).toBe(true);
      else expect(task.exception()).toBeInstanceOf(TimeoutError);
      expect(task.cancelling()).toBe(first === cancellation ? 1 : 0);
      yield* wait(sleep(0));
      expect(liveTimers(loop)).toBe(first === cancellation ? 0 : cancellation > loop.time() ? 1 : 0);
    },
  );
}

interface Nested {
  readonly limits: readonly (number | null)[];
  readonly seconds: number;
  readonly cancellations: readonly number[];
}

holds(
  "nested limits leave the count of cancellations as it was, and a TimeoutError comes from one whose time was up",
  fc.record<Nested>({
    limits: fc.array(fc.option(time, { nil: null }), { minLength: 1, maxLength: 4 }),
    seconds: time,
    cancellations: fc.array(time, { maxLength: 2 }),
  }),
  function* ({ loop, wait, fn }, { limits, seconds, cancellations }) {
    const entered = limits.map((limit) => timeout(limit));
    let requested = 0;
    const task = createTask(
      fn(function* () {
        let body = fn(() => wait(sleep(seconds)));
        for (const limit of entered) {
          const inner = body;
          body = fn(() => wait(asyncWith(limit, inner)));
        }
        let met: unknown = null;
        try {
          yield* wait(waitFor(body, null));
        } catch (error) {
          met = error;
        }
        expect(currentTask()?.cancelling()).toBe(requested);
        if (requested > 0)
          expect(met === null || met instanceof CancelledError || met instanceof TimeoutError).toBe(true);
        else if (met !== null) expect(met).toBeInstanceOf(TimeoutError);
        if (met instanceof TimeoutError) expect(entered.some((limit) => limit.expired())).toBe(true);
        if (met instanceof CancelledError) expect(requested).toBeGreaterThan(0);
        if (entered.at(-1)?.expired() === true && requested === 0) expect(met).toBeInstanceOf(TimeoutError);
      }),
    );
    for (const when of cancellations) {
      loop.callLater(when, () => {
        if (task.cancel()) requested++;
      });
    }
    yield* wait(waitAll([task]));
    // Cancelled before it began, or behind the limits: then there is nothing to say of it.
    if (!task.cancelled()) task.result();
  },
);

holds(
  "waitFor() ends only when its coroutine has ended, and gives what that gave",
  fc.record({ inner: work, limit: time }),
  function* (dialect, { inner, limit }) {
    const { loop, wait } = dialect;
    const task = createTask(doing(dialect, inner));
    let met: unknown;
    try {
      met = yield* wait(waitFor(task, limit));
    } catch (error) {
      met = error;
    }
    expect(task.done()).toBe(true);
    if (met instanceof TimeoutError) expect(task.cancelled()).toBe(true);
    else if (!task.cancelled() && task.exception() !== null) expect(met === task.exception()).toBe(true);
    else if (!task.cancelled()) expect(met).toBe(task.result());
    expect(currentTask()?.cancelling()).toBe(0);
    expect(liveTimers(loop)).toBe(0);
    yield* wait(sleep(1));
  },
);
