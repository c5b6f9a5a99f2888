// Blocks with a time limit: nested, moved, misused, and met by other cancellations, with the trace that CPython leaves.

import {
  CancelledError,
  Event,
  RuntimeError,
  TimeoutError,
  asyncWith,
  createTask,
  currentTask,
  sleep,
  timeout,
  timeoutAt,
  wait as waitFirst,
  waitFor,
} from "tsyncio";

import { followsTrace, once, repr, state } from "../support/dialects.ts";

// bpo-46771.
followsTrace(
  "of nested limits the one whose time is up is the one that says so",
  once(function* ({ stamp, wait, fn }) {
    for (const [outerDelay, innerDelay] of [
      [5, 1],
      [1, 5],
      [2, 2],
    ] as const) {
      const outer = timeout(outerDelay);
      const inner = timeout(innerDelay);
      try {
        yield* wait(
          asyncWith(
            outer,
            fn(function* () {
              try {
                yield* wait(
                  asyncWith(
                    inner,
                    fn(() => wait(sleep(10))),
                  ),
                );
              } catch (error) {
                if (!(error instanceof TimeoutError)) throw error;
                stamp("inner TimeoutError");
                yield* wait(sleep(0));
              }
            }),
          ),
        );
      } catch (error) {
        stamp("outer", (error as Error).name);
      }
      stamp(`outer ${outer.expired()}, inner ${inner.expired()}, cancelling ${currentTask()?.cancelling()}`);
    }
  }),
  `
    t=1 inner TimeoutError
    t=1 outer false, inner true, cancelling 0
    t=2 outer TimeoutError
    t=2 outer true, inner false, cancelling 0
    t=4 outer TimeoutError
    t=4 outer true, inner true, cancelling 0
  `,
);

// bpo-46771, gh-102780.
followsTrace(
  "a deadline hides no cancellation that comes in the same iteration, before it or after it",
  once(function* ({ loop, stamp, wait, fn }) {
    const user = fn(function* () {
      try {
        yield* wait(
          asyncWith(
            timeout(1),
            fn(() => wait(sleep(10))),
          ),
        );
      } catch (error) {
        stamp((error as Error).name, "cancelling", currentTask()?.cancelling());
        throw error;
      }
    });
    const first = createTask(user);
    yield* wait(sleep(0));
    loop.callLater(1, () => first.cancel());
    yield* wait(waitFirst([first]));
    stamp("deadline first:", state(first));
    loop.callLater(1, () => second.cancel());
    const second = createTask(user);
    yield* wait(waitFirst([second]));
    stamp("cancellation first:", state(second));
  }),
  `
    t=1 CancelledError cancelling 1
    t=1 deadline first: cancelled
    t=2 CancelledError cancelling 1
    t=2 cancellation first: cancelled
  `,
);

// gh-102780.
followsTrace(
  "a limit works in the cleanup of a task that was cancelled",
  once(function* ({ stamp, wait, fn }) {
    const child = createTask(
      fn(function* () {
        try {
          yield* wait(sleep(10));
        } finally {
          try {
            yield* wait(
              asyncWith(
                timeout(2),
                fn(() => wait(sleep(10))),
              ),
            );
          } catch (error) {
            stamp("cleanup:", (error as Error).name, "cancelling", currentTask()?.cancelling());
          }
        }
      }),
    );
    yield* wait(sleep(1));
    child.cancel();
    yield* wait(waitFirst([child]));
    stamp(state(child));
  }),
  `
    t=3 cleanup: TimeoutError cancelling 1
    t=3 cancelled
  `,
);

// gh-95109.
followsTrace(
  "a limit that is over from the start interrupts the first wait, and a block that waits for nothing not at all",
  once(function* ({ stamp, wait, fn }) {
    for (const limit of [timeout(0), timeout(-1), timeoutAt(-5)]) {
      try {
        yield* wait(
          asyncWith(
            limit,
            fn(function* () {
              stamp("body");
              yield* wait(sleep(0));
              stamp("not reached");
            }),
          ),
        );
      } catch (error) {
        stamp((error as Error).name, limit.expired());
      }
    }
    const limit = timeout(0);
    yield* wait(asyncWith(limit, () => stamp("nothing to wait for")));
    stamp("expired", limit.expired());
    for (let i = 0; i < 2; i++) yield* wait(sleep(0));
    stamp("no stray cancellation");
  }),
  `
    t=0 body
    t=0 TimeoutError true
    t=0 body
    t=0 TimeoutError true
    t=0 body
    t=0 TimeoutError true
    t=0 nothing to wait for
    t=0 expired false
    t=0 no stray cancellation
  `,
);

// bpo-46771, gh-110910.
followsTrace(
  "the deadline can be moved as long as the block runs and its time is not up",
  once(function* ({ loop, stamp, wait, fn }) {
    const moved = timeout(1);
    yield* wait(
      asyncWith(
        moved,
        fn(function* () {
          moved.reschedule(loop.time() + 3);
          yield* wait(sleep(2));
          stamp("not timed out", moved.when());
          moved.reschedule(null);
          yield* wait(sleep(5));
          stamp("no deadline", moved.when());
        }),
      ),
    );
    const tryToMove = (limit: typeof moved): void => {
      try {
        limit.reschedule(99);
      } catch (error) {
        stamp((error as Error).message);
      }
    };
    tryToMove(moved);
    const over = timeout(10);
    try {
      yield* wait(
        asyncWith(
          over,
          fn(function* () {
            over.reschedule(loop.time() - 1);
            try {
              yield* wait(sleep(1));
            } finally {
              tryToMove(over);
            }
          }),
        ),
      );
    } catch (error) {
      stamp((error as Error).name, over);
    }
  }),
  `
    t=2 not timed out 3
    t=7 no deadline null
    t=7 Cannot change state of finished Timeout
    t=7 Cannot change state of expiring Timeout
    t=7 TimeoutError <Timeout [expired]>
  `,
);

