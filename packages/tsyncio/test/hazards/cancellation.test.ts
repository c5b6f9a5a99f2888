// Scenarios in which cancellation goes wrong in hand-made schedulers, with the trace that CPython leaves. Tasks only.

import {
  CancelledError,
  InvalidStateError,
  RuntimeError,
  type Task,
  ValueError,
  allTasks,
  asyncWith,
  createTask,
  currentTask,
  newEventLoop,
  shield,
  sleep,
  wait as waitFor,
} from "tsyncio";

import { followsTrace, once, repr, state } from "../support/dialects.ts";

/** The task that runs, in tests that know that there is one. */
function self(): Task<unknown> {
  return currentTask() as Task<unknown>;
}

followsTrace(
  "a task that is cancelled before its first step runs nothing of its body (bpo-38248)",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        try {
          stamp("body started");
          yield* wait(sleep(1));
        } finally {
          stamp("finally");
        }
      }),
    );
    stamp("cancel ->", task.cancel(), "done:", task.done());
    yield* wait(sleep(0));
    stamp("after one iteration done:", task.done(), "cancelled:", task.cancelled());
    try {
      yield* wait(task);
    } catch (error) {
      stamp("awaiter got", repr(error));
    }
  }),
  `
    t=0 cancel -> true done: false
    t=0 after one iteration done: true cancelled: true
    t=0 awaiter got CancelledError()
  `,
);

followsTrace(
  "two requests to cancel before the task runs are delivered as one error",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        try {
          yield* wait(sleep(10));
        } catch (error) {
          stamp("caught, cancelling =", self().cancelling());
          yield* wait(sleep(1));
          stamp("cleanup done");
          throw error;
        }
      }),
    );
    yield* wait(sleep(0));
    stamp(task.cancel(), task.cancel());
    try {
      yield* wait(task);
    } catch {
      stamp("cancelled", task.cancelled());
    }
  }),
  `
    t=0 true true
    t=0 caught, cancelling = 2
    t=1 cleanup done
    t=1 cancelled true
  `,
);

followsTrace(
  "a second request to cancel interrupts a cleanup that waits",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        try {
          yield* wait(sleep(10));
        } finally {
          stamp("cleanup starts");
          try {
            yield* wait(sleep(5));
            stamp("cleanup done");
          } catch (error) {
            stamp("cleanup interrupted");
            throw error;
          }
        }
      }),
    );
    yield* wait(sleep(1));
    task.cancel("one");
    yield* wait(sleep(1));
    task.cancel("two");
    try {
      yield* wait(task);
    } catch (error) {
      stamp(repr(error));
    }
  }),
  `
    t=1 cleanup starts
    t=2 cleanup interrupted
    t=2 CancelledError('two')
  `,
);

followsTrace(
  "a cancellation that comes between a future's result and the wake-up wins, and the future keeps its result (bpo-37658)",
  once(function* ({ loop, stamp, wait, fn }) {
    const future = loop.createFuture<string>();
    const task = createTask(
      fn(function* () {
        try {
          stamp("got", yield* wait(future));
        } catch (error) {
          stamp("CancelledError although the future is done:", future.done());
          throw error;
        }
      }),
    );
    yield* wait(sleep(0));
    future.setResult("value");
    stamp("cancel ->", task.cancel());
    yield* wait(waitFor([task]));
    stamp("task", state(task), "; future", state(future));
  }),
  `
    t=0 cancel -> true
    t=0 CancelledError although the future is done: true
    t=0 task cancelled ; future result 'value'
  `,
);

followsTrace(
  "cancelling a task cancels the future that it waits for at once, so that a producer's setResult() throws",
  once(function* ({ loop, stamp, wait, fn }) {
    const future = loop.createFuture<number>();
    const task = createTask(
      fn(function* () {
        yield* wait(future);
      }),
    );
    yield* wait(sleep(0));
    task.cancel();
    stamp("future cancelled at once:", future.cancelled(), "; task done:", task.done());
    try {
      future.setResult(1);
    } catch (error) {
      stamp(error instanceof InvalidStateError);
    }
    yield* wait(waitFor([task]));
    stamp(state(task));
  }),
  `
    t=0 future cancelled at once: true ; task done: false
    t=0 true
    t=0 cancelled
  `,
);

