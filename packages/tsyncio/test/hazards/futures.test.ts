// Futures in scenarios in which event loops went wrong, with the trace that CPython leaves.

import {
  type Task,
  ValueError,
  coroutine,
  createTask,
  gather,
  getRunningLoop,
  sleep,
  wait as waitForAll,
} from "tsyncio";

import { bothDialects, followsTrace, once, repr, state } from "../support/dialects.ts";
import { expect } from "../support/suite.ts";

followsTrace(
  "all who wait for a future are woken in order, and get the very same error (bpo-45924)",
  once(function* ({ stamp, wait, fn }) {
    const loop = getRunningLoop();
    let future = loop.createFuture<string>();
    const waiter = (name: string): Task<unknown> =>
      createTask(
        fn(function* () {
          try {
            stamp(name, yield* wait(future));
            return null;
          } catch (error) {
            stamp(name, repr(error));
            return error;
          }
        }),
      );
    const tasks = ["a", "b", "c"].map(waiter);
    yield* wait(sleep(0));
    future.setResult("r");
    yield* wait(waitForAll(tasks));
    future = loop.createFuture<string>();
    const failing = ["a", "b", "c"].map(waiter);
    yield* wait(sleep(0));
    future.setException(new RangeError("x"));
    const errors = yield* wait(gather(failing));
    stamp(errors[0] instanceof RangeError && errors.every((error) => error === errors[0]));
  }),
  `
    t=0 a r
    t=0 b r
    t=0 c r
    t=0 a RangeError('x')
    t=0 b RangeError('x')
    t=0 c RangeError('x')
    t=0 true
  `,
);

followsTrace(
  "the cancellation of a future reaches callbacks and waiters in the order of their coming, with its message (bpo-31033)",
  once(function* ({ stamp, wait, fn }) {
    const future = getRunningLoop().createFuture<void>();
    future.addDoneCallback((done) => stamp("cb", done.cancelled()));
    const task = createTask(
      fn(function* () {
        try {
          yield* wait(future);
        } catch (error) {
          stamp("waiter", repr(error));
        }
      }),
    );
    yield* wait(sleep(0));
    future.addDoneCallback(() => stamp("cb2"));
    stamp(future.cancel("m"), future.cancel("again"));
    yield* wait(task);
    yield* wait(sleep(0));
  }),
  `
    t=0 true false
    t=0 cb true
    t=0 waiter CancelledError('m')
    t=0 cb2
  `,
);

followsTrace(
  "a callback that cancels the task whose wake-up stands behind it in the queue is in time",
  once(function* ({ stamp, wait, fn }) {
    const future = getRunningLoop().createFuture<string>();
    let task: Task<void> | null = null;
    future.addDoneCallback(() => {
      stamp("first");
      future.addDoneCallback(() => stamp("second"));
      task?.cancel();
    });
    task = createTask(
      fn(function* () {
        try {
          stamp("got", yield* wait(future));
        } catch (error) {
          stamp("cancelled by the callback");
          throw error;
        }
      }),
    );
    yield* wait(sleep(0));
    future.setResult("r");
    yield* wait(waitForAll([task]));
    stamp(state(task));
  }),
  `
    t=0 first
    t=0 cancelled by the callback
    t=0 second
    t=0 cancelled
  `,
);

// A bare generator object that is waited for twice gives undefined the second time: see docs/differences.md.
followsTrace(
  "a coroutine can be awaited once, also if two tasks want it at the same time (bpo-25887)",
  once(function* ({ stamp, wait, fn }) {
    const slowly = coroutine(function* () {
      yield* sleep(1);
      return "r";
    });
    const first = slowly();
    stamp(yield* wait(first));
    try {
      yield* wait(first);
    } catch (error) {
      stamp((error as Error).message);
    }
    const second = slowly();
    const taker = (name: string): Task<void> =>
      createTask(
        fn(function* () {
          try {
            stamp(name, yield* wait(second));
          } catch (error) {
            stamp(name, (error as Error).message);
          }
        }),
      );
    yield* wait(gather(taker("a"), taker("b")));
  }),
  `
    t=1 r
    t=1 cannot reuse already awaited coroutine
    t=1 b cannot reuse already awaited coroutine
    t=2 a r
  `,
);

// CPython reports when the last reference goes, we when memory is collected or the loop closes.
bothDialects(
  "an error that only wait() has seen was asked for by nobody; gather() asks",
  function* ({ wait, fn }) {
    const failing = (name: string): Task<never> =>
      createTask(
        fn(function* (): Generator<never, never> {
          throw new ValueError(name);
        }),
      );
    failing("plain");
    yield* wait(waitForAll([failing("waited")]));
    yield* wait(gather([failing("gathered")], { returnExceptions: true }));
    const cancelled = createTask(sleep(9));
    yield* wait(sleep(0));
    cancelled.cancel();
    yield* wait(sleep(0));
  },
  ({ reports }) =>
    expect(reports.map(({ message, exception }) => `${message}: ${repr(exception)}`)).toEqual([
      "Task exception was never retrieved: ValueError('plain')",
      "Task exception was never retrieved: ValueError('waited')",
    ]),
);
