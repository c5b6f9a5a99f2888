// Locks, semaphores, events, conditions and barriers: races of cancellation and wake-up, with the trace that CPython leaves.

import {
  Barrier,
  BoundedSemaphore,
  BrokenBarrierError,
  Condition,
  type Coroutine,
  Event,
  Lock,
  RuntimeError,
  Semaphore,
  type Task,
  TimeoutError,
  asyncWith,
  createTask,
  currentTask,
  gather,
  sleep,
  wait as waitForAll,
  waitFor,
} from "tsyncio";

import { type Dialect, followsTrace, once, repr, state, traceOf } from "../support/dialects.ts";
import { expect, it } from "../support/suite.ts";

/** Let everything else run `n` times. */
function* ticks({ wait }: Dialect, n = 1): Coroutine {
  for (let tick = 0; tick < n; tick++) yield* wait(sleep(0));
}

/** A task that holds `lock` while it stamps `text` and sleeps. */
function holder(d: Dialect, text: string, lock: Lock | Semaphore, seconds = 0): Task<void> {
  return createTask(d.fn(() => hold(d, text, lock, seconds)));
}

function* hold(d: Dialect, text: string, lock: Lock | Semaphore, seconds = 0): Coroutine {
  yield* d.wait(
    asyncWith(
      lock,
      d.fn(function* () {
        d.stamp(text);
        if (seconds > 0) yield* d.wait(sleep(seconds));
      }),
    ),
  );
}

function states(tasks: readonly Task<unknown>[]): string {
  return tasks.map(state).join(", ");
}

// bpo-27585, bpo-32734.
followsTrace(
  "a task that releases a lock and wants it again goes behind those that wait",
  once(function* (d) {
    const lock = new Lock();
    const twice = createTask(
      d.fn(function* () {
        yield* hold(d, "A has it", lock, 1);
        yield* hold(d, "A has it again", lock, 0);
      }),
    );
    yield* d.wait(gather(twice, holder(d, "B has it", lock, 1), holder(d, "C has it", lock, 1)));
  }),
  `
    t=0 A has it
    t=1 B has it
    t=2 C has it
    t=3 A has it again
  `,
);

// bpo-32734.
followsTrace(
  "a newcomer does not overtake the waiter that a release has woken, though the lock is free in the gap",
  once(function* (d) {
    const lock = new Lock();
    let owners = 0;
    const own = function* (name: string): Coroutine {
      yield* d.wait(lock.acquire());
      owners++;
      d.stamp(name, "owns, owners =", owners);
      yield* d.wait(sleep(1));
      owners--;
      lock.release();
    };
    yield* d.wait(lock.acquire());
    const waiter = createTask(d.fn(() => own("waiter")));
    yield* ticks(d);
    lock.release();
    d.stamp("locked in the gap:", lock.locked());
    const newcomer = createTask(d.fn(() => own("newcomer")));
    yield* own("main");
    yield* d.wait(waitForAll([waiter, newcomer]));
  }),
  `
    t=0 locked in the gap: false
    t=0 waiter owns, owners = 1
    t=1 main owns, owners = 1
    t=2 newcomer owns, owners = 1
  `,
);

// bpo-27585, bpo-32734.
followsTrace(
  "a lock goes to the next when the waiter that a release has woken is cancelled",
  once(function* (d) {
    const lock = new Lock();
    yield* d.wait(lock.acquire());
    const [b, c] = [holder(d, "B has it", lock), holder(d, "C has it", lock)];
    yield* ticks(d);
    lock.release();
    b.cancel();
    yield* d.wait(waitForAll([b, c]));
    d.stamp(states([b, c]), "locked", lock.locked());
  }),
  `
    t=0 C has it
    t=0 cancelled, result None locked false
  `,
);

// bpo-27585.
followsTrace(
  "a lock goes to the next when the first waiter was cancelled just before the release",
  once(function* (d) {
    const lock = new Lock();
    yield* d.wait(lock.acquire());
    const [b, c] = [holder(d, "B has it", lock), holder(d, "C has it", lock)];
    yield* ticks(d);
    b.cancel();
    lock.release();
    yield* d.wait(waitForAll([b, c]));
    d.stamp(states([b, c]), "locked", lock.locked());
  }),
  `
    t=0 C has it
    t=0 cancelled, result None locked false
  `,
);

