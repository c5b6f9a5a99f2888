// The host for Node: the contract, and what only Node has (its signals, its longest delay, other people's contexts).

import { AsyncLocalStorage } from "node:async_hooks";
import process from "node:process";

import { getHost } from "tsyncio";

import { afterEach, beforeEach, describe, expect, it, vi } from "../support/suite.ts";
import { hostContract } from "./contract.ts";

// Time is the test runner's, so that thirty days take no time. Turns stay real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

hostContract("node", () => ({
  host: getHost(),
  pass: async (seconds) => void (await vi.advanceTimersByTimeAsync(seconds * 1000)),
}));

describe("the clock on Node", () => {
  it("is that of fake timers, whichever of the other names they take the place of, and the real one afterwards", () => {
    const host = getHost();
    const passed: number[] = [];
    for (const name of ["Date", "setTimeout"] as const) {
      vi.useRealTimers();
      vi.useFakeTimers({ toFake: [name, "performance"] });
      const start = host.now();
      vi.advanceTimersByTime(5_000_000);
      passed.push(Math.round(host.now() - start));
    }
    vi.useRealTimers();
    const difference = Math.abs(host.now() - performance.now() / 1000);
    expect([passed, difference < 1000]).toEqual([[5000, 5000], true]);
  });
});

describe("a timer on Node", () => {
  it("never asks for more than setTimeout can take, which it would turn into no delay at all", () => {
    const host = getHost();
    // Not a spy: the runner restores those once more after the file, and would put the fake timers of this one in for all others.
    const faked = globalThis.setTimeout;
    const delays: unknown[] = [];
    globalThis.setTimeout = ((...asked: Parameters<typeof setTimeout>) => {
      delays.push(asked[1]);
      return faked(...asked);
    }) as typeof setTimeout;
    const timers = [30 * 86_400, 1e12, Infinity].map((delay) => host.setTimer(() => {}, host.now() + delay));
    for (const timer of timers) host.clearTimer(timer);
    globalThis.setTimeout = faked;
    expect(delays).toEqual([2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1]);
  });

  it("never asks for less than nothing, and never fires before its time for being rounded", async () => {
    const host = getHost();
    const when = host.now() + 0.0015;
    let early = false;
    let fired = false;
    host.setTimer(() => {
      early = host.now() < when;
      fired = true;
    }, when);
    await vi.advanceTimersByTimeAsync(2);
    expect([fired, early]).toEqual([true, false]);
  });

  it("does not fire in the context of who asked for it, nor does a turn", async () => {
    const host = getHost();
    const storage = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    await storage.run("asker's", async () => {
      host.setTimer(() => seen.push(storage.getStore()), host.now() + 1);
      await vi.advanceTimersByTimeAsync(1000);
      await new Promise<void>((resolve) => {
        host.postTurn(() => {
          seen.push(storage.getStore());
          resolve();
        });
      });
      host.runAtHome(() => seen.push(storage.getStore()));
    });
    expect(seen).toEqual([undefined, undefined, undefined]);
  });
});

describe("a captured context on Node", () => {
  it("brings back what each storage held, made early or late, and takes away what it holds now", () => {
    const host = getHost();
    const early = new AsyncLocalStorage<string>();
    const late = new AsyncLocalStorage<string>();
    const snapshot = early.run("early", () => host.captureAsyncContext());
    const both = early.run("both", () => late.run("late", () => host.captureAsyncContext()));
    const seen: unknown[] = [];
    const look = (): void => void seen.push([early.getStore(), late.getStore()]);
    early.run("now", () => late.run("now", () => snapshot?.runInAsyncScope(look, undefined, undefined)));
    both?.runInAsyncScope(look, undefined, undefined);
    look();
    expect(seen).toEqual([
      ["early", undefined],
      ["both", "late"],
      [undefined, undefined],
    ]);
  });

  it("hands receiver and argument on", () => {
    const storage = new AsyncLocalStorage<string>();
    const snapshot = storage.run("x", () => getHost().captureAsyncContext());
    const seen: unknown[] = [];
    const receiver = {};
    snapshot?.runInAsyncScope(
      function (this: object, argument: string) {
        seen.push(this === receiver, argument);
      },
      receiver,
      "argument",
    );
    expect(seen).toEqual([true, "argument"]);
  });
});

describe("Ctrl-C on Node", () => {
  it("reaches the handler while it is installed, in place of Node's own reaction", () => {
    const host = getHost();
    const before = process.listenerCount("SIGINT");
    let pressed = 0;
    const uninstall = host.onInterrupt(() => pressed++);
    expect(process.listenerCount("SIGINT")).toBe(before + 1);
    process.emit("SIGINT");
    uninstall?.();
    expect([pressed, process.listenerCount("SIGINT")]).toEqual([1, before]);
  });
});

describe("a report on Node", () => {
  it("goes to standard error, the error with its stack, cause and fields", () => {
    const written = vi.spyOn(console, "error").mockImplementation(() => {});
    const error = Object.assign(new Error("what", { cause: new Error("why") }), { detail: 7 });
    getHost().report("text");
    getHost().report("text of", error);
    const lines = written.mock.calls.map(([text]) => String(text));
    written.mockRestore();
    expect(lines[0]).toBe("text");
    for (const part of ["text of\nError: what", "node.test.ts", "cause", "why", "detail: 7"])
      expect(lines[1]).toContain(part);
  });
});
