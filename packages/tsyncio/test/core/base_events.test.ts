// The event loop: runs, iterations, timers, errors that nobody received, several loops at once. Tasks are in tasks.test.ts.

import {
  BaseException,
  ContextVar,
  EventLoop,
  KeyboardInterrupt,
  RuntimeError,
  SystemExit,
  type Task,
  ValueError,
  createTask,
  currentTask,
  getEventLoop,
  getRunningLoop,
  newEventLoop,
  run,
  setEventLoop,
  sleep,
} from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";

import { bothDialects, byHand, byHandInBothDialects, inBothDialects, outcomeOf, repr } from "../support/dialects.ts";
import { FakeHost, FakeHostLoop } from "../support/fake_host.ts";
import { afterEach, describe, expect, it } from "../support/suite.ts";

describe("runForever", () => {
  byHand(
    "runs until stop(), and can be called again",
    async ({ loop, log }) => {
      for (const name of ["first", "second"]) {
        loop.callSoon(() => log(name, loop.isRunning()));
        loop.callLater(1, () => loop.stop());
        await loop.runForever();
        log("ended", loop.isRunning());
      }
    },
    ({ events }) => expect(events).toEqual(["first true", "ended false", "second true", "ended false"]),
  );

  byHand(
    "does not start before its caller has come to its end",
    async ({ loop, log }) => {
      loop.callSoon(() => log("callback"));
      loop.callSoon(() => loop.stop());
      const running = loop.runForever();
      log("called", loop.isRunning());
      await running;
    },
    ({ events }) => expect(events).toEqual(["called true", "callback"]),
  );

  for (const Fatal of [KeyboardInterrupt, SystemExit]) {
    byHand(
      `ends with the ${Fatal.name} that a callback, a done callback or a timer throws`,
      async ({ loop, log }) => {
        const fail = (): never => {
          throw new Fatal();
        };
        const future = loop.createFuture<void>();
        const ways = [
          () => loop.callSoon(fail),
          () => loop.callLater(1, fail),
          () => {
            future.addDoneCallback(fail);
            future.setResult();
          },
        ];
        for (const way of ways) {
          way();
          try {
            await loop.runForever();
          } catch (error) {
            log(error instanceof Fatal, loop.isRunning());
          }
        }
      },
      ({ events }) => expect(events).toEqual(["true false", "true false", "true false"]),
    );
  }
});

describe("runUntilComplete", () => {
  byHandInBothDialects(
    "gives the coroutine's result, and leaves others where they are",
    async ({ loop, wait, fn, log }) => {
      const other = loop.createTask(
        fn(function* () {
          yield* wait(sleep(2));
          return "other";
        }),
      );
      log(
        await loop.runUntilComplete(
          fn(function* () {
            yield* wait(sleep(1));
            return "first";
          }),
        ),
      );
      log(other.done(), loop.isRunning(), loop.time());
      log(await loop.runUntilComplete(other), loop.time());
    },
    ({ events }) => expect(events).toEqual(["first", "false false 1", "other 2"]),
  );

  byHandInBothDialects(
    "rejects with the coroutine's very error, which then counts as received",
    async ({ loop, wait, fn, log }) => {
      const error = new ValueError("bad");
      const failing = loop.runUntilComplete(
        fn(function* () {
          yield* wait(sleep(1));
          throw error;
        }),
      );
      await failing.catch((caught: unknown) => log(caught === error));
    },
    ({ events }) => expect(events).toEqual(["true"]),
  );

  byHand("takes a future that is done already", async ({ loop }) => {
    const future = loop.createFuture<number>();
    future.setResult(7);
    expect(await loop.runUntilComplete(future)).toBe(7);
  });

  byHandInBothDialects(
    "rejects with the cancellation of its task",
    async ({ loop, wait, fn, log }) => {
      const task = loop.createTask(
        fn(function* () {
          yield* wait(sleep(9));
        }),
      );
      loop.callLater(1, () => task.cancel("stop"));
      await loop.runUntilComplete(task).catch((error: unknown) => log(repr(error)));
    },
    ({ events }) => expect(events).toEqual(["CancelledError('stop')"]),
  );

  byHand(
    "does not stop a later run for a future that is finished after it was given up",
    async ({ loop, log }) => {
      const future = loop.createFuture<void>();
      loop.callSoon(() => loop.stop());
      await loop.runUntilComplete(future).catch((error: unknown) => log(repr(error)));
      loop.callSoon(() => future.setResult());
      log(await loop.runUntilComplete(sleep(1, "second")));
    },
    ({ events }) => expect(events).toEqual(["RuntimeError('Event loop stopped before Future completed.')", "second"]),
  );

  byHand("refuses what is no coroutine, and a future of another loop", async ({ loop }) => {
    const other = newEventLoop();
    expect(() => loop.runUntilComplete(7 as never)).toThrow(TypeError);
    expect(() => loop.runUntilComplete(other.createFuture())).toThrow(ValueError);
    other.close();
  });
});

