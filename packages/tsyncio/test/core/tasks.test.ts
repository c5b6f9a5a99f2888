// Tasks: their start, steps, cancellation and end, and the functions that start them. What only guests do is in guests.test.ts.

import { runInNewContext } from "node:vm";

import {
  Queue,
  CancelledError,
  Context,
  ContextVar,
  type Coroutine,
  type CoroutineLike,
  type EventLoop,
  type Future,
  KeyboardInterrupt,
  RuntimeError,
  SystemExit,
  Task,
  ValueError,
  allTasks,
  coroutine,
  createEagerTaskFactory,
  createTask,
  currentTask,
  eagerTaskFactory,
  ensureFuture,
  getRunningLoop,
  newEventLoop,
  run,
  sleep,
  until,
  wait,
} from "tsyncio";

import { bothDialects, byHandInBothDialects, inBothDialects, outcomeOf, repr, state } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

/** The task that runs, in tests that know that there is one. */
function self(): Task<unknown> {
  return currentTask() as Task<unknown>;
}

describe("createTask", () => {
  bothDialects(
    "starts the coroutine in the next iteration",
    function* ({ wait, fn, log }) {
      const task = createTask(
        fn(function* () {
          log("child");
          return 5;
        }),
      );
      log("created", task.done());
      yield* wait(sleep(0));
      log("one iteration later", task.done());
      return yield* wait(task);
    },
    ({ events, result }) => {
      expect(events).toEqual(["created false", "child", "one iteration later true"]);
      expect(result).toBe(5);
    },
  );

  bothDialects(
    "starts tasks in the order of their creation",
    function* ({ wait, fn, log }) {
      const tasks = [1, 2, 3].map((n) =>
        createTask(
          fn(function* () {
            log(n);
          }),
        ),
      );
      for (const task of tasks) yield* wait(task);
    },
    ({ events }) => expect(events).toEqual(["1", "2", "3"]),
  );

  bothDialects(
    "takes whatever makes a coroutine",
    function* ({ wait }) {
      const generatorFunction = function* (): Coroutine<string> {
        return "function*";
      };
      const sources: CoroutineLike<string>[] = [
        generatorFunction,
        generatorFunction(),
        coroutine(generatorFunction)(),
        coroutine(generatorFunction),
        async () => "async function",
        () => Promise.resolve("function with a promise"),
        () => "plain function",
        () => sleep(1, "function with an awaitable"),
        sleep(1, "awaitable"),
      ];
      const results: string[] = [];
      for (const source of sources) results.push(yield* wait(createTask(source)));
      return results;
    },
    ({ result }) =>
      expect(result).toEqual([
        "function*",
        "function*",
        "function*",
        "function*",
        "async function",
        "function with a promise",
        "plain function",
        "function with an awaitable",
        "awaitable",
      ]),
  );

  bothDialects("refuses what is no coroutine, and says what to do instead", function* ({ loop }) {
    const promise = Promise.resolve(1);
    const hint = "a coroutine was expected, got a promise: pass the async function itself, or until(promise)";
    expect(() => createTask(promise as never)).toThrow(new TypeError(hint));
    expect(() => createTask(loop.createFuture() as never)).toThrow(
      new TypeError("a coroutine was expected, got <Future pending>"),
    );
    for (const [value, described] of [
      [7, "7"],
      [null, "null"],
      [undefined, "undefined"],
      ["x", '"x"'],
      [{}, "Object"],
    ]) {
      expect(() => createTask(value as never)).toThrow(TypeError);
      expect(() => createTask(value as never)).toThrow(`a coroutine was expected, got`);
      expect(() => createTask(value as never)).toThrow(described);
    }
    expect(() => createTask((async function* () {})() as never)).toThrow(TypeError);
    expect(allTasks().size).toBe(1);
  });

  it("needs a running loop", () => {
    expect(() => createTask(function* () {})).toThrow(new RuntimeError("no running event loop"));
  });

  bothDialects(
    "passes on what a plain function throws at its start",
    function* ({ wait }) {
      yield* wait(
        createTask((): string => {
          throw new ValueError("at the start");
        }),
      );
    },
    ({ error }) => expect(error).toEqual(new ValueError("at the start")),
  );
});

describe("a task's name", () => {
  bothDialects("is Task- and a number that grows, unless one is given", function* ({ fn }) {
    const child = fn(function* () {});
    const [a, b, c] = [createTask(child), createTask(child, { name: "mine" }), createTask(child)];
    const number = (task: Task<unknown>): number => Number(/^Task-(\d+)$/.exec(task.getName())?.[1]);
    expect(number(a)).toBeGreaterThan(0);
    expect(number(c)).toBe(number(a) + 1);
    expect(b.getName()).toBe("mine");
    b.setName("other");
    a.setName(7 as never);
    expect([a.getName(), b.getName()]).toEqual(["7", "other"]);
  });
});

