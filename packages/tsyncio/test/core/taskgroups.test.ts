// `TaskGroup`: its life, its tasks' options, and giving it up with `cancel()`. Races with errors are in ../hazards.

import {
  CancelledError,
  type ExceptionGroup,
  KeyboardInterrupt,
  RuntimeError,
  type Task,
  TaskGroup,
  TimeoutError,
  ValueError,
  asyncWith,
  copyContext,
  createTask,
  currentTask,
  eagerTaskFactory,
  ContextVar,
  sleep,
  timeout,
  wait as waitAll,
} from "tsyncio";

import { type Dialect, bothDialects, byHandInBothDialects, inBothDialects, repr, state } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

/** Tasks that sleep until they are cancelled, and say so. */
const sleeper = ({ wait, fn, stamp }: Dialect, name = "task") =>
  fn(function* () {
    try {
      yield* wait(sleep(3600));
    } catch (error) {
      stamp(name, "cancelled");
      throw error;
    }
  });

describe("a task group", () => {
  inBothDialects(
    "gives what its body returns, when all tasks are done",
    {
      *generator({ stamp }) {
        const result = yield* asyncWith(new TaskGroup(), function* (group) {
          group.createTask(sleep(2));
          yield* sleep(1);
          stamp("body ends");
          return "result";
        });
        stamp(result);
      },
      async async({ stamp }) {
        const result = await asyncWith(new TaskGroup(), async (group) => {
          group.createTask(sleep(2));
          await sleep(1);
          stamp("body ends");
          return "result";
        });
        stamp(result);
      },
    },
    ({ events }) => expect(events).toEqual(["t=1 body ends", "t=2 result"]),
  );

  bothDialects(
    "without tasks ends with its body, without a pause",
    function* ({ loop, wait, log }) {
      loop.callSoon(() => log("an iteration later"));
      yield* wait(asyncWith(new TaskGroup(), () => log("body")));
      log("behind");
      yield* wait(sleep(0));
    },
    ({ events }) => expect(events).toEqual(["body", "behind", "an iteration later"]),
  );

  bothDialects(
    "hands the options of a task on",
    function* ({ wait, fn, log }) {
      const variable = new ContextVar("variable", { default: 0 });
      const context = copyContext();
      const group = new TaskGroup();
      yield* wait(
        asyncWith(group, () => {
          const task = group.createTask(
            fn(function* () {
              variable.set(5);
            }),
            { name: "worker", context },
          );
          log(task.getName(), task.getContext() === context);
          group.createTask(
            function* () {
              log("started at once");
            },
            { eagerStart: true },
          );
          log("behind createTask()");
        }),
      );
      log(variable.get(), context.get(variable));
    },
    ({ events }) => expect(events).toEqual(["worker true", "started at once", "behind createTask()", "0 5"]),
  );

  bothDialects(
    "tells its state",
    function* ({ wait, fn, log }) {
      const group = new TaskGroup();
      log(group);
      const failing = fn(function* () {
        throw new ValueError("bad");
      });
      try {
        yield* wait(
          asyncWith(
            group,
            fn(function* () {
              log(group);
              group.createTask(failing);
              group.createTask(sleep(1));
              log(group);
              try {
                yield* wait(sleep(1));
              } finally {
                log(group);
              }
            }),
          ),
        );
      } catch (error) {
        log((error as Error).message);
      }
    },
    ({ events }) =>
      expect(events).toEqual([
        "<TaskGroup>",
        "<TaskGroup entered>",
        "<TaskGroup tasks=2 entered>",
        "<TaskGroup tasks=1 errors=1 cancelling>",
        "unhandled errors in a TaskGroup",
      ]),
  );

  bothDialects(
    "cancels its tasks in the order of their creation",
    function* (dialect) {
      const group = new TaskGroup();
      yield* dialect.wait(
        asyncWith(
          group,
          dialect.fn(function* () {
            for (const name of ["c", "a", "b"]) group.createTask(sleeper(dialect, name));
            yield* dialect.wait(sleep(1));
            throw new ValueError("body");
          }),
        ),
      );
    },
    ({ events, error }) => {
      expect(events).toEqual(["t=1 c cancelled", "t=1 a cancelled", "t=1 b cancelled"]);
      expect((error as ExceptionGroup).errors).toEqual([new ValueError("body")]);
    },
  );

  bothDialects(
    "keeps no task that is done",
    function* ({ wait, fn, log }) {
      const group = new TaskGroup();
      yield* wait(
        asyncWith(
          group,
          fn(function* () {
            for (let i = 0; i < 100; i++) {
              group.createTask(sleep(0));
              yield* wait(sleep(1));
            }
            log(group, group._explainWait().needs.length);
          }),
        ),
      );
    },
    ({ events }) => expect(events).toEqual(["<TaskGroup entered> 0"]),
  );

  bothDialects(
    "reports the other errors when a KeyboardInterrupt of its body goes before them",
    function* ({ wait, fn }) {
      const group = new TaskGroup();
      yield* wait(
        asyncWith(
          group,
          fn(function* () {
            group.createTask(
              fn(function* () {
                try {
                  yield* wait(sleep(10));
                } catch {
                  throw new ValueError("in cleanup");
                }
              }),
            );
            yield* wait(sleep(1));
            throw new KeyboardInterrupt("in body");
          }),
        ),
      );
    },
    ({ error, reports }) => {
      expect(error).toEqual(new KeyboardInterrupt("in body"));
      expect(reports.map(({ message, exception }) => `${message}: ${repr(exception)}`)).toContain(
        "An error of a TaskGroup gives way to a KeyboardInterrupt: ValueError('in cleanup')",
      );
    },
  );

  byHandInBothDialects(
    "whose parent ended without leaving it reports the errors of its tasks",
    async ({ loop, wait, fn }) => {
      const group = new TaskGroup();
      await loop.runUntilComplete(
        fn(function* () {
          yield* wait(group.aenter());
          group.createTask(
            fn(function* () {
              throw new ValueError("late");
            }),
          );
        }),
      );
      await loop.runUntilComplete(sleep(1));
    },
    ({ reports }) => {
      expect(reports.map(({ exception }) => repr(exception))).toEqual(["ValueError('late')"]);
      expect(reports[0]?.message).toMatch(/has failed, but <Task .*>, which started its group, is done/);
    },
  );

  bothDialects(
    "refuses what is no coroutine, and goes on",
    function* ({ wait }) {
      const group = new TaskGroup();
      return yield* wait(
        asyncWith(group, () => {
          expect(() => group.createTask(Promise.resolve() as never)).toThrow(TypeError);
          return group.createTask(sleep(1, "done"));
        }),
      );
    },
    ({ result }) => expect(result).toBe("done"),
  );

  bothDialects("closes a coroutine that it refuses", function* () {
    const generator = (function* () {
      yield* sleep(1);
    })();
    const refusal = new RuntimeError("TaskGroup <TaskGroup> has not been entered");
    expect(() => new TaskGroup().createTask(generator)).toThrow(refusal);
    expect(generator.next()).toEqual({ done: true, value: undefined });
    expect(() => new TaskGroup().createTask(sleep(1))).toThrow(refusal);
  });

  it("is no disposable, since that could not see how its block ended", () => {
    expect(Symbol.asyncDispose in new TaskGroup()).toBe(false);
    expect(Symbol.dispose in new TaskGroup()).toBe(false);
  });
});

