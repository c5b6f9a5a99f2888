// Lock, Event, Condition, Semaphore, BoundedSemaphore and Barrier. Their races are in ../hazards/locks.test.ts.

import {
  Barrier,
  BoundedSemaphore,
  BrokenBarrierError,
  Condition,
  type Coroutine,
  Event,
  Lock,
  Semaphore,
  type Task,
  ValueError,
  asyncWith,
  createTask,
  gather,
  run,
  sleep,
} from "tsyncio";

import { type Dialect, bothDialects, inBothDialects, repr, state } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

/** Start a task that logs its name, and the time, once it has what `wait` gives. */
function logger(d: Dialect, name: string, wait: () => Coroutine<unknown>): Task<void> {
  return createTask(
    d.fn(function* () {
      yield* wait();
      d.log(name, "at", d.loop.time());
    }),
    { name },
  );
}

for (const [kind, make] of [
  ["Lock", () => new Lock()],
  ["Condition", () => new Condition()],
  ["Semaphore", () => new Semaphore(1)],
  ["BoundedSemaphore", () => new BoundedSemaphore(1)],
] as const) {
  describe(`${kind}, as something to hold`, () => {
    bothDialects(
      "is held from acquire() to release()",
      function* ({ wait, log }) {
        const lock = make();
        log(lock.locked());
        yield* wait(lock.acquire());
        log(lock.locked());
        lock.release();
        log(lock.locked());
      },
      ({ events }) => expect(events).toEqual(["false", "true", "false"]),
    );

    bothDialects(
      "is released when what acquire() gave is disposed of, once",
      function* ({ wait, log }) {
        const lock = make();
        const held = yield* wait(lock.acquire());
        held[Symbol.dispose]();
        log(lock.locked());
        yield* wait(lock.acquire());
        held[Symbol.dispose]();
        log(lock.locked());
      },
      ({ events }) => expect(events).toEqual(["false", "true"]),
    );

    bothDialects(
      "is held inside asyncWith, whose body is given nothing",
      function* (d) {
        const lock = make();
        const value = yield* d.wait(asyncWith(lock, (nothing) => [nothing, lock.locked()]));
        d.log(lock.locked());
        return value;
      },
      ({ result, events }) => {
        expect(result).toEqual([undefined, true]);
        expect(events).toEqual(["false"]);
      },
    );

    bothDialects(
      "goes to those that wait for it in the order of their coming",
      function* (d) {
        const lock = make();
        yield* d.wait(lock.acquire());
        const tasks = ["A", "B", "C"].map((name) => logger(d, name, () => d.wait(lock.acquire())));
        for (let second = 1; second <= 3; second++) {
          yield* d.wait(sleep(1));
          lock.release();
        }
        yield* d.wait(gather(tasks));
      },
      ({ events }) => expect(events).toEqual(["A at 1", "B at 2", "C at 3"]),
    );

    bothDialects(
      "is not touched by an acquire() that nobody awaits, and can be awaited once",
      function* ({ wait, log }) {
        const lock = make();
        const acquiring = lock.acquire();
        log(lock.locked());
        yield* wait(acquiring);
        lock.release();
        try {
          yield* wait(acquiring);
        } catch (error) {
          log(repr(error));
        }
        log(lock.locked());
      },
      ({ events }) => {
        expect(events).toEqual(["false", "RuntimeError('cannot reuse already awaited coroutine')", "false"]);
      },
    );

    bothDialects(
      "is left alone by a waiter that is cancelled",
      function* (d) {
        const lock = make();
        yield* d.wait(lock.acquire());
        const cancelled = logger(d, "never", () => d.wait(lock.acquire()));
        const next = logger(d, "next", () => d.wait(lock.acquire()));
        yield* d.wait(sleep(1));
        cancelled.cancel();
        yield* d.wait(sleep(1));
        lock.release();
        yield* d.wait(next);
        d.log(state(cancelled), lock.locked());
      },
      ({ events }) => expect(events).toEqual(["next at 2", "cancelled true"]),
    );

    it("stays free when the generator that waits for it is closed", () =>
      run(function* (): Coroutine {
        const lock = make();
        yield* lock.acquire();
        const waiting = lock.acquire()[Symbol.iterator]();
        expect(waiting.next().done).toBe(false);
        waiting.return?.();
        const second = createTask(lock.acquire());
        yield* sleep(0);
        lock.release();
        yield* second;
        expect(String(lock)).toMatch(/\[locked\]>$/);
      }));
  });
}