describe("a task's end", () => {
  bothDialects(
    "is the coroutine's: a result, or the very error",
    function* ({ wait, fn, log }) {
      const error = new ValueError("bad");
      const good = createTask(
        fn(function* () {
          return 1;
        }),
      );
      const bad = createTask(
        fn(function* () {
          throw error;
        }),
      );
      yield* wait(sleep(1));
      log(state(good), state(bad), bad.exception() === error);
      try {
        yield* wait(bad);
      } catch (caught) {
        log(caught === error);
      }
    },
    ({ events }) => expect(events).toEqual(["result 1 ValueError('bad') true", "true"]),
  );

  bothDialects("cannot be set from outside", function* ({ wait, fn }) {
    const task = createTask(fn(function* () {}));
    expect(() => task.setResult(undefined as never)).toThrow(
      new RuntimeError("Task does not support setResult operation"),
    );
    expect(() => task.setException(new Error("x"))).toThrow(
      new RuntimeError("Task does not support setException operation"),
    );
    yield* wait(task);
  });

  bothDialects(
    "that nobody asked for is reported when the loop closes, unless it is a cancellation",
    function* ({ wait, fn }) {
      createTask(
        fn(function* () {
          throw new ValueError("lost");
        }),
        { name: "lost" },
      );
      createTask(
        fn(function* () {
          throw new CancelledError();
        }),
      );
      const cancelled = createTask(
        fn(function* () {
          yield* wait(sleep(9));
        }),
      );
      yield* wait(sleep(1));
      cancelled.cancel();
      yield* wait(sleep(1));
    },
    ({ reports }) => {
      expect(reports).toMatchObject([
        { message: "Task exception was never retrieved", exception: new ValueError("lost") },
      ]);
      expect((reports[0]?.task as Task<unknown>).getName()).toBe("lost");
    },
  );

  bothDialects(
    "by a CancelledError is given out as that very error once, and then as one without its message, as in CPython",
    function* ({ wait, fn, log }) {
      const error = new CancelledError("original");
      const task = createTask(
        fn(function* () {
          throw error;
        }),
      );
      yield* wait(sleep(1));
      for (let i = 0; i < 2; i++) {
        try {
          task.result();
        } catch (caught) {
          log(repr(caught), caught === error);
        }
      }
    },
    ({ events }) => expect(events).toEqual(["CancelledError('original') true", "CancelledError() false"]),
  );

  bothDialects(
    "counts as asked for once another task has waited for it, even if it came first",
    function* ({ wait, fn, log }) {
      const task = createTask(
        fn(function* () {
          throw new ValueError("seen");
        }),
      );
      yield* wait(sleep(5));
      try {
        yield* wait(task);
      } catch (error) {
        log(repr(error));
      }
    },
    ({ events }) => expect(events).toEqual(["ValueError('seen')"]),
  );

  byHandInBothDialects(
    "is missed by a loop that closes before it",
    async ({ loop, wait, fn }) => {
      const task = loop.createTask(
        fn(function* () {
          yield* wait(sleep(9));
        }),
      );
      const notStarted = loop.createFuture();
      loop.callSoon(() => loop.stop());
      await loop.runForever();
      return { task, notStarted };
    },
    ({ reports, result }) => {
      expect(reports).toMatchObject([{ message: "Task was destroyed but it is pending!" }]);
      expect(reports[0]?.task).toBe(result.task);
    },
  );

  for (const Fatal of [KeyboardInterrupt, SystemExit]) {
    byHandInBothDialects(
      `by ${Fatal.name} ends the loop's run at once, and stays in the task`,
      async ({ loop, wait, fn, log }) => {
        const task = loop.createTask(
          fn(function* () {
            yield* wait(sleep(1));
            throw new Fatal();
          }),
        );
        loop.callLater(1, () => log("the same iteration, later"));
        try {
          await loop.runForever();
        } catch (error) {
          log(error instanceof Fatal, error === task.exception());
        }
        loop.callSoon(() => loop.stop());
        await loop.runForever();
      },
      ({ events }) => expect(events).toEqual(["the same iteration, later", "true true"]),
    );
  }

  inBothDialects(
    "closes the coroutine's context managers on the way out",
    {
      generator: function* ({ log }) {
        using _ = { [Symbol.dispose]: () => log("released") };
        yield* sleep(1);
        log("body");
      },
      async: async ({ log }) => {
        using _ = { [Symbol.dispose]: () => log("released") };
        await sleep(1);
        log("body");
      },
    },
    ({ events }) => expect(events).toEqual(["body", "released"]),
  );
});