followsTrace(
  "a task that cancels itself is stopped at the first wait that blocks (bpo-34872)",
  once(function* ({ loop, stamp, wait }) {
    const future = loop.createFuture<string>();
    future.setResult("done future");
    stamp("cancel ->", self().cancel());
    stamp("still running");
    stamp("awaiting a finished future:", yield* wait(future));
    try {
      yield* wait(sleep(5));
    } catch (error) {
      stamp("raised at the first await that blocks");
      throw error;
    }
  }),
  `
    t=0 cancel -> true
    t=0 still running
    t=0 awaiting a finished future: done future
    t=0 raised at the first await that blocks
    t=0 run() raised CancelledError()
  `,
);

followsTrace(
  "a task that cancels itself and returns ends cancelled (bpo-30048)",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        self().cancel("self");
        return "value";
      }),
    );
    try {
      stamp("result", yield* wait(task));
    } catch (error) {
      stamp("awaiter got", repr(error), "cancelled:", task.cancelled());
    }
  }),
  `
    t=0 awaiter got CancelledError('self') cancelled: true
  `,
);

followsTrace(
  "a task that cancels itself and throws ends with what it threw",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        self().cancel();
        throw new ValueError("x");
      }),
    );
    yield* wait(waitFor([task]));
    stamp(state(task), task.cancelled(), task.cancelling());
  }),
  `
    t=0 ValueError('x') false 1
  `,
);

followsTrace(
  "a task that swallows a cancellation goes on, and still counts it (bpo-46752)",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        try {
          yield* wait(sleep(10));
        } catch {
          stamp("swallowed");
        }
        yield* wait(sleep(1));
        stamp("cancelling", self().cancelling());
        stamp("uncancel", self().uncancel(), self().uncancel());
        return "result";
      }),
    );
    yield* wait(sleep(0));
    task.cancel();
    stamp(yield* wait(task), task.cancelled());
  }),
  `
    t=0 swallowed
    t=1 cancelling 1
    t=1 uncancel 0 0
    t=1 result false
  `,
);

// Python also links the CancelledError to the error; JavaScript has no such link. See docs/differences.md.
followsTrace(
  "a cleanup that throws replaces the cancellation by its error (gh-95704)",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        try {
          yield* wait(sleep(10));
        } finally {
          throw new RangeError("division by zero");
        }
      }),
    );
    yield* wait(sleep(0));
    task.cancel();
    try {
      yield* wait(task);
    } catch (error) {
      stamp(repr(error), "cancelled:", task.cancelled());
    }
  }),
  `
    t=0 RangeError('division by zero') cancelled: false
  `,
);

followsTrace(
  "cancelling what is done changes nothing and says so",
  once(function* ({ stamp, wait, fn }) {
    const one = fn(function* () {
      return 1;
    });
    const tasks = [
      createTask(one),
      createTask(
        fn(function* (): Generator<never, number> {
          throw new ValueError("x");
        }),
      ),
      createTask(one),
    ] as const;
    tasks[2].cancel();
    yield* wait(waitFor(tasks));
    for (const task of tasks) stamp(task.cancel(), state(task), "cancelling", task.cancelling());
  }),
  `
    t=0 false result 1 cancelling 0
    t=0 false ValueError('x') cancelling 0
    t=0 false cancelled cancelling 1
  `,
);

