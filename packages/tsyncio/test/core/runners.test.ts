// run() and Runner: what they return, what they clean up behind a program, and Ctrl-C as a host tells it.

import {
  CancelledError,
  Context,
  ContextVar,
  type CoroutineLike,
  EventLoop,
  KeyboardInterrupt,
  Runner,
  RuntimeError,
  SystemExit,
  type Task,
  ValueError,
  createTask,
  currentTask,
  getRunningLoop,
  run,
  sleep,
  until,
} from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";

import { bothDialects, byHandInBothDialects, repr } from "../support/dialects.ts";
import { FakeHost, FakeHostLoop } from "../support/fake_host.ts";
import { describe, expect, it } from "../support/suite.ts";

const dialects: [string, <T>(generator: () => CoroutineLike<T>, guest: () => Promise<T>) => CoroutineLike<T>][] = [
  ["generator", (generator) => generator()],
  ["async function", (_, guest) => guest],
];

describe.each(dialects)("run (%s)", (_, pick) => {
  it("gives the program's result", async () => {
    const program = pick(
      function* () {
        yield* sleep(0);
        return 5;
      },
      async () => {
        await sleep(0);
        return 5;
      },
    );
    expect(await run(program)).toBe(5);
  });

  it("rejects with the program's very error, and closes the loop all the same", async () => {
    const error = new ValueError("bad");
    let loop: EventLoop | undefined;
    const program = pick<void>(
      function* () {
        loop = getRunningLoop();
        throw error;
      },
      async () => {
        loop = getRunningLoop();
        throw error;
      },
    );
    await expect(run(program)).rejects.toBe(error);
    expect(loop?.isClosed()).toBe(true);
  });

  it("passes the options on", async () => {
    const loops: VirtualEventLoop[] = [];
    const loopFactory = (): VirtualEventLoop => {
      const loop = new VirtualEventLoop();
      loops.push(loop);
      return loop;
    };
    const program = pick<unknown[]>(
      function* () {
        yield* sleep(3600);
        return [getRunningLoop(), getRunningLoop().getDebug(), getRunningLoop().time()];
      },
      async () => {
        await sleep(3600);
        return [getRunningLoop(), getRunningLoop().getDebug(), getRunningLoop().time()];
      },
    );
    const [loop, debug, time] = await run(program, { loopFactory, debug: true });
    expect([loop === loops[0], debug, time]).toEqual([true, true, 3600]);
  });
});

describe("run", () => {
  it("refuses what is no coroutine at once, and leaves no loop open", () => {
    const loops: EventLoop[] = [];
    const loopFactory = (): EventLoop => {
      const loop = new EventLoop();
      loops.push(loop);
      return loop;
    };
    expect(() => run(Promise.resolve() as never, { loopFactory })).toThrow(
      "a coroutine was expected, got a promise: pass the async function itself, or until(promise)",
    );
    expect(() => run(7 as never, { loopFactory })).toThrow(TypeError);
    expect(loops.map((loop) => loop.isClosed())).toEqual([true, true]);
  });

  it("runs programs side by side, each in a loop of its own", async () => {
    const program = function* (name: string) {
      yield* sleep(0);
      return [name, getRunningLoop()] as const;
    };
    const [[first, one], [second, two]] = await Promise.all([run(program("first")), run(program("second"))]);
    expect([first, second, one === two]).toEqual(["first", "second", false]);
  });

  // CPython refuses; here the inner program is a promise like any other, and blocks nobody.
  it("inside of a running loop runs beside it", async () => {
    const inner = async (): Promise<EventLoop> => {
      await sleep(0);
      return getRunningLoop();
    };
    const fromGenerator = run(function* () {
      const [loop, other] = [getRunningLoop(), yield* until(run(inner))];
      return [other !== loop, other.isClosed(), getRunningLoop() === loop];
    });
    const fromGuest = run(async () => {
      const [loop, other] = [getRunningLoop(), await run(inner)];
      return [other !== loop, other.isClosed(), getRunningLoop() === loop];
    });
    expect(await Promise.all([fromGenerator, fromGuest])).toEqual([
      [true, true, true],
      [true, true, true],
    ]);
  });
});

