// `gather` met by errors and cancellations, with the trace that CPython 3.13 leaves.

import { ValueError, createTask, currentTask, gather, sleep, wait as waitFirst, waitFor } from "tsyncio";

import { byHandInBothDialects, followsTrace, once, repr, state } from "../support/dialects.ts";
import { expect } from "../support/suite.ts";

followsTrace(
  "results come in the order of the arguments, and what is named twice runs once",
  once(function* ({ stamp, wait, fn }) {
    const work = (seconds: number) =>
      fn(function* () {
        yield* wait(sleep(seconds));
        stamp("work", seconds);
        return seconds;
      });
    const twice = work(2);
    stamp(repr(yield* wait(gather(twice, work(1), twice))));
    stamp(repr(yield* wait(gather())));
  }),
  `
    t=1 work 1
    t=2 work 2
    t=2 [2, 1, 2]
    t=2 []
  `,
);

followsTrace(
  "the first error is thrown at once, the others run on, and a later error is not reported",
  once(function* ({ stamp, wait, fn }) {
    const failing = (seconds: number, message: string) =>
      fn(function* () {
        yield* wait(sleep(seconds));
        throw new ValueError(message);
      });
    const slow = fn(function* () {
      yield* wait(sleep(3));
      stamp("slow done");
    });
    try {
      yield* wait(gather(failing(1, "first"), slow, failing(2, "second")));
    } catch (error) {
      stamp(repr(error));
    }
    yield* wait(sleep(5));
    stamp("end");
  }),
  `
    t=1 ValueError('first')
    t=3 slow done
    t=6 end
  `,
);

followsTrace(
  "with returnExceptions an error and a cancellation of a child stand among the results",
  once(function* ({ loop, stamp, wait, fn }) {
    const failing = fn(function* () {
      throw new ValueError("x");
    });
    const cancelled = createTask(sleep(9));
    loop.callLater(1, () => cancelled.cancel());
    const outcomes = yield* wait(gather([failing, cancelled, sleep(2, 3)], { returnExceptions: true }));
    stamp(repr(outcomes), currentTask()?.cancelling());
  }),
  "t=2 [ValueError('x'), CancelledError(), 3] 0",
);

followsTrace(
  "a child that is cancelled is an error like another: the siblings run on, and the whole is not cancelled",
  once(function* ({ loop, stamp, wait, fn }) {
    const slow = fn(function* () {
      yield* wait(sleep(3));
      stamp("slow done");
    });
    const cancelled = createTask(sleep(9));
    loop.callLater(1, () => cancelled.cancel());
    const all = gather(cancelled, slow);
    try {
      yield* wait(all);
    } catch (error) {
      stamp(repr(error), "cancelled():", all.cancelled(), "own cancelling", currentTask()?.cancelling());
    }
    yield* wait(sleep(5));
  }),
  `
    t=1 CancelledError() cancelled(): false own cancelling 0
    t=3 slow done
  `,
);

// bpo-32684.
followsTrace(
  "a cancelled wait cancels all children, but waits for the first to end only, unless it returns exceptions",
  once(function* ({ stamp, wait, fn }) {
    const child = (seconds: number) =>
      fn(function* () {
        try {
          yield* wait(sleep(10));
        } finally {
          yield* wait(sleep(seconds));
          stamp("child", seconds, "cleaned up");
        }
      });
    for (const returnExceptions of [false, true]) {
      const user = createTask(
        fn(function* () {
          yield* wait(gather([child(1), child(2)], { returnExceptions }));
        }),
      );
      yield* wait(sleep(1));
      user.cancel();
      yield* wait(waitFirst([user]));
      stamp("returnExceptions", returnExceptions, state(user));
      yield* wait(sleep(5));
    }
  }),
  `
    t=2 child 1 cleaned up
    t=2 returnExceptions false cancelled
    t=3 child 2 cleaned up
    t=9 child 1 cleaned up
    t=10 child 2 cleaned up
    t=10 returnExceptions true cancelled
  `,
);

// bpo-32684.
followsTrace(
  "a cancellation is not lost with returnExceptions, even if every child swallows it",
  once(function* ({ stamp, wait, fn }) {
    const stubborn = fn(function* () {
      try {
        yield* wait(sleep(10));
      } catch {
        stamp("swallowed");
      }
      return "r";
    });
    const user = fn(function* () {
      yield* wait(gather([sleep(10), stubborn], { returnExceptions: true }));
      stamp("gather returned");
    });
    for (const future of [
      createTask(user),
      gather([stubborn, stubborn, () => stubborn()], { returnExceptions: true }),
    ]) {
      for (let i = 0; i < 2; i++) yield* wait(sleep(0));
      future.cancel();
      yield* wait(waitFirst([future]));
      stamp(state(future));
    }
  }),
  `
    t=0 swallowed
    t=0 cancelled
    t=0 swallowed
    t=0 swallowed
    t=0 CancelledError()
  `,
);

