// Futures: their states, who is told when they are done, and what wrapFuture() makes of promises. Not tasks.

import {
  CancelledError,
  Context,
  ContextVar,
  Future,
  InvalidStateError,
  RuntimeError,
  ValueError,
  coroutine,
  createTask,
  isfuture,
  newEventLoop,
  sleep,
  wrapFuture,
} from "tsyncio";

import { bothDialects, byHand, outcomeOf, repr, state } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

describe("a pending future", () => {
  byHand("is neither done nor cancelled, and has nothing to give", async ({ loop }) => {
    const future = loop.createFuture<number>();
    expect([future.done(), future.cancelled()]).toEqual([false, false]);
    expect(() => future.result()).toThrow(new InvalidStateError("Result is not set."));
    expect(() => future.exception()).toThrow(new InvalidStateError("Exception is not set."));
    expect(future.getLoop()).toBe(loop);
    expect(String(future)).toBe("<Future pending>");
  });

  it("cannot be made where no loop runs and none is given", () => {
    expect(() => new Future()).toThrow(new RuntimeError("no running event loop"));
  });

  bothDialects("is made for the running loop if no other is given", function* ({ loop }) {
    expect(new Future().getLoop()).toBe(loop);
  });
});

describe("a finished future", () => {
  byHand("has a result and no exception", async ({ loop }) => {
    const future = loop.createFuture<number>();
    future.setResult(7);
    expect([future.done(), future.cancelled(), future.result(), future.exception()]).toEqual([true, false, 7, null]);
    expect(String(future)).toBe("<Future finished result=7>");
  });

  byHand("refuses a second outcome of any kind and keeps the first", async ({ loop }) => {
    const future = loop.createFuture<number>();
    future.setResult(7);
    const refusal = "invalid state: <Future finished result=7> is done";
    expect(() => future.setResult(8)).toThrow(new InvalidStateError(refusal));
    expect(() => future.setException(new ValueError("x"))).toThrow(new InvalidStateError(refusal));
    expect(future.cancel()).toBe(false);
    expect(future.result()).toBe(7);
  });

  byHand("may have undefined as its result", async ({ loop }) => {
    const future = loop.createFuture<undefined>();
    future.setResult(undefined);
    expect([future.done(), future.result(), future.exception()]).toEqual([true, undefined, null]);
  });
});

describe("a failed future", () => {
  byHand("throws the very error it was given, and hands it out", async ({ loop }) => {
    const future = loop.createFuture();
    const error = new ValueError("bad");
    future.setException(error);
    expect([future.done(), future.cancelled(), future.exception()]).toEqual([true, false, error]);
    expect(() => future.result()).toThrow(error);
    expect(() => future.setResult(undefined as never)).toThrow(InvalidStateError);
    expect(future.cancel()).toBe(false);
    expect(future.exception()).toBe(error);
  });

  bothDialects(
    "throws its error at every wait",
    function* ({ loop, wait, log }) {
      const future = loop.createFuture();
      const error = new ValueError("bad");
      future.setException(error);
      for (let i = 0; i < 2; i++) {
        try {
          yield* wait(future);
        } catch (caught) {
          log(caught === error);
        }
      }
    },
    ({ events }) => expect(events).toEqual(["true", "true"]),
  );

  byHand(
    "is reported when the loop closes if nobody has asked for its error",
    async ({ loop }) => {
      const future = loop.createFuture();
      future.setException(new ValueError("lost"));
      return { future };
    },
    ({ reports, result }) => {
      expect(reports).toMatchObject([
        { message: "Future exception was never retrieved", exception: new ValueError("lost") },
      ]);
      expect(reports[0]?.future).toBe(result.future);
    },
  );

  byHand("is not reported once result(), exception() or cancel() has shown that somebody cares", async ({ loop }) => {
    const make = (): Future<unknown> => {
      const future = loop.createFuture();
      future.setException(new ValueError("seen"));
      return future;
    };
    expect(() => make().result()).toThrow("seen");
    expect(make().exception()).toEqual(new ValueError("seen"));
    expect(make().cancel()).toBe(false);
  });

  byHand("is not reported if its error is asked for in a later turn", async ({ loop }) => {
    const future = loop.createFuture();
    future.setException(new ValueError("seen late"));
    loop.callLater(1, () => loop.stop());
    await loop.runForever();
    expect(future.exception()).toEqual(new ValueError("seen late"));
  });
});

