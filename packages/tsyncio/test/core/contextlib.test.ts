// asyncWith, asyncFor and what else contextlib has. Locks, groups and timeouts as managers are tested with those.

import {
  AsyncExitStack,
  type Awaitable,
  type AsyncContextManager,
  BREAK,
  CancelledError,
  ContextVar,
  type Coroutine,
  Event,
  Lock,
  Queue,
  RuntimeError,
  StopAsyncIteration,
  aclosing,
  aiter,
  anext,
  asyncContextManager,
  asyncFor,
  asyncWith,
  createTask,
  currentTask,
  nullcontext,
  run,
  sleep,
  wait,
} from "tsyncio";

import { type Dialect, type Recorder, bothDialects, inBothDialects, repr, state } from "../support/dialects.ts";
import { describe, expect, expectTypeOf, it } from "../support/suite.ts";

class Boom extends Error {
  override readonly name = "Boom";
}

/** A manager that logs what happens to it, and sleeps a second in each method. */
function logging(
  { log, wait, fn }: Dialect,
  options: { answer?: unknown; failsAt?: "aenter" | "aexit"; name?: string } = {},
): AsyncContextManager<string> {
  const name = options.name ?? "value";
  const method = (which: "aenter" | "aexit", ...parts: unknown[]) =>
    fn(function* () {
      log(which, ...parts);
      yield* wait(sleep(1));
      if (options.failsAt === which) throw new Boom(`in ${which}`);
      log(which, "done");
      return which === "aenter" ? name : options.answer;
    });
  return {
    aenter: () => method("aenter")() as Coroutine<string>,
    aexit: (error) => method("aexit", repr(error))(),
  };
}

