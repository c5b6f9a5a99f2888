// What counts as a coroutine, and what coroutine() makes of a generator function. Not how tasks step them.

import {
  Awaitable,
  CancelledError,
  type Coroutine,
  Future,
  RuntimeError,
  coroutine,
  createTask,
  iscoroutine,
  iscoroutinefunction,
  newEventLoop,
  sleep,
  timeout,
  waitFor,
} from "tsyncio";
import { runVirtual } from "tsyncio/testing";

import { bothDialects, byHand, inBothDialects, repr } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

function* numbered(): Coroutine<number> {
  yield* sleep(1);
  return 1;
}

describe("iscoroutine", () => {
  it("knows generators and what the library's coroutines return", () => {
    expect(iscoroutine(numbered())).toBe(true);
    expect(iscoroutine(coroutine(numbered)())).toBe(true);
    expect(iscoroutine(sleep(1))).toBe(true);
  });

  it("refuses promises, futures, functions and other iterables", () => {
    const loop = newEventLoop();
    expect(iscoroutine(loop.createFuture())).toBe(false);
    loop.close();
    for (const value of [Promise.resolve(), numbered, async () => {}, [1], "text", 1, null, undefined, {}, new Map()]) {
      expect(iscoroutine(value)).toBe(false);
    }
  });
});

describe("iscoroutinefunction", () => {
  it("knows function*, async functions and what coroutine() made", () => {
    for (const fn of [numbered, async () => {}, async function () {}, coroutine(numbered), { *method() {} }.method]) {
      expect(iscoroutinefunction(fn)).toBe(true);
    }
  });

  it("refuses all else", () => {
    for (const value of [() => {}, function () {}, class {}, sleep, numbered(), null, 1, { then() {} }]) {
      expect(iscoroutinefunction(value)).toBe(false);
    }
  });
});

describe("coroutine", () => {
  const rest = coroutine(function* restFor(seconds: number, word: string) {
    yield* sleep(seconds);
    return `${word} after ${seconds}`;
  });

  bothDialects(
    "makes a generator function that both dialects can wait for",
    function* ({ wait }) {
      return yield* wait(rest(2, "rested"));
    },
    ({ result, endedAt }) => expect([result, endedAt]).toEqual(["rested after 2", 2]),
  );

  it("keeps the function's name", () => {
    expect(rest.name).toBe("restFor");
  });

  bothDialects(
    "passes this on",
    function* ({ wait }) {
      const object = {
        value: 7,
        read: coroutine(function* (this: { value: number }): Coroutine<number> {
          return this.value;
        }),
      };
      return yield* wait(object.read());
    },
    ({ result }) => expect(result).toBe(7),
  );

  bothDialects(
    "runs nothing before it is waited for",
    function* ({ wait, log }) {
      const lazy = coroutine(function* (): Coroutine {
        log("started");
      });
      const awaitable = lazy();
      log("called");
      yield* wait(sleep(1));
      yield* wait(awaitable);
    },
    ({ events }) => expect(events).toEqual(["called", "started"]),
  );

  it("refuses a second task, as sleep() and what has a time limit do", async () => {
    await runVirtual(function* () {
      const limited = timeout(1, numbered);
      for (const once of [rest(1, "x"), sleep(1), sleep(0, "x"), waitFor(sleep(1), 2), limited]) {
        const first = createTask<unknown>(once);
        expect(() => createTask<unknown>(once)).toThrow("cannot reuse already awaited coroutine");
        first.cancel();
      }
    });
  });

  inBothDialects(
    "refuses to be waited for twice",
    {
      generator: function* () {
        const once = rest(1, "x");
        yield* once;
        yield* once;
      },
      async: async () => {
        const once = rest(1, "x");
        await once;
        await once;
      },
    },
    ({ error, endedAt }) =>
      expect([repr(error), endedAt]).toEqual(["RuntimeError('cannot reuse already awaited coroutine')", 1]),
  );

  bothDialects(
    "starts no task of its own, so that a cancellation passes straight through it",
    function* ({ wait, fn, log }) {
      const outer = coroutine(function* (): Coroutine {
        try {
          yield* rest(5, "never");
        } finally {
          log("cleaned up");
        }
      });
      const task = createTask(
        fn(function* () {
          yield* wait(outer());
        }),
      );
      yield* wait(sleep(1));
      task.cancel("enough");
      try {
        yield* wait(task);
      } catch (error) {
        log(repr(error), error instanceof CancelledError);
      }
    },
    ({ events, endedAt }) => {
      expect(events).toEqual(["cleaned up", "CancelledError('enough') true"]);
      expect(endedAt).toBe(1);
    },
  );

  it("refuses what is no function", () => {
    expect(() => coroutine(numbered() as never)).toThrow(TypeError);
    expect(() => coroutine(null as never)).toThrow("fn must be a generator function, got null");
  });
});

byHand(
  "an awaitable that is awaited outside of any task, where no loop runs, says so",
  async () => {
    await sleep(1);
  },
  ({ error }) => {
    expect(error).toBeInstanceOf(RuntimeError);
    expect(String(error)).toContain("no event loop runs");
  },
);

it("futures and tasks are awaitables", () => {
  expect(Future.prototype).toBeInstanceOf(Awaitable);
});
