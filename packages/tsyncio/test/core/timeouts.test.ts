// `timeout` and `timeoutAt`: the states of a limit, what it throws, and that it leaves nothing behind.

import {
  CancelledError,
  type Coroutine,
  RuntimeError,
  Task,
  Timeout,
  TimeoutError,
  ValueError,
  asyncWith,
  createTask,
  currentTask,
  getRunningLoop,
  run,
  sleep,
  timeout,
  timeoutAt,
  wait as waitAll,
} from "tsyncio";
import { runVirtual } from "tsyncio/testing";

import { type Recorder, bothDialects, inBothDialects, state } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

const timersOf = (loop: Recorder["loop"]): number => [...loop._timers()].filter((timer) => !timer._isDropped()).length;

describe("a block with a time limit", () => {
  bothDialects(
    "gives what its body returns, if that is in time",
    function* ({ loop, wait, fn }) {
      const limit = timeout(3);
      const result = yield* wait(
        asyncWith(
          limit,
          fn(function* () {
            yield* wait(sleep(2));
            return "in time";
          }),
        ),
      );
      return [result, limit.expired(), timersOf(loop)];
    },
    ({ result, endedAt }) => {
      expect(result).toEqual(["in time", false, 0]);
      expect(endedAt).toBe(2);
    },
  );

  it("ends by an error whose cause has the place that took too long", async () => {
    function* readSlowly(): Coroutine {
      yield* sleep(1);
    }
    const error: unknown = await runVirtual(() => timeout(0.25, readSlowly)).catch((reason: unknown) => reason);
    expect(((error as TimeoutError).cause as CancelledError).stack).toMatch(/at readSlowly /);
  });

  it("leaves later cancellations without a stack, as they are elsewhere", async () => {
    function* limited(): Coroutine<unknown> {
      try {
        yield* timeout(1, () => sleep(2));
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
      }
      try {
        yield* sleep(2);
      } catch (error) {
        return (error as Error).stack;
      }
      return "not cancelled";
    }
    const stack = await runVirtual(function* () {
      const task = createTask(limited());
      yield* sleep(2);
      task.cancel("later");
      return yield* task;
    });
    expect(stack).toBe("CancelledError: later");
  });

  bothDialects(
    "ends by a TimeoutError that tells the limit and has the cancellation as its cause",
    function* ({ wait, fn }) {
      yield* wait(
        asyncWith(
          timeout(0.25),
          fn(() => wait(sleep(1))),
        ),
      );
    },
    ({ error, endedAt }) => {
      expect(error).toBeInstanceOf(TimeoutError);
      expect((error as Error).message).toBe("timed out after 0.25 s");
      expect((error as Error).cause).toBeInstanceOf(CancelledError);
      expect(endedAt).toBe(0.25);
    },
  );

  bothDialects(
    "does not change an error of its body's",
    function* ({ wait, fn }) {
      yield* wait(
        asyncWith(
          timeout(1),
          fn(function* () {
            throw new ValueError("own");
          }),
        ),
      );
    },
    ({ error }) => expect(error).toEqual(new ValueError("own")),
  );

  bothDialects(
    "has no limit at null, until it is given one",
    function* ({ loop, wait, fn }) {
      const limit = timeout(null);
      yield* wait(
        asyncWith(
          limit,
          fn(function* () {
            yield* wait(sleep(1000));
            limit.reschedule(loop.time() + 1);
            yield* wait(sleep(2));
          }),
        ),
      );
    },
    ({ error, endedAt }) => {
      expect(error).toEqual(new TimeoutError("timed out"));
      expect(endedAt).toBe(1001);
    },
  );

  bothDialects(
    "tells its state",
    function* ({ loop, wait, fn, log }) {
      const limit = timeoutAt(2);
      const show = (): void => log(limit, limit.when(), limit.expired());
      show();
      try {
        yield* wait(
          asyncWith(
            limit,
            fn(function* () {
              show();
              try {
                yield* wait(sleep(5));
              } finally {
                show();
              }
            }),
          ),
        );
      } catch {
        show();
      }
      const left = timeout(1);
      yield* wait(asyncWith(left, () => left.reschedule(null)));
      log(left, left.when(), left.expired(), loop.time());
    },
    ({ events }) =>
      expect(events).toEqual([
        "<Timeout [created]> 2 false",
        "<Timeout [active] when=2> 2 false",
        "<Timeout [expiring]> 2 true",
        "<Timeout [expired]> 2 true",
        "<Timeout [finished]> null false 2",
      ]),
  );

  bothDialects(
    "moved into the past interrupts the next wait, and moved again before that does not",
    function* ({ loop, wait, fn, stamp }) {
      const limit = timeout(5);
      yield* wait(
        asyncWith(
          limit,
          fn(function* () {
            limit.reschedule(loop.time() - 1);
            limit.reschedule(loop.time() + 3);
            yield* wait(sleep(1));
            stamp("still here");
            limit.reschedule(loop.time());
            yield* wait(sleep(1));
            stamp("not reached");
          }),
        ),
      );
    },
    ({ events, error, endedAt }) => {
      expect(events).toEqual(["t=1 still here"]);
      expect(error).toEqual(new TimeoutError("timed out"));
      expect(endedAt).toBe(1);
    },
  );

  bothDialects(
    "counts from the making of the limit, not from the entry",
    function* ({ wait, fn }) {
      const limit = timeout(2);
      yield* wait(sleep(1.5));
      yield* wait(
        asyncWith(
          limit,
          fn(() => wait(sleep(1))),
        ),
      );
    },
    ({ error, endedAt }) => {
      expect(error).toBeInstanceOf(TimeoutError);
      expect(endedAt).toBe(2);
    },
  );

  bothDialects(
    "leaves the count of its task's cancellations as it was",
    function* ({ wait, fn, log }) {
      const task = createTask(
        fn(function* () {
          try {
            yield* wait(sleep(10));
          } catch {
            try {
              yield* wait(
                asyncWith(
                  timeout(1),
                  fn(() => wait(sleep(10))),
                ),
              );
            } catch (error) {
              log((error as Error).name, currentTask()?.cancelling());
            }
          }
        }),
      );
      yield* wait(sleep(1));
      task.cancel();
      yield* wait(waitAll([task]));
      log(state(task), task.cancelling());
    },
    ({ events }) => expect(events).toEqual(["TimeoutError 1", "result None 1"]),
  );

  bothDialects(
    "works around bodies of the other dialect",
    function* ({ name, wait }) {
      const body = name === "generator" ? async () => await sleep(9) : () => sleep(9);
      yield* wait(asyncWith(timeout(1), body));
    },
    ({ error }) => expect(error).toBeInstanceOf(TimeoutError),
  );
});