describe("the tasks that a program leaves behind", () => {
  bothDialects(
    "are cancelled and waited for",
    function* ({ wait, fn, stamp }) {
      createTask(
        fn(function* () {
          try {
            yield* wait(sleep(100));
          } catch (error) {
            stamp(repr(error));
            yield* wait(sleep(5));
            stamp("cleaned up");
            throw error;
          }
        }),
      );
      createTask(
        fn(function* () {
          stamp("starts, though the program is about to end");
        }),
      );
      yield* wait(sleep(1));
      stamp("program ends");
    },
    ({ events }) =>
      expect(events).toEqual([
        "t=0 starts, though the program is about to end",
        "t=1 program ends",
        "t=1 CancelledError()",
        "t=6 cleaned up",
      ]),
  );

  bothDialects(
    "are cancelled when the program fails, too",
    function* ({ wait, fn, log }) {
      createTask(
        fn(function* () {
          try {
            yield* wait(sleep(100));
          } finally {
            log("cleaned up");
          }
        }),
      );
      yield* wait(sleep(1));
      throw new ValueError("program");
    },
    ({ events, error }) => {
      expect(events).toEqual(["cleaned up"]);
      expect(error).toEqual(new ValueError("program"));
    },
  );

  bothDialects(
    "are reported if they fail instead of ending",
    function* ({ wait, fn }) {
      createTask(
        fn(function* () {
          try {
            yield* wait(sleep(100));
          } catch {
            throw new ValueError("in cleanup");
          }
        }),
        { name: "stubborn" },
      );
      yield* wait(sleep(1));
    },
    ({ reports }) => {
      expect(
        reports.map(({ message, exception, task }) => [message, repr(exception), (task as Task<void>).getName()]),
      ).toEqual([["unhandled exception during run() shutdown", "ValueError('in cleanup')", "stubborn"]]);
    },
  );

  bothDialects(
    "may start others while they clean up, which are then missed and reported",
    function* ({ wait, fn, log }) {
      createTask(
        fn(function* () {
          try {
            yield* wait(sleep(100));
          } finally {
            createTask(
              fn(function* () {
                yield* wait(sleep(50));
                log("never");
              }),
              { name: "too late" },
            );
          }
        }),
      );
      yield* wait(sleep(1));
    },
    ({ events, reports }) => {
      expect(events).toEqual([]);
      expect(reports.map(({ message, task }) => [message, (task as Task<void>).getName()])).toEqual([
        ["Task was destroyed but it is pending!", "too late"],
      ]);
    },
  );
});

describe("Runner", () => {
  it("runs programs one after the other in one loop, and closes it", async () => {
    const seen: EventLoop[] = [];
    {
      await using runner = new Runner();
      for (let i = 0; i < 2; i++) {
        seen.push(
          await runner.run(function* () {
            yield* sleep(0);
            return getRunningLoop();
          }),
        );
      }
      seen.push(runner.getLoop());
      expect(runner.getLoop().isClosed()).toBe(false);
    }
    expect(seen.every((loop) => loop === seen[0])).toBe(true);
    expect(seen[0]?.isClosed()).toBe(true);
  });

  it("keeps what a program sets in its context for the next one", async () => {
    const variable = new ContextVar("variable", { default: "unset" });
    await using runner = new Runner();
    await runner.run(function* () {
      variable.set("first program's");
    });
    expect(await runner.run(async () => variable.get())).toBe("first program's");
    expect(variable.get()).toBe("unset");
    const context = new Context();
    const inGiven = function* () {
      const before = variable.get();
      variable.set("in the given one");
      return before;
    };
    expect(await runner.run(inGiven(), { context })).toBe("unset");
    expect([context.get(variable), await runner.run(async () => variable.get())]).toEqual([
      "in the given one",
      "first program's",
    ]);
  });

  it("leaves tasks alone between two programs", async () => {
    await using runner = new Runner({ loopFactory: () => new VirtualEventLoop() });
    const events: string[] = [];
    await runner.run(function* () {
      createTask(function* () {
        yield* sleep(2);
        events.push(`background at ${getRunningLoop().time()}`);
      });
      yield* sleep(1);
    });
    await runner.run(sleep(5));
    expect(events).toEqual(["background at 2"]);
  });

  it("runs one program at a time", async () => {
    await using runner = new Runner({ loopFactory: () => new VirtualEventLoop() });
    const first = runner.run(sleep(1, "first"));
    expect(() => runner.run(sleep(1))).toThrow(new RuntimeError("Runner.run() cannot be called while it runs"));
    expect(await first).toBe("first");
  });

  it("is of no use once it is closed, which may be said twice", async () => {
    const runner = new Runner();
    await runner.run(sleep(0));
    await runner.close();
    await runner.close();
    expect(() => runner.run(sleep(0))).toThrow(new RuntimeError("Runner is closed"));
    expect(() => runner.getLoop()).toThrow(new RuntimeError("Runner is closed"));
  });

  it("that never ran anything has nothing to close", async () => {
    let made = 0;
    const runner = new Runner({
      loopFactory: () => {
        made++;
        return new EventLoop();
      },
    });
    await runner.close();
    expect(made).toBe(0);
  });

  for (const Fatal of [KeyboardInterrupt, SystemExit]) {
    byHandInBothDialects(
      `passes on ${Fatal.name} at once, and cleans up all the same`,
      async ({ wait, fn, log }) => {
        const runner = new Runner({ loopFactory: () => new VirtualEventLoop() });
        runner.getLoop().setExceptionHandler((_, { message }) => log(message));
        const error = new Fatal();
        await runner
          .run(
            fn(function* () {
              createTask(
                fn(function* () {
                  try {
                    yield* wait(sleep(9));
                  } finally {
                    log("cleaned up");
                  }
                }),
              );
              yield* wait(sleep(1));
              throw error;
            }),
          )
          .catch((caught: unknown) => log(caught === error));
        await runner.close();
      },
      ({ events }) => expect(events).toEqual(["true", "cleaned up"]),
    );
  }
});