followsTrace(
  "the message of a cancellation travels through all tasks that wait for each other (bpo-31033, bpo-45390)",
  once(function* ({ stamp, wait, fn }) {
    const inner = createTask(
      fn(function* () {
        try {
          yield* wait(sleep(10));
        } catch (error) {
          stamp("inner", repr(error));
          throw error;
        }
      }),
    );
    const outer = createTask(
      fn(function* () {
        try {
          yield* wait(inner);
        } catch (error) {
          stamp("outer", repr(error));
          throw error;
        }
      }),
    );
    yield* wait(sleep(0));
    yield* wait(sleep(0));
    outer.cancel("stop it");
    try {
      yield* wait(outer);
    } catch (error) {
      stamp("main", repr(error));
    }
  }),
  `
    t=0 inner CancelledError('stop it')
    t=0 outer CancelledError('stop it')
    t=0 main CancelledError('stop it')
  `,
);

followsTrace(
  "a task that waits for one that swallows the cancellation gets its result and goes on",
  once(function* ({ stamp, wait, fn }) {
    const inner = createTask(
      fn(function* () {
        try {
          yield* wait(sleep(10));
        } catch {
          stamp("inner swallows");
          yield* wait(sleep(1));
        }
        return "inner result";
      }),
    );
    const outer = createTask(
      fn(function* () {
        stamp("outer goes on with", yield* wait(inner));
        return "outer result";
      }),
    );
    yield* wait(sleep(0));
    yield* wait(sleep(0));
    outer.cancel();
    const result = yield* wait(outer);
    stamp(result, "cancelled:", outer.cancelled(), "cancelling:", outer.cancelling(), inner.cancelling());
  }),
  `
    t=0 inner swallows
    t=1 outer goes on with inner result
    t=1 outer result cancelled: false cancelling: 1 1
  `,
);

followsTrace(
  "a task tells its own cancellation from that of what it waits for by cancelling() (bpo-46752)",
  once(function* ({ stamp, wait, fn }) {
    const inner = createTask(
      fn(function* () {
        yield* wait(sleep(10));
      }),
    );
    const outer = createTask(
      fn(function* () {
        try {
          yield* wait(inner);
        } catch (error) {
          stamp("outer: CancelledError, own cancelling() =", self().cancelling());
          throw error;
        }
      }),
    );
    yield* wait(sleep(0));
    yield* wait(sleep(0));
    inner.cancel();
    yield* wait(waitFor([outer]));
    stamp("outer", state(outer));
  }),
  `
    t=0 outer: CancelledError, own cancelling() = 0
    t=0 outer cancelled
  `,
);

followsTrace(
  "an interrupted aenter() is not followed by aexit(), and an interrupted aexit() passes the cancellation on",
  once(function* ({ stamp, wait, fn, call, name }) {
    const manager = {
      aenter: fn(function* () {
        stamp("aenter");
        yield* wait(sleep(1));
        stamp("entered");
      }),
      aexit: (error: unknown) =>
        fn(function* () {
          stamp("aexit", repr(error));
          yield* wait(sleep(1));
          stamp("exited");
        })(),
    };
    const use = fn(function* () {
      const body = fn(function* () {
        stamp("body");
      });
      yield* wait(asyncWith(manager, body));
    });
    void call;
    void name;
    for (const delay of [0.5, 1.5]) {
      const task = createTask(use);
      yield* wait(sleep(delay));
      task.cancel();
      yield* wait(waitFor([task]));
      stamp(state(task));
    }
  }),
  `
    t=0 aenter
    t=0.5 cancelled
    t=0.5 aenter
    t=1.5 entered
    t=1.5 body
    t=1.5 aexit None
    t=2 cancelled
  `,
);

followsTrace(
  "a CancelledError thrown by hand ends the task cancelled, with no request counted",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        throw new CancelledError("by hand");
      }),
    );
    yield* wait(waitFor([task]));
    stamp(task.cancelled(), task.cancelling());
    try {
      task.exception();
    } catch (error) {
      stamp("exception() raises", repr(error));
    }
  }),
  `
    t=0 true 0
    t=0 exception() raises CancelledError('by hand')
  `,
);

