// What an event loop relies on in a host, as tests that any host must pass. What only one host promises is beside it.

import type { Host } from "tsyncio";

import { describe, expect, it } from "../support/suite.ts";

/** A host, and the means to let its time pass without waiting. */
export interface HostUnderTest {
  readonly host: Host;
  /** Let `seconds` pass on the host's clock, and its timers fire. */
  pass(seconds: number): Promise<void>;
}

const DAY = 86_400;

/** Wait until `callback` was called in a turn of the host. */
function turn(host: Host): Promise<void> {
  return new Promise((resolve) => host.postTurn(resolve));
}

/** Register the contract's tests for the hosts that `make` gives, a fresh one each time. */
export function hostContract(name: string, make: () => HostUnderTest): void {
  describe(`${name}: the clock`, () => {
    it("never goes back, and moves when time passes", async () => {
      const { host, pass } = make();
      const readings = [host.now(), host.now()];
      host.setTimer(() => {}, host.now() + 2);
      await pass(2);
      readings.push(host.now());
      expect(readings).toEqual(readings.toSorted((a, b) => a - b));
      expect((readings[2] as number) - (readings[0] as number)).toBeGreaterThanOrEqual(2);
    });
  });

  describe(`${name}: a posted turn`, () => {
    it("comes after its caller has ended and all microtasks have run, those that microtasks add included", async () => {
      const { host } = make();
      const events: string[] = [];
      const done = new Promise<void>((resolve) => {
        host.postTurn(() => {
          events.push("turn");
          resolve();
        });
      });
      void Promise.resolve().then(async () => {
        for (let i = 0; i < 20; i++) await Promise.resolve();
        events.push("microtasks");
      });
      events.push("caller");
      await done;
      expect(events).toEqual(["caller", "microtasks", "turn"]);
    });

    it("comes in the order of the requests, one call each", async () => {
      const { host } = make();
      const events: number[] = [];
      for (let i = 0; i < 5; i++) host.postTurn(() => events.push(i));
      await turn(host);
      expect(events).toEqual([0, 1, 2, 3, 4]);
    });

    it("may post the next one, which is another turn with microtasks in between", async () => {
      const { host } = make();
      const events: string[] = [];
      await new Promise<void>((resolve) => {
        host.postTurn(() => {
          host.postTurn(() => {
            events.push("second turn");
            resolve();
          });
          void Promise.resolve().then(() => events.push("microtask of the first"));
          events.push("first turn");
        });
      });
      expect(events).toEqual(["first turn", "microtask of the first", "second turn"]);
    });
  });

  describe(`${name}: a timer`, () => {
    /** Ask again, as the loop does, until the time has really come. */
    function wait(host: Host, when: number, callback: () => void): void {
      const look = (): void => {
        if (host.now() >= when) callback();
        else host.setTimer(look, when);
      };
      host.setTimer(look, when);
    }

    it("fires once its time has come, not within setTimer(), and once only", async () => {
      const { host, pass } = make();
      const fired: number[] = [];
      const start = host.now();
      wait(host, start + 1, () => fired.push(host.now() - start));
      expect(fired).toEqual([]);
      await pass(1.5);
      await pass(1);
      expect(fired).toHaveLength(1);
      expect(fired[0]).toBeGreaterThanOrEqual(1);
    });

    it("whose time has passed fires soon, and not within setTimer()", async () => {
      const { host, pass } = make();
      let fired = 0;
      host.setTimer(() => fired++, host.now() - 1);
      host.setTimer(() => fired++, host.now());
      expect(fired).toBe(0);
      await pass(0.1);
      expect(fired).toBe(2);
    });

    it("that is cleared never fires; clearing it again, or after it fired, does no harm", async () => {
      const { host, pass } = make();
      const fired: string[] = [];
      const cleared = host.setTimer(() => fired.push("cleared"), host.now() + 1);
      host.clearTimer(cleared);
      host.clearTimer(cleared);
      const other = host.setTimer(() => fired.push("other"), host.now() + 1);
      await pass(2);
      host.clearTimer(other);
      expect(fired).toEqual(["other"]);
    });

    it("of thirty days does not fire before they are over, and for ever not at all", async () => {
      const { host, pass } = make();
      const fired: string[] = [];
      wait(host, host.now() + 30 * DAY, () => fired.push("thirty days"));
      const forever = host.setTimer(() => fired.push("for ever?"), Infinity);
      await pass(29 * DAY);
      expect(fired.filter((event) => event === "thirty days")).toEqual([]);
      await pass(2 * DAY);
      expect(fired.filter((event) => event === "thirty days")).toEqual(["thirty days"]);
      expect(host.now()).toBeLessThan(1000 * DAY);
      host.clearTimer(forever);
    });
  });

  describe(`${name}: an abort controller`, () => {
    it("aborts its signal with the reason, and tells the listeners at once", () => {
      const { host } = make();
      const controller = host.createAbortController();
      const reason = new Error("why");
      const seen: unknown[] = [];
      controller.signal.addEventListener("abort", () => seen.push(controller.signal.reason));
      expect(controller.signal.aborted).toBe(false);
      controller.abort(reason);
      controller.abort(new Error("later"));
      expect([controller.signal.aborted, controller.signal.reason, seen]).toEqual([true, reason, [reason]]);
    });

    it("is a new one each time", () => {
      const { host } = make();
      host.createAbortController().abort(new Error("x"));
      expect(host.createAbortController().signal.aborted).toBe(false);
    });
  });

  describe(`${name}: a guest storage`, () => {
    it("follows an async function through its awaits, and nobody else", async () => {
      const { host } = make();
      const storage = host.createGuestStorage<string>();
      if (storage === null) {
        expect(storage).toBeNull();
        return;
      }
      const seen: (string | undefined)[] = [];
      const follow = async (): Promise<void> => {
        seen.push(storage.getStore());
        await Promise.resolve();
        seen.push(storage.getStore());
        await turn(host);
        seen.push(storage.getStore());
      };
      await Promise.all([storage.run("a", follow), storage.run("b", follow), follow()]);
      expect(seen).toEqual(["a", "b", undefined, "a", "b", undefined, "a", "b", undefined]);
      expect(storage.run("c", () => storage.getStore())).toBe("c");
      expect(storage.getStore()).toBeUndefined();
    });

    it("is not what a captured context brings back", () => {
      const { host } = make();
      const storage = host.createGuestStorage<string>();
      const snapshot = storage?.run("guest", () => host.captureAsyncContext()) ?? null;
      const seen: (string | undefined)[] = [];
      if (snapshot === null) seen.push(storage?.getStore());
      else snapshot.runInAsyncScope(() => void seen.push(storage?.getStore()), undefined, undefined);
      expect(seen).toEqual([undefined]);
    });
  });

  describe(`${name}: runAtHome`, () => {
    it("calls at once, outside of all guests, and lets errors through", () => {
      const { host } = make();
      const storage = host.createGuestStorage<string>();
      const seen: unknown[] = [];
      const look = (): void => host.runAtHome(() => void seen.push(storage?.getStore()));
      if (storage === null) look();
      else storage.run("guest", look);
      expect(seen).toEqual([undefined]);
      const error = new Error("x");
      expect(() =>
        host.runAtHome(() => {
          throw error;
        }),
      ).toThrow(error);
    });
  });

  describe(`${name}: Ctrl-C`, () => {
    it("is taken and given back, if the host has it", () => {
      const { host } = make();
      const uninstall = host.onInterrupt(() => {});
      expect(uninstall === null || typeof uninstall === "function").toBe(true);
      uninstall?.();
      uninstall?.();
    });
  });

  it(`${name}: has a name and says whether it is to debug`, () => {
    const { host } = make();
    expect(host.name).toMatch(/^\w+$/);
    expect(host.debug).toBeTypeOf("boolean");
  });
}
