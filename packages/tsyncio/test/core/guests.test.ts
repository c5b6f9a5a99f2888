// Async functions as tasks: foreign promises, several awaits at once, cancellation between the two worlds. No generators' own.

import {
  CancelledError,
  ContextVar,
  type Coroutine,
  type EventLoop,
  KeyboardInterrupt,
  RuntimeError,
  type Task,
  ValueError,
  coroutine,
  createTask,
  currentTask,
  getRunningLoop,
  sleep,
  timeout,
  until,
} from "tsyncio";

import { type Check, type Recorder, byHand, outcomeOf, repr, state } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

/** Register a test of an async function. */
function guest<T>(sentence: string, program: (recorder: Recorder) => Promise<T>, check?: Check<T>): void {
  it(sentence, async () => {
    const outcome = await outcomeOf(program);
    if (check !== undefined) check(outcome);
    outcome.verify();
  });
}

/** The task that runs, in tests that know that there is one. */
function self(): Task<unknown> {
  return currentTask() as Task<unknown>;
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

function deferred<T = void>(): Deferred<T> {
  const settle = {} as Deferred<T>;
  const promise = new Promise<T>((resolve, reject) => Object.assign(settle, { resolve, reject }));
  return Object.assign(settle, { promise });
}

/** What `name` does: it sleeps, and notes when it wakes. */
const nap = coroutine(function* (seconds: number, name: string): Coroutine<string> {
  yield* sleep(seconds);
  return name;
});

describe("a foreign promise", () => {
  guest(
    "is awaited while other tasks go on",
    async ({ loop, stamp }) => {
      const gate = deferred<string>();
      const other = createTask(async () => {
        for (let i = 0; i < 3; i++) {
          await sleep(1);
          stamp("other", i);
        }
      });
      loop.callLater(1.5, () => gate.resolve("open"));
      stamp(await gate.promise);
      await other;
    },
    ({ events }) => expect(events).toEqual(["t=1 other 0", "t=1.5 open", "t=2 other 1", "t=3 other 2"]),
  );

  guest(
    "that is settled already is not worth an iteration",
    async ({ loop, log }) => {
      loop.callSoon(() => log("next iteration"));
      log(await Promise.resolve("a promise"));
      const plain: string | Promise<string> = self().getName() === "" ? Promise.resolve("") : "a plain value";
      log(await plain);
      await sleep(0);
    },
    ({ events }) => expect(events).toEqual(["a promise", "a plain value", "next iteration"]),
  );

  guest(
    "throws its error where it is awaited",
    async ({ log }) => {
      try {
        await Promise.reject(new ValueError("foreign"));
      } catch (error) {
        log(repr(error));
      }
      await sleep(1);
      log("went on");
    },
    ({ events }) => expect(events).toEqual(["ValueError('foreign')", "went on"]),
  );

  guest(
    "whose error is not caught ends the task with it",
    async ({ log }) => {
      const task = createTask(async () => {
        await Promise.reject(new ValueError("foreign"));
      });
      await sleep(1);
      log(state(task));
    },
    ({ events }) => expect(events).toEqual(["ValueError('foreign')"]),
  );

  guest(
    "leaves the task what it was: current, with its context, driven in place again",
    async ({ loop, log }) => {
      const variable = new ContextVar("variable", { default: "unset" });
      self().setName("main");
      variable.set("before");
      const gate = deferred();
      loop.callLater(1, () => gate.resolve());
      await gate.promise;
      log(self().getName(), getRunningLoop() === loop, variable.get());
      variable.set("after");
      await sleep(1);
      log(variable.get());
    },
    ({ events, endedAt }) => {
      expect(events).toEqual(["main true before", "after"]);
      expect(endedAt).toBe(2);
    },
  );
});

describe("a cancellation at a foreign promise", () => {
  guest(
    "aborts the task's signal at once, and throws at the next await of one of ours",
    async ({ loop, stamp }) => {
      const gate = deferred();
      const task = createTask(async () => {
        self().signal.addEventListener("abort", () => stamp("aborted"));
        await gate.promise;
        stamp("the promise came", self().cancelling());
        try {
          await sleep(5);
        } catch (error) {
          stamp(repr(error));
          throw error;
        }
      });
      loop.callLater(2, () => gate.resolve());
      await sleep(1);
      task.cancel("stop");
      stamp("asked");
      try {
        await task;
      } catch (error) {
        stamp("awaiter got", repr(error), task.cancelled());
      }
    },
    ({ events }) =>
      expect(events).toEqual([
        "t=1 aborted",
        "t=1 asked",
        "t=2 the promise came 1",
        "t=2 CancelledError('stop')",
        "t=2 awaiter got CancelledError('stop') true",
      ]),
  );

  guest(
    "is not lost if the function awaits nothing of ours any more",
    async ({ loop, log }) => {
      const gate = deferred();
      const task = createTask(async () => {
        await gate.promise;
        return "result";
      });
      await sleep(1);
      task.cancel();
      loop.callLater(1, () => gate.resolve());
      await sleep(2);
      log(state(task));
    },
    ({ events }) => expect(events).toEqual(["cancelled"]),
  );

  guest(
    "lets through what the signal made of it",
    async ({ log }) => {
      const task = createTask(async () => {
        const { signal } = self();
        await new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason as Error));
        });
      });
      await sleep(1);
      task.cancel("stop");
      await sleep(0);
      log(state(task));
    },
    ({ events }) => expect(events).toEqual(["cancelled"]),
  );

  guest(
    "ends the wait at once if the promise is awaited through until()",
    async ({ stamp }) => {
      const task = createTask(async () => {
        await until(new Promise<void>(() => {}));
      });
      await sleep(1);
      task.cancel("stop");
      try {
        await task;
      } catch (error) {
        stamp(repr(error));
      }
    },
    ({ events }) => expect(events).toEqual(["t=1 CancelledError('stop')"]),
  );

  guest(
    "can be taken back",
    async ({ loop, log }) => {
      const gate = deferred();
      const task = createTask(async () => {
        await gate.promise;
        self().uncancel();
        await sleep(1);
        return "finished";
      });
      await sleep(1);
      task.cancel();
      loop.callLater(1, () => gate.resolve());
      log(await task);
    },
    ({ events }) => expect(events).toEqual(["finished"]),
  );
});