describe("timeout(delay, body)", () => {
  inBothDialects(
    "is short for asyncWith(timeout(delay), body)",
    {
      *generator() {
        return yield* timeout(3, function* (limit) {
          yield* sleep(1);
          return limit.when();
        });
      },
      async async() {
        return await timeout(3, async (limit) => {
          await sleep(1);
          return limit.when();
        });
      },
    },
    ({ result }) => expect(result).toBe(3),
  );

  bothDialects(
    "throws a TimeoutError when the time is up",
    function* ({ wait, fn }) {
      yield* wait(
        timeout(
          3,
          fn(() => wait(sleep(5))),
        ),
      );
    },
    ({ error, endedAt }) => {
      expect(error).toEqual(new TimeoutError("timed out after 3 s"));
      expect(endedAt).toBe(3);
    },
  );

  bothDialects(
    "starts to count when it is awaited, so that a task may be made of it",
    function* ({ wait, fn, stamp }) {
      const limited = timeout(
        3,
        fn(() => wait(sleep(2, "done"))),
      );
      yield* wait(sleep(5));
      stamp(yield* wait(createTask(limited)));
    },
    ({ events }) => expect(events).toEqual(["t=7 done"]),
  );
});

describe("the deadline of a task whose cancel() throws", () => {
  it("is reported, and the loop goes on", async () => {
    class Stubborn extends Task<unknown> {
      override cancel(): boolean {
        throw new ValueError("not me");
      }
    }
    const reports: unknown[] = [];
    const result = await runVirtual(function* () {
      const loop = getRunningLoop();
      loop.setExceptionHandler((_loop, { message, exception }) => reports.push([message, exception]));
      return yield* new Stubborn(
        timeout(1, () => sleep(2, "done")),
        { loop },
      );
    });
    expect([result, reports]).toEqual(["done", [["Exception in callback Timeout", new ValueError("not me")]]]);
  });
});

describe("misuse of a limit", () => {
  bothDialects(
    "is refused with the state's name",
    function* ({ wait }) {
      const limit = timeout(1);
      expect(() => limit.reschedule(3)).toThrow(new RuntimeError("Timeout has not been entered"));
      yield* wait(asyncWith(limit, () => undefined));
      expect(() => limit.reschedule(3)).toThrow(new RuntimeError("Cannot change state of finished Timeout"));
      yield* wait(asyncWith(limit, () => undefined));
    },
    ({ error }) => expect(error).toEqual(new RuntimeError("Timeout has already been entered")),
  );

  it("of other things than numbers is refused at once", () => {
    expect(() => timeoutAt(NaN)).toThrow(new ValueError("when must be a number of seconds or null, got NaN"));
    expect(() => new Timeout("1" as unknown as number)).toThrow(ValueError);
    expect(() => timeout(undefined as unknown as null, () => 1)).toThrow(
      new ValueError("delay must be a number of seconds or null, got undefined"),
    );
    expect(() => timeout(1, 5 as unknown as () => void)).toThrow(new TypeError("body must be a function, got 5"));
  });

  it("outside of a loop is refused", async () => {
    expect(() => timeout(1)).toThrow(new RuntimeError("no running event loop"));
    await expect(run(asyncWith(timeoutAt(1), () => 5))).resolves.toBe(5);
  });
});
