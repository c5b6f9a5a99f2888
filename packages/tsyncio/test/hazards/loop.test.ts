// Scheduling scenarios in which event loops went wrong, with the trace that CPython leaves. Cancellation is next door.

import {
  BaseException,
  KeyboardInterrupt,
  TimeoutError,
  ValueError,
  createTask,
  gather,
  getRunningLoop,
  sleep,
  wait as waitFirst,
  waitFor,
} from "tsyncio";

import { byHand, byHandInBothDialects, followsTrace, once, repr, state } from "../support/dialects.ts";
import { FakeHost, FakeHostLoop } from "../support/fake_host.ts";
import { expect, it } from "../support/suite.ts";

followsTrace(
  "callbacks added while an iteration runs wait for the next one, so that they starve no timer",
  once(function* ({ loop, stamp, wait }) {
    const chain = (n: number): void => {
      stamp(`c${n}`);
      if (n < 4) loop.callSoon(() => chain(n + 1));
    };
    loop.callLater(0, () => stamp("timer"));
    loop.callSoon(() => chain(1));
    yield* wait(sleep(1));
  }),
  `
    t=0 c1
    t=0 timer
    t=0 c2
    t=0 c3
    t=0 c4
  `,
);

followsTrace(
  "timers that are due come after the callbacks that are ready, and among themselves by deadline and age",
  once(function* ({ loop, stamp, wait }) {
    loop.callLater(0, () => stamp("later 0"));
    loop.callLater(-1, () => stamp("later -1"));
    loop.callSoon(() => stamp("soon 1"));
    loop.callSoon(() => stamp("soon 2"));
    for (let i = 0; i < 5; i++) loop.callLater(1, () => stamp("one", i));
    loop.callLater(0.5, () => stamp("half"));
    loop.callAt(0.25, () => stamp("at .25"));
    yield* wait(sleep(2));
  }),
  `
    t=0 soon 1
    t=0 soon 2
    t=0 later -1
    t=0 later 0
    t=0.25 at .25
    t=0.5 half
    t=1 one 0
    t=1 one 1
    t=1 one 2
    t=1 one 3
    t=1 one 4
  `,
);

// CPython's heap serves exactly equal deadlines in the order 0 2 5 1 3 4; see docs/differences.md.
followsTrace(
  "timers with exactly equal deadlines fire in the order of their creation",
  once(function* ({ loop, stamp, wait }) {
    for (let i = 0; i < 6; i++) loop.callAt(1, () => stamp("timer", i));
    yield* wait(sleep(2));
  }),
  `
    t=1 timer 0
    t=1 timer 1
    t=1 timer 2
    t=1 timer 3
    t=1 timer 4
    t=1 timer 5
  `,
);

byHand(
  "stop() lets the iteration finish and keeps what it scheduled for the next run (bpo-25593)",
  async ({ loop, log }) => {
    loop.callSoon(() => log("a"));
    loop.callSoon(() => loop.stop());
    loop.callSoon(() => {
      log("b");
      loop.callSoon(() => log("c"));
    });
    await loop.runForever();
    log("stopped once");
    loop.callSoon(() => loop.stop());
    await loop.runForever();
    log("stopped twice");
    loop.stop();
    loop.callSoon(() => log("d"));
    await loop.runForever();
    log("one iteration");
  },
  ({ events }) => expect(events).toEqual(["a", "b", "stopped once", "c", "stopped twice", "d", "one iteration"]),
);

byHand(
  "runUntilComplete() of a loop that is stopped too early says so, and the loop can be used again",
  async ({ loop, stamp }) => {
    const future = loop.createFuture<number>();
    loop.callLater(1, () => loop.stop());
    try {
      await loop.runUntilComplete(future);
    } catch (error) {
      stamp(repr(error));
    }
    loop.callLater(1, () => future.setResult(7));
    stamp(await loop.runUntilComplete(future));
  },
  ({ events }) => expect(events).toEqual(["t=1 RuntimeError('Event loop stopped before Future completed.')", "t=2 7"]),
);