describe("currentTask and allTasks", () => {
  bothDialects(
    "tell who runs and who is left, in the order of creation",
    function* ({ loop, wait, fn, log }) {
      const main = self();
      main.setName("main");
      const child = createTask(
        fn(function* () {
          log("in", self().getName(), currentTask(loop) === self());
          yield* wait(sleep(1));
          log("in", self().getName());
        }),
        { name: "child" },
      );
      log([...allTasks()].map((task) => task.getName()));
      yield* wait(child);
      log("back in", self().getName());
      log([...allTasks(loop)].map((task) => task.getName()));
    },
    ({ events }) => expect(events).toEqual(["main,child", "in child true", "in child", "back in main", "main"]),
  );

  bothDialects(
    "find a task wherever it stands, in the order of creation, whatever it is called",
    function* ({ loop, wait, fn, log }) {
      self().setName("main");
      const names = (): string =>
        [...allTasks(loop)].map((task) => task.getName().replace(/^Task-\d+$/, "unnamed")).join(" ");
      const never = loop.createFuture<void>();
      // At the time of the others' timers, but before them: those are due, and nobody was woken so far.
      loop.callLater(1, () => log("due", names()));
      const asleep = fn(function* () {
        yield* wait(sleep(1));
      });
      const tasks = [
        createTask(asleep, { name: "asleep 1" }),
        createTask(
          fn(function* () {
            yield* wait(never);
          }),
        ),
        createTask(asleep, { name: "asleep 2" }),
        createTask(
          fn(function* () {
            for (let i = 0; i < 3; i++) yield* wait(sleep(0));
          }),
          { name: "ready" },
        ),
        createTask(asleep),
      ];
      tasks[4]?.setName("asleep 3");
      log("new", names());
      yield* wait(sleep(0));
      log("begun", names());
      yield* wait(sleep(0.5));
      log("later", names());
      yield* wait(sleep(1));
      log("woken", names());
      never.setResult();
    },
    ({ events }) =>
      expect(events).toEqual([
        "new main asleep 1 unnamed asleep 2 ready asleep 3",
        "begun main asleep 1 unnamed asleep 2 ready asleep 3",
        "later main asleep 1 unnamed asleep 2 asleep 3",
        "due main asleep 1 unnamed asleep 2 asleep 3",
        "woken main unnamed",
      ]),
  );

  bothDialects(
    "know no task in a callback",
    function* ({ loop, wait, log }) {
      const future = loop.createFuture<number>();
      future.addDoneCallback(() => log("done callback", currentTask()));
      loop.callSoon(() => log("soon", currentTask()));
      loop.callLater(1, () => log("later", currentTask()));
      future.setResult(1);
      yield* wait(sleep(2));
    },
    ({ events }) => expect(events).toEqual(["soon null", "done callback null", "later null"]),
  );

  it("need a running loop, or one given", () => {
    expect(() => currentTask()).toThrow(new RuntimeError("no running event loop"));
    expect(() => allTasks()).toThrow(new RuntimeError("no running event loop"));
    const loop = newEventLoop();
    expect([currentTask(loop), allTasks(loop).size]).toEqual([null, 0]);
    loop.close();
  });

  bothDialects("do not mix up loops", function* () {
    const other = newEventLoop();
    expect(currentTask(other)).toBeNull();
    expect(allTasks(other).size).toBe(0);
    other.close();
  });
});

describe("cancelling a task", () => {
  bothDialects(
    "delivers the first message if there are several while the task waits, the last while it has not started",
    function* ({ wait, fn, log }) {
      const child = fn(function* () {
        yield* wait(sleep(9));
      });
      const waiting = createTask(child);
      yield* wait(sleep(0));
      const fresh = createTask(child);
      for (const message of ["first", "second"]) for (const task of [waiting, fresh]) task.cancel(message);
      for (const task of [waiting, fresh]) {
        try {
          yield* wait(task);
        } catch (error) {
          log(repr(error), task.cancelling());
        }
      }
    },
    ({ events }) => expect(events).toEqual(["CancelledError('first') 2", "CancelledError('second') 2"]),
  );

  bothDialects(
    "lets finally blocks wait, and goes on unwinding after them",
    function* ({ wait, fn, log }) {
      const task = createTask(
        fn(function* () {
          try {
            try {
              yield* wait(sleep(9));
            } finally {
              yield* wait(sleep(1));
              log("inner cleanup");
            }
            log("never");
          } finally {
            yield* wait(sleep(1));
            log("outer cleanup");
          }
        }),
      );
      yield* wait(sleep(1));
      task.cancel();
      try {
        yield* wait(task);
      } catch (error) {
        log(repr(error), task.cancelled());
      }
    },
    ({ events, endedAt }) => {
      expect(events).toEqual(["inner cleanup", "outer cleanup", "CancelledError() true"]);
      expect(endedAt).toBe(3);
    },
  );

  bothDialects(
    "reaches through helpers that the coroutine waits for in place",
    function* ({ wait, fn, call, log }) {
      const task = createTask(
        fn(function* () {
          try {
            yield* call(function* () {
              try {
                yield* call(function* () {
                  yield* wait(sleep(9));
                });
              } finally {
                log("helper");
              }
            });
          } finally {
            log("task");
          }
        }),
      );
      yield* wait(sleep(1));
      task.cancel();
      yield* wait(sleep(0));
      log(state(task));
    },
    ({ events }) => expect(events).toEqual(["helper", "task", "cancelled"]),
  );

  bothDialects(
    "counts requests, which uncancel() takes back one by one and never below zero",
    function* ({ wait, log }) {
      log(self().cancelling(), self().uncancel());
      self().cancel();
      self().cancel();
      log(self().cancelling(), self().uncancel(), self().uncancel(), self().uncancel(), self().cancelling());
      yield* wait(sleep(1));
    },
    ({ events, endedAt }) => {
      expect(events).toEqual(["0 0", "2 1 0 0 0"]);
      expect(endedAt).toBe(1);
    },
  );

  bothDialects(
    "with one of two requests taken back still cancels",
    function* ({ wait, log }) {
      self().cancel();
      self().cancel();
      self().uncancel();
      try {
        yield* wait(sleep(1));
      } catch (error) {
        log(repr(error), self().cancelling());
      }
    },
    ({ events }) => expect(events).toEqual(["CancelledError() 1"]),
  );

  bothDialects(
    "cancels the timer of its sleep",
    function* ({ loop, wait, fn }) {
      const task = createTask(
        fn(function* () {
          yield* wait(sleep(1000));
        }),
      );
      yield* wait(sleep(1));
      task.cancel();
      yield* wait(sleep(1));
      return [...loop._timers()].filter((timer) => !timer._isDropped()).length;
    },
    ({ result }) => expect(result).toBe(0),
  );

  bothDialects(
    "a task that waits for one that ends in the same iteration wins over that end",
    function* ({ loop, wait, fn, log }) {
      const gate = loop.createFuture<void>();
      const inner = createTask(
        fn(function* () {
          yield* wait(gate);
          return "inner";
        }),
      );
      const outer = createTask(
        fn(function* () {
          return yield* wait(inner);
        }),
      );
      yield* wait(sleep(0));
      gate.setResult();
      yield* wait(sleep(0));
      log(state(inner), outer.cancel());
      yield* wait(sleep(0));
      log(state(inner), state(outer));
    },
    ({ events }) => expect(events).toEqual(["result 'inner' true", "result 'inner' cancelled"]),
  );

  bothDialects(
    "the last of a thousand tasks that wait for each other overflows no stack",
    function* ({ wait, fn }) {
      let last = createTask(
        fn(function* () {
          yield* wait(sleep(9));
        }),
      );
      for (let i = 0; i < 1000; i++) {
        const previous = last;
        last = createTask(
          fn(function* () {
            yield* wait(previous);
          }),
        );
      }
      yield* wait(sleep(0));
      yield* wait(sleep(0));
      last.cancel("all of you");
      yield* wait(last);
    },
    ({ error }) => expect(error).toEqual(new CancelledError("all of you")),
  );

  bothDialects(
    "between a task's last step and its waiter's wake-up comes too late for the task",
    function* ({ wait, fn, log }) {
      const task = createTask(
        fn(function* () {
          return 1;
        }),
      );
      yield* wait(sleep(0));
      log(task.cancel(), state(task));
    },
    ({ events }) => expect(events).toEqual(["false result 1"]),
  );

  // A generator that is being returned from would go on after the yield* (see docs/differences.md).
  it("never uses return(): what comes after a wait in a finally block of a helper does not run", async () => {
    const { events, error } = await outcomeOf(function* ({ log }) {
      const helper = function* (): Coroutine {
        try {
          yield* sleep(9);
        } finally {
          yield* sleep(1);
          log("helper cleaned up");
        }
      };
      const task = createTask(function* () {
        yield* helper();
        log("LEAKED");
      });
      yield* sleep(1);
      task.cancel();
      yield* task;
    });
    expect(events).toEqual(["helper cleaned up"]);
    expect(error).toEqual(new CancelledError());
  });
});