describe("a cancelled future", () => {
  byHand("throws CancelledError with the message from result() and exception()", async ({ loop }) => {
    const future = loop.createFuture();
    expect(future.cancel("not needed")).toBe(true);
    expect([future.done(), future.cancelled()]).toEqual([true, true]);
    expect(() => future.result()).toThrow(new CancelledError("not needed"));
    expect(() => future.exception()).toThrow(new CancelledError("not needed"));
    expect(future.cancel("again")).toBe(false);
    expect(() => future.setResult(1)).toThrow(InvalidStateError);
    expect(String(future)).toBe("<Future cancelled>");
  });

  bothDialects(
    "throws a CancelledError of its own at each waiter, and none of them has been cancelled itself",
    function* ({ loop, wait, fn, log }) {
      const future = loop.createFuture();
      const errors: unknown[] = [];
      const tasks = [1, 2].map(() =>
        createTask(
          fn(function* () {
            try {
              yield* wait(future);
            } catch (error) {
              errors.push(error);
            }
          }),
        ),
      );
      yield* wait(sleep(0));
      future.cancel("all of you");
      for (const task of tasks) yield* wait(task);
      log(...errors.map(repr), ...tasks.map((task) => task.cancelling()));
    },
    ({ events }) => expect(events).toEqual(["CancelledError('all of you') CancelledError('all of you') 0 0"]),
  );
});

describe("done callbacks", () => {
  byHand(
    "run in the iteration after the result, in the order of their coming, and never at once",
    async ({ loop, log }) => {
      const future = loop.createFuture<number>();
      future.addDoneCallback((done) => log("first", done === future));
      future.addDoneCallback(() => log("second"));
      loop.callSoon(() => {
        future.setResult(1);
        log("set");
        loop.callSoon(() => log("asked for later"));
      });
      loop.callSoon(() => log("same iteration"));
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
    },
    ({ events }) => expect(events).toEqual(["set", "same iteration", "first true", "second", "asked for later"]),
  );

  byHand(
    "of a done future run in the next iteration",
    async ({ loop, log }) => {
      const future = loop.createFuture<number>();
      future.setResult(1);
      future.addDoneCallback(() => log("called"));
      log("added");
      loop.callSoon(() => loop.stop());
      await loop.runForever();
    },
    ({ events }) => expect(events).toEqual(["added", "called"]),
  );

  byHand(
    "are taken away by number",
    async ({ loop, log }) => {
      const future = loop.createFuture<number>();
      const callback = (): void => log("never");
      future.addDoneCallback(callback);
      future.addDoneCallback(() => log("kept"));
      future.addDoneCallback(callback);
      log(future.removeDoneCallback(callback), future.removeDoneCallback(callback));
      future.setResult(1);
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
    },
    ({ events }) => expect(events).toEqual(["2 0", "kept"]),
  );

  byHand(
    "may take each other away and add others while they run",
    async ({ loop, log }) => {
      const future = loop.createFuture<number>();
      const second = (): void => log("second");
      future.addDoneCallback(() => {
        log("first", future.removeDoneCallback(second));
        future.addDoneCallback(() => log("third"));
      });
      future.addDoneCallback(second);
      future.setResult(1);
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
    },
    // Once the future is done its callbacks are scheduled, so that there is nothing left to take away: as in CPython.
    ({ events }) => expect(events).toEqual(["first 0", "second", "third"]),
  );

  byHand(
    "that throw are reported, and the others run",
    async ({ loop, log }) => {
      const future = loop.createFuture<number>();
      future.addDoneCallback(function broken() {
        throw new ValueError("in callback");
      });
      future.addDoneCallback(() => log("next"));
      future.setResult(1);
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
    },
    ({ events, reports }) => {
      expect(events).toEqual(["next"]);
      expect(reports).toMatchObject([
        { message: "Exception in callback broken", exception: new ValueError("in callback") },
      ]);
    },
  );

  byHand(
    "run in a copy of the context in which they were added, or in the one given",
    async ({ loop, log }) => {
      const variable = new ContextVar("variable", { default: "default" });
      const given = new Context();
      given.run(() => variable.set("given"));
      const future = loop.createFuture<number>();
      new Context().run(() => {
        variable.set("when added");
        future.addDoneCallback(() => {
          log(variable.get());
          variable.set("changed");
        });
        future.addDoneCallback(() => log(variable.get()));
        variable.set("too late");
      });
      future.addDoneCallback(
        () => {
          log(variable.get());
          variable.set("changed by the callback");
        },
        { context: given },
      );
      future.setResult(1);
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
      log(given.get(variable), variable.get());
    },
    ({ events }) => expect(events).toEqual(["when added", "when added", "given", "changed by the callback default"]),
  );

  byHand("must be functions", async ({ loop }) => {
    const future = loop.createFuture();
    expect(() => future.addDoneCallback(7 as never)).toThrow(new TypeError("callback must be a function, got 7"));
  });

  byHand(
    "of a future that nobody ever finishes never run",
    async ({ loop, log }) => {
      loop.createFuture().addDoneCallback(() => log("never"));
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
    },
    ({ events }) => expect(events).toEqual([]),
  );
});