followsTrace(
  "an error in a callback goes to the exception handler, and the rest of the iteration runs",
  once(function* ({ loop, stamp, wait }) {
    loop.callSoon(function bad() {
      stamp("before");
      throw new ValueError("in callback");
    });
    loop.callSoon(() => stamp("after"));
    yield* wait(sleep(1));
    stamp("main goes on");
  }),
  `
    t=0 before
    t=0 HANDLER Exception in callback bad | ValueError('in callback')
    t=0 after
    t=1 main goes on
  `,
);

byHand(
  "Ctrl-C raised in a callback ends the run at once, and the rest of the iteration waits for the next run (gh-108711)",
  async ({ loop, log }) => {
    loop.callSoon(() => log("first"));
    loop.callSoon(() => {
      throw new KeyboardInterrupt("kbd");
    });
    loop.callSoon(() => log("rest of the batch"));
    try {
      await loop.runForever();
    } catch (error) {
      log("escaped", repr(error));
    }
    loop.callSoon(() => loop.stop());
    await loop.runForever();
    log("end");
  },
  ({ events }) => expect(events).toEqual(["first", "escaped KeyboardInterrupt('kbd')", "rest of the batch", "end"]),
);

it("an exception handler that raises is reported by the default handler, once, and the loop goes on", async () => {
  const host = new FakeHost();
  const loop = new FakeHostLoop(host);
  const events: string[] = [];
  loop.setExceptionHandler((_, { message }) => {
    events.push(`handler called: ${message}`);
    throw new RangeError("in handler");
  });
  loop.callSoon(function bad() {
    throw new ValueError("in callback");
  });
  loop.callSoon(() => events.push("next callback"));
  loop.callSoon(() => loop.stop());
  await loop.runForever();
  loop.close();
  expect(events).toEqual(["handler called: Exception in callback bad", "next callback"]);
  expect(host.reports.map(({ text, error }) => `${text.split("\n")[0]} | ${repr(error)}`)).toEqual([
    "Unhandled error in exception handler | RangeError('in handler')",
    "Exception in callback bad | ValueError('in callback')",
  ]);
});

followsTrace(
  "a handle that is cancelled in the iteration in which it is due does not run",
  once(function* ({ loop, stamp, wait }) {
    loop.callSoon(() => {
      stamp("cancel both");
      victim.cancel();
      timer.cancel();
    });
    const victim = loop.callSoon(() => stamp("victim"));
    const timer = loop.callLater(0, () => stamp("timer victim"));
    loop.callSoon(() => stamp("last"));
    yield* wait(sleep(1));
    stamp(victim.cancelled(), timer.cancelled());
  }),
  `
    t=0 cancel both
    t=0 last
    t=1 true true
  `,
);

followsTrace(
  "sleep(0) and less give way once, and sleep(NaN) is refused (gh-105331)",
  once(function* ({ stamp, wait, fn }) {
    const other = createTask(
      fn(function* () {
        stamp("other 1");
        yield* wait(sleep(0));
        stamp("other 2");
        yield* wait(sleep(0));
        stamp("other 3");
      }),
    );
    stamp("main 0");
    stamp(yield* wait(sleep(0, "r")));
    stamp("main 1");
    yield* wait(sleep(-1));
    stamp("main 2");
    try {
      yield* wait(sleep(NaN));
    } catch (error) {
      stamp(repr(error));
    }
    yield* wait(other);
  }),
  `
    t=0 main 0
    t=0 other 1
    t=0 r
    t=0 main 1
    t=0 other 2
    t=0 main 2
    t=0 ValueError('delay must be a number of seconds, got NaN')
    t=0 other 3
  `,
);