describe("TaskGroup.cancel()", () => {
  bothDialects(
    "in the body cancels the tasks and the body, and the block ends without an error",
    function* (dialect) {
      const { wait, fn, stamp } = dialect;
      const group = new TaskGroup();
      yield* wait(
        asyncWith(
          group,
          fn(function* () {
            group.createTask(sleeper(dialect));
            yield* wait(sleep(1));
            group.cancel();
            stamp("runs on to the next wait");
            yield* wait(sleep(1));
            stamp("not reached");
          }),
        ),
      );
      stamp("behind", currentTask()?.cancelling());
      yield* wait(sleep(1));
    },
    ({ events, endedAt }) => {
      expect(events).toEqual(["t=1 runs on to the next wait", "t=1 task cancelled", "t=1 behind 0"]);
      expect(endedAt).toBe(2);
    },
  );

  bothDialects(
    "in a task, while the body waits for it or has ended, gives the whole group up",
    function* (dialect) {
      const { wait, fn, stamp } = dialect;
      for (const bodySleeps of [10, 0]) {
        const group = new TaskGroup();
        yield* wait(
          asyncWith(
            group,
            fn(function* () {
              group.createTask(sleeper(dialect));
              group.createTask(
                fn(function* () {
                  yield* wait(sleep(1));
                  group.cancel();
                  stamp("cancelled from within");
                }),
              );
              yield* wait(sleep(bodySleeps));
              stamp("body ends");
            }),
          ),
        );
        stamp("behind", currentTask()?.cancelling());
      }
    },
    ({ events }) =>
      expect(events).toEqual([
        "t=1 cancelled from within",
        "t=1 task cancelled",
        "t=1 behind 0",
        "t=1 body ends",
        "t=2 cancelled from within",
        "t=2 task cancelled",
        "t=2 behind 0",
      ]),
  );

  bothDialects(
    "from outside, twice, and behind the end, does no more than once",
    function* (dialect) {
      const { loop, wait, fn, stamp } = dialect;
      const group = new TaskGroup();
      loop.callLater(1, () => {
        group.cancel();
        group.cancel();
      });
      yield* wait(
        asyncWith(
          group,
          fn(function* () {
            group.createTask(sleeper(dialect));
            yield* wait(sleep(5));
          }),
        ),
      );
      group.cancel();
      yield* wait(sleep(1));
      stamp("end", currentTask()?.cancelling());
    },
    ({ events }) => expect(events).toEqual(["t=1 task cancelled", "t=2 end 0"]),
  );

  bothDialects(
    "before the body interrupts its first wait",
    function* ({ wait, fn, stamp }) {
      const group = new TaskGroup();
      group.cancel();
      yield* wait(
        asyncWith(
          group,
          fn(function* () {
            expect(() => group.createTask(sleep(1))).toThrow(/is shutting down$/);
            stamp("body");
            yield* wait(sleep(1));
            stamp("not reached");
          }),
        ),
      );
      stamp("behind");
    },
    ({ events }) => expect(events).toEqual(["t=0 body", "t=0 behind"]),
  );

  bothDialects(
    "leaves the body its result, if that waits for nothing any more",
    function* ({ wait }) {
      const group = new TaskGroup();
      const result = yield* wait(
        asyncWith(group, () => {
          group.cancel();
          return "result";
        }),
      );
      yield* wait(sleep(1));
      return result;
    },
    ({ result, endedAt }) => {
      expect(result).toBe("result");
      expect(endedAt).toBe(1);
    },
  );

  bothDialects(
    "hides no error that a task or the body throws meanwhile",
    function* ({ wait, fn, log }) {
      const group = new TaskGroup();
      const failing = (message: string) =>
        fn(function* () {
          try {
            yield* wait(sleep(10));
          } catch {
            throw new ValueError(message);
          }
        });
      try {
        yield* wait(
          asyncWith(
            group,
            fn(function* () {
              group.createTask(failing("task"));
              yield* wait(sleep(0));
              group.cancel();
              try {
                yield* wait(sleep(10));
              } catch {
                throw new ValueError("body");
              }
            }),
          ),
        );
      } catch (error) {
        log(repr(error), currentTask()?.cancelling());
      }
      yield* wait(sleep(1));
      log("goes on");
    },
    ({ events }) =>
      expect(events).toEqual([
        "ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('task'), ValueError('body')]) 0",
        "goes on",
      ]),
  );

  // CPython loses the error of the body here.
  bothDialects(
    "hides no error of the body's when the surrounding task is cancelled besides, and no cancellation",
    function* ({ wait, fn, log }) {
      const parent = createTask(
        fn(function* () {
          const group = new TaskGroup();
          try {
            yield* wait(
              asyncWith(
                group,
                fn(function* () {
                  group.createTask(
                    fn(function* () {
                      try {
                        yield* wait(sleep(10));
                      } finally {
                        yield* wait(sleep(2));
                      }
                    }),
                  );
                  yield* wait(sleep(0));
                  group.cancel();
                  throw new ValueError("body");
                }),
              ),
            );
          } catch (error) {
            log(repr(error), currentTask()?.cancelling());
          }
          yield* wait(sleep(1));
        }),
      );
      yield* wait(sleep(1));
      parent.cancel();
      yield* wait(waitAll([parent]));
      log(state(parent));
    },
    ({ events }) =>
      expect(events).toEqual([
        "ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('body')]) 1",
        "cancelled",
      ]),
  );

  // cpython#155433: 3.15.0 prints "no error".
  bothDialects(
    "does not swallow a deadline that passes while the tasks end",
    function* ({ wait, fn, stamp }) {
      const group = new TaskGroup();
      try {
        yield* wait(
          asyncWith(
            timeout(0.5),
            fn(() =>
              wait(
                asyncWith(
                  group,
                  fn(function* () {
                    group.createTask(
                      fn(function* () {
                        try {
                          yield* wait(sleep(3600));
                        } finally {
                          yield* wait(sleep(1));
                        }
                      }),
                    );
                    yield* wait(sleep(0.1));
                    group.cancel();
                  }),
                ),
              ),
            ),
          ),
        );
        stamp("no error");
      } catch (error) {
        stamp((error as Error).name, currentTask()?.cancelling());
      }
    },
    ({ events }) => expect(events).toEqual(["t=1.1 TimeoutError 0"]),
  );

  // cpython#155433.
  bothDialects(
    "passes a cancellation of the surrounding task on, with its message",
    function* ({ wait, fn, stamp }) {
      const parent = createTask(
        fn(function* () {
          const group = new TaskGroup();
          yield* wait(
            asyncWith(
              group,
              fn(function* () {
                group.createTask(
                  fn(function* () {
                    try {
                      yield* wait(sleep(3600));
                    } finally {
                      yield* wait(sleep(1));
                    }
                  }),
                );
                yield* wait(sleep(0));
                group.cancel();
              }),
            ),
          );
        }),
      );
      yield* wait(sleep(0.5));
      parent.cancel("message");
      try {
        yield* wait(parent);
      } catch (error) {
        stamp(repr(error), parent.cancelling());
      }
    },
    ({ events }) => expect(events).toEqual(["t=1 CancelledError('message') 1"]),
  );

  bothDialects(
    "hides no cancellation that is due when the block is entered",
    function* ({ wait, fn, log }) {
      const parent = createTask(
        fn(function* () {
          currentTask()?.cancel("before");
          const group = new TaskGroup();
          yield* wait(
            asyncWith(
              group,
              fn(function* () {
                group.cancel();
                yield* wait(sleep(1));
              }),
            ),
          );
          log("not reached");
        }),
      );
      yield* wait(waitAll([parent]));
      log(state(parent), parent.cancelling());
    },
    ({ events }) => expect(events).toEqual(["cancelled 1"]),
  );

  // CPython 3.15 lets the group's own cancellation out of the block here, or leaves it for the next wait.
  bothDialects(
    "works in the cleanup of a task that was cancelled, with and without a wait in the block",
    function* ({ wait, fn, stamp }) {
      const parent = createTask(
        fn(function* () {
          try {
            yield* wait(sleep(10));
          } finally {
            for (const seconds of [1, 0]) {
              const group = new TaskGroup();
              yield* wait(
                asyncWith(
                  group,
                  fn(function* () {
                    group.cancel();
                    if (seconds > 0) yield* wait(sleep(seconds));
                  }),
                ),
              );
              stamp("behind", currentTask()?.cancelling());
            }
            yield* wait(sleep(1));
            stamp("cleaned up");
          }
        }),
      );
      yield* wait(sleep(1));
      parent.cancel();
      yield* wait(waitAll([parent]));
      stamp(state(parent));
    },
    ({ events }) => expect(events).toEqual(["t=1 behind 1", "t=1 behind 1", "t=2 cleaned up", "t=2 cancelled"]),
  );

  // gh-155418.
  bothDialects(
    "called by an eager task in its first stretch cancels that, too",
    function* ({ loop, log, wait }) {
      loop.setTaskFactory(eagerTaskFactory);
      const group = new TaskGroup();
      const started: Task<void>[] = [];
      yield* wait(
        asyncWith(group, () => {
          const task = group.createTask(function* () {
            group.cancel();
            yield* sleep(3600);
          });
          started.push(task);
        }),
      );
      log(...started.map(state));
    },
    ({ events, endedAt }) => {
      expect(events).toEqual(["cancelled"]);
      expect(endedAt).toBe(0);
    },
  );
});