describe("waiting for a future", () => {
  bothDialects(
    "gives each of several tasks the result, in the order in which they came",
    function* ({ loop, wait, fn, log }) {
      const future = loop.createFuture<string>();
      const tasks = ["a", "b", "c"].map((name) =>
        createTask(
          fn(function* () {
            log(name, yield* wait(future));
          }),
        ),
      );
      yield* wait(sleep(0));
      future.setResult("x");
      for (const task of tasks) yield* wait(task);
    },
    ({ events }) => expect(events).toEqual(["a x", "b x", "c x"]),
  );

  bothDialects(
    "works as often as one likes once it is done",
    function* ({ loop, wait }) {
      const future = loop.createFuture<number>();
      future.setResult(3);
      return (yield* wait(future)) + (yield* wait(future));
    },
    ({ result }) => expect(result).toBe(6),
  );

  byHand(
    "is all that iterating it is good for: a loop or a deep comparison gets an error and not an endless loop",
    async ({ loop }) => {
      const future = loop.createFuture<number>();
      const refusal = new RuntimeError("yield* was not used with <Future pending>, which cannot be iterated otherwise");
      expect(() => [...(future as unknown as Iterable<unknown>)]).toThrow(refusal);
      expect(() => expect([future]).toEqual([future])).toThrow(refusal);
      const waiter = loop.createTask(function* () {
        return yield* future;
      });
      loop.callSoon(() => future.setResult(5));
      expect(await loop.runUntilComplete(waiter)).toBe(5);
    },
  );

  // Results pass through one object that futures share; a value read must not change when the next future is asked.
  bothDialects(
    "does not mix up the results of futures that are asked one after the other",
    function* ({ loop, wait }) {
      const futures = [1, 2, 3].map((value) => {
        const future = loop.createFuture<number>();
        future.setResult(value);
        return future;
      });
      const results: number[] = [];
      for (const future of futures) results.push(yield* wait(future));
      return results;
    },
    ({ result }) => expect(result).toEqual([1, 2, 3]),
  );

  it("hands over a result that is a promise as it is by yield*, while await unwraps it as it always does", async () => {
    const promise = Promise.resolve(5);
    const byYield = await outcomeOf(function* ({ loop }) {
      const future = loop.createFuture<Promise<number>>();
      future.setResult(promise);
      return { value: yield* future };
    });
    const byAwait = await outcomeOf(async ({ loop }) => {
      const future = loop.createFuture<Promise<number>>();
      future.setResult(promise);
      return { value: await future };
    });
    expect([byYield.result.value, byAwait.result.value]).toEqual([promise, 5]);
    byYield.verify();
    byAwait.verify();
  });
});

