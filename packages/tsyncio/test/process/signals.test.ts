// Signal handlers of a loop, with real signals that this process sends to itself. Ctrl-C in run() is in interrupt.test.ts.

import process from "node:process";

import { NotImplementedError, RuntimeError, ValueError, getRunningLoop, newEventLoop, run, sleep } from "tsyncio";
import { runVirtual } from "tsyncio/testing";

import { onSockets } from "../support/sockets.ts";
import { describe, expect, it } from "../support/suite.ts";

// Windows delivers no signal that a process sends to itself; there each of them ends it.
const sends = process.platform !== "win32";

const listeners = (): number[] => ["SIGINT", "SIGTERM", "SIGUSR2"].map((name) => process.listenerCount(name));

const send = (signal: NodeJS.Signals): void => void process.kill(process.pid, signal);

describe("a signal handler", () => {
  if (sends) {
    onSockets(
      "is called by the loop once the code that runs has come to an end",
      function* ({ wait, loop, log, events }) {
        loop.addSignalHandler("SIGUSR2", () => log("handler", getRunningLoop() === loop));
        send("SIGUSR2");
        log("still in the step");
        while (events.length < 2) yield* wait(sleep(0.01));
        expect(events).toEqual(["still in the step", "handler true"]);
        expect([loop.removeSignalHandler("SIGUSR2"), loop.removeSignalHandler("SIGUSR2")]).toEqual([true, false]);
      },
    );

    onSockets("takes the place of the one before, whether named or numbered", function* ({ wait, loop, log, events }) {
      const before = listeners();
      loop.addSignalHandler("SIGTERM", () => log("first"));
      loop.addSignalHandler(15, () => log("second"));
      send("SIGTERM");
      while (events.length === 0) yield* wait(sleep(0.01));
      expect(loop.removeSignalHandler(15)).toBe(true);
      expect(events).toEqual(["second"]);
      expect(listeners()).toEqual(before);
    });

    onSockets("of SIGINT takes the place of what run() does at Ctrl-C", function* ({ wait, loop, log, events }) {
      loop.addSignalHandler("SIGINT", () => log("Ctrl-C"));
      send("SIGINT");
      while (events.length < 1) yield* wait(sleep(0.01));
      send("SIGINT");
      while (events.length < 2) yield* wait(sleep(0.01));
      loop.removeSignalHandler("SIGINT");
      expect(events).toEqual(["Ctrl-C", "Ctrl-C"]);
    });

    onSockets("that fails is reported, and serves the next signal", function* ({ wait, loop }) {
      const messages: string[] = [];
      loop.setExceptionHandler((_, { message, exception }) => void messages.push(`${message}: ${String(exception)}`));
      loop.addSignalHandler("SIGUSR2", function onSignal() {
        throw new Error("bad");
      });
      for (let count = 1; count <= 2; count++) {
        send("SIGUSR2");
        while (messages.length < count) yield* wait(sleep(0.01));
      }
      loop.removeSignalHandler("SIGUSR2");
      expect(messages).toEqual(Array(2).fill("Exception in callback onSignal: Error: bad"));
    });

    it("wakes a loop that waits for nothing else, and is called in virtual time, too", async () => {
      const before = listeners();
      const names = await runVirtual(
        function* () {
          const loop = getRunningLoop();
          const called = loop.createFuture<string>();
          loop.addSignalHandler("SIGUSR2", () => called.setResult("called"));
          send("SIGUSR2");
          return yield* called;
        },
        { allowIo: true },
      );
      expect(names).toBe("called");
      expect(listeners()).toEqual(before);
    });

    it("of each of two loops is called", async () => {
      const one = (): Promise<string> =>
        run(function* () {
          const loop = getRunningLoop();
          const called = loop.createFuture<string>();
          loop.addSignalHandler("SIGUSR2", () => called.setResult("called"));
          return yield* called;
        });
      const both = [one(), one()];
      await new Promise((resolve) => void setTimeout(resolve, 20));
      send("SIGUSR2");
      expect(await Promise.all(both)).toEqual(["called", "called"]);
    });
  }

  onSockets("is gone when its loop is closed", function* () {
    const before = listeners();
    const other = newEventLoop();
    other.addSignalHandler("SIGTERM", () => {});
    other.addSignalHandler("SIGINT", () => {});
    expect(listeners()).not.toEqual(before);
    other.close();
    expect(listeners()).toEqual(before);
    expect(() => other.addSignalHandler("SIGTERM", () => {})).toThrow(RuntimeError);
    expect(other.removeSignalHandler("SIGTERM")).toBe(false);
  });

  onSockets(
    "is refused, by an error that names it, where there is no such signal or no use for it",
    function* ({ loop }) {
      const before = listeners();
      const nothing = (): void => {};
      const asyncHandler = (async () => {}) as unknown as () => void;
      const wrong: [string, new (message: string) => Error, () => unknown][] = [
        [
          'signal must be one that this system has, such as "SIGTERM", got',
          ValueError,
          () => loop.addSignalHandler("SIGNONSENSE", nothing),
        ],
        ["invalid signal number 9999", ValueError, () => loop.addSignalHandler(9999, nothing)],
        ["signal must be a name or a number, got", TypeError, () => loop.addSignalHandler(null as never, nothing)],
        ["callback must be a function", TypeError, () => loop.addSignalHandler("SIGTERM", null as never)],
        ["coroutines cannot be used", TypeError, () => loop.addSignalHandler("SIGTERM", function* () {})],
        ["coroutines cannot be used", TypeError, () => loop.addSignalHandler("SIGTERM", asyncHandler)],
        ["invalid signal number 9999", ValueError, () => loop.removeSignalHandler(9999)],
      ];
      for (const [message, type, call] of wrong) {
        expect(call).toThrow(type);
        expect(call).toThrow(message);
      }
      expect(listeners()).toEqual(before);
    },
  );

  onSockets("of a signal that cannot be caught is refused", function* ({ loop }) {
    const before = process.listenerCount("SIGKILL");
    expect(() => loop.addSignalHandler("SIGKILL", () => {})).toThrow(RuntimeError);
    expect(() => loop.addSignalHandler(9, () => {})).toThrow("signal SIGKILL cannot be caught");
    expect(loop.removeSignalHandler("SIGKILL")).toBe(false);
    expect(process.listenerCount("SIGKILL")).toBe(before);
  });

  onSockets("needs a host that has signals", function* ({ loop }) {
    const host = Object.create(loop._host, { signals: { value: undefined }, name: { value: "bare" } }) as object;
    const bare = Object.create(loop, { _host: { value: host } }) as typeof loop;
    expect(() => bare.addSignalHandler("SIGTERM", () => {})).toThrow(NotImplementedError);
    expect(() => bare.addSignalHandler("SIGTERM", () => {})).toThrow(
      'addSignalHandler() needs signals, and the host "bare" has none',
    );
  });
});

describe("a program that asks for no signal", () => {
  onSockets("has no listener of the library for SIGTERM", function* () {
    expect(process.listenerCount("SIGTERM")).toBe(countBefore);
  });
});

describe("run()", () => {
  it("leaves a listener for SIGINT that was there before in its place, and takes its own away", async () => {
    const custom = (): void => {};
    const before = process.listeners("SIGINT");
    process.on("SIGINT", custom);
    try {
      const inside = await run(function* () {
        yield* sleep(0);
        return process.listeners("SIGINT");
      });
      expect(inside).toContain(custom);
      expect(inside.length).toBe(before.length + 2);
      expect(process.listeners("SIGINT")).toEqual([...before, custom]);
    } finally {
      process.off("SIGINT", custom);
    }
  });
});

const countBefore = process.listenerCount("SIGTERM");