describe("stop", () => {
  byHand(
    "before a run ends it after one iteration",
    async ({ loop, log }) => {
      loop.stop();
      loop.callSoon(() => {
        log("first iteration");
        loop.callSoon(() => log("second iteration"));
      });
      await loop.runForever();
      log("ended");
      loop.stop();
      await loop.runForever();
    },
    ({ events }) => expect(events).toEqual(["first iteration", "ended", "second iteration"]),
  );

  it("from outside wakes a loop that sleeps", async () => {
    const loop = newEventLoop();
    const running = loop.runForever();
    await new Promise((resolve) => void setImmediate(resolve));
    await new Promise((resolve) => void setImmediate(resolve));
    loop.stop();
    await running;
    expect(loop.isRunning()).toBe(false);
    loop.close();
  });

  byHand(
    "asked for twice ends one run",
    async ({ loop, log }) => {
      loop.callSoon(() => loop.stop());
      loop.callSoon(() => loop.stop());
      await loop.runForever();
      log(await loop.runUntilComplete(sleep(1, "second run")));
    },
    ({ events }) => expect(events).toEqual(["second run"]),
  );
});

describe("close", () => {
  byHandInBothDialects(
    "reports the tasks that are not done, in the order of their creation, and drops what waits",
    async ({ loop, wait, fn, log }) => {
      const nap = fn(function* () {
        yield* wait(sleep(9));
      });
      const started = loop.createTask(nap, { name: "started" });
      loop.callSoon(() => loop.stop());
      await loop.runForever();
      loop.createTask(nap, { name: "not started" });
      loop.callSoon(() => log("never"));
      loop.close();
      log(loop.isClosed(), started.done());
    },
    ({ events, reports }) => {
      expect(events).toEqual(["true false"]);
      expect(reports.map(({ message, task }) => [message, (task as Task<unknown>).getName()])).toEqual([
        ["Task was destroyed but it is pending!", "started"],
        ["Task was destroyed but it is pending!", "not started"],
      ]);
    },
  );

  byHand(
    "reports errors that nobody asked for, once",
    async ({ loop }) => {
      loop.createFuture().setException(new ValueError("lost"));
      loop.callSoon(() => loop.stop());
      await loop.runForever();
      loop.close();
      loop.close();
    },
    ({ reports }) =>
      expect(reports.map(({ message, exception }) => [message, repr(exception)])).toEqual([
        ["Future exception was never retrieved", "ValueError('lost')"],
      ]),
  );
});