describe("Lock", () => {
  bothDialects(
    "says in words how it stands",
    function* (d) {
      const lock = new Lock();
      d.log(lock);
      yield* d.wait(lock.acquire());
      const waiting = createTask(lock.acquire());
      yield* d.wait(sleep(0));
      d.log(lock);
      lock.release();
      yield* d.wait(waiting);
    },
    ({ events }) => expect(events).toEqual(["<Lock [unlocked]>", "<Lock [locked, waiters:1]>"]),
  );
});

describe("Event", () => {
  bothDialects(
    "lets all go on that wait for it, and who comes while it is set",
    function* (d) {
      const event = new Event();
      const tasks = ["A", "B"].map((name) => logger(d, name, () => d.wait(event.wait())));
      yield* d.wait(sleep(1));
      d.log(event.isSet(), event);
      event.set();
      d.log(event.isSet(), yield* d.wait(event.wait()), event);
      yield* d.wait(gather(tasks));
      event.clear();
      d.log(event.isSet(), event);
    },
    ({ events }) => {
      expect(events).toEqual([
        "false <Event [unset, waiters:2]>",
        "true true <Event [set]>",
        "A at 1",
        "B at 1",
        "false <Event [unset]>",
      ]);
    },
  );
});

describe("Condition", () => {
  bothDialects(
    "shares a lock that it is given",
    function* (d) {
      const lock = new Lock();
      const [first, second] = [new Condition(lock), new Condition(lock)];
      const waiting = logger(d, "first", function* () {
        yield* d.wait(first.acquire());
        yield* d.wait(first.wait());
        first.release();
      });
      yield* d.wait(sleep(1));
      yield* d.wait(second.acquire());
      d.log(lock.locked(), first.locked(), String(first));
      second.notifyAll();
      first.notify();
      second.release();
      yield* d.wait(waiting);
      d.log(lock.locked());
    },
    ({ events }) => expect(events).toEqual(["true true <Condition [locked, waiters:1]>", "first at 1", "false"]),
  );

  bothDialects(
    "gives back from waitFor() what the predicate returned, at once if it is true already",
    function* (d) {
      const condition = new Condition();
      const items: string[] = [];
      const waiting = createTask(
        d.fn(function* () {
          yield* d.wait(condition.acquire());
          return yield* d.wait(condition.waitFor(() => items.pop()));
        }),
      );
      yield* d.wait(sleep(1));
      yield* d.wait(condition.acquire());
      condition.notify();
      condition.release();
      yield* d.wait(sleep(1));
      yield* d.wait(condition.acquire());
      items.push("item");
      condition.notify();
      condition.release();
      d.log(yield* d.wait(waiting));
      d.log(yield* d.wait(condition.waitFor(() => 5)));
    },
    ({ events }) => expect(events).toEqual(["item", "5"]),
  );

  bothDialects(
    "passes the error of a predicate on, with the lock held",
    function* (d) {
      const condition = new Condition();
      yield* d.wait(condition.acquire());
      try {
        yield* d.wait(
          condition.waitFor(() => {
            throw new TypeError("in the predicate");
          }),
        );
      } catch (error) {
        d.log(repr(error), condition.locked());
      }
    },
    ({ events }) => expect(events).toEqual(["TypeError('in the predicate') true"]),
  );

  it("refuses a lock that is none, and a predicate that is no function", () => {
    expect(() => new Condition(new Semaphore() as unknown as Lock)).toThrow(
      new TypeError("lock must be a Lock, got an object of class Semaphore"),
    );
    expect(() => new Condition().waitFor(5 as unknown as () => boolean)).toThrow(TypeError);
  });
});