describe("isfuture", () => {
  bothDialects("knows futures and tasks, and nothing else", function* ({ loop, wait, fn }) {
    const task = createTask(fn(function* () {}));
    expect([loop.createFuture(), task].map(isfuture)).toEqual([true, true]);
    expect([Promise.resolve(), sleep(1), null, {}, Future].map(isfuture)).toEqual([false, false, false, false, false]);
    yield* wait(task);
  });
});

describe("wrapFuture", () => {
  bothDialects(
    "follows a promise to its result",
    function* ({ wait }) {
      return yield* wait(wrapFuture(Promise.resolve(5)));
    },
    ({ result }) => expect(result).toBe(5),
  );

  bothDialects(
    "follows a promise to its error",
    function* ({ wait }) {
      yield* wait(wrapFuture(Promise.reject(new ValueError("bad"))));
    },
    ({ error }) => expect(error).toEqual(new ValueError("bad")),
  );

  bothDialects("gives a future back as it is", function* ({ loop }) {
    const future = loop.createFuture();
    expect(wrapFuture(future)).toBe(future);
  });

  bothDialects(
    "reports an error that comes after the future was cancelled",
    function* ({ wait, log }) {
      let reject!: (error: unknown) => void;
      const promise = new Promise((_, refuse) => {
        reject = refuse;
      });
      const future = wrapFuture(promise);
      future.cancel();
      reject(new ValueError("late"));
      yield* wait(sleep(1));
      log(state(future));
    },
    ({ events, reports }) => {
      expect(events).toEqual(["cancelled"]);
      expect(reports).toMatchObject([
        { message: "A promise failed after the future that followed it was done", exception: new ValueError("late") },
      ]);
    },
  );

  bothDialects(
    "drops a result that comes after the future was cancelled",
    function* ({ wait, log }) {
      let resolve!: (value: number) => void;
      const future = wrapFuture(
        new Promise<number>((accept) => {
          resolve = accept;
        }),
      );
      future.cancel();
      resolve(1);
      yield* wait(sleep(1));
      log(state(future));
    },
    ({ events }) => expect(events).toEqual(["cancelled"]),
  );

  it("refuses what is no promise, and needs a loop", () => {
    const loop = newEventLoop();
    expect(() => wrapFuture(5 as never, { loop })).toThrow("promise must be a promise or a future, got 5");
    expect(() => wrapFuture(null as never, { loop })).toThrow("promise must be a promise or a future, got null");
    expect(() => wrapFuture(coroutine(function* () {})() as never, { loop })).toThrow(TypeError);
    expect(() => wrapFuture(Promise.resolve(1))).toThrow(new RuntimeError("no running event loop"));
    loop.close();
  });
});

describe("then() called by hand", () => {
  byHand(
    "outside of any task, tells the outcome in an iteration of the loop",
    async ({ loop, log }) => {
      const future = loop.createFuture<number>();
      void future.then((value) => log("got", value));
      const failed = loop.createFuture<number>();
      failed.then(undefined, (error: unknown) => log("failed", repr(error)));
      loop.callSoon(() => future.setResult(1));
      loop.callSoon(() => failed.setException(new ValueError("x")));
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
    },
    ({ events }) => expect(events).toEqual(["got 1", "failed ValueError('x')"]),
  );

  byHand(
    "chains like that of a promise",
    async ({ loop, log }) => {
      const future = loop.createFuture<number>();
      const chained = future
        .then((value) => value + 1)
        .then((value) => {
          throw new ValueError(`at ${value}`);
        })
        .then(
          () => log("never"),
          (error: unknown) => repr(error),
        );
      future.setResult(1);
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
      log(await chained);
    },
    ({ events }) => expect(events).toEqual(["ValueError('at 2')"]),
  );

  byHand(
    "without a handler for errors makes an unhandled rejection of an error, as a promise does",
    async ({ loop }) => {
      const future = loop.createFuture<number>();
      void future.then(() => {});
      future.setException(new ValueError("x"));
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
    },
    ({ unhandled }) => expect(unhandled).toEqual([new ValueError("x")]),
  );
});
