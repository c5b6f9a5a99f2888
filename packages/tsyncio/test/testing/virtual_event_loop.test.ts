// The virtual clock: where it stands, when it jumps, what it refuses.

import {
  Event,
  KeyboardInterrupt,
  ValueError,
  createTask,
  getRunningLoop,
  openConnection,
  run,
  sleep,
  startServer,
  timeout,
  until,
} from "tsyncio";
import { DeadlockError, VirtualEventLoop, runVirtual } from "tsyncio/testing";

import { bothDialects } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

const now = (): number => getRunningLoop().time();

describe("the clock of a VirtualEventLoop", () => {
  bothDialects("lands exactly on each deadline", function* ({ wait }) {
    yield* wait(sleep(0.1));
    expect(now()).toBe(0.1);
    yield* wait(sleep(0.2));
    expect(now()).toBe(0.1 + 0.2);
    yield* wait(sleep(86_400 * 365));
    expect(now()).toBe(0.1 + 0.2 + 86_400 * 365);
  });

  bothDialects("stands still while anything is ready", function* ({ wait }) {
    const done = new Event();
    getRunningLoop().callLater(0.001, () => done.set());
    for (let pass = 0; pass < 1000; pass++) yield* wait(sleep(0));
    expect(done.isSet()).toBe(false);
    expect(now()).toBe(0);
    yield* wait(done.wait());
    expect(now()).toBe(0.001);
  });

  it("starts where it is told to", async () => {
    const loop = new VirtualEventLoop({ startTime: 1000 });
    expect(loop.time()).toBe(1000);
    await loop.runUntilComplete(sleep(5));
    expect(loop.time()).toBe(1005);
    loop.close();
  });

  it("waits for chains of promise jobs before it jumps", async () => {
    const events: string[] = [];
    await runVirtual(async () => {
      getRunningLoop().callLater(1, () => events.push("timer"));
      for (let job = 0; job < 1000; job++) await Promise.resolve();
      await new Promise<void>((resolve) => process.nextTick(resolve));
      for (let job = 0; job < 1000; job++) await Promise.resolve();
      events.push(`jobs at ${now()}`);
      await sleep(1);
    });
    expect(events).toEqual(["jobs at 0", "timer"]);
  });

  it("does not jump while what a promise made ready is about to run", async () => {
    const times: number[] = [];
    await runVirtual(async () => {
      getRunningLoop().callLater(1, () => void times.push(now()));
      // Settled in a turn of the host's in which the loop sleeps already, and is about to ask for the jump.
      await new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve)));
      await sleep(0);
      times.push(now());
      await sleep(2);
    });
    expect(times).toEqual([0, 1]);
  });

  it("does not jump to a timer that was cancelled", async () => {
    const loop = new VirtualEventLoop();
    await loop.runUntilComplete(
      (function* () {
        const early = loop.callLater(5, () => undefined);
        const watcher = createTask(function* () {
          yield* sleep(60);
          return now();
        });
        yield* sleep(1);
        early.cancel();
        expect(yield* watcher).toBe(60);
      })(),
    );
    loop.close();
  });

  it("does not wait for promises that never settle", async () => {
    const passed = await runVirtual(function* () {
      try {
        yield* timeout(3600, () => until(new Promise<never>(() => undefined)));
      } catch {
        return now();
      }
      return -1;
    });
    expect(passed).toBe(3600);
  });

  it("moves by hand, and everything that was due by then runs in its order", async () => {
    const events: string[] = [];
    await runVirtual(function* () {
      const loop = getRunningLoop() as VirtualEventLoop;
      loop.callLater(2, () => events.push("second"));
      loop.callLater(1, () => events.push("first"));
      loop.callLater(10, () => events.push("last"));
      loop.advance(5);
      expect(loop.time()).toBe(5);
      yield* sleep(0);
      yield* sleep(0);
      expect(events).toEqual(["first", "second"]);
      yield* sleep(5);
      expect(events).toEqual(["first", "second", "last"]);
      expect(loop.time()).toBe(10);
    });
  });

  it.each([-1, Infinity, Number.NaN])("cannot be moved by %d seconds", (seconds) => {
    const loop = new VirtualEventLoop();
    expect(() => loop.advance(seconds)).toThrow(ValueError);
    expect(loop.time()).toBe(0);
    loop.close();
  });

  it("refuses a start that is no number of seconds", () => {
    expect(() => new VirtualEventLoop({ startTime: Number.NaN })).toThrow(
      "startTime must be a number of seconds, not negative and not infinite, got NaN",
    );
  });

  it("takes the same steps in every run", async () => {
    const trace = async (): Promise<string[]> => {
      const events: string[] = [];
      await runVirtual(function* () {
        for (let worker = 0; worker < 5; worker++) {
          createTask(function* () {
            for (let step = 1; step < 5; step++) {
              yield* sleep((worker * 7 + step * 3) % 4);
              events.push(`${now()} ${worker}.${step}`);
            }
          });
        }
        yield* sleep(100);
      });
      return events;
    };
    const first = await trace();
    expect(first).toHaveLength(20);
    expect(await trace()).toEqual(first);
  });
});