describe("several awaits at once", () => {
  guest(
    "run side by side in Promise.all",
    async ({ loop }) => {
      const future = loop.createFuture<string>();
      loop.callLater(1, () => future.setResult("future"));
      return Promise.all([
        sleep(3, "sleep"),
        nap(2, "nap"),
        future,
        Promise.resolve("promise"),
        createTask(nap(1, "task")),
      ]);
    },
    ({ result, endedAt }) => {
      expect(result).toEqual(["sleep", "nap", "future", "promise", "task"]);
      expect(endedAt).toBe(3);
    },
  );

  guest(
    "end with the first error in Promise.all",
    async ({ log }) => {
      const fail = coroutine(function* (): Coroutine {
        yield* sleep(1);
        throw new ValueError("first");
      });
      try {
        await Promise.all([sleep(3), fail()]);
      } catch (error) {
        log(repr(error));
      }
      await sleep(1);
    },
    ({ events, endedAt }) => {
      expect(events).toEqual(["ValueError('first')"]);
      expect(endedAt).toBe(2);
    },
  );

  guest(
    "work in Promise.race and Promise.allSettled",
    async () => {
      const first = await Promise.race([sleep(2, "slow"), sleep(1, "fast")]);
      const settled = await Promise.allSettled([sleep(1, "one"), until(Promise.reject(new ValueError("two")))]);
      return [first, settled.map(({ status }) => status)];
    },
    ({ result }) => expect(result).toEqual(["fast", ["fulfilled", "rejected"]]),
  );

  guest(
    "of coroutines are all cancelled with the task",
    async ({ log }) => {
      const careful = coroutine(function* (name: string): Coroutine {
        try {
          yield* sleep(9);
        } catch (error) {
          log(name, repr(error));
          throw error;
        }
      });
      const task = createTask(async () => {
        await Promise.all([careful("a"), careful("b"), careful("c")]);
      });
      await sleep(1);
      task.cancel("stop");
      try {
        await task;
      } catch (error) {
        log("awaiter", repr(error));
      }
      await sleep(1);
    },
    ({ events, endedAt }) => {
      expect(events.toSorted()).toEqual([
        "a CancelledError('stop')",
        "awaiter CancelledError('stop')",
        "b CancelledError('stop')",
        "c CancelledError('stop')",
      ]);
      expect(endedAt).toBe(2);
    },
  );

  guest(
    "of helpers that are started first and awaited later run side by side",
    async ({ stamp }) => {
      const helper = async (seconds: number, name: string): Promise<string> => {
        await sleep(seconds);
        stamp(name, self().getName());
        await sleep(seconds);
        return name;
      };
      self().setName("main");
      const slow = helper(2, "slow");
      const fast = helper(1, "fast");
      await sleep(0.5);
      stamp("both run");
      return [await slow, await fast];
    },
    ({ events, result, endedAt }) => {
      expect(events).toEqual(["t=0.5 both run", "t=1 fast main", "t=2 slow main"]);
      expect(result).toEqual(["slow", "fast"]);
      expect(endedAt).toBe(4);
    },
  );

  guest(
    "of one future and then of another by one function wait for the right one",
    async ({ loop, log }) => {
      await sleep(0);
      const [first, second] = [loop.createFuture<string>(), loop.createFuture<string>()];
      void first.then((value) => log("by hand", value));
      loop.callLater(1, () => second.setResult("second"));
      loop.callLater(2, () => first.setResult("first"));
      log(await second);
      log(await first);
    },
    ({ events }) => expect(events).toEqual(["second", "by hand first", "first"]),
  );
});