// bpo-32734.
followsTrace(
  "a newcomer gets a free lock at once if all that wait for it are cancelled",
  once(function* (d) {
    const lock = new Lock();
    yield* d.wait(lock.acquire());
    const tasks = [0, 1, 2].map((name) => holder(d, `${name} has it`, lock));
    yield* ticks(d);
    for (const task of tasks) task.cancel();
    lock.release();
    yield* d.wait(
      waitFor(
        d.fn(() => hold(d, "newcomer has it", lock)),
        1,
      ),
    );
    yield* d.wait(waitForAll(tasks));
    d.stamp(states(tasks), lock.locked());
  }),
  `
    t=0 newcomer has it
    t=0 cancelled, cancelled, cancelled false
  `,
);

followsTrace(
  "a lock that is free cannot be released, its holder cannot acquire it again, and any task may release it",
  once(function* (d) {
    const lock = new Lock();
    try {
      lock.release();
    } catch (error) {
      d.stamp(repr(error));
    }
    yield* d.wait(lock.acquire());
    try {
      yield* d.wait(waitFor(lock.acquire(), 1));
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      d.stamp("not re-entrant");
    }
    const other = d.fn(function* () {
      lock.release();
      d.stamp("released by another task");
    });
    yield* d.wait(createTask(other));
    d.stamp(lock.locked());
  }),
  `
    t=0 RuntimeError('Lock is not acquired.')
    t=1 not re-entrant
    t=1 released by another task
    t=1 false
  `,
);

followsTrace(
  "a task that is cancelled inside the block sets the lock free",
  once(function* (d) {
    const lock = new Lock();
    const task = createTask(
      d.fn(() =>
        d.wait(
          asyncWith(
            lock,
            d.fn(() => d.wait(sleep(10))),
          ),
        ),
      ),
    );
    yield* d.wait(sleep(1));
    task.cancel();
    yield* hold(d, "main has it", lock);
    d.stamp(state(task));
  }),
  `
    t=1 main has it
    t=1 cancelled
  `,
);

// gh-90155, bpo-45997.
followsTrace(
  "a semaphore serves first come, first served, whoever comes back for more",
  once(function* (d) {
    const semaphore = new Semaphore(1);
    const twice = (name: string): Task<void> =>
      createTask(
        d.fn(function* () {
          yield* hold(d, `${name} 0`, semaphore, 1);
          yield* hold(d, `${name} 1`, semaphore, 1);
        }),
      );
    yield* d.wait(gather(twice("A"), twice("B"), twice("C")));
  }),
  `
    t=0 A 0
    t=1 B 0
    t=2 C 0
    t=3 A 1
    t=4 B 1
    t=5 C 1
  `,
);

// bpo-45997, gh-90155, python/asyncio#270.
followsTrace(
  "a permit goes to the next when the waiter that it was given to is cancelled",
  once(function* (d) {
    const semaphore = new Semaphore(1);
    yield* d.wait(semaphore.acquire());
    const [b, c] = [holder(d, "B has it", semaphore), holder(d, "C has it", semaphore)];
    yield* ticks(d);
    semaphore.release();
    b.cancel();
    yield* d.wait(waitForAll([b, c], { timeout: 5 }));
    d.stamp(states([b, c]), "locked", semaphore.locked());
  }),
  `
    t=0 C has it
    t=0 cancelled, result None locked false
  `,
);

function takers(d: Dialect, semaphore: Semaphore, names: readonly string[]): Task<void>[] {
  return names.map((name) =>
    createTask(
      d.fn(function* () {
        yield* d.wait(semaphore.acquire());
        d.stamp(name, "has a permit");
      }),
    ),
  );
}

// gh-90155.
followsTrace(
  "several releases in one iteration wake as many waiters",
  once(function* (d) {
    const semaphore = new Semaphore(0);
    const tasks = takers(d, semaphore, ["A", "B", "C", "D"]);
    yield* ticks(d);
    for (let count = 0; count < 3; count++) semaphore.release();
    d.stamp("locked", semaphore.locked());
    yield* d.wait(sleep(1));
    d.stamp(states(tasks), "locked", semaphore.locked());
    semaphore.release();
    yield* d.wait(waitForAll(tasks));
  }),
  `
    t=0 locked true
    t=0 A has a permit
    t=0 B has a permit
    t=0 C has a permit
    t=1 result None, result None, result None, pending locked true
    t=1 D has a permit
  `,
);

