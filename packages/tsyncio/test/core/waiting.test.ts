// gather, wait, waitFor, asCompleted and shield: forms, misuse, and what they leave behind. Races are in ../hazards.

import {
  ALL_COMPLETED,
  type AsCompleted,
  CancelledError,
  type CoroutineLike,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  RuntimeError,
  type Task,
  TimeoutError,
  ValueError,
  asCompleted,
  asyncFor,
  createTask,
  currentTask,
  gather,
  getRunningLoop,
  newEventLoop,
  shield,
  sleep,
  wait as waitAll,
  waitFor,
} from "tsyncio";

import { type Recorder, bothDialects, inBothDialects, outcomeOf, repr, state } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

const timersOf = (loop: Recorder["loop"]): number => [...loop._timers()].filter((timer) => !timer._isDropped()).length;

/** How many iterations the loop has begun since `counter()` was called. */
function iterations(loop: Recorder["loop"]): () => number {
  let count = 0;
  const next = (): void => {
    count++;
    if (count < 50) loop.callSoon(next);
  };
  loop.callSoon(next);
  return () => count;
}

describe("gather", () => {
  bothDialects("takes coroutines, futures and functions, as arguments or in a list", function* ({ loop, wait, fn }) {
    const future = loop.createFuture<string>();
    loop.callLater(1, () => future.setResult("future"));
    const sources = () =>
      [
        fn(() => wait(sleep(2, "function"))),
        sleep(1, "awaitable"),
        future,
        createTask(sleep(0, "task")),
        (function* () {
          return "generator";
        })(),
        () => "plain",
      ] as const;
    const expected = ["function", "awaitable", "future", "task", "generator", "plain"];
    expect(yield* wait(gather(...sources()))).toEqual(expected);
    expect(yield* wait(gather(sources()))).toEqual(expected);
    expect(yield* wait(gather([...sources()], { returnExceptions: true }))).toEqual(expected);
  });

  bothDialects(
    "of nothing is done",
    function* ({ wait }) {
      expect(gather().done()).toBe(true);
      return [yield* wait(gather()), yield* wait(gather([])), yield* wait(gather([], { returnExceptions: true }))];
    },
    ({ result }) => expect(result).toEqual([[], [], []]),
  );

  bothDialects("runs a coroutine that is named twice once, among few and among many", function* ({ wait }) {
    for (const others of [0, 20]) {
      let runs = 0;
      const twice = (function* () {
        yield* sleep(1);
        return ++runs;
      })();
      const many = Array.from({ length: others }, (_, i) => sleep(1, -i));
      const results = yield* wait(gather<CoroutineLike<number>[]>([twice, ...many, twice]));
      expect([results[0], results.at(-1), runs]).toEqual([1, 1, 1]);
      expect(results.length).toBe(others + 2);
    }
  });

  bothDialects(
    "wakes its waiter two iterations after the last child's last step",
    function* ({ loop, wait }) {
      const count = iterations(loop);
      yield* wait(gather(sleep(0), sleep(0)));
      return count();
    },
    // The children begin in the first, end in the second; the callbacks run in the third, the waiter in the fourth.
    ({ result }) => expect(result).toBe(4),
  );

  bothDialects(
    "counts a child that is done from the start at once",
    function* ({ loop, wait }) {
      const done = loop.createFuture<number>();
      done.setResult(1);
      const failed = loop.createFuture<number>();
      failed.setException(new ValueError("bad"));
      const pending = loop.createFuture<number>();
      expect(gather(done, pending).done()).toBe(false);
      const all = gather(done, failed, pending);
      expect(all.done()).toBe(true);
      yield* wait(all);
    },
    ({ error }) => expect(error).toEqual(new ValueError("bad")),
  );

  bothDialects(
    "keeps the rest running when it could not start one, and reports nothing of it",
    function* ({ wait, fn, log, loop }) {
      const failing = fn(function* () {
        log("runs all the same");
        throw new ValueError("bad");
      });
      expect(() => gather(failing, Promise.resolve(1) as never)).toThrow(TypeError);
      const foreign = new Future<void>({ loop: newEventLoop() });
      expect(() => gather(loop.createFuture(), foreign)).toThrow(
        new ValueError("The future belongs to a different loop than the one specified as the loop argument"),
      );
      yield* wait(sleep(1));
    },
    ({ events }) => expect(events).toEqual(["runs all the same"]),
  );

  bothDialects(
    "passes a cancellation with its message to every child, once for each time it is named",
    function* ({ wait, fn }) {
      const child = createTask(fn(() => wait(sleep(10))));
      const all = gather(child, child);
      expect(all.cancel("enough")).toBe(true);
      expect(child.cancelling()).toBe(2);
      yield* wait(waitAll([all]));
      return state(all);
    },
    ({ result }) => expect(result).toBe("CancelledError('enough')"),
  );

  bothDialects(
    "with returnExceptions that is cancelled gives the cancellation of the last argument",
    function* ({ wait, fn, log }) {
      const child = (swallows: boolean) =>
        fn(function* () {
          try {
            yield* wait(sleep(10));
          } catch (error) {
            if (!swallows) throw error;
          }
        });
      for (const swallows of [
        [true, false],
        [false, true],
      ] as const) {
        const all = gather(swallows.map(child), { returnExceptions: true });
        yield* wait(sleep(0));
        all.cancel("message");
        yield* wait(waitAll([all]));
        log(state(all));
      }
    },
    ({ events }) => expect(events).toEqual(["CancelledError('message')", "CancelledError()"]),
  );

  bothDialects(
    "cannot be cancelled once it is done",
    function* ({ loop, wait }) {
      const pending = loop.createFuture<void>();
      const all = gather(sleep(1), pending, failSoon());
      yield* wait(waitAll([all]));
      expect(all.cancel()).toBe(false);
      expect(pending.done()).toBe(false);
      yield* wait(all);
    },
    ({ error }) => expect(error).toEqual(new ValueError("soon")),
  );

  bothDialects(
    "takes ten thousand",
    function* ({ wait }) {
      const results = yield* wait(gather(Array.from({ length: 10_000 }, (_, i) => sleep(i % 7, i))));
      return results.every((result, i) => result === i);
    },
    ({ result }) => expect(result).toBe(true),
  );

  it("needs a loop", () => {
    expect(() => gather(sleep(1))).toThrow(new RuntimeError("no running event loop"));
    expect(() => gather()).toThrow(new RuntimeError("no running event loop"));
  });
});