// Before its first await a function runs within a step of its task, afterwards in microtasks of the host's.
describe.each([
  ["before the first await", false],
  ["after an await", true],
])("then() called by hand in an async function, %s", (_, awaitsFirst) => {
  guest(
    "does not stop the function, and its future is left alone by a cancellation of the task",
    async ({ loop, log }) => {
      const future = loop.createFuture<string>();
      const task = createTask(async () => {
        if (awaitsFirst) await sleep(0);
        void future.then((value) => log("by hand", value));
        await sleep(9);
      });
      await sleep(1);
      task.cancel();
      await sleep(1);
      log(state(task), state(future));
      future.setResult("x");
      await sleep(1);
    },
    ({ events }) => expect(events).toEqual(["cancelled pending", "by hand x"]),
  );

  guest(
    "runs the coroutine, and tells its end",
    async ({ stamp }) => {
      if (awaitsFirst) await sleep(0);
      void nap(1, "napped").then((value) => stamp(value));
      await sleep(2);
      stamp("awake");
    },
    ({ events }) => expect(events).toEqual(["t=1 napped", "t=2 awake"]),
  );

  guest(
    "may throw in its callback, which rejects the chained promise and nothing else",
    async ({ log }) => {
      if (awaitsFirst) await sleep(0);
      void nap(1, "x").then(() => {
        throw new ValueError("in callback");
      });
      await sleep(2);
      log("undisturbed");
    },
    ({ events, unhandled }) => {
      expect(events).toEqual(["undisturbed"]);
      expect(unhandled).toEqual([new ValueError("in callback")]);
    },
  );
});

describe("helpers", () => {
  guest(
    "that are async functions are part of the task, as deep as one likes",
    async ({ log }) => {
      const level = async (n: number): Promise<string> => {
        if (n > 0) return await level(n - 1);
        await sleep(1);
        return self().getName();
      };
      self().setName("main");
      log(await level(1000));
    },
    ({ events }) => expect(events).toEqual(["main"]),
  );

  guest(
    "pass a cancellation on inside out",
    async ({ log }) => {
      const inner = async (): Promise<void> => {
        try {
          await sleep(9);
        } finally {
          log("inner");
        }
      };
      const outer = async (): Promise<void> => {
        try {
          await inner();
        } finally {
          log("outer");
        }
      };
      const task = createTask(outer);
      await sleep(1);
      task.cancel();
      await sleep(0);
      log(state(task));
    },
    ({ events }) => expect(events).toEqual(["inner", "outer", "cancelled"]),
  );

  guest(
    "that outlive their task go on, and are nobody's",
    async ({ stamp }) => {
      const late = async (): Promise<void> => {
        await sleep(1);
        stamp("first nap");
        await sleep(1);
        stamp("second nap");
      };
      await createTask(async () => {
        void late();
      });
      stamp("task is over");
      await sleep(3);
    },
    ({ events }) => expect(events).toEqual(["t=0 task is over", "t=1 first nap", "t=2 second nap"]),
  );
});