describe("iterations", () => {
  inBothDialects(
    "serve callbacks and tasks in the order in which they became ready",
    {
      generator: function* ({ loop, log }) {
        loop.callSoon(() => log("callback 1"));
        createTask(function* () {
          log("task 1");
        });
        loop.callSoon(() => log("callback 2"));
        createTask(function* () {
          log("task 2");
        });
        yield* sleep(0);
        log("main");
      },
      async: async ({ loop, log }) => {
        loop.callSoon(() => log("callback 1"));
        createTask(async () => log("task 1"));
        loop.callSoon(() => log("callback 2"));
        createTask(async () => log("task 2"));
        await sleep(0);
        log("main");
      },
    },
    ({ events }) => expect(events).toEqual(["callback 1", "task 1", "callback 2", "task 2", "main"]),
  );

  byHand(
    "let timers that become due while an iteration runs wait for the next one",
    async ({ loop, log }) => {
      loop.callLater(1, () => log("timer"));
      loop.callSoon(() => {
        loop.advance(2);
        loop.callSoon(() => log("next iteration, asked for first"));
      });
      loop.callSoon(() => log("same iteration"));
      loop.callLater(3, () => loop.stop());
      await loop.runForever();
    },
    ({ events }) => expect(events).toEqual(["same iteration", "next iteration, asked for first", "timer"]),
  );

  it("follow each other within a turn of the host, but let the host have its turn when the time is up", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    let left = 50;
    const chain = (): void => {
      host.pass(0.00001);
      left--;
      if (left === 0) loop.stop();
      else loop.callSoon(chain);
    };
    loop.callSoon(chain);
    await loop.runForever();
    loop.close();
    expect(left).toBe(0);
    expect(host.turns).toBeGreaterThan(2);
    expect(host.turns).toBeLessThan(25);
  });

  it("spare looks at the clock while they are short, and soon look at each again once they are long", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    let looks = 0;
    loop.time = () => {
      looks++;
      return host.now();
    };
    const looksDuring = async (iterations: number, seconds: number): Promise<number> => {
      let left = iterations;
      const chain = (): void => {
        host.pass(seconds);
        left--;
        if (left === 0) loop.stop();
        else loop.callSoon(chain);
      };
      loop.callSoon(chain);
      const before = looks;
      await loop.runForever();
      return looks - before;
    };
    expect(await looksDuring(100, 0)).toBeLessThan(30);
    const turns = host.turns;
    await looksDuring(20, 1);
    expect(host.turns - turns).toBeGreaterThan(18);
    loop.close();
  });
});

