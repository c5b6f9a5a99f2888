// Task groups met by errors and cancellations in every order, with the trace that CPython 3.13 leaves.

import {
  CancelledError,
  KeyboardInterrupt,
  RuntimeError,
  TaskGroup,
  ValueError,
  asyncWith,
  createTask,
  currentTask,
  sleep,
  timeout,
  wait as waitFirst,
} from "tsyncio";

import { byHandInBothDialects, followsTrace, once, repr, state } from "../support/dialects.ts";
import { expect } from "../support/suite.ts";

// bpo-46752.
followsTrace(
  "a task that fails cancels its siblings and the body, and all are waited for",
  once(function* ({ stamp, wait, fn }) {
    const group = new TaskGroup();
    try {
      yield* wait(
        asyncWith(
          group,
          fn(function* () {
            group.createTask(
              fn(function* () {
                yield* wait(sleep(1));
                throw new ValueError("boom");
              }),
            );
            group.createTask(
              fn(function* () {
                try {
                  yield* wait(sleep(10));
                } finally {
                  stamp("sibling cancelled");
                  yield* wait(sleep(2));
                  stamp("sibling cleaned up");
                }
              }),
            );
            try {
              yield* wait(sleep(10));
            } catch (error) {
              stamp("body cancelled");
              throw error;
            }
          }),
        ),
      );
    } catch (error) {
      stamp(repr(error), "cancelling", currentTask()?.cancelling());
    }
  }),
  `
    t=1 sibling cancelled
    t=1 body cancelled
    t=3 sibling cleaned up
    t=3 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('boom')]) cancelling 0
  `,
);

// bpo-46752.
followsTrace(
  "errors of the shutdown join the group, in the order in which they happen",
  once(function* ({ stamp, wait, fn }) {
    const group = new TaskGroup();
    const failing = (message: string) =>
      fn(function* () {
        yield* wait(sleep(1));
        throw new ValueError(message);
      });
    try {
      yield* wait(
        asyncWith(group, () => {
          group.createTask(
            fn(function* () {
              try {
                yield* wait(sleep(10));
              } catch {
                yield* wait(sleep(1));
                throw new RangeError("cleanup");
              }
            }),
          );
          group.createTask(failing("a"));
          group.createTask(failing("b"));
        }),
      );
    } catch (error) {
      stamp(repr(error));
    }
  }),
  "t=2 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('a'), ValueError('b'), RangeError('cleanup')])",
);

// bpo-46752.
followsTrace(
  "a body that fails cancels the tasks, and its error is one of the group's",
  once(function* ({ stamp, wait, fn }) {
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
                  stamp("child cancelled");
                  yield* wait(sleep(1));
                  stamp("child done");
                }
              }),
            );
            yield* wait(sleep(1));
            throw new RangeError("division by zero");
          }),
        ),
      );
    } catch (error) {
      stamp(repr(error), "cancelling", currentTask()?.cancelling());
    }
  }),
  `
    t=1 child cancelled
    t=2 child done
    t=2 ExceptionGroup('unhandled errors in a TaskGroup', [RangeError('division by zero')]) cancelling 0
  `,
);

// bpo-46752.
followsTrace(
  "a cancellation from outside goes to the tasks first, whether the body runs or has ended",
  once(function* ({ stamp, wait, fn }) {
    const parent = (inBody: boolean) =>
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
                      stamp("child cancelled");
                      yield* wait(sleep(1));
                      stamp("child done");
                    }
                  }),
                );
                if (inBody) yield* wait(sleep(10));
              }),
            ),
          );
        } catch (error) {
          stamp(repr(error), "cancelling", currentTask()?.cancelling());
          throw error;
        }
      });
    for (const inBody of [false, true]) {
      const task = createTask(parent(inBody));
      yield* wait(sleep(1));
      task.cancel("outside");
      yield* wait(waitFirst([task]));
      stamp(state(task));
    }
  }),
  `
    t=1 child cancelled
    t=2 child done
    t=2 CancelledError('outside') cancelling 1
    t=2 cancelled
    t=3 child cancelled
    t=4 child done
    t=4 CancelledError('outside') cancelling 1
    t=4 cancelled
  `,
);