describe("asyncWith", () => {
  bothDialects(
    "enters, hands the value to the body, leaves, and returns what the body returned",
    function* (d) {
      const body = function* (value: string): Coroutine<string> {
        d.log("body", value);
        yield* d.wait(sleep(1));
        return `${value} used`;
      };
      return yield* d.wait(asyncWith(logging(d), (value) => d.fn(() => body(value))()));
    },
    ({ events, result, endedAt }) => {
      expect(events).toEqual(["aenter", "aenter done", "body value", "aexit None", "aexit done"]);
      expect(result).toBe("value used");
      expect(endedAt).toBe(3);
    },
  );

  bothDialects(
    "tells aexit the body's error, and throws it afterwards",
    function* (d) {
      yield* d.wait(
        asyncWith(
          logging(d),
          d.fn(function* () {
            yield* d.wait(sleep(1));
            throw new Boom("in the body");
          }),
        ),
      );
    },
    ({ events, error }) => {
      expect(events).toEqual(["aenter", "aenter done", "aexit Boom('in the body')", "aexit done"]);
      expect(error).toBeInstanceOf(Boom);
    },
  );

  bothDialects(
    "returns undefined when aexit answers that the error is dealt with",
    function* (d) {
      return yield* d.wait(
        asyncWith(
          logging(d, { answer: "truthy" }),
          d.fn(function* (): Coroutine<number> {
            throw new Boom("in the body");
          }),
        ),
      );
    },
    ({ result }) => expect(result).toBeUndefined(),
  );

  bothDialects(
    "does not mind what aexit answers when there is no error",
    function* (d) {
      return yield* d.wait(asyncWith(logging(d, { answer: true }), () => "fine"));
    },
    ({ result }) => expect(result).toBe("fine"),
  );

  bothDialects(
    "neither runs the body nor leaves when entering fails",
    function* (d) {
      yield* d.wait(asyncWith(logging(d, { failsAt: "aenter" }), () => d.log("body")));
    },
    ({ events, error }) => {
      expect(events).toEqual(["aenter"]);
      expect(repr(error)).toBe("Boom('in aenter')");
    },
  );

  bothDialects(
    "throws what leaving throws in place of the body's error",
    function* (d) {
      yield* d.wait(
        asyncWith(logging(d, { failsAt: "aexit" }), () => {
          throw new Boom("in the body");
        }),
      );
    },
    ({ error }) => expect(repr(error)).toBe("Boom('in aexit')"),
  );

  bothDialects(
    "hands a cancellation of the body to aexit, which waits undisturbed",
    function* (d) {
      const task = createTask(
        d.fn(() =>
          d.wait(
            asyncWith(
              logging(d),
              d.fn(() => d.wait(sleep(10))),
            ),
          ),
        ),
      );
      yield* d.wait(sleep(2));
      task.cancel("stop");
      yield* d.wait(sleep(2));
      d.log(state(task));
    },
    ({ events }) => {
      expect(events).toEqual(["aenter", "aenter done", "aexit CancelledError('stop')", "aexit done", "cancelled"]);
    },
  );

  bothDialects(
    "gives a manager that deals with a cancellation its way",
    function* (d) {
      const task = createTask(
        d.fn(() =>
          d.wait(
            asyncWith(
              logging(d, { answer: true }),
              d.fn(() => d.wait(sleep(10))),
            ),
          ),
        ),
      );
      yield* d.wait(sleep(2));
      task.cancel();
      yield* d.wait(sleep(2));
      d.log(state(task), task.cancelling());
    },
    ({ events }) => expect(events.at(-1)).toBe("result None 1"),
  );

  bothDialects(
    "runs everything in the calling task and its context",
    function* (d) {
      const variable = new ContextVar("variable", { default: "unset" });
      const seen = new Set<unknown>();
      const note = function* (): Coroutine {
        seen.add(currentTask());
        yield* d.wait(sleep(0));
        seen.add(currentTask());
      };
      const manager = { aenter: d.fn(note), aexit: d.fn(note) };
      const body = d.fn(function* () {
        variable.set("set in the body");
        yield* d.call(note);
      });
      yield* d.wait(asyncWith(manager, body));
      d.log(variable.get());
      return [seen.size, seen.has(currentTask())];
    },
    ({ result, events }) => {
      expect(result).toEqual([1, true]);
      expect(events).toEqual(["set in the body"]);
    },
  );

  bothDialects(
    "lets nobody else run when nothing has to wait",
    function* (d) {
      d.loop.callSoon(() => d.log("other"));
      yield* d.wait(
        asyncWith(
          nullcontext(),
          d.fn(function* () {}),
        ),
      );
      d.log("left");
      yield* d.wait(sleep(0));
    },
    ({ events }) => expect(events).toEqual(["left", "other"]),
  );

  bothDialects(
    "lets nobody else run while an async body waits for nothing but promises that are kept",
    function* (d) {
      d.loop.callSoon(() => d.log("other"));
      const body = async (): Promise<void> => {
        for (let hop = 0; hop < 10; hop++) await Promise.resolve();
        d.log("body");
      };
      yield* d.wait(asyncWith(nullcontext(), body));
      d.log("left");
      yield* d.wait(sleep(0));
    },
    ({ events }) => expect(events).toEqual(["body", "left", "other"]),
  );

  bothDialects(
    "takes bodies and methods of either dialect, and plain ones, in one block",
    function* (d) {
      const inGenerator: AsyncContextManager<number> = {
        *aenter() {
          yield* sleep(1);
          return 1;
        },
        async aexit() {
          await sleep(1);
          d.log("left at", d.loop.time());
        },
      };
      const inAsync: AsyncContextManager<number> = {
        async aenter() {
          await sleep(1);
          return 2;
        },
        *aexit() {
          yield* sleep(1);
          d.log("left at", d.loop.time());
        },
      };
      const results = [
        yield* d.wait(
          asyncWith(inGenerator, async (value) => {
            await sleep(1);
            return await asyncWith(inAsync, function* (other) {
              yield* sleep(1);
              return value + other;
            });
          }),
        ),
        yield* d.wait(asyncWith(inAsync, (value) => value * 10)),
        yield* d.wait(asyncWith(inAsync, (value) => sleep(1, value * 100))),
        yield* d.wait(asyncWith(inAsync, (value) => Promise.resolve(value * 1000))),
      ];
      return results;
    },
    ({ result, events }) => {
      expect(result).toEqual([3, 20, 200, 2000]);
      expect(events).toEqual(["left at 5", "left at 6", "left at 8", "left at 11", "left at 13"]);
    },
  );

  bothDialects(
    "disposes of what is disposable, and hands it to the body",
    function* (d) {
      const sync = { kind: "sync", [Symbol.dispose]: () => d.log("disposed of at", d.loop.time()) };
      const own = {
        kind: "async",
        async [Symbol.asyncDispose]() {
          await sleep(1);
          d.log("disposed of at", d.loop.time());
        },
      };
      d.log(
        yield* d.wait(
          asyncWith(
            sync,
            d.fn(() => d.wait(sleep(1, "body"))),
          ),
        ),
      );
      d.log(yield* d.wait(asyncWith(sync, ({ kind }) => kind)));
      d.log(yield* d.wait(asyncWith(own, ({ kind }) => kind)));
    },
    ({ events }) => {
      expect(events).toEqual(["disposed of at 1", "body", "disposed of at 1", "sync", "disposed of at 2", "async"]);
    },
  );

  bothDialects(
    "cancels an async body at its next wait when it was waiting for a promise of others",
    function* (d) {
      const { promise, resolve } = promiseOf<string>();
      const task = createTask(
        d.fn(() =>
          d.wait(
            asyncWith(logging(d), async () => {
              d.log("got", await promise);
              await sleep(0);
              d.log("never");
            }),
          ),
        ),
      );
      yield* d.wait(sleep(2));
      task.cancel();
      yield* d.wait(sleep(2));
      d.log(state(task));
      resolve("the promise");
      yield* d.wait(sleep(2));
      d.log(state(task));
    },
    ({ events }) => {
      expect(events).toEqual([
        "aenter",
        "aenter done",
        "pending",
        "got the promise",
        "aexit CancelledError()",
        "aexit done",
        "cancelled",
      ]);
    },
  );

  bothDialects(
    "ends what an async body awaits at the same time together with it",
    function* (d) {
      const sleeps = async (): Promise<void> => {
        try {
          await Promise.all([sleep(10), sleep(20)]);
        } finally {
          d.log("gave up at", d.loop.time());
        }
      };
      const task = createTask(d.fn(() => d.wait(asyncWith(nullcontext(), sleeps))));
      yield* d.wait(sleep(1));
      task.cancel();
      yield* d.wait(sleep(1));
      return state(task);
    },
    ({ events, result }) => {
      expect(events).toEqual(["gave up at 1"]);
      expect(result).toBe("cancelled");
    },
  );

  inBothDialects(
    "leaves what an async body has started and not awaited to a task of its own",
    {
      *generator({ log, loop }): Coroutine {
        yield* asyncWith(nullcontext(), startsAndForgets(log));
        log("left at", loop.time());
        yield* sleep(5);
      },
      async async({ log, loop }): Promise<void> {
        await asyncWith(nullcontext(), startsAndForgets(log));
        log("left at", loop.time());
        await sleep(5);
      },
    },
    ({ events }) => expect(events).toEqual(["left at 0", "forgotten one slept"]),
  );

  it("refuses at once what cannot be entered, and a body that is no function", () => {
    const body = (): void => {};
    expect(() => asyncWith(5 as unknown as Disposable, body)).toThrow(
      new TypeError("manager must have aenter() and aexit(), or be disposable, got 5"),
    );
    expect(() => asyncWith({ aenter: body } as unknown as Disposable, body)).toThrow(TypeError);
    expect(() => asyncWith(null as unknown as Disposable, body)).toThrow(TypeError);
    expect(() => asyncWith(nullcontext(), "text" as unknown as () => void)).toThrow(
      new TypeError('body must be a function, got "text"'),
    );
  });

  it("infers the types of the value and the result", () => {
    const inGenerator = asyncWith(nullcontext(5), function* (value) {
      expectTypeOf(value).toEqualTypeOf<number>();
      yield* sleep(1);
      return "text";
    });
    const inAsync = asyncWith(nullcontext(5), async (value) => {
      expectTypeOf(value).toEqualTypeOf<number>();
      return [value];
    });
    const hides = { *aenter() {}, aexit: async (error: unknown) => error instanceof Boom };
    const disposable = { size: 1, [Symbol.dispose]() {} };
    expectTypeOf(inGenerator).toEqualTypeOf<Awaitable<string>>();
    expectTypeOf(inAsync).toEqualTypeOf<Awaitable<number[]>>();
    expectTypeOf(asyncWith(hides, () => 1)).toEqualTypeOf<Awaitable<number | undefined>>();
    expectTypeOf(asyncWith(new Lock(), () => 1)).toEqualTypeOf<Awaitable<number>>();
    expectTypeOf(asyncWith(disposable, ({ size }) => size)).toEqualTypeOf<Awaitable<number>>();
    expect(hides).toBeDefined();
  });
});