describe("timers", () => {
  it("that are due come in the next iteration, however short the iterations are", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    let iteration = 0;
    const firedAfter: number[] = [];
    const chain = (): void => {
      iteration++;
      host.pass(0.0000001);
      const asked = iteration;
      if (asked % 3 === 0) loop.callLater(0, () => firedAfter.push(iteration - asked));
      if (iteration === 60) loop.stop();
      else loop.callSoon(chain);
    };
    loop.callSoon(chain);
    await loop.runForever();
    loop.close();
    expect(firedAfter).toEqual(Array.from({ length: 19 }, () => 1));
  });

  it("share one timer of the host, set for the earliest", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    const fired: string[] = [];
    for (const delay of [5, 3, 4, 3]) loop.callLater(delay, () => fired.push(`${delay} at ${host.now()}`));
    const running = loop.runForever();
    await host.settled();
    expect(host.timers.map(({ when }) => when)).toEqual([3]);
    await host.fireNext();
    expect(host.timers.map(({ when }) => when)).toEqual([4]);
    await host.fireNext();
    await host.fireNext();
    expect(fired).toEqual(["3 at 3", "3 at 3", "4 at 4", "5 at 5"]);
    loop.stop();
    await running;
    loop.close();
    expect(host.timers).toEqual([]);
  });

  it("that are set while the loop sleeps are served in time, earlier ones first", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    const fired: string[] = [];
    loop.callLater(10, () => fired.push("ten"));
    const running = loop.runForever();
    await host.settled();
    loop.callLater(1, () => fired.push("one"));
    await host.settled();
    expect(host.timers.map(({ when }) => when)).toEqual([1]);
    await host.fireNext();
    expect(fired).toEqual(["one"]);
    loop.stop();
    await running;
    loop.close();
  });

  it("of more than the host's longest delay are asked for again until their time has come", async () => {
    const days = 86_400;
    const host = new FakeHost({ longestDelay: 24 * days });
    const loop = new FakeHostLoop(host);
    const fired: number[] = [];
    loop.callLater(60 * days, () => fired.push(host.now() / days));
    const running = loop.runForever();
    await host.settled();
    await host.fireNext();
    await host.fireNext();
    expect(fired).toEqual([]);
    expect(host.now()).toBe(48 * days);
    await host.fireNext();
    expect(fired).toEqual([60]);
    loop.stop();
    await running;
    loop.close();
  });

  it("for ever keep the loop asleep, and the process alive", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    const task = loop.createTask(sleep(Infinity));
    const running = loop.runForever();
    await host.settled();
    expect(host.timers.map(({ when }) => when)).toEqual([Infinity]);
    task.cancel();
    await host.settled();
    expect(task.cancelled()).toBe(true);
    loop.stop();
    await running;
    loop.close();
  });

  it("that are cancelled leave the heap before their time when they are many (bpo-22448)", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    const waiting = (): number => [...loop._timers()].length;
    const handles = Array.from({ length: 300 }, (_, i) => loop.callLater(1000 + i, () => {}));
    expect(waiting()).toBe(300);
    for (const handle of handles.slice(0, 99)) handle.cancel();
    expect(waiting()).toBe(300);
    for (const handle of handles.slice(99, 200)) handle.cancel();
    expect(waiting()).toBeLessThanOrEqual(200);
    for (const handle of handles.slice(200)) {
      handle.cancel();
      handle.cancel();
    }
    expect(waiting()).toBeLessThan(100);
    loop.stop();
    await loop.runForever();
    loop.close();
  });

  it("that are cancelled twice count once", () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    const handles = Array.from({ length: 190 }, (_, i) => loop.callLater(1000 + i, () => {}));
    for (const handle of handles.slice(0, 60)) {
      handle.cancel();
      handle.cancel();
    }
    expect([...loop._timers()].length).toBe(190);
    loop.close();
  });

  it("that are cancelled do not wake the loop", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    loop.callLater(1, () => {}).cancel();
    loop.callLater(2, () => {}).cancel();
    loop.callLater(3, () => loop.stop());
    const running = loop.runForever();
    await host.settled();
    expect(host.timers.map(({ when }) => when)).toEqual([3]);
    await host.fireNext();
    await running;
    expect(host.timersSet).toBe(1);
    loop.close();
  });

  byHand(
    "keep their order, whatever is set and cancelled in between",
    async ({ loop, log }) => {
      const delays = [5, 1, 3, 1, 4, 2, 5, 3];
      const handles = delays.map((delay, i) => loop.callLater(delay, () => log(`${delay}/${i}`)));
      handles[2]?.cancel();
      loop.callLater(1, () => {
        handles[4]?.cancel();
        loop.callLater(1, () => log("2/new"));
      });
      loop.callLater(6, () => loop.stop());
      await loop.runForever();
    },
    ({ events }) => expect(events).toEqual(["1/1", "1/3", "2/5", "2/new", "3/7", "5/0", "5/6"]),
  );

  byHand("tell their time", async ({ loop }) => {
    loop.advance(1);
    expect([loop.callLater(2, () => {}).when(), loop.callAt(5, () => {}).when()]).toEqual([3, 5]);
  });

  byHand("need a number and a function", async ({ loop }) => {
    const callback = (): void => {};
    for (const bad of [NaN, "1", null, undefined]) {
      expect(() => loop.callLater(bad as never, callback)).toThrow("delay must be a number of seconds, got ");
      expect(() => loop.callAt(bad as never, callback)).toThrow("when must be a number of seconds, got ");
    }
    expect(() => loop.callLater(1, 7 as never)).toThrow(new TypeError("callback must be a function, got 7"));
    expect(() => loop.callSoon(undefined as never)).toThrow(
      new TypeError("callback must be a function, got undefined"),
    );
  });
});

describe("callSoonThreadsafe", () => {
  it("wakes a loop that sleeps", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    const running = loop.runForever();
    await host.settled();
    const events: string[] = [];
    loop.callSoonThreadsafe(() => events.push("woken"));
    await host.settled();
    expect(events).toEqual(["woken"]);
    loop.stop();
    await running;
    loop.close();
  });
});

