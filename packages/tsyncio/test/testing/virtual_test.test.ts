// Tests made of coroutines: what they get, and what makes them fail.

import { CancelledError, Event, type Task, createTask, getRunningLoop, sleep } from "tsyncio";
import {
  DeadlockError,
  LeakedTasksError,
  TestTimeoutError,
  UnreceivedError,
  VirtualEventLoop,
  virtualTest,
} from "tsyncio/testing";

import { describe, expect, it, vi } from "../support/suite.ts";

/** What a test body fails with, `null` if it passes. Reports to the operator are collected, not printed. */
async function failureOf(body: () => Promise<void>): Promise<{ error: unknown; reports: string }> {
  const print = vi.spyOn(console, "error").mockImplementation(() => undefined);
  try {
    await body();
    return { error: null, reports: "" };
  } catch (error) {
    return { error, reports: print.mock.calls.join("\n") };
  } finally {
    print.mockRestore();
  }
}

describe("virtualTest with a generator function", () => {
  it(
    "runs it in virtual time",
    virtualTest(function* () {
      yield* sleep(3600);
      expect(getRunningLoop()).toBeInstanceOf(VirtualEventLoop);
      expect(getRunningLoop().time()).toBe(3600);
    }),
  );

  it(
    "hands it what the runner hands to a test",
    virtualTest(function* (context: { task: { name: string } }) {
      yield* sleep(1);
      expect(context.task.name).toBe("hands it what the runner hands to a test");
    }),
  );
});

describe("virtualTest with an async function", () => {
  it(
    "runs it in virtual time",
    virtualTest(async () => {
      await sleep(3600);
      expect(getRunningLoop().time()).toBe(3600);
    }),
  );

  it(
    "hands it what the runner hands to a test",
    virtualTest(async (context: { task: { name: string } }) => {
      await sleep(1);
      expect(context.task.name).toBe("hands it what the runner hands to a test");
    }),
  );
});

describe("what virtualTest gives", () => {
  it("declares no parameters, so that no runner waits for a callback", () => {
    const body = virtualTest(function* (first: unknown, second: unknown) {
      yield* sleep(0);
      expect([first, second]).toEqual([]);
    });
    expect(body).toHaveLength(0);
  });

  it("is a function that returns a promise, as jest and mocha take it", async () => {
    const seen: unknown[] = [];
    const body = virtualTest(function* (this: { title: string }, ...args: unknown[]) {
      yield* sleep(1);
      seen.push(this.title, args);
    });
    const promise = body.call({ title: "of mocha" });
    expect(promise).toBeInstanceOf(Promise);
    expect(await promise).toBeUndefined();
    expect(seen).toEqual(["of mocha", []]);
  });

  it("can run again and again, each time in a loop of its own", async () => {
    const loops = new Set<object>();
    const body = virtualTest(function* () {
      yield* sleep(5);
      loops.add(getRunningLoop());
      expect(getRunningLoop().time()).toBe(5);
    });
    await body();
    await body();
    expect(loops.size).toBe(2);
  });

  it("takes the options of the clock", async () => {
    let time = 0;
    await virtualTest(
      function* () {
        yield* sleep(1);
        time = getRunningLoop().time();
      },
      { startTime: 41 },
    )();
    expect(time).toBe(42);
  });

  it("refuses a body that is no function, and a limit that is no time", () => {
    expect(() => virtualTest(sleep(1) as never)).toThrow(
      "body must be a coroutine function, got an object of class Sleep",
    );
    expect(() => virtualTest(function* () {}, { timeout: 0 })).toThrow(
      "timeout must be a positive number of seconds or null, got 0",
    );
  });
});