function* failSoon() {
  yield* sleep(0.5);
  throw new ValueError("soon");
}

describe("wait", () => {
  bothDialects(
    "gives two sets in the order of its argument, each future once",
    function* ({ wait }) {
      const tasks = [3, 1, 2, 5, 4].map((seconds) => createTask(sleep(seconds, seconds)));
      const [done, pending] = yield* wait(waitAll([...tasks, ...tasks], { timeout: 3.5 }));
      return [[...done].map((task) => task.result()), [...pending].map((task) => tasks.indexOf(task))];
    },
    ({ result, endedAt }) => {
      expect(result).toEqual([
        [3, 1, 2],
        [3, 4],
      ]);
      expect(endedAt).toBe(3.5);
    },
  );

  bothDialects(
    "takes any list: an array, a set, the values of a map",
    function* ({ wait }) {
      const tasks = [createTask(sleep(1)), createTask(sleep(2))];
      for (const list of [tasks, new Set(tasks), new Map(tasks.entries()).values()]) {
        const [done, pending] = yield* wait(waitAll(list));
        expect([done.size, pending.size]).toEqual([2, 0]);
      }
    },
    ({ endedAt }) => expect(endedAt).toBe(2),
  );

  bothDialects(
    "with FIRST_EXCEPTION waits for the first that failed, and passes over one that was cancelled",
    function* ({ loop, wait }) {
      const [cancelled, failed, pending] = [loop.createFuture(), loop.createFuture(), loop.createFuture()] as const;
      loop.callLater(1, () => cancelled.cancel());
      loop.callLater(2, () => failed.setException(new ValueError("bad")));
      const [done] = yield* wait(waitAll([pending, failed, cancelled], { returnWhen: FIRST_EXCEPTION }));
      return [...done];
    },
    ({ result, endedAt }) => {
      expect(result.map((future) => future.cancelled())).toEqual([false, true]);
      expect(endedAt).toBe(2);
    },
  );

  bothDialects(
    "takes an iteration even if all is done, and one more if that came by a callback",
    function* ({ loop, wait }) {
      const done = loop.createFuture<void>();
      done.setResult();
      const counter = iterations(loop);
      yield* wait(waitAll([done]));
      return counter();
    },
    ({ result }) => expect(result).toBe(2),
  );

  bothDialects("leaves no timer behind, whatever ends it", function* ({ loop, wait }) {
    const future = loop.createFuture<void>();
    yield* wait(waitAll([future, createTask(sleep(1))], { timeout: 100, returnWhen: FIRST_COMPLETED }));
    expect(timersOf(loop)).toBe(0);
    const task = createTask(waitAll([future], { timeout: 100, returnWhen: ALL_COMPLETED }));
    yield* wait(sleep(1));
    expect(timersOf(loop)).toBe(1);
    task.cancel();
    yield* wait(waitAll([task]));
    expect(timersOf(loop)).toBe(0);
    yield* wait(waitAll([future], { timeout: 0 }));
    yield* wait(waitAll([future], { timeout: -1 }));
    expect([timersOf(loop), loop.time()]).toEqual([0, 2]);
  });

  it("refuses misuse at the call", async () => {
    await outcomeOf(function* ({ loop }) {
      const future = loop.createFuture<void>();
      const list = [future];
      expect(() => waitAll([sleep(1)] as never)).toThrow(
        /^futures must hold futures and tasks, got an object of class \w+: start it with createTask\(\)$/,
      );
      expect(() => waitAll([])).toThrow(new ValueError("futures must not be empty: there is nothing to wait for"));
      expect(() => waitAll(future as never)).toThrow("futures must be a list, got an object of class Future");
      expect(() => waitAll(failSoon() as never)).toThrow(TypeError);
      expect(() => waitAll(null as never)).toThrow(new TypeError("futures must be a list, got null"));
      expect(() => waitAll(list, { returnWhen: "NEVER" as never })).toThrow(
        new ValueError('returnWhen must be one of the three constants, got "NEVER"'),
      );
      expect(() => waitAll(list, { timeout: NaN })).toThrow(
        new ValueError("timeout must be a number of seconds or null, got NaN"),
      );
    });
  });
});