describe("errors that nobody received", () => {
  byHand("go to the handler with the loop and what is known", async ({ loop }) => {
    const seen: unknown[] = [];
    loop.setExceptionHandler((ofLoop, { message, exception, handle }) =>
      seen.push([ofLoop === loop, message, repr(exception), handle]),
    );
    const handle = loop.callSoon(function named() {
      throw new ValueError("bad");
    });
    loop.callSoon(() => {
      throw new ValueError("of no name");
    });
    loop.callLater(1, () => loop.stop());
    await loop.runForever();
    expect(seen).toEqual([
      [true, "Exception in callback named", "ValueError('bad')", handle],
      [true, "Exception in callback (anonymous)", "ValueError('of no name')", expect.anything()],
    ]);
  });

  bothDialects(
    "are handled with the context variables of the task or callback that they came from",
    function* ({ loop, wait, fn, log }) {
      const variable = new ContextVar("variable", { default: "unset" });
      loop.setExceptionHandler((_, { message }) => {
        log(message, variable.get());
        variable.set("the handler's");
      });
      loop.callSoon(function callback() {
        variable.set("callback's");
        throw new ValueError("bad");
      });
      const task = createTask(
        fn(function* () {
          variable.set("task's");
          yield* wait(sleep(1));
        }),
      );
      yield* wait(task);
      loop.callExceptionHandler({ message: "about a task", task });
      loop.callExceptionHandler({ message: "about nobody" });
      log(variable.get());
    },
    ({ events }) =>
      expect(events).toEqual([
        "Exception in callback callback callback's",
        "about a task task's",
        "about nobody unset",
        "the handler's",
      ]),
  );

  byHand("are those of a user's BaseException, too, which ends no run", async ({ loop }) => {
    const seen: string[] = [];
    loop.setExceptionHandler((_, { exception }) => seen.push(repr(exception)));
    loop.callSoon(() => {
      throw new BaseException("own");
    });
    loop.callLater(1, () => loop.stop());
    await loop.runForever();
    expect(seen).toEqual(["BaseException('own')"]);
  });

  it("go to the host's standard error if there is no handler", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    const error = new ValueError("bad");
    loop.callSoon(function named() {
      throw error;
    });
    loop.callSoon(() => loop.stop());
    await loop.runForever();
    const future = loop.createFuture();
    future.setException(error);
    loop.close();
    expect(host.reports.map(({ text, error: reported }) => [text.split("\n")[0], reported])).toEqual([
      ["Exception in callback named", error],
      ["Future exception was never retrieved", error],
    ]);
    expect(host.reports[1]?.text).toContain("future: <Future finished exception=ValueError: bad>");
  });

  byHand(
    "end the run if the handler itself throws Ctrl-C",
    async ({ loop, log }) => {
      loop.setExceptionHandler(() => {
        throw new KeyboardInterrupt();
      });
      loop.callSoon(() => {
        throw new ValueError("bad");
      });
      await loop.runForever().catch((error: unknown) => log(repr(error)));
      loop.setExceptionHandler(null);
    },
    ({ events }) => expect(events).toEqual(["KeyboardInterrupt()"]),
  );

  byHand("are told to whom setExceptionHandler() said", async ({ loop }) => {
    const handler = (): void => {};
    loop.setExceptionHandler(handler);
    expect(loop.getExceptionHandler()).toBe(handler);
    loop.setExceptionHandler(null);
    expect(loop.getExceptionHandler()).toBeNull();
    expect(() => loop.setExceptionHandler(7 as never)).toThrow(
      new TypeError("handler must be a function or null, got 7"),
    );
  });

  bothDialects(
    "can be reported by the user's own code",
    function* ({ loop }) {
      loop.callExceptionHandler({ message: "something of mine", exception: new ValueError("bad") });
    },
    ({ reports }) => expect(reports).toEqual([{ message: "something of mine", exception: new ValueError("bad") }]),
  );
});