// bpo-45997.
followsTrace(
  "a newcomer does not take the permit that a woken waiter was given",
  once(function* (d) {
    const semaphore = new Semaphore(1);
    let holders = 0;
    const use = function* (name: string): Coroutine {
      yield* d.wait(
        asyncWith(
          semaphore,
          d.fn(function* () {
            holders++;
            d.stamp(name, "holders", holders);
            yield* d.wait(sleep(1));
            holders--;
          }),
        ),
      );
    };
    yield* d.wait(semaphore.acquire());
    const task = createTask(d.fn(() => use("waiter")));
    yield* ticks(d);
    semaphore.release();
    yield* use("main");
    yield* d.wait(task);
  }),
  `
    t=0 waiter holders 1
    t=1 main holders 1
  `,
);

// gh-111693.
followsTrace(
  "two permits whose receivers are cancelled go to the two next",
  once(function* (d) {
    const semaphore = new Semaphore(0);
    const tasks = takers(d, semaphore, ["A", "B", "C", "D"]);
    yield* ticks(d);
    semaphore.release();
    semaphore.release();
    tasks[0]?.cancel();
    tasks[1]?.cancel();
    yield* d.wait(waitForAll(tasks, { timeout: 3 }));
    d.stamp(states(tasks), "locked", semaphore.locked());
  }),
  `
    t=0 C has a permit
    t=0 D has a permit
    t=0 cancelled, cancelled, result None, result None locked true
  `,
);

followsTrace(
  "a bounded semaphore refuses a permit too many, and is locked while a woken waiter has not run",
  once(function* (d) {
    const semaphore = new BoundedSemaphore(1);
    yield* d.wait(semaphore.acquire());
    semaphore.release();
    for (const misuse of [() => semaphore.release(), () => new Semaphore(-1)]) {
      try {
        misuse();
      } catch (error) {
        d.stamp(repr(error));
      }
    }
    yield* d.wait(semaphore.acquire());
    const task = createTask(semaphore.acquire());
    yield* ticks(d);
    semaphore.release();
    d.stamp("locked in the gap", semaphore.locked());
    yield* d.wait(task);
    d.stamp("locked", semaphore.locked());
  }),
  `
    t=0 ValueError('BoundedSemaphore released too many times')
    t=0 ValueError('Semaphore initial value must be >= 0, got -1')
    t=0 locked in the gap true
    t=0 locked true
  `,
);

// gh-90155.
followsTrace(
  "no permit is lost when every second waiter is cancelled",
  once(function* (d) {
    const semaphore = new Semaphore(1);
    const tasks = [0, 1, 2, 3, 4, 5].map((name) => holder(d, `${name} has it`, semaphore, 1));
    yield* d.wait(sleep(0.5));
    for (const index of [1, 3, 5]) {
      tasks[index]?.cancel();
      yield* ticks(d);
    }
    yield* d.wait(waitForAll(tasks, { timeout: 9 }));
    d.stamp(states(tasks));
    d.stamp("locked", semaphore.locked());
  }),
  `
    t=0 0 has it
    t=1 2 has it
    t=2 4 has it
    t=3 result None, cancelled, result None, cancelled, result None, cancelled
    t=3 locked false
  `,
);

followsTrace(
  "an event that is set and cleared at once wakes all that wait, in order, and nobody who comes later",
  once(function* (d) {
    const event = new Event();
    const waiter = (name: string): Task<void> =>
      createTask(
        d.fn(function* () {
          d.stamp(name, yield* d.wait(event.wait()), event.isSet());
        }),
      );
    const tasks = [waiter("A"), waiter("B"), waiter("C")];
    yield* ticks(d);
    event.set();
    event.clear();
    const late = waiter("late");
    yield* d.wait(waitForAll(tasks));
    yield* d.wait(sleep(1));
    d.stamp(state(late));
    event.set();
    event.set();
    yield* d.wait(late);
  }),
  `
    t=0 A true false
    t=0 B true false
    t=0 C true false
    t=1 pending
    t=1 late true true
  `,
);

followsTrace(
  "waiters of an event that are cancelled before or after it is set are cancelled, and leave nothing behind",
  once(function* (d) {
    const event = new Event();
    const [a, b, c] = ["A", "B", "C"].map((name) =>
      createTask(
        d.fn(function* () {
          yield* d.wait(event.wait());
          d.stamp(name, "woke");
        }),
      ),
    ) as [Task<void>, Task<void>, Task<void>];
    yield* ticks(d);
    a.cancel();
    event.set();
    b.cancel();
    yield* d.wait(waitForAll([a, b, c]));
    d.stamp(states([a, b, c]));
    d.stamp(String(event));
  }),
  `
    t=0 C woke
    t=0 cancelled, cancelled, result None
    t=0 <Event [set]>
  `,
);