function startsAndForgets(log: Recorder["log"]): () => Promise<void> {
  return async () => {
    void (async () => {
      await Promise.resolve();
      await Promise.resolve();
      await sleep(1);
      log("forgotten one slept");
    })();
  };
}

function promiseOf<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((accept) => {
    resolve = accept;
  });
  return { promise, resolve };
}

describe("asyncContextManager", () => {
  /** The same manager, in the dialect of the program. */
  function makeManager({ name, log }: Dialect): (label: string) => AsyncContextManager<string> {
    if (name === "async") {
      return asyncContextManager(async function* (label: string): AsyncGenerator<string> {
        await sleep(0);
        log("enter", label);
        try {
          yield label;
          log("no error");
        } catch (error) {
          log("error", repr(error));
          if (label === "hides") return;
          throw label === "replaces" ? new Boom("another") : error;
        } finally {
          await sleep(0);
          log("leave", label);
        }
      });
    }
    return asyncContextManager(function* (label: string) {
      yield* sleep(0);
      log("enter", label);
      try {
        yield label;
        log("no error");
      } catch (error) {
        log("error", repr(error));
        if (label === "hides") return;
        throw label === "replaces" ? new Boom("another") : error;
      } finally {
        yield* sleep(0);
        log("leave", label);
      }
    });
  }

  bothDialects(
    "enters by what stands before the yield, and leaves by what stands behind it",
    function* (d) {
      const manager = makeManager(d);
      for (const label of ["first", "second"]) {
        d.log("result", yield* d.wait(asyncWith(manager(label), (value) => value.toUpperCase())));
      }
    },
    ({ events }) => {
      expect(events).toEqual([
        "enter first",
        "no error",
        "leave first",
        "result FIRST",
        "enter second",
        "no error",
        "leave second",
        "result SECOND",
      ]);
    },
  );

  bothDialects(
    "throws the body's error at the yield, where it is passed on, hidden or replaced",
    function* (d) {
      const manager = makeManager(d);
      for (const label of ["passes on", "hides", "replaces"]) {
        try {
          yield* d.wait(
            asyncWith(manager(label), () => {
              throw new Boom("in the body");
            }),
          );
          d.log("goes on");
        } catch (error) {
          d.log("caught", repr(error));
        }
      }
    },
    ({ events }) => {
      const body = "Boom('in the body')";
      expect(events).toEqual([
        "enter passes on",
        `error ${body}`,
        "leave passes on",
        `caught ${body}`,
        "enter hides",
        `error ${body}`,
        "leave hides",
        "goes on",
        "enter replaces",
        `error ${body}`,
        "leave replaces",
        "caught Boom('another')",
      ]);
    },
  );

  bothDialects(
    "throws a cancellation of the body at the yield",
    function* (d) {
      const manager = makeManager(d);
      const task = createTask(
        d.fn(() =>
          d.wait(
            asyncWith(
              manager("m"),
              d.fn(() => d.wait(sleep(10))),
            ),
          ),
        ),
      );
      yield* d.wait(sleep(1));
      task.cancel("stop");
      yield* d.wait(sleep(1));
      d.log(state(task));
    },
    ({ events }) => expect(events).toEqual(["enter m", "error CancelledError('stop')", "leave m", "cancelled"]),
  );

  bothDialects(
    "cancels a generator that waits before its yield, and does not leave it",
    function* (d) {
      const task = createTask(d.fn(() => d.wait(asyncWith(makeManager(d)("m"), () => d.log("body")))));
      yield* d.wait(sleep(0));
      task.cancel();
      yield* d.wait(sleep(1));
      d.log(state(task));
    },
    ({ events }) => expect(events).toEqual(["cancelled"]),
  );

  inBothDialects(
    "refuses a generator that yields never, or more than once",
    {
      *generator({ log }): Coroutine {
        const yields = asyncContextManager(function* (times: number) {
          try {
            for (let time = 0; time < times; time++) yield time;
          } finally {
            yield* sleep(1);
            log("closed");
          }
        });
        for (const [times, body] of refusals) {
          try {
            yield* asyncWith(yields(times), body);
          } catch (error) {
            log(repr(error));
          }
        }
      },
      async async({ log }): Promise<void> {
        const yields = asyncContextManager(async function* (times: number): AsyncGenerator<number> {
          try {
            for (let time = 0; time < times; time++) yield time;
          } finally {
            await sleep(1);
            log("closed");
          }
        });
        for (const [times, body] of refusals) {
          try {
            await asyncWith(yields(times), body);
          } catch (error) {
            log(repr(error));
          }
        }
      },
    },
    ({ events }) => {
      expect(events).toEqual([
        "closed",
        "RuntimeError('generator didn't yield')",
        "closed",
        "RuntimeError('generator didn't stop')",
        "closed",
        "Boom('in the body')",
      ]);
    },
  );

  const refusals: [times: number, body: () => void][] = [
    [0, () => {}],
    [2, () => {}],
    [
      1,
      () => {
        throw new Boom("in the body");
      },
    ],
  ];

  bothDialects(
    "closes a generator that yields again after the body's error",
    function* (d) {
      const manager = asyncContextManager(function* () {
        try {
          yield 1;
        } catch {
          try {
            yield 2;
          } finally {
            d.log("closed");
          }
        }
      });
      yield* d.wait(
        asyncWith(manager(), () => {
          throw new Boom("in the body");
        }),
      );
    },
    ({ events, error }) => {
      expect(events).toEqual(["closed"]);
      expect(repr(error)).toBe("RuntimeError('generator didn't stop after athrow()')");
    },
  );

  bothDialects(
    "tells a value that is yielded from a wait, whatever the value is",
    function* (d) {
      const future = d.loop.createFuture<string>();
      const gives = asyncContextManager(function* (value: unknown) {
        yield* sleep(0);
        yield* sleep(1);
        yield* asyncWith(gives2(), function* () {
          yield* sleep(0);
        });
        yield value;
        yield* sleep(0);
      });
      const gives2 = asyncContextManager(function* () {
        yield* sleep(0);
        yield;
        yield* sleep(0);
      });
      for (const value of [undefined, null, future, 5]) {
        d.log(yield* d.wait(asyncWith(gives(value), (given) => given === value)));
      }
      future.cancel();
    },
    ({ events, endedAt }) => {
      expect(events).toEqual(["true", "true", "true", "true"]);
      expect(endedAt).toBe(4);
    },
  );

  it("infers what the body is given", () => {
    const manager = asyncContextManager(function* connection(url: string) {
      yield* sleep(1);
      yield url.length;
    });
    const asyncManager = asyncContextManager(async function* (url: string) {
      yield url.length;
    });
    expectTypeOf(manager).returns.toEqualTypeOf<AsyncContextManager<number>>();
    expectTypeOf(manager).parameters.toEqualTypeOf<[url: string]>();
    expectTypeOf(asyncManager).returns.toEqualTypeOf<AsyncContextManager<number>>();
    expect(manager.name).toBe("connection");
  });

  it("refuses what is no generator function", () => {
    expect(() => asyncContextManager(5 as unknown as () => Generator)).toThrow(TypeError);
    expect(() => asyncContextManager((() => 5) as unknown as () => Generator)()).toThrow(
      new TypeError("fn must return a generator, got 5"),
    );
  });
});