describe("task.signal", () => {
  bothDialects(
    "aborts at once when the task is cancelled, with the cancellation as its reason",
    function* ({ wait, fn, log }) {
      const task = createTask(
        fn(function* () {
          yield* wait(sleep(9));
        }),
      );
      const { signal } = task;
      signal.addEventListener("abort", () => log("aborted", repr(signal.reason)));
      log(signal.aborted, task.signal === signal);
      yield* wait(sleep(1));
      task.cancel("stop");
      task.cancel("again");
      log("cancel() has returned");
      yield* wait(sleep(1));
      log(signal.aborted, state(task));
    },
    ({ events }) =>
      expect(events).toEqual([
        "false true",
        "aborted CancelledError('stop')",
        "cancel() has returned",
        "true cancelled",
      ]),
  );

  bothDialects(
    "is aborted from the start if it is first read after the request",
    function* ({ wait, log }) {
      self().cancel("stop");
      log(self().signal.aborted, repr(self().signal.reason));
      self().uncancel();
      yield* wait(sleep(1));
    },
    ({ events }) => expect(events).toEqual(["true CancelledError('stop')"]),
  );

  bothDialects(
    "is a fresh one after uncancel() has brought the count to zero",
    function* ({ wait, log }) {
      const { signal } = self();
      self().cancel();
      self().uncancel();
      log(signal.aborted, self().signal.aborted, self().signal === signal);
      yield* wait(sleep(1));
      self().cancel();
      log(self().signal.aborted);
      self().uncancel();
    },
    ({ events }) => expect(events).toEqual(["true false false", "true"]),
  );

  bothDialects(
    "never aborts for a task that ends by itself",
    function* ({ wait, fn, log }) {
      const task = createTask(
        fn(function* () {
          return 1;
        }),
      );
      const { signal } = task;
      yield* wait(task);
      task.cancel();
      log(signal.aborted, task.signal.aborted);
    },
    ({ events }) => expect(events).toEqual(["false false"]),
  );
});

describe("a coroutine that yields what no task can wait for", () => {
  const badYields: [string, (loop: EventLoop) => unknown, string | RegExp][] = [
    ["a number", () => 42, /^Task got bad yield: 42/],
    ["an object", () => ({}), /^Task got bad yield: an object of class Object/],
    [
      "a future without yield*",
      (loop) => loop.createFuture(),
      /^yield was used instead of yield\* in <Task .*> with <Future pending>/,
    ],
    ["a coroutine without yield*", () => sleep(1), /^yield was used instead of yield\* for a coroutine/],
    ["a generator without yield*", () => (function* () {})(), /^yield was used instead of yield\* for a coroutine/],
    ["a promise", () => Promise.resolve(), /^a promise was yielded in .*: use yield\* until\(promise\)/],
  ];
  for (const [what, make, message] of badYields) {
    it(`gets an error at that place for ${what}, and can go on`, async () => {
      const outcome = await outcomeOf(function* ({ loop, log }) {
        try {
          yield make(loop) as never;
        } catch (error) {
          expect(error).toBeInstanceOf(RuntimeError);
          expect((error as Error).message).toMatch(message);
          log("told");
        }
        yield* sleep(1);
        return "went on";
      });
      expect([outcome.events, outcome.result]).toEqual([["told"], "went on"]);
      outcome.verify();
    });
  }

  it("may yield nothing, and goes on in the next iteration", async () => {
    const { events } = await outcomeOf(function* ({ loop, log }) {
      loop.callSoon(() => log("in between"));
      log("before");
      yield undefined as never;
      log("after");
    });
    expect(events).toEqual(["before", "in between", "after"]);
  });

  it("gets the cancellation instead if one was asked for meanwhile", async () => {
    const { events } = await outcomeOf(function* ({ log }) {
      try {
        self().cancel("sooner");
        yield 42 as never;
      } catch (error) {
        log(repr(error));
      }
    });
    expect(events).toEqual(["CancelledError('sooner')"]);
  });
});