describe("Semaphore", () => {
  bothDialects(
    "lets as many in as it has permits",
    function* (d) {
      const semaphore = new Semaphore(2);
      const tasks = ["A", "B", "C", "D"].map((name) =>
        logger(d, name, () =>
          d.wait(
            asyncWith(
              semaphore,
              d.fn(() => d.wait(sleep(1))),
            ),
          ),
        ),
      );
      yield* d.wait(sleep(0));
      d.log(semaphore);
      yield* d.wait(gather(tasks));
      d.log(semaphore);
    },
    ({ events }) => {
      expect(events).toEqual([
        "<Semaphore [locked, waiters:2]>",
        "A at 1",
        "B at 1",
        "C at 2",
        "D at 2",
        "<Semaphore [unlocked, value:2]>",
      ]);
    },
  );

  bothDialects(
    "has more permits after a release() that no acquire() went before, unless it is bounded",
    function* ({ wait, log }) {
      const semaphore = new Semaphore(0);
      semaphore.release();
      yield* wait(semaphore.acquire());
      log(semaphore.locked());
      const bounded = new BoundedSemaphore(1);
      try {
        bounded.release();
      } catch (error) {
        log(repr(error), bounded);
      }
    },
    ({ events }) => {
      expect(events).toEqual([
        "true",
        "ValueError('BoundedSemaphore released too many times') <BoundedSemaphore [unlocked, value:1]>",
      ]);
    },
  );

  bothDialects(
    "is locked to newcomers while a woken waiter has not run, even if a permit is left",
    function* (d) {
      const semaphore = new Semaphore(0);
      const waiting = logger(d, "waiter", () => d.wait(semaphore.acquire()));
      yield* d.wait(sleep(0));
      semaphore.release();
      semaphore.release();
      d.log(semaphore.locked());
      const newcomer = logger(d, "newcomer", () => d.wait(semaphore.acquire()));
      yield* d.wait(gather(waiting, newcomer));
      d.log(semaphore.locked());
    },
    ({ events }) => expect(events).toEqual(["true", "waiter at 0", "newcomer at 0", "true"]),
  );

  it("refuses a number of permits that is negative or no whole number", () => {
    expect(() => new Semaphore(-1)).toThrow(new ValueError("Semaphore initial value must be >= 0, got -1"));
    expect(() => new BoundedSemaphore(0.5)).toThrow(ValueError);
    expect(() => new Semaphore(Number.NaN)).toThrow(ValueError);
    expect(() => new Semaphore("2" as unknown as number)).toThrow(
      new ValueError('Semaphore initial value must be a whole number, got "2"'),
    );
  });
});

describe("Barrier", () => {
  bothDialects(
    "gives each party another index, whether it waits by wait() or by asyncWith",
    function* (d) {
      const barrier = new Barrier(2);
      d.log(barrier.parties, barrier.nWaiting, barrier.broken, barrier);
      const first = createTask(d.fn(() => d.wait(asyncWith(barrier, (index) => index))));
      yield* d.wait(sleep(0));
      d.log(barrier.nWaiting, barrier);
      const second = yield* d.wait(barrier.wait());
      return [yield* d.wait(first), second];
    },
    ({ events, result }) => {
      expect(events).toEqual(["2 0 false <Barrier [filling, waiters:0/2]>", "1 <Barrier [filling, waiters:1/2]>"]);
      expect(result).toEqual([0, 1]);
    },
  );

  bothDialects(
    "throws BrokenBarrierError out of asyncWith before its body when it is broken, until it is reset",
    function* (d) {
      const barrier = new Barrier(1);
      yield* d.wait(barrier.abort());
      try {
        yield* d.wait(asyncWith(barrier, () => d.log("body")));
      } catch (error) {
        d.log(error instanceof BrokenBarrierError, barrier);
      }
      yield* d.wait(barrier.reset());
      yield* d.wait(asyncWith(barrier, (index) => d.log("body", index)));
    },
    ({ events }) => expect(events).toEqual(["true <Barrier [broken]>", "body 0"]),
  );

  it("refuses a number of parties that is less than one or no whole number", () => {
    expect(() => new Barrier(0)).toThrow(new ValueError("parties must be > 0, got 0"));
    expect(() => new Barrier(1.5)).toThrow(ValueError);
  });
});

describe("using", () => {
  // The syntax itself needs a newer Node than the oldest supported one, or a compiler: what it calls is tested here.
  inBothDialects(
    "finds the method that it calls on what acquire() gives",
    {
      *generator({ log }): Coroutine {
        const lock = new Lock();
        const held: Disposable = yield* lock.acquire();
        held[Symbol.dispose]();
        log(lock.locked());
      },
      async async({ log }): Promise<void> {
        const lock = new Lock();
        const held: Disposable = await lock.acquire();
        held[Symbol.dispose]();
        log(lock.locked());
      },
    },
    ({ events }) => expect(events).toEqual(["false"]),
  );
});
