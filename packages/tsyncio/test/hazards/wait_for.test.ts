// Races between a result, a deadline and a cancellation in `waitFor`, with the trace that CPython 3.12 and later leaves.

import {
  CancelledError,
  Lock,
  Queue,
  TimeoutError,
  ValueError,
  createTask,
  currentTask,
  shield,
  sleep,
  wait as waitFirst,
  waitFor,
} from "tsyncio";

import { followsTrace, once, repr, state } from "../support/dialects.ts";

// gh-86296, gh-96764, bpo-37658. CPython 3.11 and earlier returned the result.
followsTrace(
  "a result that comes in the iteration of the deadline, just before it, comes too late",
  once(function* ({ loop, stamp, wait }) {
    const future = loop.createFuture<string>();
    loop.callLater(1, () => future.setResult("value"));
    try {
      stamp("returned", yield* wait(waitFor(future, 1)));
    } catch (error) {
      stamp((error as Error).name, "the future has", state(future));
    }
    yield* wait(sleep(1));
    stamp("no stray cancellation");
  }),
  `
    t=1 TimeoutError the future has result 'value'
    t=2 no stray cancellation
  `,
);

// gh-86296, bpo-37658. CPython 3.8 to 3.11 lost the cancellation.
followsTrace(
  "a cancellation in the iteration in which the awaited task ends is not lost",
  once(function* ({ loop, stamp, wait, fn }) {
    const future = loop.createFuture<string>();
    const user = createTask(
      fn(function* () {
        const work = createTask(fn(() => wait(future)));
        stamp("returned", yield* wait(waitFor(work, 10)));
        yield* wait(sleep(1));
        stamp("went on");
      }),
    );
    for (let i = 0; i < 3; i++) yield* wait(sleep(0));
    future.setResult("value");
    yield* wait(sleep(0));
    user.cancel();
    yield* wait(waitFirst([user]));
    stamp(state(user));
  }),
  "t=0 cancelled",
);

// gh-86296, gh-87555.
followsTrace(
  "a cancellation right after the result was set wins over it",
  once(function* ({ loop, stamp, wait, fn }) {
    const future = loop.createFuture<string>();
    const user = createTask(
      fn(function* () {
        try {
          stamp("returned", yield* wait(waitFor(future, 10)));
        } catch (error) {
          stamp((error as Error).name);
          throw error;
        }
        yield* wait(sleep(1));
        stamp("went on");
      }),
    );
    for (let i = 0; i < 2; i++) yield* wait(sleep(0));
    future.setResult("value");
    user.cancel();
    yield* wait(waitFirst([user]));
    stamp(state(user));
  }),
  `
    t=0 CancelledError
    t=0 cancelled
  `,
);

// gh-96764, bpo-40607.
followsTrace(
  "a coroutine that returns a value when its time is up is believed",
  once(function* ({ stamp, wait, fn }) {
    const work = fn(function* () {
      try {
        yield* wait(sleep(10));
      } catch {
        return "rescued";
      }
      return "slept";
    });
    stamp(yield* wait(waitFor(work, 1)), "cancelling", currentTask()?.cancelling());
  }),
  "t=1 rescued cancelling 0",
);

// bpo-40607, gh-96037. JavaScript's errors have no context: that the time was up is not seen from this one.
followsTrace(
  "a coroutine that fails when its time is up fails with its own error",
  once(function* ({ stamp, wait, fn }) {
    const work = fn(function* () {
      try {
        yield* wait(sleep(10));
      } catch {
        throw new ValueError("cleanup failed");
      }
    });
    try {
      yield* wait(waitFor(work, 1));
    } catch (error) {
      stamp(repr(error), "cancelling", currentTask()?.cancelling());
    }
  }),
  "t=1 ValueError('cleanup failed') cancelling 0",
);

// bpo-32751.
followsTrace(
  "the time is up only when the cancelled coroutine has cleaned up",
  once(function* ({ stamp, wait, fn }) {
    const work = fn(function* () {
      try {
        yield* wait(sleep(10));
      } finally {
        stamp("cleaning up");
        yield* wait(sleep(2));
        stamp("cleaned up");
      }
    });
    try {
      yield* wait(waitFor(work, 1));
    } catch (error) {
      stamp((error as Error).name);
    }
  }),
  `
    t=1 cleaning up
    t=3 cleaned up
    t=3 TimeoutError
  `,
);

// bpo-31556, bpo-32751, gh-96764.
followsTrace(
  "no time at all gives what is done already, and starts nothing",
  once(function* ({ loop, stamp, wait, fn }) {
    const work = fn(function* () {
      stamp("started");
      yield* wait(sleep(1));
    });
    const done = loop.createFuture<string>();
    done.setResult("done");
    const pending = loop.createFuture<void>();
    stamp(yield* wait(waitFor(done, 0)));
    for (const begin of [() => waitFor(pending, 0), () => waitFor(work, 0), () => waitFor(createTask(work), -1)]) {
      try {
        yield* wait(begin());
      } catch (error) {
        stamp((error as Error).name);
      }
    }
    stamp("the pending future is now", state(pending));
  }),
  `
    t=0 done
    t=0 TimeoutError
    t=0 TimeoutError
    t=0 TimeoutError
    t=0 the pending future is now cancelled
  `,
);