describe("an eager start", () => {
  bothDialects(
    "runs the first stretch inside createTask, as the new task, and then the caller goes on as itself",
    function* ({ wait, fn, log }) {
      self().setName("main");
      const task = createTask(
        fn(function* () {
          log("first stretch in", self().getName());
          yield* wait(sleep(1));
          log("second stretch in", self().getName());
          return 5;
        }),
        { eagerStart: true, name: "child" },
      );
      log("created in", self().getName(), task.done(), allTasks().has(task));
      log(yield* wait(task));
    },
    ({ events }) =>
      expect(events).toEqual(["first stretch in child", "created in main false true", "second stretch in child", "5"]),
  );

  it("is over at once for a generator that does not wait", async () => {
    const { events } = await outcomeOf(function* ({ log }) {
      const good = createTask(
        function* () {
          return 5;
        },
        { eagerStart: true },
      );
      const bad = createTask(
        function* () {
          throw new ValueError("bad");
        },
        { eagerStart: true },
      );
      log(state(good), state(bad), allTasks().size);
    });
    expect(events).toEqual(["result 5 ValueError('bad') 1"]);
  });

  bothDialects(
    "lets the new task cancel itself and wait",
    function* ({ wait, fn, log }) {
      const task = createTask(
        fn(function* () {
          self().cancel("self");
          yield* wait(sleep(1));
        }),
        { eagerStart: true },
      );
      try {
        yield* wait(task);
      } catch (error) {
        log(repr(error), task.cancelled());
      }
    },
    ({ events }) => expect(events).toEqual(["CancelledError('self') true"]),
  );

  bothDialects(
    "runs in the context of the task, not in the caller's",
    function* ({ wait, fn, log }) {
      const variable = new ContextVar("variable", { default: "unset" });
      const task = createTask(
        fn(function* () {
          variable.set("child's");
          yield* wait(sleep(1));
          log(variable.get());
        }),
        { eagerStart: true },
      );
      log(variable.get());
      yield* wait(task);
    },
    ({ events }) => expect(events).toEqual(["unset", "child's"]),
  );

  bothDialects(
    "can be nested",
    function* ({ wait, fn, log }) {
      const leaf = fn(function* () {
        log("leaf", self().getName());
        yield* wait(sleep(1));
        return "leaf";
      });
      const middle = fn(function* () {
        const task = createTask(leaf, { eagerStart: true, name: "leaf" });
        log("middle", self().getName());
        return yield* wait(task);
      });
      const task = createTask(middle, { eagerStart: true, name: "middle" });
      log(yield* wait(task));
    },
    ({ events }) => expect(events).toEqual(["leaf leaf", "middle middle", "leaf"]),
  );

  bothDialects(
    "is what the eager factory makes of every task, unless a task asks for the opposite",
    function* ({ loop, wait, fn, log }) {
      loop.setTaskFactory(eagerTaskFactory);
      const child = (name: string) =>
        fn(function* () {
          log(name);
        });
      const eager = createTask(child("eager"));
      const lazy = createTask(child("lazy"), { eagerStart: false });
      log("created");
      yield* wait(eager);
      yield* wait(lazy);
    },
    ({ events }) => expect(events).toEqual(["eager", "created", "lazy"]),
  );

  byHandInBothDialects(
    "waits for the loop to run",
    async ({ loop, fn, log }) => {
      loop.setTaskFactory(eagerTaskFactory);
      const task = loop.createTask(
        fn(function* () {
          log("ran");
        }),
      );
      log("created");
      await loop.runUntilComplete(task);
    },
    ({ events }) => expect(events).toEqual(["created", "ran"]),
  );

  byHandInBothDialects(
    "asked for from outside of the loop's steps leaves no loop and no task behind",
    async ({ loop, wait, fn, log }) => {
      const running = loop.runForever();
      const task = loop.createTask(
        fn(function* () {
          log(currentTask(loop)?.getName());
          yield* wait(sleep(1));
          loop.stop();
        }),
        { eagerStart: true, name: "eager" },
      );
      expect(() => getRunningLoop()).toThrow(new RuntimeError("no running event loop"));
      log(currentTask(loop), task.done());
      await running;
    },
    ({ events }) => expect(events).toEqual(["eager", "null false"]),
  );

  bothDialects("makes tasks of one's own class with createEagerTaskFactory", function* ({ loop, wait, fn }) {
    class OwnTask<T> extends Task<T> {}
    loop.setTaskFactory(createEagerTaskFactory(OwnTask));
    const task = createTask(
      fn(function* () {
        yield* wait(sleep(1));
        return 5;
      }),
      { name: "own" },
    );
    expect(task).toBeInstanceOf(OwnTask);
    expect([task.getName(), yield* wait(task)]).toEqual(["own", 5]);
  });
});

