// `wait`, `asCompleted` and `shield` met by deadlines and cancellations, with the trace that CPython leaves.

import {
  type CoroutineLike,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type Future,
  type Task,
  TimeoutError,
  ValueError,
  asCompleted,
  asyncFor,
  createTask,
  currentTask,
  shield,
  sleep,
  wait as waitAll,
  waitFor,
} from "tsyncio";

import { byHandInBothDialects, followsTrace, once, repr, state } from "../support/dialects.ts";
import { expect } from "../support/suite.ts";

const names = (tasks: Iterable<Task<unknown>>): string => [...tasks].map((task) => task.getName()).join(",");

// bpo-23859, bpo-34790.
followsTrace(
  "wait() returns when the first is done, the first has failed, all are done or the time is up, and cancels nothing",
  once(function* ({ stamp, wait, fn }) {
    const start = (name: string, seconds: number, error?: Error): Task<number> =>
      createTask(
        fn(function* () {
          yield* wait(sleep(seconds));
          if (error !== undefined) throw error;
          return seconds;
        }),
        { name },
      );
    let tasks = [start("a", 1), start("b", 2)];
    let [done, pending] = yield* wait(waitAll(tasks, { returnWhen: FIRST_COMPLETED }));
    stamp("first", names(done), "/", names(pending));
    [done, pending] = yield* wait(waitAll(tasks, { timeout: 0.5 }));
    stamp("time", names(done), "/", names(pending), tasks.map(state));
    yield* wait(waitAll(tasks));
    stamp("all", tasks.map(state));
    tasks = [start("c", 1), start("x", 2, new ValueError("x")), start("y", 3)];
    tasks[0]?.cancel();
    [done, pending] = yield* wait(waitAll(tasks, { returnWhen: FIRST_EXCEPTION }));
    stamp("error", names(done), "/", names(pending));
    [done] = yield* wait(waitAll(pending));
    stamp(names(done));
  }),
  `
    t=1 first a / b
    t=1.5 time a / b result 1,pending
    t=2 all result 1,result 2
    t=4 error c,x / y
    t=5 y
  `,
);

// bpo-36613.
followsTrace(
  "a wait that is cancelled, or whose time is up, leaves its futures alone and nothing in them",
  once(function* ({ loop, stamp, wait }) {
    const future = loop.createFuture<void>();
    const task = createTask(waitAll([future]));
    yield* wait(sleep(0));
    task.cancel();
    yield* wait(waitAll([task]));
    stamp(state(task), "future", state(future), "waiters", future._allWaiters().length);
    for (let i = 0; i < 50; i++) yield* wait(waitAll([future], { timeout: 0.01 }));
    stamp("waiters", future._allWaiters().length);
  }),
  `
    t=0 cancelled future pending waiters 0
    t=0.5 waiters 0
  `,
);

// bpo-34790, bpo-40499.
followsTrace(
  "wait() takes neither coroutines, nor nothing, nor one future",
  once(function* ({ loop, stamp, wait }) {
    for (const misuse of [[sleep(1)], [], loop.createFuture()]) {
      try {
        yield* wait(waitAll(misuse as Iterable<Future<unknown>>));
      } catch (error) {
        stamp((error as Error).name);
      }
    }
  }),
  `
    t=0 TypeError
    t=0 ValueError
    t=0 TypeError
  `,
);

// bpo-33533.
followsTrace(
  "asCompleted() gives results in the order in which they come, and asynchronously the tasks themselves",
  {
    *generator({ stamp }) {
      const work = function* (seconds: number) {
        yield* sleep(seconds);
        return seconds;
      };
      for (const next of asCompleted([work(3), work(1), work(2)])) stamp("plain", yield* next);
      const tasks = [3, 1, 2].map((seconds) => createTask(work(seconds)));
      yield* asyncFor(asCompleted(tasks), function* (task) {
        stamp("async", yield* task, "same object", tasks.includes(task as Task<number>));
      });
    },
    async async({ stamp }) {
      const work = (seconds: number) => async () => {
        await sleep(seconds);
        return seconds;
      };
      for (const next of asCompleted([work(3), work(1), work(2)])) stamp("plain", await next);
      const tasks = [3, 1, 2].map((seconds) => createTask(work(seconds)));
      for await (const task of asCompleted(tasks)) {
        stamp("async", await task, "same object", tasks.includes(task as Task<number>));
      }
    },
  },
  `
    t=1 plain 1
    t=2 plain 2
    t=3 plain 3
    t=4 async 1 same object true
    t=5 async 2 same object true
    t=6 async 3 same object true
  `,
);