// gh-116720. CPython 3.11 and 3.12 lost the cancellation.
followsTrace(
  "a cancellation that gives way to an error of the cleanup is delivered again",
  once(function* ({ stamp, wait, fn }) {
    const parent = createTask(
      fn(function* () {
        const group = new TaskGroup();
        try {
          yield* wait(
            asyncWith(group, () => {
              group.createTask(
                fn(function* () {
                  try {
                    yield* wait(sleep(10));
                  } catch {
                    throw new ValueError("in cleanup");
                  }
                }),
              );
            }),
          );
        } catch (error) {
          stamp(repr(error), "cancelling", currentTask()?.cancelling());
        }
        try {
          yield* wait(sleep(1));
        } catch (error) {
          stamp("next await cancelled");
          throw error;
        }
      }),
    );
    yield* wait(sleep(1));
    parent.cancel();
    yield* wait(waitFirst([parent]));
    stamp(state(parent));
  }),
  `
    t=1 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('in cleanup')]) cancelling 1
    t=1 next await cancelled
    t=1 cancelled
  `,
);

// bpo-46752.
followsTrace(
  "a task that is cancelled by itself is no failure of its group",
  once(function* ({ stamp, wait, fn }) {
    const group = new TaskGroup();
    const child = (seconds: number) =>
      fn(function* () {
        yield* wait(sleep(seconds));
        stamp("child", seconds, "done");
      });
    const states = yield* wait(
      asyncWith(
        group,
        fn(function* () {
          const tasks = [group.createTask(child(1)), group.createTask(child(3))];
          yield* wait(sleep(0.5));
          tasks[0]?.cancel();
          return () => tasks.map(state);
        }),
      ),
    );
    stamp(...states());
  }),
  `
    t=3 child 3 done
    t=3 cancelled result None
  `,
);

// gh-94398, gh-115957.
followsTrace(
  "a group takes no task before its body, behind it, and once it is being given up",
  once(function* ({ stamp, wait, fn }) {
    const group = new TaskGroup();
    const attempt = (when: string): void => {
      try {
        group.createTask(
          fn(function* () {
            stamp("never");
          }),
        );
      } catch (error) {
        if (!(error instanceof RuntimeError)) throw error;
        stamp(when, "->", error.message.split("> ").at(-1));
      }
    };
    attempt("not entered");
    try {
      yield* wait(
        asyncWith(
          group,
          fn(function* () {
            group.createTask(
              fn(function* () {
                throw new ValueError("x");
              }),
            );
            try {
              yield* wait(sleep(5));
            } finally {
              attempt("shutting down");
            }
          }),
        ),
      );
    } catch (error) {
      stamp((error as Error).name);
    }
    attempt("finished");
  }),
  `
    t=0 not entered -> has not been entered
    t=0 shutting down -> is shutting down
    t=0 ExceptionGroup
    t=0 finished -> is finished
  `,
);

// gh-116720.
followsTrace(
  "of nested groups whose tasks fail at once both give their errors, the inner first",
  once(function* ({ stamp, wait, fn }) {
    const failing = (message: string) =>
      fn(function* () {
        yield* wait(sleep(1));
        throw new ValueError(message);
      });
    const outer = new TaskGroup();
    try {
      yield* wait(
        asyncWith(
          outer,
          fn(function* () {
            outer.createTask(failing("outer"));
            const inner = new TaskGroup();
            try {
              yield* wait(asyncWith(inner, () => void inner.createTask(failing("inner"))));
            } catch (error) {
              stamp("inner", repr(error));
            }
            try {
              yield* wait(sleep(5));
            } catch (error) {
              stamp("outer body cancelled");
              throw error;
            }
          }),
        ),
      );
    } catch (error) {
      stamp("outer", repr(error));
    }
    stamp("cancelling", currentTask()?.cancelling());
  }),
  `
    t=1 inner ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('inner')])
    t=1 outer body cancelled
    t=1 outer ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('outer')])
    t=1 cancelling 0
  `,
);

// bpo-46752.
byHandInBothDialects(
  "a KeyboardInterrupt in a task ends the run at once, and the next run ends the group by it, alone",
  async ({ loop, log, wait, fn }) => {
    const main = loop.createTask(
      fn(function* () {
        const group = new TaskGroup();
        yield* wait(
          asyncWith(group, () => {
            group.createTask(
              fn(function* () {
                try {
                  yield* wait(sleep(10));
                } finally {
                  log("sibling cancelled");
                }
              }),
            );
            group.createTask(
              fn(function* () {
                yield* wait(sleep(1));
                throw new KeyboardInterrupt("in child");
              }),
            );
          }),
        );
      }),
    );
    for (const run of [1, 2]) {
      try {
        await loop.runUntilComplete(main);
      } catch (error) {
        log("escaped", run, repr(error), "main done:", main.done());
      }
    }
    log(state(main));
  },
  ({ events }) => {
    expect(events).toEqual([
      "escaped 1 KeyboardInterrupt('in child') main done: false",
      "sibling cancelled",
      "escaped 2 KeyboardInterrupt('in child') main done: true",
      "KeyboardInterrupt('in child')",
    ]);
  },
);

