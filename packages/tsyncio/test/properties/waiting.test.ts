// gather, wait, asCompleted, shield and staggeredRace at random times: nothing is lost, doubled or left behind.

import fc from "fast-check";
import {
  ALL_COMPLETED,
  CancelledError,
  type Coroutine,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type Future,
  type Task,
  TimeoutError,
  allTasks,
  asCompleted,
  createTask,
  gather,
  shield,
  sleep,
  staggeredRace,
  wait as waitAll,
  waitFor,
} from "tsyncio";

import { type Dialect } from "../support/dialects.ts";
import { type Work, doing, holds, time, works } from "../support/properties.ts";
import { expect } from "../support/suite.ts";

const start = (dialect: Dialect, all: readonly Work[]): Task<number>[] =>
  all.map((one, number) => createTask(doing(dialect, one, number)));

/** What a task gave, whichever way it ended. */
function outcome(task: Future<number>): unknown {
  if (task.cancelled()) return "cancelled";
  return task.exception() ?? task.result();
}

holds("gather() gives all results in order, or the first error", works, function* (dialect, all) {
  const { wait } = dialect;
  const tasks = start(dialect, all);
  let met: unknown;
  try {
    met = yield* wait(gather(tasks));
  } catch (error) {
    met = error;
  }
  const failing = all.flatMap(({ fails, seconds }, number) => (fails ? [{ number, seconds }] : []));
  if (failing.length === 0) {
    expect(met).toEqual(all.map((_, number) => number));
  } else {
    const first = Math.min(...failing.map(({ seconds }) => seconds));
    const firsts = failing.filter(({ seconds }) => seconds === first).map(({ number }) => `work ${number}`);
    expect(firsts).toContain((met as Error).message);
  }
  yield* wait(waitAll(tasks));
});

holds(
  "gather() with returnExceptions has each task's own outcome in its place",
  fc.record({ all: works, cancelled: fc.array(fc.nat({ max: 4 })), when: time }),
  function* (dialect, { all, cancelled, when }) {
    const { loop, wait } = dialect;
    const tasks = start(dialect, all);
    loop.callLater(when, () => cancelled.forEach((number) => tasks[number]?.cancel()));
    const outcomes = yield* wait(gather(tasks, { returnExceptions: true }));
    expect(tasks.every((task) => task.done())).toBe(true);
    expect(outcomes.length).toBe(tasks.length);
    tasks.forEach((task, number) => {
      if (task.cancelled()) expect(outcomes[number]).toBeInstanceOf(CancelledError);
      else expect(outcomes[number] === outcome(task)).toBe(true);
    });
  },
);

holds(
  "a cancelled gather() has asked every task to stop that was not done, and passes the cancellation on",
  fc.record({ all: works, when: time, returnExceptions: fc.boolean() }),
  function* (dialect, { all, when, returnExceptions }) {
    const { loop, wait, fn } = dialect;
    const tasks = start(dialect, all);
    let pending: Task<number>[] = [];
    const user = createTask(fn(() => wait(gather(tasks, { returnExceptions }))));
    loop.callLater(when, () => {
      if (user.done()) return;
      pending = tasks.filter((task) => !task.done());
      user.cancel();
    });
    yield* wait(waitAll([user]));
    expect(pending.every((task) => task.cancelling() === 1)).toBe(true);
    if (pending.length > 0 && returnExceptions) {
      expect(user.cancelled()).toBe(true);
      expect(tasks.every((task) => task.done())).toBe(true);
    }
    yield* wait(waitAll(tasks));
    tasks.forEach(outcome);
    if (user.done() && !user.cancelled()) user.exception();
  },
);