describe("AsyncExitStack", () => {
  bothDialects(
    "leaves what was entered in the reverse order",
    function* (d) {
      const body = function* (stack: AsyncExitStack): Coroutine<string> {
        const value = yield* d.wait(stack.enterAsyncContext(logging(d)));
        stack.callback(() => d.log("callback"));
        stack.pushAsyncCallback(d.fn(() => d.wait(sleep(1))));
        stack.enterContext({ [Symbol.dispose]: () => d.log("disposed of at", d.loop.time()) });
        stack.push((error) => d.log("push", repr(error)));
        yield* d.wait(stack.enterAsyncContext({ [Symbol.dispose]: () => d.log("disposed of") }));
        return value;
      };
      return yield* d.wait(asyncWith(new AsyncExitStack(), (stack) => d.fn(() => body(stack))()));
    },
    ({ events, result, endedAt }) => {
      expect(events).toEqual([
        "aenter",
        "aenter done",
        "disposed of",
        "push None",
        "disposed of at 1",
        "callback",
        "aexit None",
        "aexit done",
      ]);
      expect(result).toBe("value");
      expect(endedAt).toBe(3);
    },
  );

  bothDialects(
    "tells each the error of the one before, until one deals with it",
    function* (d) {
      const stack = new AsyncExitStack();
      stack.push((error) => d.log("outermost", repr(error)));
      stack.push((error) => {
        d.log("deals with", repr(error));
        return true;
      });
      stack.pushAsyncExit(logging(d, { failsAt: "aexit" }));
      stack.callback(() => "a callback's answer counts for nothing");
      return yield* d.wait(
        asyncWith(stack, () => {
          throw new Boom("in the body");
        }),
      );
    },
    ({ events, result }) => {
      expect(events).toEqual(["aexit Boom('in the body')", "deals with Boom('in aexit')", "outermost None"]);
      expect(result).toBeUndefined();
    },
  );

  bothDialects(
    "throws what the last of them threw, else the body's error",
    function* (d) {
      for (const fails of [true, false]) {
        const stack = new AsyncExitStack();
        stack.push((error) => d.log("told", repr(error)));
        stack.push((error) => {
          if (fails) throw new Boom("in push");
          throw error;
        });
        try {
          yield* d.wait(
            asyncWith(stack, () => {
              throw new Boom("in the body");
            }),
          );
        } catch (error) {
          d.log("caught", repr(error));
        }
      }
    },
    ({ events }) => {
      expect(events).toEqual([
        "told Boom('in push')",
        "caught Boom('in push')",
        "told Boom('in the body')",
        "caught Boom('in the body')",
      ]);
    },
  );

  bothDialects(
    "hands all it holds over to a new stack",
    function* (d) {
      const stack = new AsyncExitStack();
      stack.callback(() => d.log("called"));
      const heir = stack.popAll();
      yield* d.wait(stack.aclose());
      d.log("first stack closed");
      yield* d.wait(heir.aclose());
      yield* d.wait(heir[Symbol.asyncDispose]());
    },
    ({ events }) => expect(events).toEqual(["first stack closed", "called"]),
  );

  bothDialects(
    "does not leave what it could not enter",
    function* (d) {
      const stack = new AsyncExitStack();
      try {
        yield* d.wait(stack.enterAsyncContext(logging(d, { failsAt: "aenter" })));
      } catch (error) {
        d.log(repr(error));
      }
      yield* d.wait(stack.aclose());
    },
    ({ events }) => expect(events).toEqual(["aenter", "Boom('in aenter')"]),
  );

  it("refuses what cannot be left", () => {
    const stack = new AsyncExitStack();
    expect(() => stack.enterAsyncContext(5 as unknown as Disposable)).toThrow(TypeError);
    expect(() => stack.enterContext({} as Disposable)).toThrow(TypeError);
    expect(() => stack.push({} as Disposable)).toThrow(TypeError);
    expect(() => stack.callback(5 as unknown as () => void)).toThrow(TypeError);
  });
});