describe("waitFor", () => {
  bothDialects(
    "takes coroutines, futures and functions, and adds no iteration",
    function* ({ loop, wait, fn }) {
      const sources: (() => CoroutineLike<string>)[] = [
        () => fn(() => wait(sleep(0, "x"))),
        () => sleep(0, "x"),
        () => () => sleep(0, "x"),
        () =>
          (function* () {
            return yield* sleep(0, "x");
          })(),
        () => {
          const future = loop.createFuture<string>();
          future.setResult("x");
          return future;
        },
      ];
      const counts: number[] = [];
      for (const source of sources) {
        const counter = iterations(loop);
        expect(yield* wait(waitFor(source(), 1))).toBe("x");
        counts.push(counter());
        yield* wait(sleep(1));
      }
      return counts;
    },
    ({ result }) => expect(result).toEqual([1, 1, 1, 1, 0]),
  );

  inBothDialects(
    "runs a function of the other dialect as a part of its own task",
    {
      *generator() {
        currentTask()?.setName("MAIN");
        return yield* waitFor(async () => {
          await sleep(1);
          return currentTask()?.getName();
        }, 2);
      },
      async async() {
        currentTask()?.setName("MAIN");
        return await waitFor(function* () {
          yield* sleep(1);
          return currentTask()?.getName();
        }, 2);
      },
    },
    ({ result }) => expect(result).toBe("MAIN"),
  );

  bothDialects(
    "counts its time from when it is awaited",
    function* ({ wait, stamp }) {
      const limited = waitFor(sleep(2, "done"), 3);
      yield* wait(sleep(5));
      stamp(yield* wait(limited));
    },
    ({ events }) => expect(events).toEqual(["t=7 done"]),
  );

  bothDialects(
    "may be a task's coroutine",
    function* ({ wait, fn }) {
      const task = createTask(
        waitFor(
          fn(() => wait(sleep(5))),
          1,
        ),
      );
      yield* wait(waitAll([task]));
      return state(task);
    },
    ({ result }) => expect(result).toBe("TimeoutError('timed out after 1 s')"),
  );

  bothDialects(
    "throws a TimeoutError whose cause is the cancellation, with any limit",
    function* ({ loop, wait, log }) {
      for (const limit of [0.5, 0, -1]) {
        try {
          yield* wait(waitFor(loop.createFuture(), limit));
        } catch (error) {
          log((error as Error).message, repr((error as Error).cause), error instanceof TimeoutError);
        }
      }
    },
    ({ events }) =>
      expect(events).toEqual([
        "timed out after 0.5 s CancelledError() true",
        "timed out after 0 s CancelledError() true",
        "timed out after -1 s CancelledError() true",
      ]),
  );

  bothDialects(
    "without time gives the error of what has failed, and of what fails when it is cancelled",
    function* ({ loop, wait, fn, log }) {
      const failed = loop.createFuture<void>();
      failed.setException(new ValueError("failed"));
      const stubborn = createTask(
        fn(function* () {
          try {
            yield* wait(sleep(10));
          } catch {
            throw new ValueError("in cleanup");
          }
        }),
      );
      yield* wait(sleep(0));
      for (const source of [failed, stubborn]) {
        try {
          yield* wait(waitFor(source, 0));
        } catch (error) {
          log(repr(error));
        }
      }
    },
    ({ events }) => expect(events).toEqual(["ValueError('failed')", "ValueError('in cleanup')"]),
  );

  bothDialects(
    "without time can be cancelled while what it cancelled cleans up",
    function* ({ wait, fn, stamp }) {
      const slow = createTask(
        fn(function* () {
          try {
            yield* wait(sleep(10));
          } finally {
            yield* wait(sleep(5));
            stamp("cleaned up");
          }
        }),
      );
      yield* wait(sleep(0));
      const waiter = createTask(waitFor(slow, 0));
      yield* wait(sleep(1));
      waiter.cancel();
      yield* wait(waitAll([waiter]));
      stamp(state(waiter));
      yield* wait(waitAll([slow]));
    },
    ({ events }) => expect(events).toEqual(["t=1 cancelled", "t=5 cleaned up"]),
  );

  bothDialects(
    "is awaited once",
    function* ({ wait }) {
      const once = waitFor(sleep(0, 1), 1);
      yield* wait(once);
      yield* wait(once);
    },
    ({ error }) => expect(error).toEqual(new RuntimeError("cannot reuse already awaited coroutine")),
  );

  bothDialects("closed halfway leaves no timer behind", function* ({ loop }) {
    const closed: string[] = [];
    const generator = (function* () {
      yield* waitFor(function* () {
        try {
          yield* loop.createFuture<void>();
        } finally {
          closed.push("inner");
        }
      }, 10);
    })();
    generator.next();
    expect(timersOf(loop)).toBe(1);
    generator.return();
    expect([timersOf(loop), closed]).toEqual([0, ["inner"]]);
  });

  it("refuses misuse at the call", () => {
    expect(() => waitFor(Promise.resolve(1) as never, 1)).toThrow(
      new TypeError("source must be a coroutine or a future, got an object of class Promise: use until(promise)"),
    );
    expect(() => waitFor(5 as never, 1)).toThrow(new TypeError("source must be a coroutine or a future, got 5"));
    expect(() => waitFor(sleep(1), undefined as never)).toThrow(
      new ValueError("timeout must be a number of seconds or null, got undefined"),
    );
    expect(() => waitFor(sleep(1), NaN)).toThrow(ValueError);
  });

  it("needs a task", () => {
    expect(() => waitFor(sleep(1), null)[Symbol.iterator]().next()).toThrow(
      new RuntimeError("Timeout should be used inside a task"),
    );
    expect(() => waitFor(sleep(1), 1)[Symbol.iterator]().next()).toThrow(new RuntimeError("no running event loop"));
  });
});