byHandInBothDialects(
  "every scheduling call on a closed loop throws at once (bpo-21326)",
  async ({ loop, log, fn }) => {
    const refused = (name: string, call: () => unknown): void => {
      try {
        call();
        log(name, "was allowed");
      } catch (error) {
        log(name, "->", repr(error));
      }
    };
    await loop.runUntilComplete(
      fn(function* () {
        refused("close while running", () => loop.close());
      }),
    );
    loop.close();
    loop.close();
    refused("callSoon", () => loop.callSoon(() => {}));
    refused("callLater", () => loop.callLater(1, () => {}));
    refused("callAt", () => loop.callAt(1, () => {}));
    refused("callSoonThreadsafe", () => loop.callSoonThreadsafe(() => {}));
    refused("runForever", () => loop.runForever());
    refused("runUntilComplete", () => loop.runUntilComplete(fn(function* () {})));
    refused("createTask", () => loop.createTask(fn(function* () {})));
  },
  ({ events }) =>
    expect(events).toEqual([
      "close while running -> RuntimeError('Cannot close a running event loop')",
      "callSoon -> RuntimeError('Event loop is closed')",
      "callLater -> RuntimeError('Event loop is closed')",
      "callAt -> RuntimeError('Event loop is closed')",
      "callSoonThreadsafe -> RuntimeError('Event loop is closed')",
      "runForever -> RuntimeError('Event loop is closed')",
      "runUntilComplete -> RuntimeError('Event loop is closed')",
      "createTask -> RuntimeError('Event loop is closed')",
    ]),
);

followsTrace(
  "a running loop refuses to run again and is not damaged by the attempt (bpo-32314, gh-130145)",
  once(function* ({ stamp, wait, fn }) {
    const loop = getRunningLoop();
    try {
      void loop.runUntilComplete(
        fn(function* () {
          stamp("never");
        }),
      );
    } catch (error) {
      stamp(repr(error));
    }
    try {
      void loop.runForever();
    } catch (error) {
      stamp(repr(error));
    }
    yield* wait(sleep(1));
    stamp("slept");
  }),
  `
    t=0 RuntimeError('This event loop is already running')
    t=0 RuntimeError('This event loop is already running')
    t=1 slept
  `,
);

followsTrace(
  "a wake-up takes as many iterations as it does in CPython",
  once(function* ({ loop, stamp, wait, fn, call }) {
    const leaf = fn(function* () {
      return "leaf";
    });
    const future = loop.createFuture<number>();
    const tick = createTask(
      fn(function* () {
        for (let i = 0; i < 9; i++) {
          stamp("-- iteration", i);
          yield* wait(sleep(0));
        }
      }),
    );
    yield* wait(sleep(0));
    stamp("set");
    loop.callSoon(() => future.setResult(1));
    yield* wait(future);
    stamp("future awaited");
    yield* call(function* () {
      return yield* call(function* () {
        return "leaf";
      });
    });
    stamp("nested coroutine awaited (no switch)");
    yield* wait(createTask(leaf));
    stamp("task awaited");
    yield* wait(gather(leaf, leaf));
    stamp("gather awaited");
    yield* wait(tick);
  }),
  `
    t=0 -- iteration 0
    t=0 set
    t=0 -- iteration 1
    t=0 -- iteration 2
    t=0 future awaited
    t=0 nested coroutine awaited (no switch)
    t=0 -- iteration 3
    t=0 -- iteration 4
    t=0 task awaited
    t=0 -- iteration 5
    t=0 -- iteration 6
    t=0 -- iteration 7
    t=0 gather awaited
    t=0 -- iteration 8
  `,
);

followsTrace(
  "waiting for what is done already, or for a coroutine that does not wait, never gives way",
  once(function* ({ loop, stamp, wait, fn, call }) {
    const future = loop.createFuture<string>();
    future.setResult("f");
    const task = createTask(
      fn(function* () {
        return 1;
      }),
    );
    yield* wait(sleep(0));
    yield* wait(sleep(0));
    loop.callSoon(() => stamp("other"));
    stamp(yield* wait(future));
    stamp("task", yield* wait(task));
    const one = yield* call(function* () {
      return 1;
    });
    stamp("coro", one);
    yield* wait(sleep(0));
    stamp("after sleep(0)");
  }),
  `
    t=0 f
    t=0 task 1
    t=0 coro 1
    t=0 other
    t=0 after sleep(0)
  `,
);