describe("asyncFor", () => {
  async function* count(log: Recorder["log"], end = 3): AsyncGenerator<number> {
    try {
      for (let item = 0; item < end; item++) {
        await sleep(1);
        yield item;
      }
    } finally {
      await sleep(1);
      log("closed");
    }
  }

  bothDialects(
    "is cancelled while an iterator of others makes it wait for a promise",
    function* (d) {
      const lines = { next: () => new Promise<IteratorResult<string>>(() => {}) };
      const source = { [Symbol.asyncIterator]: () => lines } as AsyncIterable<string>;
      const reader = createTask(d.fn(() => d.wait(asyncFor(source, () => {}))));
      yield* d.wait(sleep(1));
      reader.cancel("enough");
      yield* d.wait(wait([reader]));
      return [reader.cancelled(), d.loop.time()];
    },
    ({ result }) => expect(result).toEqual([true, 1]),
  );

  bothDialects(
    "runs the body for each item, one after the other",
    function* (d) {
      yield* d.wait(
        asyncFor(count(d.log), (item) =>
          d.fn(function* () {
            yield* d.wait(sleep(1));
            d.log(item, "at", d.loop.time());
          })(),
        ),
      );
      return d.loop.time();
    },
    ({ events, result }) => {
      expect(events).toEqual(["0 at 2", "1 at 4", "2 at 6", "closed"]);
      expect(result).toBe(7);
    },
  );

  bothDialects(
    "ends when the body returns BREAK, and closes the generator first",
    function* (d) {
      yield* d.wait(
        asyncFor(count(d.log), (item) => {
          d.log(item);
          return item === 1 ? BREAK : undefined;
        }),
      );
      d.log("after");
    },
    ({ events }) => expect(events).toEqual(["0", "1", "closed", "after"]),
  );

  bothDialects(
    "closes the generator when the body fails or is cancelled",
    function* (d) {
      const failing = d.wait(
        asyncFor(count(d.log), () => {
          throw new Boom("in the body");
        }),
      );
      try {
        yield* failing;
      } catch (error) {
        d.log(repr(error));
      }
      const task = createTask(d.fn(() => d.wait(asyncFor(count(d.log), () => sleep(10)))));
      yield* d.wait(sleep(2));
      task.cancel();
      yield* d.wait(sleep(2));
      d.log(state(task));
    },
    ({ events }) => expect(events).toEqual(["closed", "Boom('in the body')", "closed", "cancelled"]),
  );

  bothDialects(
    "passes the generator's error on",
    function* (d) {
      const fails = async function* (): AsyncGenerator<number> {
        yield 1;
        await sleep(1);
        throw new Boom("in the generator");
      };
      yield* d.wait(asyncFor(fails(), (item) => d.log(item)));
    },
    ({ events, error }) => {
      expect(events).toEqual(["1"]);
      expect(repr(error)).toBe("Boom('in the generator')");
    },
  );

  bothDialects(
    "takes iterators of the user's, and asks them to return when it ends early",
    function* (d) {
      const source = {
        [Symbol.asyncIterator]() {
          let item = 0;
          return {
            next: () => Promise.resolve({ done: item === 3, value: item++ }),
            return: async () => {
              await sleep(1);
              d.log("returned");
            },
          };
        },
      };
      yield* d.wait(asyncFor(source, (item) => d.log(item)));
      yield* d.wait(asyncFor(source, () => BREAK));
    },
    ({ events }) => expect(events).toEqual(["0", "1", "2", "returned"]),
  );

  it("refuses what is not asynchronously iterable, and a body that is no function", () => {
    expect(() => asyncFor([1, 2] as unknown as Queue<number>, () => {})).toThrow(
      new TypeError("source must be asynchronously iterable, got an array of 2"),
    );
    expect(() => asyncFor(new Queue(), 5 as unknown as () => void)).toThrow(TypeError);
  });
});