describe("asCompleted", () => {
  bothDialects(
    "starts all at once, and gives what is named twice once",
    function* ({ wait, fn, stamp }) {
      const child = fn(function* () {
        stamp("starts");
        yield* wait(sleep(1));
        return "child";
      });
      const results: unknown[] = [];
      const completions: AsCompleted<unknown> = asCompleted<unknown>([sleep(3, 3), child, child]);
      yield* wait(sleep(2));
      for (const next of completions) results.push(yield* wait(next));
      return results;
    },
    ({ result, events, endedAt }) => {
      expect(result).toEqual(["child", 3]);
      expect(events).toEqual(["t=0 starts"]);
      expect(endedAt).toBe(3);
    },
  );

  bothDialects(
    "of nothing gives nothing",
    function* ({ wait }) {
      const completions = asCompleted<number>([], { timeout: 5 });
      expect([...completions]).toEqual([]);
      return yield* wait(completions[Symbol.asyncIterator]().next());
    },
    ({ result, endedAt }) => {
      expect(result).toEqual({ done: true, value: undefined });
      expect(endedAt).toBe(0);
    },
  );

  bothDialects(
    "lets its steps be awaited at once, each of which gets one",
    function* ({ wait }) {
      const steps = [...asCompleted([sleep(2, "b"), sleep(1, "a"), sleep(3, "c")])];
      return yield* wait(gather(steps));
    },
    ({ result }) => expect(result).toEqual(["a", "b", "c"]),
  );

  bothDialects(
    "throws the error of one that failed, and goes on",
    function* ({ wait, stamp }) {
      for (const next of asCompleted<unknown>([failSoon(), sleep(1, "other")])) {
        try {
          stamp(yield* wait(next));
        } catch (error) {
          stamp(repr(error));
        }
      }
    },
    ({ events }) => expect(events).toEqual(["t=0.5 ValueError('soon')", "t=1 other"]),
  );

  inBothDialects(
    "gives the tasks that it made of coroutines to asynchronous iteration",
    {
      *generator({ log }) {
        yield* asyncFor(asCompleted([sleep(2, "b"), sleep(1, "a")]), function* (future) {
          log((future as Task<string>).getCoro !== undefined, future.result());
        });
      },
      async async({ log }) {
        for await (const future of asCompleted([sleep(2, "b"), sleep(1, "a")])) {
          log((future as Task<string>).getCoro !== undefined, future.result());
        }
      },
    },
    ({ events }) => expect(events).toEqual(["true a", "true b"]),
  );

  bothDialects(
    "leaves no timer behind when all have come in time",
    function* ({ loop, wait }) {
      for (const next of asCompleted([sleep(1), sleep(2)], { timeout: 100 })) yield* wait(next);
      return timersOf(loop);
    },
    ({ result, endedAt }) => {
      expect(result).toBe(0);
      expect(endedAt).toBe(2);
    },
  );

  bothDialects(
    "leaves nothing in futures that were too late, and ignores them",
    function* ({ loop, wait, log }) {
      const futures = [loop.createFuture<string>(), loop.createFuture<string>()] as const;
      loop.callLater(1, () => futures[0].setResult("in time"));
      const completions = asCompleted(futures, { timeout: 1 });
      for (const next of completions) {
        try {
          log(yield* wait(next));
        } catch (error) {
          log(repr(error));
        }
      }
      log(futures.map((future) => future._allWaiters().length));
    },
    // The first became done in the iteration of the deadline, just before it: its callback is still under way.
    ({ events }) => {
      expect(events).toEqual([
        "TimeoutError('timed out before all were done')",
        "TimeoutError('timed out before all were done')",
        "0,0",
      ]);
    },
  );

  it("refuses misuse at the call", async () => {
    await outcomeOf(function* ({ loop }) {
      expect(() => asCompleted(loop.createFuture() as never)).toThrow(
        "sources must be a list, got an object of class Future",
      );
      expect(() => asCompleted(failSoon() as never)).toThrow(/^sources must be a list/);
      expect(() => asCompleted(5 as never)).toThrow(new TypeError("sources must be a list, got 5"));
      expect(() => asCompleted([5] as never)).toThrow(TypeError);
      expect(() => asCompleted([], { timeout: NaN })).toThrow(ValueError);
    });
    expect(() => asCompleted([])).toThrow(new RuntimeError("no running event loop"));
  });
});

