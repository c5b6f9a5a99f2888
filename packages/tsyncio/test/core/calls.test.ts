// Functions made by coroutine(), and the stack of calls that a task keeps of them.

import {
  CancelledError,
  type Coroutine,
  RuntimeError,
  type StackFrame,
  Task,
  TimeoutError,
  asyncContextManager,
  asyncWith,
  captureCallGraph,
  coroutine,
  createTask,
  currentTask,
  gather,
  sleep,
  timeout,
  waitFor,
} from "tsyncio";
import { runVirtual } from "tsyncio/testing";
import { describe, expect, it } from "../support/suite.ts";

const names = (frames: readonly StackFrame[]): string[] => frames.map((frame) => frame.functionName);

const rest = coroutine(function* rest(seconds: number) {
  yield* sleep(seconds);
  return "rested";
});

const count = coroutine(function* counting(depth: number): Coroutine<number> {
  if (depth === 0) {
    yield* sleep(1);
    return 0;
  }
  return 1 + (yield* count(depth - 1));
});

describe("a function made by coroutine()", () => {
  it("calls itself deeper than the host's stack reaches", async () => {
    expect(await runVirtual(count(50_000))).toBe(50_000);
  });

  it("gives its result to a generator, to an async function, and to what takes coroutines", async () => {
    const results = await runVirtual(function* () {
      const inGenerator = yield* rest(1);
      const inTask = yield* createTask(rest(1));
      const uncalled = yield* createTask(
        coroutine(function* () {
          return yield* rest(1);
        }),
      );
      const inAsync = yield* createTask(async () => await rest(1));
      const limited = yield* waitFor(rest(1), 2);
      return [inGenerator, inTask, uncalled, inAsync, limited, ...(yield* gather(rest(1), rest(2)))];
    });
    expect(results).toEqual(Array.from({ length: 7 }, () => "rested"));
  });

  it("is awaited once", async () => {
    await runVirtual(function* () {
      const call = rest(0);
      yield* call;
      expect(() => call[Symbol.iterator]()).toThrow(RuntimeError);
      expect(() => createTask(call)).toThrow("cannot reuse already awaited coroutine");
    });
  });

  it("starts a task when given uncalled, which needs nothing of what async functions need", async () => {
    await runVirtual(function* () {
      const task = createTask(coroutine(function* () {}));
      expect(Object.prototype.toString.call(task.getCoro())).toBe("[object Generator]");
      yield* task;
    });
  });

  it("is refused where it is yielded without a star", async () => {
    const main = function* (): Coroutine {
      yield rest(1) as never;
    };
    await expect(runVirtual(main())).rejects.toThrow("yield was used instead of yield*");
  });

  it("is driven in place when async functions and generators call each other", async () => {
    const inner = coroutine(function* () {
      return [currentTask(), yield* rest(1)] as const;
    });
    const middle = async (): Promise<readonly [unknown, string]> => await inner();
    const outer = coroutine(function* () {
      return yield* asyncWith({ async aenter() {}, async aexit() {} }, middle);
    });
    const [task, found] = await runVirtual(function* () {
      const task = createTask(async () => await outer());
      return [task, yield* task] as const;
    });
    expect([found[0] === task, found[1]]).toEqual([true, "rested"]);
  });

  it("may be stepped by hand, as long as what it yields is yielded on", async () => {
    function* byHand(): Coroutine<string> {
      const generator = (function* () {
        return yield* rest(1);
      })();
      for (let sent: unknown; ;) {
        const step = generator.next(sent);
        if (step.done === true) return step.value;
        sent = yield step.value;
      }
    }
    expect(await runVirtual(byHand())).toBe("rested");
  });

  it("works in managers made of generators", async () => {
    const steps: string[] = [];
    const manager = asyncContextManager(function* () {
      steps.push(yield* rest(1));
      yield "value";
      steps.push(yield* rest(1));
    });
    await runVirtual(function* () {
      yield* asyncWith(manager(), function* (value) {
        steps.push(value);
        yield* rest(1);
      });
    });
    expect(steps).toEqual(["rested", "value", "rested"]);
  });
});

describe("the call stack of a task in a manager made of a generator", () => {
  it("is found without a step of the manager's", async () => {
    const manager = asyncContextManager(function* enter() {
      yield* rest(1);
      yield "value";
    });
    const found = await runVirtual(function* () {
      const bodies: unknown[] = [];
      const task = createTask(function* uses() {
        yield* asyncWith(manager(), function* (value) {
          bodies.push(value);
        });
        return bodies;
      });
      yield* sleep(0.5);
      const stack = names(task.getStack());
      return [stack, [...bodies], yield* task];
    });
    expect(found).toEqual([["uses", "enter", "rest"], [], ["value"]]);
  });
});