describe("a task's context", () => {
  bothDialects(
    "is a copy of its creator's, taken at its creation",
    function* ({ wait, fn, log }) {
      const variable = new ContextVar("variable", { default: "unset" });
      variable.set("parent's");
      const task = createTask(
        fn(function* () {
          log(variable.get());
          variable.set("child's");
          yield* wait(sleep(1));
          log(variable.get());
        }),
      );
      variable.set("parent's, later");
      yield* wait(task);
      log(variable.get(), task.getContext().get(variable));
    },
    ({ events }) => expect(events).toEqual(["parent's", "child's", "parent's, later child's"]),
  );

  bothDialects(
    "is the very one that is given",
    function* ({ wait, fn, log }) {
      const variable = new ContextVar("variable", { default: "unset" });
      const context = new Context();
      const task = createTask(
        fn(function* () {
          variable.set("child's");
          yield* wait(sleep(1));
          variable.set("child's, later");
        }),
        { context },
      );
      yield* wait(task);
      log(context.get(variable), variable.get(), task.getContext() === context);
    },
    ({ events }) => expect(events).toEqual(["child's, later unset true"]),
  );

  bothDialects(
    "can be written to from outside, by which nobody else is touched",
    function* ({ wait, fn, log }) {
      const variable = new ContextVar("variable", { default: "unset" });
      const read = fn(function* () {
        yield* wait(sleep(1));
        return variable.get();
      });
      const [task, sibling] = [createTask(read), createTask(read)];
      task.getContext().run(() => variable.set("from outside"));
      log(yield* wait(task), yield* wait(sibling), variable.get());
    },
    ({ events }) => expect(events).toEqual(["from outside unset unset"]),
  );
});

describe("a task's coroutine", () => {
  it("is the generator that it was given, until it is done", async () => {
    const { error } = await outcomeOf(function* () {
      const generator = (function* (): Coroutine {})();
      const task = createTask(generator);
      expect(task.getCoro()).toBe(generator);
      yield* task;
      expect(task.getCoro()).toBeNull();
    });
    expect(error).toBeNull();
  });

  it("is made of a generator function at the first step, or when somebody asks for it", async () => {
    const { error, result } = await outcomeOf(function* () {
      const calls: unknown[] = [];
      const start = function* (this: unknown, first = calls.push(this)): Coroutine<number> {
        return first;
      };
      const [asked, unasked] = [createTask(start), createTask(start)];
      expect(calls).toEqual([]);
      expect(asked.getCoro()).toBe(asked.getCoro());
      expect(calls).toEqual([undefined]);
      return [yield* asked, yield* unasked];
    });
    expect([error, result]).toEqual([null, [1, 2]]);
  });

  it("fails the task if its function throws when it is called", async () => {
    const { error } = await outcomeOf(function* () {
      const refuse = (): never => {
        throw new Error("not today");
      };
      const task = createTask(function* (_unused = refuse()): Coroutine {});
      yield* task;
    });
    expect(error).toEqual(new Error("not today"));
  });
});

describe("a coroutine that is no generator of this realm", () => {
  const makers: Readonly<Record<string, (steps: string[]) => Coroutine<string>>> = {
    "a generator of another realm": (steps) =>
      runInNewContext(
        `(function* () {
          try {
            yield* sleep(1);
          } finally {
            steps.push("left");
          }
          return "slept";
        })()`,
        { sleep, steps },
      ) as Coroutine<string>,
    "an iterator made by hand, as compilers to older JavaScript make them": (steps) => {
      const inner = (function* (): Coroutine<string> {
        try {
          yield* sleep(1);
        } finally {
          steps.push("left");
        }
        return "slept";
      })();
      return {
        next: (sent: unknown) => inner.next(sent),
        throw: (error: unknown) => inner.throw(error),
        return: (value: string) => inner.return(value),
        [Symbol.iterator]() {
          return this;
        },
        [Symbol.toStringTag]: "Generator",
      } as unknown as Coroutine<string>;
    },
  };

  for (const [name, make] of Object.entries(makers)) {
    it(`runs, and is cancelled: ${name}`, async () => {
      const steps: string[] = [];
      const { error, result } = await outcomeOf(function* () {
        const [first, second, third] = [
          createTask(make(steps)),
          createTask(() => make(steps)),
          createTask(make(steps)),
        ];
        yield* sleep(0.5);
        third.cancel();
        yield* wait([first, second, third]);
        return [first.result(), second.result(), third.cancelled()];
      });
      expect([error, result, steps]).toEqual([null, ["slept", "slept", true], ["left", "left", "left"]]);
    });
  }
});

describe("a task in words", () => {
  bothDialects("tells its state, its name and what it waits for", function* ({ loop, wait, fn }) {
    const future = loop.createFuture<number>();
    const inner = createTask(
      fn(function* () {
        return yield* wait(future);
      }),
      { name: "inner" },
    );
    const outer = createTask(
      fn(function* () {
        return yield* wait(inner);
      }),
      { name: "outer" },
    );
    yield* wait(sleep(0));
    expect(String(inner)).toBe("<Task pending name='inner' wait_for=<Future pending>>");
    expect(String(outer)).toBe("<Task pending name='outer' wait_for=inner>");
    future.setResult(1);
    yield* wait(outer);
    expect(String(outer)).toBe("<Task finished result=1 name='outer'>");
  });
});