followsTrace(
  "a group waits for tasks that its tasks start when the body has ended",
  once(function* ({ stamp, wait, fn }) {
    const group = new TaskGroup();
    const child = (left: number) =>
      fn(function* () {
        yield* wait(sleep(1));
        stamp("child", left);
        if (left > 0) group.createTask(child(left - 1));
      });
    yield* wait(
      asyncWith(group, () => {
        group.createTask(child(2));
        stamp("body ends");
      }),
    );
    stamp("group ends");
  }),
  `
    t=0 body ends
    t=1 child 2
    t=2 child 1
    t=3 child 0
    t=3 group ends
  `,
);

// gh-95289, gh-116720.
followsTrace(
  "a body that swallows its cancellation by the group goes on, and the errors come at its end",
  once(function* ({ stamp, wait, fn }) {
    const group = new TaskGroup();
    try {
      yield* wait(
        asyncWith(
          group,
          fn(function* () {
            group.createTask(
              fn(function* () {
                yield* wait(sleep(1));
                throw new ValueError("x");
              }),
            );
            try {
              yield* wait(sleep(10));
            } catch {
              stamp("swallowed, cancelling", currentTask()?.cancelling());
            }
            yield* wait(sleep(2));
            stamp("body ends");
          }),
        ),
      );
    } catch (error) {
      stamp(repr(error), "cancelling", currentTask()?.cancelling());
    }
  }),
  `
    t=1 swallowed, cancelling 1
    t=3 body ends
    t=3 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('x')]) cancelling 0
  `,
);

// gh-116720, bpo-46752.
followsTrace(
  "an error and a cancellation in one iteration: the first one counts, and the cancellation is not lost",
  once(function* ({ loop, stamp, wait, fn }) {
    for (const order of ["fail first", "cancel first"]) {
      const future = loop.createFuture<void>();
      const parent = createTask(
        fn(function* () {
          const group = new TaskGroup();
          try {
            yield* wait(
              asyncWith(
                group,
                fn(function* () {
                  group.createTask(fn(() => wait(future)));
                  yield* wait(sleep(10));
                }),
              ),
            );
          } catch (error) {
            stamp(repr(error), "cancelling", currentTask()?.cancelling());
          }
          try {
            yield* wait(sleep(1));
            stamp("next await completed");
          } catch (error) {
            stamp("next await cancelled");
            throw error;
          }
        }),
      );
      for (let i = 0; i < 3; i++) yield* wait(sleep(0));
      stamp(order);
      if (order === "cancel first") parent.cancel();
      try {
        future.setException(new ValueError("child"));
      } catch (error) {
        stamp((error as Error).name);
      }
      if (order === "fail first") {
        yield* wait(sleep(0));
        parent.cancel();
      }
      yield* wait(waitFirst([parent]));
      stamp(state(parent));
    }
  }),
  `
    t=0 fail first
    t=0 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('child')]) cancelling 1
    t=0 next await cancelled
    t=0 cancelled
    t=0 cancel first
    t=0 CancelledError() cancelling 1
    t=1 next await completed
    t=1 result None
  `,
);

followsTrace(
  "a limit around a group gives a TimeoutError, one in a task an error of the group",
  once(function* ({ stamp, wait, fn }) {
    const slow = fn(function* () {
      try {
        yield* wait(sleep(10));
      } finally {
        stamp("child cancelled");
      }
    });
    const limited = fn(() =>
      wait(
        asyncWith(
          timeout(1),
          fn(() => wait(sleep(10))),
        ),
      ),
    );
    const group = (child: typeof slow) =>
      fn(function* () {
        const tasks = new TaskGroup();
        yield* wait(asyncWith(tasks, () => void tasks.createTask(child)));
      });
    try {
      yield* wait(asyncWith(timeout(1), group(slow)));
    } catch (error) {
      stamp(repr(error));
    }
    try {
      yield* wait(createTask(group(limited)));
    } catch (error) {
      stamp(repr(error));
    }
  }),
  `
    t=1 child cancelled
    t=1 TimeoutError('timed out after 1 s')
    t=2 ExceptionGroup('unhandled errors in a TaskGroup', [TimeoutError('timed out after 1 s')])
  `,
);