describe("anext", () => {
  bothDialects(
    "gives item after item, then the fallback or StopAsyncIteration",
    function* (d) {
      const numbers = async function* (): AsyncGenerator<number> {
        yield 1;
        await sleep(1);
        yield 2;
      };
      const iterator = aiter(numbers());
      d.log(yield* d.wait(anext(iterator)), yield* d.wait(anext(iterator)));
      d.log(yield* d.wait(anext(iterator, "no more")));
      d.log(yield* d.wait(anext(iterator, undefined)));
      yield* d.wait(anext(iterator));
    },
    ({ events, error }) => {
      expect(events).toEqual(["1 2", "no more", "undefined"]);
      expect(error).toBeInstanceOf(StopAsyncIteration);
    },
  );

  bothDialects(
    "refuses to close a generator that another task waits for",
    function* (d) {
      const numbers = async function* (): AsyncGenerator<number> {
        await sleep(5);
        yield 1;
      };
      const items = numbers();
      const first = createTask(anext(items));
      yield* d.wait(sleep(1));
      try {
        yield* d.wait(asyncWith(aclosing(items), () => {}));
      } catch (error) {
        d.log(repr(error));
      }
      d.log(yield* d.wait(first));
    },
    ({ events }) => {
      expect(events).toEqual(["RuntimeError('aclose(): asynchronous generator is already running')", "1"]);
    },
  );

  it("refuses what is no iterator", () => {
    expect(() => anext({} as AsyncGenerator<number>)).toThrow(TypeError);
    expect(() => aiter({} as AsyncGenerator<number>)).toThrow(TypeError);
  });
});