function notified(d: Dialect, name: string, condition: Condition): Task<void> {
  return createTask(
    d.fn(() =>
      d.wait(
        asyncWith(
          condition,
          d.fn(function* () {
            yield* d.wait(condition.wait());
            d.stamp(name, "notified");
          }),
        ),
      ),
    ),
  );
}

function* holding(d: Dialect, condition: Condition, action: () => void): Coroutine {
  yield* d.wait(
    asyncWith(
      condition,
      d.fn(function* () {
        action();
      }),
    ),
  );
}

// gh-112202, gh-77022.
followsTrace(
  "a notification goes to the next when the notified waiter is cancelled",
  once(function* (d) {
    const condition = new Condition();
    const [a, b] = [notified(d, "A", condition), notified(d, "B", condition)];
    yield* ticks(d, 2);
    yield* holding(d, condition, () => condition.notify(1));
    a.cancel();
    yield* d.wait(waitForAll([a, b], { timeout: 5 }));
    d.stamp(states([a, b]));
  }),
  `
    t=0 B notified
    t=0 cancelled, result None
  `,
);

// bpo-22970, gh-77022, gh-111693.
followsTrace(
  "a waiter that is cancelled while it gets the lock back goes on trying, and is cancelled once it holds it",
  once(function* (d) {
    const condition = new Condition();
    const body = d.fn(function* () {
      try {
        yield* d.wait(condition.wait());
        d.stamp("notified");
      } catch (error) {
        d.stamp(repr(error), "lock held:", condition.locked(), "cancelling", currentTask()?.cancelling());
        throw error;
      }
    });
    const task = createTask(d.fn(() => d.wait(asyncWith(condition, body))));
    yield* ticks(d, 2);
    yield* d.wait(condition.acquire());
    condition.notify();
    yield* d.wait(sleep(1));
    task.cancel("msg");
    yield* d.wait(sleep(2));
    condition.release();
    yield* d.wait(waitForAll([task]));
    d.stamp(state(task), "locked", condition.locked());
  }),
  `
    t=3 CancelledError('msg') lock held: true cancelling 1
    t=3 cancelled locked false
  `,
);

// bpo-22970, gh-86766.
followsTrace(
  "a waiter that is cancelled while another task holds the lock has it again before the error leaves wait()",
  once(function* (d) {
    const condition = new Condition();
    const body = d.fn(function* () {
      try {
        yield* d.wait(condition.wait());
      } finally {
        d.stamp("leaving wait(), locked", condition.locked());
      }
    });
    const task = createTask(d.fn(() => d.wait(asyncWith(condition, body))));
    yield* ticks(d, 2);
    yield* d.wait(
      asyncWith(
        condition,
        d.fn(function* () {
          task.cancel();
          yield* d.wait(sleep(2));
          d.stamp("owner releases");
        }),
      ),
    );
    yield* d.wait(waitForAll([task]));
    d.stamp(state(task), "locked", condition.locked());
  }),
  `
    t=2 owner releases
    t=2 leaving wait(), locked true
    t=2 cancelled locked false
  `,
);

followsTrace(
  "notifications wake in the order of coming, and a predicate is looked at after each",
  once(function* (d) {
    const condition = new Condition();
    const box: number[] = [];
    const tasks = ["A", "B", "C", "D"].map((name) => notified(d, name, condition));
    yield* ticks(d, 3);
    const predicate = (): boolean => {
      d.stamp(`check [${box.join(", ")}]`);
      return box.length > 1;
    };
    const body = d.fn(function* () {
      d.stamp("predicate", yield* d.wait(condition.waitFor(predicate)));
    });
    const last = createTask(d.fn(() => d.wait(asyncWith(condition, body))));
    yield* ticks(d, 3);
    const add = (item: number) => (): void => {
      box.push(item);
      condition.notifyAll();
    };
    for (const step of [() => condition.notify(2), () => condition.notifyAll(), add(1), add(2)]) {
      yield* holding(d, condition, () => {
        d.stamp("--");
        step();
      });
      yield* d.wait(sleep(1));
    }
    yield* d.wait(waitForAll([...tasks, last]));
  }),
  `
    t=0 check []
    t=0 --
    t=0 A notified
    t=0 B notified
    t=1 --
    t=1 C notified
    t=1 D notified
    t=1 check []
    t=2 --
    t=2 check [1]
    t=3 --
    t=3 check [1, 2]
    t=3 predicate true
  `,
);