describe("a cancellation", () => {
  bothDialects(
    "of the parent waits for the tasks, however often it is repeated",
    function* (dialect) {
      const { wait, fn, stamp } = dialect;
      const parent = createTask(
        fn(function* () {
          const group = new TaskGroup();
          yield* wait(
            asyncWith(group, () => {
              group.createTask(
                fn(function* () {
                  try {
                    yield* wait(sleep(3600));
                  } finally {
                    yield* wait(sleep(5));
                    stamp("cleaned up");
                  }
                }),
              );
            }),
          );
        }),
      );
      for (let i = 0; i < 3; i++) {
        yield* wait(sleep(1));
        parent.cancel(`number ${i}`);
      }
      try {
        yield* wait(parent);
      } catch (error) {
        stamp(repr(error), error instanceof CancelledError);
      }
    },
    ({ events }) => expect(events).toEqual(["t=6 cleaned up", "t=6 CancelledError('number 0') true"]),
  );

  bothDialects(
    "by a deadline around the group becomes a TimeoutError",
    function* (dialect) {
      const group = new TaskGroup();
      yield* dialect.wait(
        asyncWith(
          timeout(1),
          dialect.fn(() => dialect.wait(asyncWith(group, () => void group.createTask(sleeper(dialect))))),
        ),
      );
    },
    ({ events, error }) => {
      expect(events).toEqual(["t=1 task cancelled"]);
      expect(error).toBeInstanceOf(TimeoutError);
    },
  );
});