followsTrace(
  "uncancel() withdraws a cancellation that was not delivered yet (gh-116720)",
  once(function* ({ stamp, wait }) {
    self().cancel();
    stamp("cancelling", self().cancelling());
    stamp("uncancel ->", self().uncancel());
    try {
      yield* wait(sleep(1));
      stamp("sleep completed");
    } catch {
      stamp("CancelledError");
    }
  }),
  `
    t=0 cancelling 1
    t=0 uncancel -> 0
    t=1 sleep completed
  `,
);

followsTrace(
  "uncancel() does not call back a cancellation that the awaited future has already (gh-116720)",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        try {
          yield* wait(sleep(5));
          stamp("slept");
        } catch (error) {
          stamp("CancelledError, cancelling =", self().cancelling());
          throw error;
        }
      }),
    );
    yield* wait(sleep(0));
    task.cancel();
    stamp("uncancel ->", task.uncancel());
    yield* wait(waitFor([task]));
    stamp(state(task));
  }),
  `
    t=0 uncancel -> 0
    t=0 CancelledError, cancelling = 0
    t=0 cancelled
  `,
);

followsTrace(
  "cancelling one waiter of a shared future cancels all of them, unless it is shielded",
  once(function* ({ loop, stamp, wait, fn }) {
    const waiter = (name: string, shielded: boolean, future: ReturnType<typeof loop.createFuture<string>>) =>
      fn(function* () {
        try {
          stamp(name, "got", yield* wait(shielded ? shield(future) : future));
        } catch (error) {
          stamp(name, "CancelledError, own cancelling =", self().cancelling());
          throw error;
        }
      });
    for (const shielded of [false, true]) {
      const future = loop.createFuture<string>();
      const a = createTask(waiter("a", shielded, future));
      const b = createTask(waiter("b", shielded, future));
      yield* wait(sleep(0));
      a.cancel();
      for (let i = 0; i < 3; i++) yield* wait(sleep(0));
      stamp("future", state(future));
      if (!future.done()) future.setResult("value");
      yield* wait(waitFor([a, b]));
    }
  }),
  `
    t=0 a CancelledError, own cancelling = 1
    t=0 b CancelledError, own cancelling = 0
    t=0 future cancelled
    t=0 a CancelledError, own cancelling = 1
    t=0 future pending
    t=0 b got value
  `,
);

followsTrace(
  "a task that waits for itself is told so",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        yield* wait(sleep(0));
        try {
          yield* wait(self());
        } catch (error) {
          stamp(String((error as Error).message).split(":")[0]);
        }
      }),
    );
    yield* wait(task);
    stamp("end");
  }),
  `
    t=0 Task cannot await on itself
    t=0 end
  `,
);

followsTrace(
  "a future of another loop is refused where it is awaited",
  once(function* ({ stamp, wait }) {
    const other = newEventLoop();
    try {
      yield* wait(other.createFuture());
    } catch (error) {
      const { message } = error as RuntimeError;
      stamp(error instanceof RuntimeError, message.replace(/.* got <(\w+) .*>,/, "$1 ..."));
    }
    other.close();
  }),
  `
    t=0 true Future ... which is attached to a different loop
  `,
);

followsTrace(
  "the current task is known in tasks, unknown in callbacks, and right after an error (bpo-32250, bpo-34970)",
  once(function* ({ loop, stamp, wait, fn }) {
    const names = (): string =>
      [...allTasks()]
        .map((task) => task.getName())
        .toSorted()
        .join(" ");
    self().setName("MAIN");
    loop.callSoon(() => stamp("in callback:", currentTask()));
    const task = loop.createTask(
      fn(function* () {
        stamp("in child:", self().getName());
        throw new ValueError("x");
      }),
      { name: "CHILD" },
    );
    stamp(names());
    yield* wait(waitFor([task]));
    stamp("back in", self().getName());
    stamp(names(), state(task));
  }),
  `
    t=0 CHILD MAIN
    t=0 in callback: null
    t=0 in child: CHILD
    t=0 back in MAIN
    t=0 MAIN ValueError('x')
  `,
);