followsTrace(
  "a condition without its lock can neither be waited for nor notified, and a notification that nobody waits for is gone",
  once(function* (d) {
    const condition = new Condition();
    try {
      yield* d.wait(condition.wait());
    } catch (error) {
      d.stamp(repr(error));
    }
    try {
      condition.notify();
    } catch (error) {
      d.stamp(repr(error));
    }
    yield* holding(d, condition, () => condition.notify());
    yield* d.wait(
      asyncWith(
        condition,
        d.fn(function* () {
          try {
            yield* d.wait(waitFor(condition.wait(), 1));
          } catch (error) {
            if (!(error instanceof TimeoutError)) throw error;
            d.stamp("not remembered; lock held after the timeout:", condition.locked());
          }
        }),
      ),
    );
  }),
  `
    t=0 RuntimeError('cannot wait on un-acquired lock')
    t=0 RuntimeError('cannot notify on un-acquired lock')
    t=1 not remembered; lock held after the timeout: true
  `,
);

// bpo-43352.
followsTrace(
  "a task that is quick to come back waits until the others have left the barrier",
  once(function* (d) {
    const barrier = new Barrier(3);
    const party = (name: string): Task<void> =>
      createTask(
        d.fn(function* () {
          for (const round of [0, 1]) {
            const index = yield* d.wait(barrier.wait());
            d.stamp(name, "round", round, "index", index);
          }
        }),
      );
    yield* d.wait(gather(party("A"), party("B"), party("C")));
    d.stamp(barrier.nWaiting, barrier.broken);
  }),
  `
    t=0 C round 0 index 2
    t=0 A round 0 index 0
    t=0 B round 0 index 1
    t=0 A round 1 index 2
    t=0 B round 1 index 0
    t=0 C round 1 index 1
    t=0 0 false
  `,
);

// bpo-43352.
followsTrace(
  "a cancelled party just leaves a barrier; abort() breaks it for all, reset() for those who wait",
  once(function* (d) {
    const barrier = new Barrier(2);
    const pass = function* (name: string): Coroutine {
      try {
        yield* d.wait(barrier.wait());
        d.stamp(name, "passed");
      } catch (error) {
        if (!(error instanceof BrokenBarrierError)) throw error;
        d.stamp(name, "BrokenBarrierError");
      }
    };
    const party = (name: string): Task<void> => createTask(d.fn(() => pass(name)));
    const a = party("A");
    yield* ticks(d);
    a.cancel();
    yield* d.wait(waitForAll([a]));
    d.stamp(state(a), barrier.nWaiting, barrier.broken);
    yield* d.wait(gather(party("B"), party("C")));
    const waiting = party("D");
    yield* ticks(d);
    yield* d.wait(barrier.abort());
    yield* pass("E");
    yield* d.wait(waiting);
    d.stamp("broken", barrier.broken);
    yield* d.wait(barrier.reset());
    const f = party("F");
    yield* ticks(d);
    yield* d.wait(barrier.reset());
    yield* d.wait(f);
    yield* d.wait(gather(party("G"), party("H")));
    d.stamp("broken", barrier.broken);
  }),
  `
    t=0 cancelled 0 false
    t=0 C passed
    t=0 B passed
    t=0 E BrokenBarrierError
    t=0 D BrokenBarrierError
    t=0 broken true
    t=0 F BrokenBarrierError
    t=0 H passed
    t=0 G passed
    t=0 broken false
  `,
);

// bpo-42392.
it("a lock made outside of any loop belongs to the loop in which a task first waits for it", async () => {
  const lock = new Lock();
  const main = once(function* (d) {
    yield* d.wait(lock.acquire());
    try {
      yield* d.wait(waitFor(lock.acquire(), 1));
    } catch (error) {
      if (!(error instanceof TimeoutError || error instanceof RuntimeError)) throw error;
      d.stamp(error instanceof TimeoutError ? "waited" : error.message);
    }
    lock.release();
  });
  expect(await traceOf(main.generator)).toEqual(["t=1 waited"]);
  expect(await traceOf(main.generator)).toEqual(["t=0 <Lock [locked]> is bound to a different event loop"]);
  expect(await traceOf(main.async)).toEqual(["t=0 <Lock [locked]> is bound to a different event loop"]);
});