describe("a task factory", () => {
  bothDialects("makes all tasks of its loop, and is given all options", function* ({ loop, wait, fn }) {
    const seen: unknown[] = [];
    loop.setTaskFactory((ofLoop, coro, options) => {
      seen.push([ofLoop === loop, options?.name]);
      return new Task(coro, { ...options, loop: ofLoop });
    });
    expect(loop.getTaskFactory()).toBeTypeOf("function");
    const child = fn(function* () {
      return 1;
    });
    expect(yield* wait(createTask(child, { name: "named" }))).toBe(1);
    expect(yield* wait(ensureFuture(child))).toBe(1);
    expect(seen).toEqual([
      [true, "named"],
      [true, undefined],
    ]);
    loop.setTaskFactory(null);
    expect(loop.getTaskFactory()).toBeNull();
    yield* wait(createTask(child));
    expect(seen).toHaveLength(2);
    expect(() => loop.setTaskFactory(7 as never)).toThrow(new TypeError("factory must be a function or null, got 7"));
  });
});

describe("ensureFuture", () => {
  bothDialects("gives a future back as it is, and makes a task of a coroutine", function* ({ loop, wait, fn }) {
    const future = loop.createFuture();
    expect(ensureFuture(future)).toBe(future);
    expect(ensureFuture(future, { loop })).toBe(future);
    const task = ensureFuture(
      fn(function* () {
        return 5;
      }),
    );
    expect(task).toBeInstanceOf(Task);
    expect(yield* wait(task)).toBe(5);
  });

  bothDialects("refuses a future of another loop than the one given", function* ({ loop }) {
    const other = newEventLoop();
    expect(() => ensureFuture(loop.createFuture(), { loop: other })).toThrow(ValueError);
    other.close();
  });

  it("needs a loop", () => {
    expect(() => ensureFuture(sleep(1))).toThrow(new RuntimeError("no running event loop"));
  });
});

describe("sleep", () => {
  bothDialects(
    "takes the time it is given, and gives back the result it is given",
    function* ({ loop, wait, log }) {
      log(yield* wait(sleep(1.5, "rested")), loop.time());
      log(yield* wait(sleep(0.25)), loop.time());
      log(yield* wait(sleep(0, "at once")), loop.time());
    },
    ({ events }) =>
      expect(events).toEqual(["rested 1.5", " 1.75", "at once 1.75"].map((line) => line.replace(/^ /, "undefined "))),
  );

  it("refuses what is no number of seconds", () => {
    for (const delay of [NaN, "1", null, undefined, 1n]) {
      expect(() => sleep(delay as never)).toThrow("delay must be a number of seconds, got ");
    }
  });

  inBothDialects(
    "refuses to be waited for twice",
    {
      generator: function* () {
        const nap = sleep(1);
        yield* nap;
        yield* nap;
      },
      async: async () => {
        const nap = sleep(1);
        await nap;
        await nap;
      },
    },
    ({ error, endedAt }) =>
      expect([repr(error), endedAt]).toEqual(["RuntimeError('cannot reuse already awaited coroutine')", 1]),
  );
});

describe("a task whose generator function throws when it is called", () => {
  it("fails with that error, also if somebody has asked for its coroutine before", async () => {
    const unset = (): number => {
      throw new ValueError("no default");
    };
    const coro = function* (_size: number = unset()): Coroutine {} as () => Coroutine;
    await run(function* () {
      const task = createTask(coro);
      expect(() => task.getCoro()).toThrow(new ValueError("no default"));
      yield* sleep(0);
      expect([task.exception(), task.getCoro()]).toEqual([new ValueError("no default"), null]);
    });
  });
});

describe("a sleep whose coroutine is returned from", () => {
  bothDialects(
    "leaves no timer behind",
    function* ({ loop }) {
      const paused = (function* (): Coroutine {
        yield* sleep(1000);
      })();
      paused.next();
      paused.return();
      return [...loop._timers()].filter((timer) => !timer._isDropped()).length;
    },
    ({ result }) => expect(result).toBe(0),
  );
});