describe("Ctrl-C", () => {
  /** Run `program` on a fake host; `act` is called with the host once the program waits. */
  async function interrupted(
    program: CoroutineLike<unknown>,
    act: (host: FakeHost) => Promise<void>,
  ): Promise<{ host: FakeHost; error: unknown; loop: EventLoop }> {
    const host = new FakeHost();
    const loop = new FakeHostLoop(host);
    const running = run(program, { loopFactory: () => loop }).then(
      () => null,
      (error: unknown) => error,
    );
    await host.settled();
    await act(host);
    return { host, error: await running, loop };
  }

  const press = async (host: FakeHost): Promise<void> => {
    for (const handler of host.interruptHandlers) handler();
    await host.settled();
  };

  for (const [dialect, pick] of dialects) {
    it(`cancels the program, and run() then rejects with KeyboardInterrupt (${dialect})`, async () => {
      const events: string[] = [];
      const program = pick<void>(
        function* () {
          try {
            yield* sleep(9);
          } finally {
            events.push(`cleaned up, cancelling ${currentTask()?.cancelling()}`);
          }
        },
        async () => {
          try {
            await sleep(9);
          } finally {
            events.push(`cleaned up, cancelling ${currentTask()?.cancelling()}`);
          }
        },
      );
      const { error, host, loop } = await interrupted(program, press);
      expect(events).toEqual(["cleaned up, cancelling 1"]);
      expect(error).toBeInstanceOf(KeyboardInterrupt);
      expect((error as KeyboardInterrupt).cause).toBeInstanceOf(CancelledError);
      expect([host.interruptExits, host.interruptHandlers.length, loop.isClosed()]).toEqual([0, 0, true]);
    });

    it(`lets a program that refuses to stop go on, and its result counts (${dialect})`, async () => {
      const program = pick<string>(
        function* () {
          try {
            yield* sleep(9);
          } catch {
            return "refused";
          }
          return "undisturbed";
        },
        async () => {
          try {
            await sleep(9);
          } catch {
            return "refused";
          }
          return "undisturbed";
        },
      );
      const host = new FakeHost();
      const running = run(program, { loopFactory: () => new FakeHostLoop(host) });
      await host.settled();
      await press(host);
      expect(await running).toBe("refused");
    });
  }

  it("does not hide an error of the program's cleanup", async () => {
    const program = function* () {
      try {
        yield* sleep(9);
      } catch {
        throw new ValueError("in cleanup");
      }
    };
    const { error } = await interrupted(program, press);
    expect(error).toEqual(new ValueError("in cleanup"));
  });

  it("does not claim a cancellation that had other reasons as well", async () => {
    let task: Task<unknown> | null = null;
    const program = function* () {
      task = currentTask();
      yield* sleep(9);
    };
    const { error } = await interrupted(program, async (host) => {
      task?.cancel("other reasons");
      await press(host);
    });
    expect(repr(error)).toBe("CancelledError('other reasons')");
  });

  it("pressed a second time ends the process", async () => {
    const program = function* () {
      for (let i = 0; i < 2; i++) {
        try {
          yield* sleep(9);
        } catch {
          // A program that does not listen.
        }
      }
    };
    const { host, error } = await interrupted(program, async (host) => {
      await press(host);
      expect(host.interruptExits).toBe(0);
      await press(host);
      expect(host.interruptExits).toBe(1);
      await host.fireNext();
    });
    expect([host.interruptExits, error]).toEqual([1, null]);
  });

  it("while leftover tasks clean up ends the process", async () => {
    const program = function* () {
      createTask(function* () {
        try {
          yield* sleep(9);
        } finally {
          yield* sleep(5);
        }
      });
      yield* sleep(0);
    };
    const { host } = await interrupted(program, async (host) => {
      await press(host);
      expect(host.interruptExits).toBe(1);
      await host.fireNext();
    });
    expect(host.interruptHandlers).toEqual([]);
  });

  it("counts anew for the next program of a runner", async () => {
    const host = new FakeHost();
    const runner = new Runner({ loopFactory: () => new FakeHostLoop(host) });
    for (let i = 0; i < 2; i++) {
      const running = runner.run(sleep(9)).catch((error: unknown) => repr(error));
      await host.settled();
      expect(host.interruptHandlers).toHaveLength(1);
      await press(host);
      expect(await running).toBe("KeyboardInterrupt('interrupted by Ctrl-C')");
    }
    expect([host.interruptExits, host.interruptHandlers.length]).toEqual([0, 0]);
    await runner.close();
  });
});