followsTrace(
  "a task is cancelled when its time is up, unless it is shielded",
  once(function* ({ stamp, wait, fn }) {
    const work = (name: string) =>
      fn(function* () {
        try {
          yield* wait(sleep(5));
        } catch (error) {
          stamp(name, "cancelled");
          throw error;
        }
        stamp(name, "finished");
        return name;
      });
    for (const name of ["plain", "shielded"]) {
      const task = createTask(work(name));
      try {
        yield* wait(waitFor(name === "plain" ? task : shield(task), 1));
      } catch (error) {
        stamp((error as Error).name, state(task));
      }
      if (name === "shielded") stamp(yield* wait(task));
    }
  }),
  `
    t=1 plain cancelled
    t=1 TimeoutError cancelled
    t=2 TimeoutError pending
    t=6 shielded finished
    t=6 shielded
  `,
);

// bpo-37658.
followsTrace(
  "a cancellation of the awaited task by others is no timeout",
  once(function* ({ loop, stamp, wait }) {
    const task = createTask(sleep(10));
    loop.callLater(1, () => task.cancel());
    try {
      yield* wait(waitFor(task, 5));
    } catch (error) {
      stamp(repr(error), "cancelling", currentTask()?.cancelling());
    }
  }),
  "t=1 CancelledError() cancelling 0",
);

// bpo-32751, bpo-41891.
followsTrace(
  "a cancelled wait ends when what it waits for has cleaned up",
  once(function* ({ stamp, wait, fn }) {
    const work = createTask(
      fn(function* () {
        try {
          yield* wait(sleep(10));
        } finally {
          yield* wait(sleep(2));
          stamp("inner cleaned up");
        }
      }),
    );
    const waiter = createTask(waitFor(work, 9));
    yield* wait(sleep(1));
    waiter.cancel();
    yield* wait(waitFirst([waiter]));
    stamp(state(waiter));
  }),
  `
    t=3 inner cleaned up
    t=3 cancelled
  `,
);

// gh-86296. CPython 3.11 and earlier lost the item.
followsTrace(
  "an item that arrives in the iteration of the deadline or of a cancellation stays in the queue",
  once(function* ({ loop, stamp, wait }) {
    const queue = new Queue<string>();
    loop.callLater(1, () => queue.putNowait("item"));
    try {
      stamp("got", yield* wait(waitFor(queue.get(), 1)));
    } catch (error) {
      stamp((error as Error).name, "still queued:", queue.qsize(), queue.getNowait());
    }
    const task = createTask(waitFor(queue.get(), 5));
    for (let i = 0; i < 2; i++) yield* wait(sleep(0));
    queue.putNowait("item 2");
    task.cancel();
    yield* wait(waitFirst([task]));
    stamp(state(task), "queued:", queue.qsize());
  }),
  `
    t=1 TimeoutError still queued: 1 item
    t=1 cancelled queued: 1
  `,
);

// gh-86296. CPython 3.11 and earlier left the lock locked.
followsTrace(
  "a lock that becomes free in the iteration of the deadline stays free",
  once(function* ({ loop, stamp, wait }) {
    const lock = new Lock();
    yield* wait(lock.acquire());
    loop.callLater(1, () => lock.release());
    try {
      yield* wait(waitFor(lock.acquire(), 1));
    } catch (error) {
      stamp((error as Error).name, "locked:", lock.locked());
    }
    for (let i = 0; i < 3; i++) yield* wait(sleep(0));
    stamp("locked:", lock.locked());
  }),
  `
    t=1 TimeoutError locked: false
    t=1 locked: false
  `,
);

followsTrace(
  "a coroutine is awaited in the caller's task, with or without a limit",
  once(function* ({ stamp, wait, fn }) {
    const work = fn(function* () {
      yield* wait(sleep(100));
      return currentTask()?.getName();
    });
    currentTask()?.setName("MAIN");
    stamp(yield* wait(waitFor(work, null)));
    stamp(yield* wait(waitFor(work, 1000)));
  }),
  `
    t=100 MAIN
    t=200 MAIN
  `,
);

// bpo-22448.
followsTrace(
  "waits that end in time leave no timer behind",
  once(function* ({ loop, stamp, wait }) {
    for (let i = 0; i < 1000; i++) yield* wait(waitFor(sleep(0), 3600));
    const timers = [...loop._timers()];
    stamp("live:", timers.filter((timer) => !timer._isDropped()).length, "kept:", timers.length <= 201);
  }),
  "t=0 live: 0 kept: true",
);

// gh-113848.
followsTrace(
  "a class of cancellations of one's own is a cancellation",
  once(function* ({ stamp, wait, fn }) {
    class OwnCancelledError extends CancelledError {}
    const work = fn(function* () {
      try {
        yield* wait(sleep(10));
      } catch {
        throw new OwnCancelledError("sub");
      }
    });
    try {
      yield* wait(waitFor(work, 1));
    } catch (error) {
      stamp(error instanceof TimeoutError, (error as Error).cause instanceof OwnCancelledError);
    }
  }),
  "t=1 true true",
);