describe("an error in a chain of calls", () => {
  const fail = coroutine(function* fail(): Coroutine<string> {
    yield* sleep(1);
    throw new Error("no luck");
  });
  const tries = coroutine(function* tries(): Coroutine<string> {
    return yield* fail();
  });
  const hopes = coroutine(function* hopes(): Coroutine<string> {
    return yield* tries();
  });

  it("names each way that it went once, and no more than a hundred calls", async () => {
    const lost = new Error("connection lost");
    const read = coroutine(function* read(): Coroutine {
      throw lost;
    });
    const relay = coroutine(function* relay(): Coroutine {
      yield* read();
    });
    const serve = coroutine(function* serve(): Coroutine {
      yield* relay();
    });
    const sink = coroutine(function* sinking(depth: number): Coroutine {
      if (depth === 0) throw new Error("deep");
      yield* sink(depth - 1);
    });
    const [lines, text] = await runVirtual(function* () {
      for (let attempt = 0; attempt < 10; attempt++) yield* gather([createTask(serve())], { returnExceptions: true });
      const [deep] = yield* gather([createTask(sink(5_000))], { returnExceptions: true });
      return [(lost.stack ?? "").match(/at relay \(coroutine\)/g), (deep as unknown as Error).stack ?? ""] as const;
    });
    expect(lines).toEqual(["at relay (coroutine)"]);
    expect(text.match(/at sinking \(coroutine\)/g)?.length).toBe(100);
    expect(text).toMatch(/\.\.\. and 4899 more$/);
  });

  it("arrives where the call was made, and can be dealt with there", async () => {
    const main = function* (): Coroutine<unknown[]> {
      const caught: unknown[] = [];
      for (const attempt of [fail, tries]) {
        try {
          yield* attempt();
        } catch (error) {
          caught.push((error as Error).message);
        }
        caught.push(yield* rest(1));
      }
      return caught;
    };
    expect(await runVirtual(main())).toEqual(["no luck", "rested", "no luck", "rested"]);
  });

  it("names the calls that it has ended when it leaves the task", async () => {
    const error: Error = await runVirtual(function* () {
      return yield* hopes();
    }).then(
      () => new Error("nothing was thrown"),
      (error: Error) => error,
    );
    expect(error.stack).toMatch(/no luck\n\s+at fail [^]*\n {4}at tries \(coroutine\)\n {4}at hopes \(coroutine\)$/);
  });

  it("keeps its text when it is frozen", async () => {
    const frozen = Object.freeze(new Error("cold"));
    const inner = coroutine(function* (): Coroutine {
      throw frozen;
    });
    const outer = coroutine(function* () {
      yield* inner();
    });
    await expect(
      runVirtual(function* () {
        yield* outer();
      }),
    ).rejects.toBe(frozen);
  });

  it("has all lines in debug mode", async () => {
    const error: Error = await runVirtual(
      function* () {
        return yield* hopes();
      },
      { debug: true },
    ).then(
      () => new Error("nothing was thrown"),
      (error: Error) => error,
    );
    expect(error.stack).toMatch(/at fail .*calls\.test[^]*at tries .*calls\.test[^]*at hopes .*calls\.test/);
  });
});

describe("a cancellation of a chain of calls", () => {
  it("unwinds it from the innermost outwards, and each may wait as it cleans up", async () => {
    const steps: string[] = [];
    const level = coroutine(function* (depth: number): Coroutine {
      try {
        if (depth > 0) yield* level(depth - 1);
        else yield* sleep(100);
      } finally {
        yield* rest(1);
        steps.push(`left ${depth}`);
      }
    });
    await runVirtual(function* () {
      const task = createTask(level(3));
      yield* sleep(1);
      task.cancel();
      yield* sleep(2.5);
      expect(steps).toEqual(["left 0", "left 1"]);
      task.cancel();
      yield* gather([task], { returnExceptions: true });
      expect(task.cancelled()).toBe(true);
    });
    expect(steps).toEqual(["left 0", "left 1", "left 3"]);
  });

  it("ends it at a deadline, and the caller goes on", async () => {
    const limited = coroutine(function* () {
      try {
        return yield* timeout(1, function* () {
          return yield* rest(5);
        });
      } catch (error) {
        return [error instanceof TimeoutError, yield* rest(1)];
      }
    });
    expect(await runVirtual(limited())).toEqual([true, "rested"]);
  });

  it("reaches a task that has cancelled itself before the call", async () => {
    const main = function* (): Coroutine<boolean> {
      currentTask()?.cancel();
      try {
        yield* rest(5);
        return false;
      } catch (error) {
        return error instanceof CancelledError;
      }
    };
    expect(await runVirtual(main())).toBe(true);
  });
});

describe("the call stack of a task with a chain of calls", () => {
  const lookAround = coroutine(function* lookAround(look: () => unknown): Coroutine<unknown> {
    yield* sleep(0);
    return look();
  });
  const goDown = coroutine(function* goDown(look: () => unknown): Coroutine<unknown> {
    return yield* lookAround(look);
  });
  function* top(look: () => unknown): Coroutine<unknown> {
    return yield* goDown(look);
  }

  it("shows every level while the task is suspended", async () => {
    const deep = coroutine(function* deep() {
      yield* rest(1);
    });
    function* root(): Coroutine {
      yield* deep();
    }
    await runVirtual(function* () {
      const task = createTask(root());
      yield* sleep(0.5);
      expect(names(task.getStack())).toEqual(["root", "deep", "rest"]);
      expect(names(task.getStack())).toEqual(["root", "deep", "rest"]);
      yield* task;
    });
  });

  it("shows every level while the task runs", async () => {
    const graph = (await runVirtual(function* () {
      return yield* top(() => captureCallGraph());
    })) as { callStack: readonly { frame: StackFrame }[] };
    const found = graph.callStack.map((entry) => entry.frame.functionName);
    for (const name of ["lookAround", "goDown", "top"]) expect(found).toContain(name);
    expect(found.indexOf("lookAround")).toBeLessThan(found.indexOf("goDown"));
    expect(found.indexOf("goDown")).toBeLessThan(found.indexOf("top"));
  });

  it("is that of a task whatever its class", async () => {
    class Special<T> extends Task<T> {}
    await runVirtual(function* () {
      const task = new Special(count(3));
      yield* sleep(0.5);
      expect(names(task.getStack())).toEqual(["counting", "counting", "counting", "counting"]);
      expect(yield* task).toBe(3);
    });
  });
});