describe("shield", () => {
  bothDialects(
    "gives the result or the error of its source",
    function* ({ wait, fn, log }) {
      log(yield* wait(shield(fn(() => wait(sleep(1, "result"))))));
      try {
        yield* wait(shield(failSoon()));
      } catch (error) {
        log(repr(error));
      }
    },
    ({ events }) => expect(events).toEqual(["result", "ValueError('soon')"]),
  );

  bothDialects(
    "takes one iteration more than its source",
    function* ({ loop, wait }) {
      const counter = iterations(loop);
      yield* wait(shield(sleep(0)));
      return counter();
    },
    // The task begins in the first, ends in the second; the shield follows in the third, the waiter in the fourth.
    ({ result }) => expect(result).toBe(4),
  );

  bothDialects(
    "lets go of its source when it is cancelled",
    function* ({ loop, wait }) {
      const source = loop.createFuture<string>();
      const outer = shield(source);
      expect(outer.cancel("enough")).toBe(true);
      expect(outer.cancel()).toBe(false);
      expect(source._allWaiters()).toEqual([]);
      source.setResult("late");
      yield* wait(sleep(0));
      yield* wait(outer);
    },
    ({ error }) => expect(error).toEqual(new CancelledError("enough")),
  );

  bothDialects(
    "keeps a result that somebody else gave it",
    function* ({ loop, wait }) {
      const source = loop.createFuture<string>();
      const outer = shield(source);
      outer.setResult("by hand");
      source.setResult("of the source");
      yield* wait(sleep(0));
      return [yield* wait(outer), yield* wait(source)];
    },
    ({ result }) => expect(result).toEqual(["by hand", "of the source"]),
  );

  bothDialects("belongs to the loop of its source", function* () {
    const foreign = new Future<void>({ loop: newEventLoop() });
    expect(shield(foreign).getLoop()).toBe(foreign.getLoop());
    expect(shield(sleep(0)).getLoop()).toBe(getRunningLoop());
  });

  it("needs a loop for a coroutine", () => {
    expect(() => shield(sleep(1))).toThrow(new RuntimeError("no running event loop"));
  });
});