byHandInBothDialects(
  "an error that leaves runUntilComplete() leaves the loop usable and other tasks alive",
  async ({ loop, stamp, wait, fn }) => {
    const other = loop.createTask(
      fn(function* () {
        yield* wait(sleep(3));
        stamp("other done");
        return "ok";
      }),
    );
    try {
      await loop.runUntilComplete(
        fn(function* () {
          yield* wait(sleep(1));
          throw new ValueError("boom");
        }),
      );
    } catch (error) {
      stamp(repr(error));
    }
    stamp(state(other));
    stamp(await loop.runUntilComplete(other));
  },
  ({ events }) => expect(events).toEqual(["t=1 ValueError('boom')", "t=1 pending", "t=3 other done", "t=3 ok"]),
);

byHandInBothDialects(
  "Ctrl-C raised in a task ends the run at once, stays in the task, and does not stop the next run (bpo-22429)",
  async ({ loop, stamp, wait, fn }) => {
    const task = loop.createTask(
      fn(function* () {
        yield* wait(sleep(1));
        throw new KeyboardInterrupt("in task");
      }),
    );
    try {
      await loop.runUntilComplete(task);
    } catch (error) {
      stamp("escaped", repr(error));
    }
    stamp("task:", state(task));
    const second = await loop.runUntilComplete(
      fn(function* () {
        yield* wait(sleep(1));
        return "second run complete";
      }),
    );
    stamp(second);
  },
  ({ events }) =>
    expect(events).toEqual([
      "t=1 escaped KeyboardInterrupt('in task')",
      "t=1 task: KeyboardInterrupt('in task')",
      "t=2 second run complete",
    ]),
);

it("debug mode reports a callback that takes longer than slowCallbackDuration", async () => {
  const host = new FakeHost();
  const loop = new FakeHostLoop(host);
  loop.setDebug(true);
  loop.slowCallbackDuration = 0.1;
  loop.callSoon(() => host.pass(0.05));
  loop.callSoon(() => host.pass(0.2)); // stands for work that blocks the thread
  loop.callSoon(() => loop.stop());
  await loop.runForever();
  loop.close();
  expect(host.reports.map(({ text }) => text)).toEqual([expect.stringMatching(/took 0\.200 seconds/)]);
});

followsTrace(
  "thirty days are thirty days, and for ever lasts until it is cancelled (bpo-34263)",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        yield* wait(sleep(Infinity));
      }),
    );
    yield* wait(sleep(30 * 86400));
    stamp("30 days", state(task));
    task.cancel();
    yield* wait(waitFirst([task]));
    stamp(state(task));
    try {
      yield* wait(waitFor(sleep(Infinity), 5));
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      stamp("TimeoutError");
    }
  }),
  `
    t=2592000 30 days pending
    t=2592000 cancelled
    t=2592005 TimeoutError
  `,
);

class Stop extends BaseException {
  static {
    Object.defineProperty(this.prototype, "name", { value: "Stop" });
  }
}

followsTrace(
  "a BaseException of the user's own is kept in its task, or reported, and ends no loop (gh-108711, bpo-32528)",
  once(function* ({ loop, stamp, wait, fn }) {
    loop.callSoon(function fail() {
      throw new Stop("in callback");
    });
    const task = createTask(
      fn(function* () {
        throw new Stop("in task");
      }),
    );
    yield* wait(waitFirst([task]));
    stamp(state(task), task.cancelled());
    yield* wait(sleep(1));
    stamp("loop still runs");
  }),
  `
    t=0 HANDLER Exception in callback fail | Stop('in callback')
    t=0 Stop('in task') false
    t=1 loop still runs
  `,
);
