// Debug mode: what it reports, with the place where things were made, and that it is silent when all is well.

import {
  CancelledError,
  type Coroutine,
  type Task,
  ValueError,
  coroutine,
  createTask,
  currentTask,
  gather,
  getRunningLoop,
  sleep,
  until,
} from "tsyncio";

import { runVirtual } from "tsyncio/testing";

import { bothDialects, byHand } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

const HERE = "debug.test.ts";

describe("a coroutine that is never awaited", () => {
  bothDialects(
    "is reported when the loop closes at the latest, with its name and place",
    function* ({ loop, wait }) {
      loop.setDebug(true);
      const rest = coroutine(function* (): Coroutine {});
      void rest();
      void until(Promise.resolve());
      void sleep(0);
      yield* wait(sleep(1));
    },
    ({ reports }) => {
      expect(reports.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^coroutine '.*' was never awaited$/),
        expect.stringMatching(/^coroutine 'until' was never awaited$/),
        expect.stringMatching(/^coroutine 'sleep' was never awaited$/),
      ]);
      for (const { sourceTraceback } of reports) expect(sourceTraceback).toContain(HERE);
    },
  );

  bothDialects("is none if it was awaited, gathered, or became a task", function* ({ loop, wait }) {
    loop.setDebug(true);
    const rest = coroutine(function* (): Coroutine {
      yield* sleep(1);
    });
    yield* wait(rest());
    yield* wait(createTask(rest()));
    yield* wait(gather(rest(), sleep(1)));
    expect(loop.getDebug()).toBe(true);
  });

  bothDialects("is nobody's business outside of debug mode", function* ({ loop, wait }) {
    void until(Promise.resolve());
    yield* wait(sleep(1));
    expect(loop.getDebug()).toBe(false);
  });
});

describe("a cancellation", () => {
  bothDialects(
    "says who asked for it, and where",
    function* ({ loop, wait, fn, log }) {
      loop.setDebug(true);
      (currentTask() as Task<unknown>).setName("asker");
      const task = createTask(
        fn(function* () {
          yield* wait(sleep(9));
        }),
      );
      yield* wait(sleep(1));
      task.cancel("stop");
      try {
        yield* wait(task);
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        log(error.canceller?.split("\n")[0], error.canceller?.includes(HERE));
      }
    },
    ({ events }) => expect(events).toEqual(["task 'asker' true"]),
  );

  it("has a stack in debug mode, and else none, nor leaves other errors without", async () => {
    function* readSlowly(): Coroutine {
      yield* sleep(9);
    }
    function* cancelled(debug: boolean): Coroutine<string[]> {
      getRunningLoop().setDebug(debug);
      const task = createTask(readSlowly());
      yield* sleep(1);
      task.cancel("stop");
      try {
        yield* task;
      } catch (error) {
        return [(error as Error).stack ?? "", new Error("another").stack ?? ""];
      }
      return [];
    }
    const [inDebugMode] = await runVirtual(() => cancelled(true));
    expect(inDebugMode).toMatch(/^CancelledError: stop\n[^]* at readSlowly /);
    const [else_, another] = await runVirtual(() => cancelled(false));
    expect(else_).toBe("CancelledError: stop");
    expect(another).toMatch(/ at cancelled /);
  });

  bothDialects(
    "that a task swallows is reported with who asked for it",
    function* ({ loop, wait, fn }) {
      loop.setDebug(true);
      (currentTask() as Task<unknown>).setName("asker");
      const task = createTask(
        fn(function* () {
          try {
            yield* wait(sleep(9));
          } catch {
            // That is the mistake.
          }
        }),
        { name: "swallower" },
      );
      yield* wait(sleep(1));
      task.cancel();
      yield* wait(task);
    },
    ({ reports }) => {
      expect(reports).toHaveLength(1);
      expect(reports[0]?.message).toContain("Task 'swallower' was cancelled and returned all the same");
      expect(reports[0]?.sourceTraceback).toContain("cancelled by task 'asker'");
      expect(reports[0]?.sourceTraceback).toContain(HERE);
    },
  );

  bothDialects("that a task takes back with uncancel() is not swallowed", function* ({ loop, wait, fn }) {
    loop.setDebug(true);
    const task = createTask(
      fn(function* () {
        try {
          yield* wait(sleep(9));
        } catch {
          currentTask()?.uncancel();
        }
        return "went on";
      }),
    );
    yield* wait(sleep(1));
    task.cancel();
    expect(yield* wait(task)).toBe("went on");
  });
});

describe("a report", () => {
  byHand(
    "of an error that nobody asked for says where its future was made",
    async ({ loop }) => {
      loop.setDebug(true);
      loop.createFuture().setException(new ValueError("lost"));
    },
    ({ reports }) => {
      expect(reports.map(({ message }) => message)).toEqual(["Future exception was never retrieved"]);
      expect(reports[0]?.sourceTraceback).toContain(HERE);
    },
  );

  byHand(
    "of a task that is pending when its loop closes says where it was made",
    async ({ loop }) => {
      loop.setDebug(true);
      loop.createTask(function* () {
        yield* sleep(9);
      });
    },
    ({ reports }) => {
      expect(reports.map(({ message }) => message)).toEqual(["Task was destroyed but it is pending!"]);
      expect(reports[0]?.sourceTraceback).toContain(HERE);
    },
  );
});