// gh-116720, gh-96037.
followsTrace(
  "an error of a task in the iteration of a deadline: the first one counts, and nothing is left behind",
  once(function* ({ loop, stamp, wait, fn }) {
    for (const order of ["error first", "timer first"]) {
      const future = loop.createFuture<void>();
      const failLater = (): void =>
        void loop.callLater(1, () => {
          if (!future.done()) future.setException(new ValueError("x"));
        });
      if (order === "error first") failLater();
      try {
        yield* wait(
          asyncWith(
            timeout(1),
            fn(function* () {
              if (order === "timer first") failLater();
              const group = new TaskGroup();
              yield* wait(asyncWith(group, () => void group.createTask(fn(() => wait(future)))));
            }),
          ),
        );
      } catch (error) {
        stamp(order, repr(error));
      }
      stamp("cancelling", currentTask()?.cancelling());
      yield* wait(sleep(1));
      stamp("end");
    }
  }),
  `
    t=1 error first ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('x')])
    t=1 cancelling 0
    t=2 end
    t=3 timer first TimeoutError('timed out after 1 s')
    t=3 cancelling 0
    t=4 end
  `,
);

// gh-110910.
followsTrace(
  "a group is entered once, and in a task",
  once(function* ({ loop, stamp, wait, fn }) {
    const group = new TaskGroup();
    yield* wait(
      asyncWith(
        group,
        fn(function* () {
          try {
            yield* wait(asyncWith(group, () => stamp("entered again")));
          } catch (error) {
            stamp((error as Error).message.split("> ").at(-1));
          }
        }),
      ),
    );
    loop.callSoon(() => {
      try {
        new TaskGroup().aenter()[Symbol.iterator]().next();
      } catch (error) {
        stamp((error as Error).message.split("> ").at(-1));
      }
    });
    for (let i = 0; i < 2; i++) yield* wait(sleep(0));
  }),
  `
    t=0 has already been entered
    t=0 cannot determine the parent task
  `,
);

// gh-116720.
followsTrace(
  "a body that throws a CancelledError of its own making ends by that",
  once(function* ({ stamp, wait, fn }) {
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
                  stamp("child cancelled");
                }
              }),
            );
            yield* wait(sleep(1));
            throw new CancelledError("by hand");
          }),
        ),
      );
    } catch (error) {
      stamp(repr(error), "cancelling", currentTask()?.cancelling());
    }
  }),
  `
    t=1 child cancelled
    t=1 CancelledError('by hand') cancelling 0
  `,
);

followsTrace(
  "behind a group the results of its tasks are there",
  once(function* ({ stamp, wait, fn }) {
    const group = new TaskGroup();
    const tasks = yield* wait(
      asyncWith(group, () =>
        [2, 1, 0].map((seconds) =>
          group.createTask(
            fn(function* () {
              yield* wait(sleep(seconds));
              return seconds * 10;
            }),
            { name: `w${seconds}` },
          ),
        ),
      ),
    );
    stamp(...tasks.map((task) => `${task.getName()}: ${task.result()}`));
  }),
  "t=2 w2: 20 w1: 10 w0: 0",
);

// gh-116720. Up to CPython 3.12 the count stayed at one.
followsTrace(
  "an error before the body's first wait leaves the task as it was",
  once(function* ({ stamp, wait, fn }) {
    const group = new TaskGroup();
    try {
      yield* wait(
        asyncWith(group, () => {
          group.createTask(
            fn(function* () {
              throw new ValueError("at once");
            }),
          );
          stamp("body ends");
        }),
      );
    } catch (error) {
      stamp(repr(error), "cancelling", currentTask()?.cancelling());
    }
    yield* wait(sleep(0));
    stamp("next await is fine");
  }),
  `
    t=0 body ends
    t=0 ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('at once')]) cancelling 0
    t=0 next await is fine
  `,
);

// bpo-46752.
followsTrace(
  "a task that refuses to die is waited for, and cancelled once only",
  once(function* ({ stamp, wait, fn }) {
    const child = fn(function* () {
      for (let attempt = 0; attempt < 2; attempt++) {
        try {
          yield* wait(sleep(10));
          stamp("child slept");
          return;
        } catch {
          stamp("child ignores cancel", attempt);
        }
      }
    });
    const parent = createTask(
      fn(function* () {
        const group = new TaskGroup();
        yield* wait(asyncWith(group, () => void group.createTask(child)));
      }),
    );
    yield* wait(sleep(1));
    parent.cancel();
    yield* wait(sleep(1));
    parent.cancel();
    stamp("second cancel");
    yield* wait(waitFirst([parent]));
    stamp(state(parent), parent.cancelling());
  }),
  `
    t=1 child ignores cancel 0
    t=2 second cancel
    t=11 child slept
    t=11 cancelled 2
  `,
);