describe("a virtual test fails", () => {
  it("with the very error that its body throws", async () => {
    const error = new Error("of the body");
    const body = virtualTest(function* () {
      yield* sleep(1);
      throw error;
    });
    await expect(body()).rejects.toBe(error);
  });

  it("with the very assertion that does not hold, whatever else goes wrong", async () => {
    const { error, reports } = await failureOf(
      virtualTest(function* () {
        createTask(sleep(5), { name: "left over" });
        createTask(function* () {
          throw new Error("of a task");
        });
        yield* sleep(1);
        expect(1).toBe(2);
      }),
    );
    expect(error).toMatchObject({ name: "AssertionError", actual: 1, expected: 2 });
    expect(reports).toContain("of a task");
  });

  it("when it can never go on", async () => {
    const { error } = await failureOf(virtualTest(() => new Event().wait() as never));
    expect(error).toBeInstanceOf(DeadlockError);
  });

  it("when it leaves tasks behind, which it names", async () => {
    const { error } = await failureOf(
      virtualTest(function* () {
        createTask(sleep(5), { name: "sleeper" });
        createTask(new Event().wait(), { name: "waiter" });
        yield* sleep(1);
      }),
    );
    expect(error).toBeInstanceOf(LeakedTasksError);
    expect(error).toMatchObject({
      code: "ERR_TSYNCIO_LEAKED_TASKS",
      report: "task 'sleeper' waits for sleep() for 4 seconds more\ntask 'waiter' waits for Event-1.wait()",
    });
  });

  it("when a task failed and nobody looked", async () => {
    const { error } = await failureOf(
      virtualTest(function* () {
        createTask(function* () {
          throw new Error("unseen");
        });
        yield* sleep(1);
      }),
    );
    expect(error).toBeInstanceOf(UnreceivedError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^Task exception was never retrieved: Error: unseen/),
      cause: { message: "unseen" },
      context: { task: expect.anything() },
    });
  });

  it("when a callback failed", async () => {
    const { error } = await failureOf(
      virtualTest(function* () {
        getRunningLoop().callLater(1, function tick() {
          throw new Error("in a callback");
        });
        yield* sleep(2);
      }),
    );
    expect(error).toMatchObject({
      message: expect.stringMatching(/^Exception in callback tick: Error: in a callback/),
    });
  });

  it("with all of them when nobody received several errors", async () => {
    const { error } = await failureOf(
      virtualTest(function* () {
        for (const text of ["one", "two"]) {
          getRunningLoop().callSoon(() => {
            throw new Error(text);
          });
        }
        yield* sleep(1);
      }),
    );
    expect(error).toBeInstanceOf(AggregateError);
    expect((error as AggregateError).errors).toEqual([expect.any(UnreceivedError), expect.any(UnreceivedError)]);
  });

  it("when it goes on for ever, with or without time passing", async () => {
    const turns = [0, 1];
    for (const delay of turns) {
      const { error } = await failureOf(
        virtualTest(
          function* () {
            for (;;) yield* sleep(delay);
          },
          { timeout: 0.02 },
        ),
      );
      expect(error).toBeInstanceOf(TestTimeoutError);
      expect((error as Error).message).toMatch(/^the test still runs after 0\.02 real seconds, at t=\d+\n {2}task /);
    }
  });

  it("when a task that it left behind refuses to end", async () => {
    const { error } = await failureOf(
      virtualTest(async () => {
        createTask(async () => await new Promise<never>(() => undefined), { name: "stubborn" });
        await sleep(1);
      }),
    );
    expect(error).toBeInstanceOf(LeakedTasksError);
    expect((error as Error).message).toContain("task 'stubborn' waits for a promise that is not the library's");
  });
});

describe("a virtual test passes", () => {
  it("when what it cancelled has ended by itself a moment later", async () => {
    const events: string[] = [];
    await virtualTest(function* () {
      const task = createTask(function* () {
        try {
          yield* sleep(10);
        } finally {
          yield* sleep(0);
          events.push("ended");
        }
      });
      yield* sleep(1);
      task.cancel();
    })();
    expect(events).toEqual(["ended"]);
  });

  it("when it may leave tasks behind, which are cancelled", async () => {
    const left: Task<void>[] = [];
    await virtualTest(
      function* () {
        left.push(createTask(sleep(10)));
        yield* sleep(1);
      },
      { allowLeaks: true },
    )();
    expect(left[0]?.cancelled()).toBe(true);
  });

  it("when its own exception handler received the error", async () => {
    const messages: string[] = [];
    await virtualTest(function* () {
      getRunningLoop().setExceptionHandler((_, { message }) => void messages.push(message));
      getRunningLoop().callSoon(function tick() {
        throw new Error("expected");
      });
      yield* sleep(1);
    })();
    expect(messages).toEqual(["Exception in callback tick"]);
  });

  it("when it throws nothing of its own at a cancellation that it asked for", async () => {
    const seen: unknown[] = [];
    await virtualTest(function* () {
      const task = createTask(sleep(10));
      yield* sleep(1);
      task.cancel();
      try {
        yield* task;
      } catch (error) {
        seen.push(error);
      }
    })();
    expect(seen).toEqual([expect.any(CancelledError)]);
  });
});