// Such a helper is driven in its caller's name until the caller ends.
describe.each<[string, (loop: EventLoop, log: (text: string) => void) => Promise<void>]>([
  [
    "sleeps",
    async (_, log) => {
      for (let i = 0; i < 3; i++) {
        await sleep(1);
        log(`helper ${i}`);
      }
    },
  ],
  [
    "gives way",
    async (_, log) => {
      for (let i = 0; i < 3; i++) {
        await sleep(0);
        log(`helper ${i}`);
      }
    },
  ],
  [
    "waits for coroutines",
    async (_, log) => {
      for (let i = 0; i < 3; i++) log(`helper ${await nap(1, String(i))}`);
    },
  ],
  [
    "waits for futures",
    async (loop, log) => {
      for (let i = 0; i < 3; i++) {
        const future = loop.createFuture<number>();
        loop.callLater(1, () => future.setResult(i));
        log(`helper ${await future}`);
      }
    },
  ],
  [
    "waits for promises",
    async (loop, log) => {
      for (let i = 0; i < 3; i++) {
        const gate = deferred();
        loop.callLater(1, () => gate.resolve());
        await gate.promise;
        log(`helper ${i}`);
      }
    },
  ],
  [
    "waits in an async body",
    async (_, log) => {
      for (let i = 0; i < 3; i++) {
        await timeout(5, async () => {
          await sleep(0);
          await sleep(1);
        });
        log(`helper ${i}`);
      }
    },
  ],
  [
    "waits for promises in an async body",
    async (loop, log) => {
      for (let i = 0; i < 3; i++) {
        await timeout(5, async () => {
          const gate = deferred();
          loop.callLater(1, () => gate.resolve());
          await gate.promise;
        });
        log(`helper ${i}`);
      }
    },
  ],
  [
    "waits in nested async bodies",
    async (_, log) => {
      await timeout(9, async () => {
        for (let i = 0; i < 3; i++) {
          await timeout(5, async () => {
            await sleep(1);
          });
          log(`helper ${i}`);
        }
      });
    },
  ],
])("a helper that is not awaited and %s", (_, helper) => {
  const helperEvents = ["helper 0", "helper 1", "helper 2"];

  for (const awaits of [0, 1, 2]) {
    guest(
      `goes on when its task has ended after ${awaits} awaits, and leaves that task's end alone`,
      async ({ loop, log }) => {
        const task = createTask(async () => {
          for (let i = 0; i < awaits; i++) await sleep(0);
          void helper(loop, log);
          return "result";
        });
        log(await task);
        await sleep(9);
        log(state(task));
      },
      ({ events }) => {
        expect(events).toEqual(expect.arrayContaining(helperEvents));
        expect(events.filter((event) => event.startsWith("helper"))).toEqual(helperEvents);
        expect(events.filter((event) => !event.startsWith("helper"))).toEqual(["result", "result 'result'"]);
      },
    );
  }

  guest(
    "goes on when its task has failed",
    async ({ loop, log }) => {
      const task = createTask(async () => {
        await sleep(0);
        void helper(loop, log);
        throw new ValueError("bad");
      });
      await sleep(9);
      log(state(task));
    },
    ({ events }) => expect(events).toEqual([...helperEvents, "ValueError('bad')"]),
  );

  guest(
    "goes on when the async body has ended that called it, which disturbs nothing in the task",
    async ({ loop, stamp, log }) => {
      const body = async (): Promise<string> => {
        await sleep(0);
        void helper(loop, (text) => log(text));
        return "body";
      };
      const generator = createTask(function* () {
        const result = yield* timeout(99, body);
        const start = loop.time();
        yield* sleep(5);
        stamp("generator", result, loop.time() - start);
        return result;
      });
      const guestTask = createTask(async () => {
        const result = await timeout(99, body);
        const start = loop.time();
        await sleep(5);
        stamp("guest", result, loop.time() - start);
        return result;
      });
      await sleep(20);
      log(state(generator), state(guestTask));
    },
    ({ events }) => {
      expect(events.filter((event) => event.startsWith("helper")).toSorted()).toEqual(
        [...helperEvents, ...helperEvents].toSorted(),
      );
      expect(events.filter((event) => !event.startsWith("helper"))).toEqual([
        "t=5 generator body 5",
        "t=5 guest body 5",
        "result 'body' result 'body'",
      ]);
    },
  );
});

describe("an async generator", () => {
  guest(
    "is consumed by for await, and may await what we have",
    async ({ stamp }) => {
      async function* ticker(): AsyncGenerator<number, void> {
        for (let i = 0; i < 3; i++) {
          await sleep(1);
          yield i;
        }
      }
      for await (const tick of ticker()) stamp("tick", tick);
    },
    ({ events }) => expect(events).toEqual(["t=1 tick 0", "t=2 tick 1", "t=3 tick 2"]),
  );
});