holds(
  "wait() divides the futures as they stand, and leaves nothing in those that are pending",
  fc.record({
    all: works,
    timeout: fc.option(time, { nil: null }),
    returnWhen: fc.constantFrom(FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED),
    cancelled: fc.boolean(),
  }),
  function* (dialect, { all, timeout, returnWhen, cancelled }) {
    const { loop, wait } = dialect;
    const tasks = start(dialect, all);
    if (cancelled) {
      const waiter = createTask(waitAll(tasks, { timeout, returnWhen }));
      yield* wait(sleep(0));
      waiter.cancel();
      yield* wait(waitAll([waiter]));
      expect(waiter.cancelled()).toBe(true);
      expect(tasks.every((task) => task.cancelling() === 0)).toBe(true);
    } else {
      const [done, pending] = yield* wait(waitAll(tasks, { timeout, returnWhen }));
      const places = (some: Iterable<Task<number>>): number[] => [...some].map((task) => tasks.indexOf(task));
      expect(places(done)).toEqual(places(tasks.filter((task) => task.done())));
      expect(places(pending)).toEqual(places(tasks.filter((task) => !task.done())));
      if (timeout === null || loop.time() < timeout) {
        if (returnWhen === ALL_COMPLETED) expect(pending.size).toBe(0);
        else expect(done.size).toBeGreaterThan(0);
      } else expect(loop.time()).toBe(timeout);
    }
    expect(tasks.every((task) => task.done() || task._allWaiters().length === 0)).toBe(true);
    yield* wait(waitAll(tasks));
    tasks.forEach(outcome);
  },
);

// A step of plain iteration that never begins, since there is no time for it, counts as taken: hence the least patience.
const patience = fc.array(
  time.map((seconds) => seconds + 0.5),
  { maxLength: 6 },
);

const END = Symbol("end");

for (const form of ["plain", "asynchronous"] as const) {
  holds(
    `asCompleted() gives each task once, whichever of its steps are cancelled (${form} iteration)`,
    fc.record({ all: works, limits: patience }),
    function* (dialect, { all, limits }) {
      const { wait } = dialect;
      const tasks = start(dialect, all);
      const completions = asCompleted(tasks);
      const futures = completions[Symbol.asyncIterator]();
      const takePlain = function* (limit: number | null): Coroutine<unknown> {
        const next = completions.next();
        return next.done === true ? END : yield* wait(waitFor(next.value, limit));
      };
      const takeAsync = function* (limit: number | null): Coroutine<unknown> {
        const next = yield* wait(waitFor(futures.next(), limit));
        return next.done === true ? END : outcome(next.value);
      };
      const given: unknown[] = [];
      for (let step = 0; given.at(-1) !== END; step++) {
        try {
          given.push(yield* (form === "plain" ? takePlain : takeAsync)(limits[step] ?? null));
        } catch (error) {
          if (!(error instanceof TimeoutError)) given.push(error);
        }
      }
      given.pop();
      expect(given.length).toBe(tasks.length);
      expect(new Set(given)).toEqual(new Set(tasks.map(outcome)));
    },
  );
}

holds(
  "shield() never cancels what it protects, and gives its outcome unless it was cancelled itself",
  fc.record({ all: works, when: time }),
  function* (dialect, { all, when }) {
    const { loop, wait, fn } = dialect;
    const tasks = start(dialect, all);
    const users = tasks.map((task) => createTask(fn(() => wait(shield(task)))));
    loop.callLater(when, () => users.forEach((user) => user.cancel()));
    yield* wait(waitAll(users));
    yield* wait(waitAll(tasks));
    tasks.forEach((task, number) => {
      const user = users[number] as Task<number>;
      expect(task.cancelling()).toBe(0);
      if (!user.cancelled()) expect(outcome(user) === outcome(task)).toBe(true);
      else outcome(task);
    });
  },
);

holds(
  "staggeredRace() ends with at most one winner and no attempt left, cancelled or not",
  fc.record({ all: works, delay: fc.option(time, { nil: null }), when: fc.option(time, { nil: null }) }),
  function* (dialect, { all, delay, when }) {
    const { loop, wait } = dialect;
    const race = createTask(
      staggeredRace(
        all.map((one, number) => doing(dialect, one, number)),
        delay,
      ),
    );
    if (when !== null) loop.callLater(when, () => race.cancel());
    yield* wait(waitAll([race]));
    expect(allTasks().size).toBe(1);
    if (race.cancelled()) {
      expect(when).not.toBe(null);
      return;
    }
    const [result, index, errors] = race.result();
    expect(result).toBe(index);
    expect(errors.length).toBeLessThanOrEqual(all.length);
    if (index === null) {
      expect(errors.length).toBe(all.length);
      expect(errors).not.toContain(null);
    } else expect(errors[index]).toBe(null);
  },
);