// gh-110910.
followsTrace(
  "a limit is entered once, and in a task",
  once(function* ({ loop, stamp, wait, fn }) {
    const limit = timeout(1);
    const enter = fn(function* () {
      try {
        yield* wait(asyncWith(limit, () => stamp("entered")));
      } catch (error) {
        if (!(error instanceof RuntimeError)) throw error;
        stamp(error.message);
      }
    });
    yield* wait(waitFor(() => asyncWith(limit, enter), null));
    yield* wait(waitFor(enter, null));
    try {
      timeout(1).reschedule(2);
    } catch (error) {
      stamp((error as Error).message);
    }
    loop.callSoon(() => {
      try {
        timeout(1).aenter()[Symbol.iterator]().next();
      } catch (error) {
        stamp("in a callback:", (error as Error).message);
      }
    });
    for (let i = 0; i < 2; i++) yield* wait(sleep(0));
  }),
  `
    t=0 Timeout has already been entered
    t=0 Timeout has already been entered
    t=0 Timeout has not been entered
    t=0 in a callback: Timeout should be used inside a task
  `,
);

followsTrace(
  "a TimeoutError of the body's own passes through",
  once(function* ({ stamp, wait, fn }) {
    const limit = timeout(5);
    try {
      yield* wait(
        asyncWith(
          limit,
          fn(function* () {
            yield* wait(sleep(1));
            throw new TimeoutError("from the body");
          }),
        ),
      );
    } catch (error) {
      stamp(repr(error), "expired", limit.expired());
    }
  }),
  "t=1 TimeoutError('from the body') expired false",
);

// bpo-46771.
followsTrace(
  "a body that swallows the cancellation of the deadline goes on undisturbed",
  once(function* ({ stamp, wait, fn }) {
    const limit = timeout(1);
    yield* wait(
      asyncWith(
        limit,
        fn(function* () {
          try {
            yield* wait(sleep(10));
          } catch {
            stamp("swallowed");
          }
          yield* wait(sleep(3));
          stamp("body goes on");
        }),
      ),
    );
    stamp("expired", limit.expired(), "cancelling", currentTask()?.cancelling());
    yield* wait(sleep(1));
    stamp("end");
  }),
  `
    t=1 swallowed
    t=4 body goes on
    t=4 expired true cancelling 0
    t=5 end
  `,
);

// gh-96037. JavaScript's errors have no context: that the time was up is not seen from this one.
followsTrace(
  "a body that fails after the deadline fails with its own error, and nothing is left behind",
  once(function* ({ stamp, wait, fn }) {
    try {
      yield* wait(
        asyncWith(
          timeout(1),
          fn(function* () {
            try {
              yield* wait(sleep(10));
            } catch {
              throw new RangeError("division by zero");
            }
          }),
        ),
      );
    } catch (error) {
      stamp(repr(error));
    }
    stamp("cancelling", currentTask()?.cancelling());
  }),
  `
    t=1 RangeError('division by zero')
    t=1 cancelling 0
  `,
);

// gh-96764. CPython's message is empty.
followsTrace(
  "a TimeoutError names the cancellation as its cause",
  once(function* ({ stamp, wait, fn }) {
    const waits = [
      () => waitFor(sleep(9), 1),
      () =>
        asyncWith(
          timeout(1),
          fn(() => wait(sleep(9))),
        ),
    ];
    for (const begin of waits) {
      try {
        yield* wait(begin());
      } catch (error) {
        stamp(repr(error), "cause", repr((error as Error).cause));
      }
    }
  }),
  `
    t=1 TimeoutError('timed out after 1 s') cause CancelledError()
    t=2 TimeoutError('timed out after 1 s') cause CancelledError()
  `,
);

// gh-86296.
followsTrace(
  "what happens in the iteration of the deadline, just before it, comes too late",
  once(function* ({ loop, stamp, wait, fn }) {
    const event = new Event();
    loop.callLater(1, () => event.set());
    try {
      yield* wait(
        asyncWith(
          timeout(1),
          fn(() => wait(event.wait())),
        ),
      );
    } catch (error) {
      stamp((error as Error).name, "event", event.isSet());
    }
    yield* wait(sleep(1));
    stamp("cancelling", currentTask()?.cancelling());
  }),
  `
    t=1 TimeoutError event true
    t=2 cancelling 0
  `,
);

// gh-86296.
followsTrace(
  "a deadline that passes while the block is being left, behind blocking code, hurts nobody",
  once(function* ({ loop, stamp, wait, fn }) {
    const future = loop.createFuture<void>();
    loop.callLater(1, () => {
      future.setResult();
      loop.advance(1);
    });
    const limit = timeout(1.5);
    yield* wait(
      asyncWith(
        limit,
        fn(() => wait(future)),
      ),
    );
    stamp("left, expired", limit.expired());
    yield* wait(sleep(1));
    stamp("behind the block");
  }),
  `
    t=2 left, expired false
    t=3 behind the block
  `,
);

// gh-113848.
followsTrace(
  "a class of cancellations of one's own is a cancellation",
  once(function* ({ stamp, wait, fn }) {
    class OwnCancelledError extends CancelledError {}
    try {
      yield* wait(
        asyncWith(
          timeout(1),
          fn(function* () {
            try {
              yield* wait(sleep(10));
            } catch {
              throw new OwnCancelledError("sub");
            }
          }),
        ),
      );
    } catch (error) {
      stamp((error as Error).name, "from", (error as Error).cause instanceof OwnCancelledError);
    }
  }),
  "t=1 TimeoutError from true",
);