// bpo-26923.
followsTrace(
  "what has all its results cannot be cancelled any more, but who awaits it can",
  once(function* ({ loop, stamp, wait, fn }) {
    const futures = [loop.createFuture<number>(), loop.createFuture<number>()];
    const all = gather(futures);
    for (const future of futures) future.setResult(1);
    stamp("cancel", all.cancel());
    stamp(repr(yield* wait(all)));
    const others = [loop.createFuture<number>(), loop.createFuture<number>()];
    const user = createTask(fn(() => wait(gather(others))));
    yield* wait(sleep(0));
    for (const future of others) future.setResult(1);
    stamp("task.cancel", user.cancel());
    yield* wait(waitFirst([user]));
    stamp(state(user));
  }),
  `
    t=0 cancel false
    t=0 [1, 1]
    t=0 task.cancel true
    t=0 cancelled
  `,
);

// bpo-29432. CPython reports when the last reference goes, we at the loop's end or when memory is collected.
byHandInBothDialects(
  "errors that nobody asks for are reported once, for the whole",
  async ({ loop, wait, fn }) => {
    await loop.runUntilComplete(
      fn(function* () {
        const failing = (message: string) =>
          fn(function* () {
            throw new ValueError(message);
          });
        void gather(failing("a"), failing("b"));
        yield* wait(sleep(1));
      }),
    );
    loop.close();
  },
  ({ reports }) => {
    expect(reports.map(({ message, exception }) => `${message}: ${repr(exception)}`)).toEqual([
      "_GatheringFuture exception was never retrieved: ValueError('a')",
    ]);
  },
);

followsTrace(
  "all children are started before the first takes a step",
  once(function* ({ stamp, wait, fn }) {
    const work = (name: string) =>
      fn(function* () {
        stamp(name, 1);
        yield* wait(sleep(0));
        stamp(name, 2);
      });
    const all = gather(["a", "b", "c"].map(work));
    stamp("after gather()");
    yield* wait(all);
    stamp("end");
  }),
  `
    t=0 after gather()
    t=0 a 1
    t=0 b 1
    t=0 c 1
    t=0 a 2
    t=0 b 2
    t=0 c 2
    t=0 end
  `,
);

followsTrace(
  "a deadline cancels the children that are not done",
  once(function* ({ stamp, wait, fn }) {
    const work = (seconds: number) =>
      fn(function* () {
        try {
          yield* wait(sleep(seconds));
          stamp("done", seconds);
        } catch (error) {
          stamp("cancelled", seconds);
          throw error;
        }
      });
    try {
      yield* wait(waitFor(gather([1, 3, 4].map(work)), 2));
    } catch (error) {
      stamp((error as Error).name);
    }
  }),
  `
    t=1 done 1
    t=2 cancelled 3
    t=2 cancelled 4
    t=2 TimeoutError
  `,
);

// gh-104144. Before CPython 3.12 it took an iteration.
followsTrace(
  "of futures that are done the results are there at once",
  once(function* ({ loop, stamp, wait }) {
    const future = loop.createFuture<number>();
    future.setResult(1);
    const all = gather(future, future);
    stamp(all.done());
    loop.callSoon(() => stamp("an iteration later"));
    stamp(repr(yield* wait(all)));
    yield* wait(sleep(0));
  }),
  `
    t=0 true
    t=0 [1, 1]
    t=0 an iteration later
  `,
);

// bpo-32684.
followsTrace(
  "a cancellation counts although one child swallows it, and its message is the canceller's",
  once(function* ({ stamp, wait, fn }) {
    const stubborn = fn(function* () {
      try {
        yield* wait(sleep(10));
      } catch {
        yield* wait(sleep(1));
      }
      return "kept on";
    });
    const user = createTask(
      fn(function* () {
        stamp("returned", repr(yield* wait(gather(stubborn, sleep(10)))));
      }),
    );
    yield* wait(sleep(1));
    user.cancel("why");
    yield* wait(waitFirst([user]));
    try {
      yield* wait(user);
    } catch (error) {
      stamp(repr(error));
    }
  }),
  "t=1 CancelledError('why')",
);

// bpo-31033.
followsTrace(
  "an error that passes through a task and a gather is the same object with the same cause",
  once(function* ({ stamp, wait, fn }) {
    const cause = new RangeError("division by zero");
    const task = createTask(
      fn(function* () {
        throw new ValueError("k", { cause });
      }),
    );
    for (const begin of [() => task, () => gather(task)]) {
      try {
        yield* wait<unknown>(begin());
      } catch (error) {
        stamp(error === task.exception(), (error as Error).cause === cause);
      }
    }
  }),
  `
    t=0 true true
    t=0 true true
  `,
);