describe("the two dialects", () => {
  guest("wait for each other's tasks", async ({ log }) => {
    const generator = createTask(function* () {
      yield* sleep(1);
      return "generator";
    });
    const both = createTask(function* () {
      return `${yield* generator} and ${yield* createTask(async () => {
        await sleep(1);
        return "async function";
      })}`;
    });
    expect(await both).toBe("generator and async function");
    log("done");
  });

  it("take turns: one step each, in the order of their creation", async () => {
    const { events } = await outcomeOf(function* ({ log }) {
      const tasks: Task<void>[] = [];
      for (let n = 0; n < 4; n++) {
        tasks.push(
          n % 2 === 0
            ? createTask(function* () {
                for (let i = 0; i < 3; i++) {
                  log(n, i);
                  yield* sleep(0);
                }
              })
            : createTask(async () => {
                for (let i = 0; i < 3; i++) {
                  log(n, i);
                  await sleep(0);
                }
              }),
        );
      }
      for (const task of tasks) yield* task;
    });
    expect(events).toEqual(["0 0", "1 0", "2 0", "3 0", "0 1", "1 1", "2 1", "3 1", "0 2", "1 2", "2 2", "3 2"]);
  });

  guest(
    "take turns also when a guest runs on after a foreign promise: what is ready waits until it suspends",
    async ({ loop, log }) => {
      const task = createTask(async () => {
        for (let i = 0; i < 3; i++) {
          await sleep(0);
          await Promise.resolve();
          await Promise.resolve();
          log("guest", i);
        }
      });
      for (let i = 0; i < 3; i++) {
        loop.callSoon(() => log("callback", i));
        await sleep(0);
      }
      await task;
    },
    ({ events }) => expect(events).toEqual(["callback 0", "guest 0", "callback 1", "guest 1", "callback 2", "guest 2"]),
  );
});

describe("an async callback", () => {
  byHand(
    "is no task: its await says so",
    async ({ loop }) => {
      const callback = async (): Promise<void> => {
        await sleep(1);
      };
      loop.callSoon(() => void callback());
      loop.callLater(2, () => loop.stop());
      await loop.runForever();
    },
    ({ unhandled }) => {
      expect(unhandled).toHaveLength(1);
      expect(unhandled[0]).toBeInstanceOf(RuntimeError);
      expect(String(unhandled[0])).toContain("awaited outside of a task");
    },
  );

  guest(
    "that an async function asked for does not run as that function's task",
    async ({ loop, log }) => {
      const future = loop.createFuture<string>();
      const seen: (string | undefined)[] = [];
      const task = createTask(
        async () => {
          loop.callSoon(() => {
            void (async () => {
              await Promise.resolve();
              try {
                seen.push(currentTask()?.getName() ?? "none");
              } catch {
                seen.push("none");
              }
              await sleep(1).then(undefined, () => {});
            })();
          });
          await future;
        },
        { name: "owner" },
      );
      await sleep(0.5);
      log(seen);
      task.cancel();
      await sleep(0);
      log(state(task), state(future));
    },
    ({ events }) => expect(events).toEqual(["none", "cancelled cancelled"]),
  );
});

describe("the end of an async function", () => {
  for (const Fatal of [KeyboardInterrupt]) {
    byHand(
      `by ${Fatal.name} after a foreign promise ends the run`,
      async ({ loop, log }) => {
        const gate = deferred();
        const task = loop.createTask(async () => {
          await gate.promise;
          throw new Fatal();
        });
        loop.callLater(1, () => gate.resolve());
        try {
          await loop.runForever();
        } catch (error) {
          log(error instanceof Fatal, error === task.exception());
        }
      },
      ({ events }) => expect(events).toEqual(["true true"]),
    );
  }

  byHand(
    "after its loop has closed harms nobody",
    async ({ loop, log }) => {
      const gate = deferred();
      const task = loop.createTask(async () => {
        await gate.promise;
        try {
          await sleep(1);
        } catch (error) {
          log(repr(error));
        }
      });
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
      loop.close();
      gate.resolve();
      await new Promise((resolve) => void setImmediate(resolve));
      log(state(task));
    },
    ({ events, reports }) => {
      expect(events).toEqual(["RuntimeError('Event loop is closed')", "result None"]);
      expect(reports.map(({ message }) => message)).toEqual(["Task was destroyed but it is pending!"]);
    },
  );

  guest(
    "before its first await is a step as any other",
    async ({ log }) => {
      const task = createTask(async () => "at once");
      log(state(task));
      await sleep(0);
      log(state(task));
    },
    ({ events }) => expect(events).toEqual(["pending", "result 'at once'"]),
  );

  guest(
    "that was cancelled by hand is a cancellation",
    async ({ log }) => {
      const task = createTask(async () => {
        await Promise.resolve();
        throw new CancelledError("by hand");
      });
      await sleep(1);
      log(state(task), task.cancelling());
    },
    ({ events }) => expect(events).toEqual(["cancelled 0"]),
  );
});