describe("until", () => {
  const later = (): {
    promise: Promise<string>;
    resolve: (value: string) => void;
    reject: (error: unknown) => void;
  } => {
    let resolve!: (value: string) => void;
    let reject!: (error: unknown) => void;
    const promise = new Promise<string>((accept, refuse) => {
      resolve = accept;
      reject = refuse;
    });
    return { promise, resolve, reject };
  };

  bothDialects(
    "gives back what can be awaited by itself, so that a cancellation reaches it",
    function* ({ wait, fn }) {
      const queue = new Queue<string>();
      const taker = createTask(fn(() => wait(until(queue.get()))));
      yield* wait(sleep(1));
      taker.cancel();
      yield* wait(sleep(0));
      queue.putNowait("kept");
      yield* wait(sleep(0));
      return [taker.cancelled(), queue.qsize()];
    },
    ({ result }) => expect(result).toEqual([true, 1]),
  );

  bothDialects(
    "waits for a promise of others, or for the one that a function makes",
    function* ({ wait }) {
      return [yield* wait(until(Promise.resolve("a"))), yield* wait(until(() => Promise.resolve("b")))];
    },
    ({ result }) => expect(result).toEqual(["a", "b"]),
  );

  bothDialects(
    "throws the promise's error",
    function* ({ wait }) {
      yield* wait(until(Promise.reject(new ValueError("bad"))));
    },
    ({ error }) => expect(error).toEqual(new ValueError("bad")),
  );

  bothDialects(
    "throws what the function throws",
    function* ({ wait }) {
      yield* wait(
        until((): Promise<void> => {
          throw new ValueError("before any promise");
        }),
      );
    },
    ({ error }) => expect(error).toEqual(new ValueError("before any promise")),
  );

  bothDialects(
    "aborts the signal when the wait is cancelled, and keeps quiet about the abort",
    function* ({ wait, fn, log }) {
      const task = createTask(
        fn(function* () {
          yield* wait(
            until(
              (signal) =>
                new Promise((_, reject) => {
                  signal.addEventListener("abort", () => {
                    log("aborted", repr(signal.reason));
                    reject(new DOMException("This operation was aborted", "AbortError"));
                  });
                }),
            ),
          );
        }),
      );
      yield* wait(sleep(1));
      task.cancel("stop");
      yield* wait(sleep(1));
      log(state(task));
    },
    ({ events }) => expect(events).toEqual(["aborted CancelledError('stop')", "cancelled"]),
  );

  bothDialects(
    "does not abort the signal of a wait that ended by itself",
    function* ({ wait, log }) {
      let signal: { aborted: boolean } | undefined;
      yield* wait(
        until((given) => {
          signal = given;
          return Promise.resolve();
        }),
      );
      log(signal?.aborted);
    },
    ({ events }) => expect(events).toEqual(["false"]),
  );

  bothDialects(
    "drops the late result of a cancelled wait, and reports a late error",
    function* ({ wait, fn, log }) {
      const [good, bad] = [later(), later()];
      const tasks = [good, bad].map(({ promise }) =>
        createTask(
          fn(function* () {
            yield* wait(until(promise));
          }),
        ),
      );
      yield* wait(sleep(1));
      for (const task of tasks) task.cancel();
      good.resolve("too late");
      bad.reject(new ValueError("too late"));
      yield* wait(sleep(1));
      log(...tasks.map(state));
    },
    ({ events, reports }) => {
      expect(events).toEqual(["cancelled cancelled"]);
      expect(reports).toMatchObject([{ exception: new ValueError("too late") }]);
    },
  );

  it("refuses what is neither promise nor function", () => {
    expect(() => until(7 as never)).toThrow(
      new TypeError("source must be a promise or a function that returns one, got 7"),
    );
    expect(() => until(null as never)).toThrow(TypeError);
  });
});

describe("deep and long programs", () => {
  it("wait a hundred thousand times in a row", async () => {
    const { result } = await outcomeOf(function* () {
      let sum = 0;
      for (let i = 0; i < 100_000; i++) sum += yield* sleep(0, 1);
      return sum;
    });
    expect(result).toBe(100_000);
  });

  it("wait a hundred thousand times in a row for what is done already, as async functions", async () => {
    const { result } = await outcomeOf(async ({ loop }) => {
      const future = loop.createFuture<number>();
      future.setResult(1);
      let sum = 0;
      for (let i = 0; i < 100_000; i++) sum += await future;
      return sum;
    });
    expect(result).toBe(100_000);
  });

  it("wait a hundred thousand times in a row, as async functions", async () => {
    const { result } = await outcomeOf(async () => {
      let sum = 0;
      for (let i = 0; i < 100_000; i++) sum += await sleep(0, 1);
      return sum;
    });
    expect(result).toBe(100_000);
  });

  bothDialects(
    "run a chain of helpers a thousand deep, waiting at the bottom and throwing through all of it",
    function* ({ wait, call }) {
      let unwound = 0;
      function* level(n: number): Coroutine<void> {
        try {
          if (n > 0) yield* call(() => level(n - 1));
          else {
            yield* wait(sleep(1));
            yield* wait(sleep(1));
            throw new ValueError("from the bottom");
          }
        } finally {
          unwound++;
        }
      }
      try {
        yield* call(() => level(1000));
      } catch (error) {
        return [repr(error), unwound];
      }
      return [];
    },
    ({ result }) => expect(result).toEqual(["ValueError('from the bottom')", 1001]),
  );

  it("get the RangeError of the host in the task whose chain is too deep, and the loop goes on", async () => {
    const { result } = await outcomeOf(function* () {
      function* level(n: number): Coroutine<void> {
        if (n > 0) yield* level(n - 1);
        else yield* sleep(1);
      }
      const task = createTask(level(1_000_000));
      try {
        yield* task;
      } catch (error) {
        yield* sleep(1);
        return error;
      }
      return null;
    });
    expect(result).toBeInstanceOf(RangeError);
  });

  bothDialects(
    "wake a chain of ten thousand tasks that wait for each other",
    function* ({ wait, fn }) {
      let last: Future<number> = createTask(
        fn(function* () {
          yield* wait(sleep(1));
          return 0;
        }),
      );
      for (let i = 0; i < 10_000; i++) {
        const previous = last;
        last = createTask(
          fn(function* () {
            return (yield* wait(previous)) + 1;
          }),
        );
      }
      return yield* wait(last);
    },
    ({ result }) => expect(result).toBe(10_000),
  );

  it("run tasks of the real host's loop, too", async () => {
    const result = await run(function* () {
      const tasks = [1, 2, 3].map((n) => createTask(sleep(0, n)));
      let sum = 0;
      for (const task of tasks) sum += yield* task;
      return sum;
    });
    expect(result).toBe(6);
  });
});