followsTrace(
  "a cancellation unwinds nested coroutines inside out, with nothing in between",
  once(function* ({ stamp, wait, fn, call }) {
    function* level(n: number): ReturnType<typeof call<void>> {
      try {
        if (n < 3) yield* call(() => level(n + 1));
        else yield* wait(sleep(10));
      } finally {
        stamp("finally", n);
      }
    }
    const task = createTask(fn(() => level(1)));
    yield* wait(sleep(0));
    const noise = createTask(
      fn(function* () {
        for (let i = 0; i < 4; i++) {
          stamp("noise", i);
          yield* wait(sleep(0));
        }
      }),
    );
    task.cancel();
    yield* wait(waitFor([task, noise]));
    stamp(state(task));
  }),
  `
    t=0 noise 0
    t=0 finally 3
    t=0 finally 2
    t=0 finally 1
    t=0 noise 1
    t=0 noise 2
    t=0 noise 3
    t=0 cancelled
  `,
);

followsTrace(
  "a run waits for a leftover task that is slow to react to its cancellation (bpo-32314)",
  once(function* ({ stamp, wait, fn }) {
    createTask(
      fn(function* () {
        for (let i = 0; i < 2; i++) {
          try {
            yield* wait(sleep(10));
            stamp("slept");
          } catch {
            stamp("ignored cancel", i);
            yield* wait(sleep(3));
            stamp("cleanup", i);
            break;
          }
        }
        yield* wait(sleep(0));
        stamp("end of stubborn");
      }),
    );
    yield* wait(sleep(1));
    stamp("main returns");
  }),
  `
    t=1 main returns
    t=1 ignored cancel 0
    t=4 cleanup 0
    t=4 end of stubborn
  `,
);

followsTrace(
  "cancellations are delivered in the order of the requests",
  once(function* ({ stamp, wait, fn }) {
    const waiter = (name: number | string) =>
      fn(function* () {
        try {
          yield* wait(sleep(10));
        } catch (error) {
          stamp("cancelled", name);
          throw error;
        }
      });
    const tasks = [0, 1, 2, 3].map((n) => createTask(waiter(n)));
    yield* wait(sleep(0));
    const late = createTask(waiter("late"));
    for (const i of [2, 0, 3, 1]) tasks[i]?.cancel();
    late.cancel();
    yield* wait(waitFor([...tasks, late]));
    stamp(...tasks.map(state), state(late));
  }),
  `
    t=0 cancelled 2
    t=0 cancelled 0
    t=0 cancelled 3
    t=0 cancelled 1
    t=0 cancelled cancelled cancelled cancelled cancelled
  `,
);

followsTrace(
  "those who wait for a task and its done callbacks are told in the order of their coming",
  once(function* ({ stamp, wait, fn }) {
    const task = createTask(
      fn(function* () {
        yield* wait(sleep(1));
        return 5;
      }),
    );
    task.addDoneCallback((done) => stamp("cb1", done.result()));
    const waiter = createTask(
      fn(function* () {
        stamp("awaiter", yield* wait(task));
      }),
    );
    yield* wait(sleep(0));
    task.addDoneCallback((done) => stamp("cb2", done.result()));
    yield* wait(waiter);
    yield* wait(sleep(0));
  }),
  `
    t=1 cb1 5
    t=1 awaiter 5
    t=1 cb2 5
  `,
);

followsTrace(
  "a cancellation that was delivered does not hit the cleanup as well (bpo-37658)",
  once(function* ({ loop, stamp, wait, fn }) {
    const future = loop.createFuture<number>();
    const task = createTask(
      fn(function* () {
        try {
          yield* wait(future);
        } catch (error) {
          stamp("cancelled");
          yield* wait(sleep(1));
          stamp("cleanup completed");
          throw error;
        }
      }),
    );
    yield* wait(sleep(0));
    future.setResult(1);
    task.cancel();
    task.cancel();
    yield* wait(waitFor([task]));
    stamp(state(task), task.cancelling());
  }),
  `
    t=0 cancelled
    t=1 cleanup completed
    t=1 cancelled 2
  `,
);