describe("real I/O in virtual time", () => {
  it("is refused, and the message names the call and the way out", async () => {
    await expect(runVirtual(() => openConnection("127.0.0.1", 9))).rejects.toThrow(
      "createConnection() is refused: in virtual time there is no real I/O, unless the loop has { allowIo: true }",
    );
    await expect(runVirtual(() => startServer(function* () {}, "127.0.0.1", 0))).rejects.toThrow(
      "createServer() is refused",
    );
  });

  it("holds the clock where it is allowed", async () => {
    const seen = await runVirtual(
      async () => {
        const timers: number[] = [];
        getRunningLoop().callLater(3600, () => timers.push(now()));
        await new Promise<void>((resolve) => void setImmediate(() => setImmediate(() => setImmediate(resolve))));
        const before = [...timers];
        await sleep(3600);
        return [before, timers];
      },
      { allowIo: true, ioGrace: 0.05 },
    );
    expect(seen).toEqual([[], [3600]]);
  });

  it("is no deadlock where it is allowed", async () => {
    const result = await runVirtual(
      () => until(new Promise((resolve) => void setTimeout(() => resolve("from outside"), 30))),
      { allowIo: true, ioGrace: 0.001 },
    );
    expect(result).toBe("from outside");
  });
});

describe("runVirtual", () => {
  it("gives the result of the coroutine", async () => {
    expect(await runVirtual(sleep(60, "rested"))).toBe("rested");
  });

  it("throws what the coroutine throws", async () => {
    await expect(
      runVirtual(function* () {
        yield* sleep(1);
        throw new Error("of the coroutine");
      }),
    ).rejects.toThrow("of the coroutine");
  });

  it("refuses what is no coroutine at once", () => {
    expect(() => runVirtual(Promise.resolve() as never)).toThrow(TypeError);
  });

  it("cancels what tasks are left, and lets them clean up", async () => {
    const events: string[] = [];
    await runVirtual(function* () {
      createTask(function* () {
        try {
          yield* sleep(10);
        } finally {
          yield* sleep(5);
          events.push(`cleaned up at ${now()}`);
        }
      });
      yield* sleep(1);
    });
    expect(events).toEqual(["cleaned up at 6"]);
  });

  it("keeps the error of the run if the clean-up fails, too", async () => {
    const reports: unknown[] = [];
    const loops: VirtualEventLoop[] = [];
    const failure = await runVirtual(function* () {
      const loop = getRunningLoop() as VirtualEventLoop;
      loops.push(loop);
      loop._realHost.report = (text, error) => void reports.push(text, error);
      createTask(async () => await new Promise<never>(() => undefined), { name: "stubborn" });
      yield* sleep(1);
      throw new Error("of the run");
    }).catch((error: unknown) => error);
    for (const loop of loops) delete (loop._realHost as { report?: unknown }).report;
    expect(failure).toMatchObject({ message: "of the run" });
    expect(reports).toContainEqual(expect.any(DeadlockError));
  });
});

describe("a loop that runs for ever", () => {
  it("sleeps without a deadlock until something comes from outside", async () => {
    const loop = new VirtualEventLoop();
    const running = loop.runForever();
    await new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve)));
    expect(loop.isRunning()).toBe(true);
    loop.callSoonThreadsafe(() => loop.stop());
    await running;
    expect(loop.isRunning()).toBe(false);
    loop.close();
  });

  it("goes on to timers that were asked for from outside", async () => {
    const loop = new VirtualEventLoop();
    const running = loop.runForever();
    await new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve)));
    loop.callLater(30, () => loop.stop());
    await running;
    expect(loop.time()).toBe(30);
    loop.close();
  });
});

describe("a virtual loop as any other", () => {
  it("throws at once for a run that cannot be", () => {
    const loop = new VirtualEventLoop();
    loop.close();
    expect(() => loop.runUntilComplete(sleep(1))).toThrow("Event loop is closed");
  });

  it("says when it was stopped before the end", async () => {
    const loop = new VirtualEventLoop();
    loop.callLater(1, () => loop.stop());
    await expect(loop.runUntilComplete(loop.createFuture())).rejects.toThrow("stopped before Future completed");
    loop.close();
  });

  it("does not report an error on top that has ended the run", async () => {
    const loop = new VirtualEventLoop();
    const reports: string[] = [];
    loop.setExceptionHandler((_, { message }) => void reports.push(message));
    const run = loop.runUntilComplete(function* () {
      yield* sleep(1);
      throw new KeyboardInterrupt("pressed");
    });
    await expect(run).rejects.toBeInstanceOf(KeyboardInterrupt);
    loop.close();
    expect(reports).toEqual([]);
  });

  it("serves run() as a loop factory", async () => {
    const time = await run(
      function* () {
        yield* sleep(7);
        return now();
      },
      { loopFactory: () => new VirtualEventLoop() },
    );
    expect(time).toBe(7);
  });
});