describe("two loops at once in one thread", () => {
  it("take turns, and each knows its own tasks and time", async () => {
    const events: string[] = [];
    const program = (name: string, delay: number) => async (): Promise<void> => {
      for (let i = 0; i < 3; i++) {
        await sleep(delay);
        events.push(`${name} ${getRunningLoop().time()} ${currentTask()?.getName()}`);
      }
    };
    const loops = { fast: new VirtualEventLoop(), slow: new VirtualEventLoop() };
    const runs = Object.entries(loops).map(([name, loop]) => {
      const task = loop.createTask(program(name, name === "fast" ? 1 : 10), { name });
      return loop.runUntilComplete(task);
    });
    expect(Object.values(loops).map((loop) => loop.isRunning())).toEqual([true, true]);
    await Promise.all(runs);
    for (const loop of Object.values(loops)) loop.close();
    expect(events.filter((event) => event.startsWith("fast"))).toEqual(["fast 1 fast", "fast 2 fast", "fast 3 fast"]);
    expect(events.filter((event) => event.startsWith("slow"))).toEqual([
      "slow 10 slow",
      "slow 20 slow",
      "slow 30 slow",
    ]);
  });

  it("in the generator dialect, too", async () => {
    const events: string[] = [];
    const program = function* (name: string) {
      for (let i = 0; i < 3; i++) {
        yield* sleep(1);
        events.push(`${name} ${getRunningLoop().time()} ${currentTask()?.getName()}`);
      }
      return getRunningLoop();
    };
    const [one, two] = [new VirtualEventLoop(), new VirtualEventLoop()];
    const running = [one, two].map((loop, i) =>
      loop.runUntilComplete(loop.createTask(program(`loop ${i}`), { name: `task ${i}` })),
    );
    expect(await Promise.all(running)).toStrictEqual([one, two]);
    for (const loop of [one, two]) loop.close();
    expect(events.toSorted()).toEqual([
      "loop 0 1 task 0",
      "loop 0 2 task 0",
      "loop 0 3 task 0",
      "loop 1 1 task 1",
      "loop 1 2 task 1",
      "loop 1 3 task 1",
    ]);
  });

  bothDialects(
    "refuse to wait for each other's futures",
    function* ({ wait }) {
      const other = newEventLoop();
      try {
        yield* wait(other.createFuture());
      } finally {
        other.close();
      }
    },
    ({ error }) => {
      expect(error).toBeInstanceOf(RuntimeError);
      expect(String(error)).toContain("attached to a different loop");
    },
  );
});

describe("a future of another loop", () => {
  it("that an async function hands a callback to, and does not wait for, leaves its result alone", async () => {
    const other = newEventLoop();
    const future = other.createFuture();
    const result = await run(async () => {
      await sleep(0);
      future.then(
        () => {},
        () => {},
      );
      return 5;
    });
    other.close();
    expect(result).toBe(5);
  });
});

describe("the current loop", () => {
  afterEach(() => setEventLoop(null));

  it("is the running one, else the one that was set, else an error", async () => {
    expect(() => getRunningLoop()).toThrow(new RuntimeError("no running event loop"));
    expect(() => getEventLoop()).toThrow("there is no current event loop: use run(), or setEventLoop(newEventLoop())");
    const loop = newEventLoop();
    setEventLoop(loop);
    expect(getEventLoop()).toBe(loop);
    expect(() => getRunningLoop()).toThrow(RuntimeError);
    const { result } = await outcomeOf(function* (recorder) {
      return getEventLoop() === recorder.loop && getRunningLoop() === recorder.loop;
    });
    expect(result).toBe(true);
    loop.close();
  });

  bothDialects("is known in callbacks and tasks", function* ({ loop, wait }) {
    let inCallback: EventLoop | null = null;
    loop.callSoon(() => {
      inCallback = getRunningLoop();
    });
    yield* wait(sleep(1));
    expect([inCallback, getRunningLoop()].every((each) => each === loop)).toBe(true);
  });

  it("must be a loop or null", () => {
    expect(() => setEventLoop({} as never)).toThrow(TypeError);
    const loop = newEventLoop();
    expect(loop).toBeInstanceOf(EventLoop);
    loop.close();
  });
});

describe("debug mode", () => {
  byHand("is off unless it is switched on", async ({ loop }) => {
    expect(loop.getDebug()).toBe(false);
    loop.setDebug(true);
    expect(loop.getDebug()).toBe(true);
    loop.setDebug(false);
  });

  it("reports slow steps of tasks, and only slow ones", async () => {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    loop.setDebug(true);
    loop.slowCallbackDuration = 0.5;
    const task = loop.createTask(
      function* () {
        host.pass(0.4);
        yield* sleep(0);
        host.pass(0.6);
      },
      { name: "slow" },
    );
    await loop.runUntilComplete(task);
    loop.close();
    expect(host.reports).toHaveLength(1);
    expect(host.reports[0]?.text).toMatch(/took 0\.600 seconds/);
    expect(host.reports[0]?.text).toContain("name='slow'");
  });
});