describe("aclosing and nullcontext", () => {
  bothDialects(
    "close what has an aclose(), or nothing",
    function* (d) {
      const thing = {
        name: "thing",
        aclose: d.fn(function* () {
          yield* d.wait(sleep(1));
          d.log("closed at", d.loop.time());
        }),
      };
      d.log(yield* d.wait(asyncWith(aclosing(thing), ({ name }) => name)));
      d.log(yield* d.wait(asyncWith(nullcontext("nothing"), (value) => value)));
      d.log(yield* d.wait(asyncWith(nullcontext(), (value) => value)));
    },
    ({ events }) => expect(events).toEqual(["closed at 1", "thing", "nothing", "undefined"]),
  );
});

describe("async functions inside generators", () => {
  it("go on in the task that called them when several loops take turns", async () => {
    const program = (seconds: number) =>
      function* (): Coroutine<boolean> {
        const task = currentTask();
        return yield* asyncWith(nullcontext(), async () => {
          await sleep(seconds);
          await Promise.resolve();
          await sleep(seconds);
          return currentTask() === task;
        });
      };
    await expect(Promise.all([run(program(0.001)), run(program(0.002))])).resolves.toEqual([true, true]);
  });

  bothDialects(
    "keep the order of a body that fails at once and one that waits",
    function* (d) {
      const ready = new Event();
      const first = createTask(
        d.fn(() =>
          d.wait(
            asyncWith(nullcontext(), async () => {
              d.log("first");
              await ready.wait();
              throw new RuntimeError("first failed");
            }),
          ),
        ),
      );
      const second = createTask(
        d.fn(() =>
          d.wait(
            asyncWith(nullcontext(), async () => {
              d.log("second");
              ready.set();
              await Promise.resolve();
              d.log("second goes on");
              await sleep(0);
              d.log("second ends");
            }),
          ),
        ),
      );
      yield* d.wait(second);
      try {
        yield* d.wait(first);
      } catch (error) {
        if (error instanceof CancelledError) throw error;
        d.log(repr(error));
      }
    },
    ({ events }) => {
      expect(events).toEqual(["first", "second", "second goes on", "second ends", "RuntimeError('first failed')"]);
    },
  );
});