// bpo-33533.
followsTrace(
  "when the time of asCompleted() is up, each that is left gives a TimeoutError, and runs on",
  {
    *generator({ stamp }) {
      const tasks = [5, 1, 6].map((seconds) => createTask(sleep(seconds, seconds)));
      for (const next of asCompleted(tasks, { timeout: 2 })) {
        try {
          stamp(yield* next);
        } catch (error) {
          stamp((error as Error).name);
        }
      }
      stamp(tasks.map(state));
      try {
        yield* asyncFor(asCompleted(tasks, { timeout: 1 }), function* (task) {
          stamp("finished", state(task));
        });
      } catch (error) {
        stamp("async form:", (error as Error).name);
      }
    },
    async async({ stamp }) {
      const tasks = [5, 1, 6].map((seconds) => createTask(sleep(seconds, seconds)));
      for (const next of asCompleted(tasks, { timeout: 2 })) {
        try {
          stamp(await next);
        } catch (error) {
          stamp((error as Error).name);
        }
      }
      stamp(tasks.map(state));
      try {
        for await (const task of asCompleted(tasks, { timeout: 1 })) stamp("finished", state(task));
      } catch (error) {
        stamp("async form:", (error as Error).name);
      }
    },
  },
  `
    t=1 1
    t=2 TimeoutError
    t=2 TimeoutError
    t=2 pending,result 1,pending
    t=2 finished result 1
    t=3 async form: TimeoutError
  `,
);

// gh-158004. CPython up to 3.14.8 never gave the last one.
for (const form of ["plain", "asynchronous"]) {
  followsTrace(
    `a step of asCompleted() that is cancelled eats no result (${form} iteration)`,
    once(function* ({ stamp, wait, fn }) {
      const completions = asCompleted([1, 2, 3].map((seconds) => createTask(sleep(seconds, seconds))));
      const futures = completions[Symbol.asyncIterator]();
      const step = fn(function* () {
        if (form === "plain") {
          const next = completions.next();
          return next.done === true ? "end of iteration" : yield* wait(next.value);
        }
        const next = yield* wait(futures.next());
        return next.done === true ? "end of iteration" : yield* wait(next.value);
      });
      const first = createTask(step);
      yield* wait(sleep(0.5));
      first.cancel();
      yield* wait(waitAll([first]));
      stamp("first step", state(first));
      for (let i = 0; i < 4; i++) stamp(yield* wait(waitFor(step, 10)));
    }),
    `
      t=0.5 first step cancelled
      t=1 1
      t=2 2
      t=3 3
      t=3 end of iteration
    `,
  );
}

followsTrace(
  "a cancellation goes no further than shield()",
  once(function* ({ stamp, wait, fn }) {
    const inner = createTask(
      fn(function* () {
        yield* wait(sleep(3));
        stamp("inner done");
        return "r";
      }),
    );
    const user = createTask(fn(() => wait(shield(inner))));
    yield* wait(sleep(1));
    user.cancel();
    yield* wait(waitAll([user]));
    stamp(state(user), state(inner));
    stamp(yield* wait(inner));
  }),
  `
    t=1 cancelled pending
    t=3 inner done
    t=3 r
  `,
);

// gh-86802, gh-156321. CPython 3.14.0 to 3.14.8 reported it even if somebody asked for it afterwards.
for (const asked of [false, true]) {
  byHandInBothDialects(
    `the late error of a source whose shield() was cancelled is ${asked ? "not reported if somebody asks for it" : "reported"}`,
    async ({ loop, wait, fn }) => {
      await loop.runUntilComplete(
        fn(function* () {
          const inner = createTask(
            fn(function* () {
              yield* wait(sleep(2));
              throw new ValueError("inner");
            }),
          );
          const outer = shield(inner);
          yield* wait(sleep(1));
          outer.cancel();
          yield* wait(sleep(2));
          if (asked) expect(inner.exception()).toBeInstanceOf(ValueError);
        }),
      );
      loop.close();
    },
    ({ reports }) => {
      expect(reports.map(({ message, exception }) => `${message}: ${repr(exception)}`)).toEqual(
        asked ? [] : ["Task exception was never retrieved: ValueError('inner')"],
      );
    },
  );
}

followsTrace(
  "when the shielded task is cancelled, so is who waits for it; what is done needs no shield",
  once(function* ({ loop, stamp, wait }) {
    const inner = createTask(sleep(9));
    const outer = shield(inner);
    yield* wait(sleep(1));
    inner.cancel();
    try {
      yield* wait(outer);
    } catch (error) {
      stamp(repr(error), outer.cancelled(), currentTask()?.cancelling());
    }
    const done = loop.createFuture<number>();
    done.setResult(5);
    stamp(shield(done) === done);
  }),
  `
    t=1 CancelledError() true 0
    t=1 true
  `,
);

// bpo-37658.
followsTrace(
  "a result and a cancellation of the shield at once: the waiter is cancelled, the result kept",
  once(function* ({ loop, stamp, wait, fn }) {
    for (const cancelFirst of [false, true]) {
      const future = loop.createFuture<string>();
      const user = createTask(fn(() => wait(shield(future))));
      yield* wait(sleep(0));
      if (cancelFirst) user.cancel();
      future.setResult("r");
      if (!cancelFirst) user.cancel();
      yield* wait(waitAll([user]));
      stamp(state(user), "/", state(future));
    }
  }),
  `
    t=0 cancelled / result 'r'
    t=0 cancelled / result 'r'
  `,
);

followsTrace(
  "run() cancels at its end what shield() protects",
  once(function* ({ stamp, wait, fn }) {
    const inner: CoroutineLike<void> = fn(function* () {
      try {
        yield* wait(sleep(9));
      } catch (error) {
        stamp("inner cancelled");
        throw error;
      }
    });
    const task = createTask(inner);
    try {
      yield* wait(waitFor(shield(task), 1));
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      stamp("main returns");
    }
  }),
  `
    t=1 main returns
    t=1 inner cancelled
  `,
);
