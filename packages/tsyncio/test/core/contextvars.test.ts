// Context variables and contexts by themselves. How tasks and callbacks carry them is tested with those.

import { Context, ContextVar, RuntimeError, createTask, copyContext, sleep } from "tsyncio";

import { bothDialects, byHand, outcomeOf } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

/** Run `body` in a context of its own, so that tests do not see each other's values. */
function fresh<T>(body: (context: Context) => T): T {
  const context = new Context();
  return context.run(() => body(context));
}

describe("ContextVar", () => {
  it("gives its value, else the fallback, else its default, else an error", () => {
    fresh(() => {
      const bare = new ContextVar<string>("bare");
      const withDefault = new ContextVar("withDefault", { default: "default" });
      expect(() => bare.get()).toThrow(new RuntimeError("context variable 'bare' has no value and no default"));
      expect([bare.get("fallback"), withDefault.get(), withDefault.get("fallback")]).toEqual([
        "fallback",
        "default",
        "fallback",
      ]);
      bare.set("value");
      expect([bare.get(), bare.get("fallback"), bare.name]).toEqual(["value", "value", "bare"]);
    });
  });

  it("may have undefined as its value, default or fallback", () => {
    fresh((context) => {
      const variable = new ContextVar<string | undefined>("variable", { default: undefined });
      expect(variable.get()).toBeUndefined();
      variable.set(undefined);
      expect([variable.get("fallback"), context.has(variable)]).toEqual([undefined, true]);
    });
  });

  it("goes back to what it was with the token of set()", () => {
    fresh((context) => {
      const variable = new ContextVar("variable", { default: 0 });
      const first = variable.set(1);
      const second = variable.set(2);
      expect([first.hadValue, first.oldValue, second.hadValue, second.oldValue]).toEqual([false, undefined, true, 1]);
      expect(second.variable).toBe(variable);
      variable.reset(second);
      expect(variable.get()).toBe(1);
      variable.reset(first);
      expect([variable.get(), context.has(variable)]).toEqual([0, false]);
    });
  });

  it("refuses a token that was used, or that is of another variable or context", () => {
    fresh(() => {
      const [variable, other] = [new ContextVar<number>("variable"), new ContextVar<number>("other")];
      const token = variable.set(1);
      expect(() => other.reset(token)).toThrow(
        new RuntimeError("the token was made by context variable 'variable', not 'other'"),
      );
      expect(() => copyContext().run(() => variable.reset(token))).toThrow(
        new RuntimeError("the token of context variable 'variable' was made in a different context"),
      );
      variable.reset(token);
      expect(() => variable.reset(token)).toThrow(
        new RuntimeError("the token of context variable 'variable' has already been used once"),
      );
    });
  });
});

describe("Context", () => {
  it("keeps what is set while it is in force, and nothing else does", () => {
    const variable = new ContextVar("variable", { default: "unset" });
    const context = new Context();
    const result = context.run(() => {
      variable.set("inside");
      return variable.get();
    });
    expect([result, variable.get(), context.get(variable)]).toEqual(["inside", "unset", "inside"]);
    expect(context.run(() => variable.get())).toBe("inside");
  });

  it("nests, and gives the outer one back even if the inner throws", () => {
    const variable = new ContextVar("variable", { default: "unset" });
    const [outer, inner] = [new Context(), new Context()];
    outer.run(() => {
      variable.set("outer");
      expect(() =>
        inner.run(() => {
          variable.set("inner");
          throw new Error("x");
        }),
      ).toThrow("x");
      expect(variable.get()).toBe("outer");
    });
    expect(variable.get()).toBe("unset");
    expect(inner.get(variable)).toBe("inner");
  });

  it("cannot be entered twice at once, but again", () => {
    const context = new Context();
    expect(() => context.run(() => context.run(() => {}))).toThrow(
      new RuntimeError("cannot enter context: it is already entered"),
    );
    expect(context.run(() => 1)).toBe(1);
  });

  it("reads as a map of variables to values", () => {
    fresh((context) => {
      const [a, b, c] = [new ContextVar<number>("a"), new ContextVar<number>("b"), new ContextVar("c", { default: 0 })];
      a.set(1);
      b.set(2);
      expect([...context]).toEqual([
        [a, 1],
        [b, 2],
      ]);
      expect([context.size, context.has(a), context.has(c), context.get(c)]).toEqual([2, true, false, undefined]);
    });
  });

  it("starts empty", () => {
    const variable = new ContextVar<number>("variable");
    fresh(() => {
      variable.set(1);
      expect([new Context().size, new Context().has(variable)]).toEqual([0, false]);
    });
  });
});

describe("a copy of a context", () => {
  it("has the same values, and goes its own way from then on", () => {
    fresh((context) => {
      const [kept, changed] = [new ContextVar<string>("kept"), new ContextVar<string>("changed")];
      kept.set("same");
      changed.set("original");
      const copy = copyContext();
      const copyOfCopy = copy.copy();
      copy.run(() => changed.set("in the copy"));
      changed.set("in the original");
      copyOfCopy.run(() => kept.set("in the copy's copy"));
      expect([context, copy, copyOfCopy].map((each) => [each.get(kept), each.get(changed)])).toEqual([
        ["same", "in the original"],
        ["same", "in the copy"],
        ["in the copy's copy", "original"],
      ]);
    });
  });
});

describe("the context of a task", () => {
  // Tasks that never write share one object with their creator; each of these would show a write through it.
  bothDialects(
    "is its own from its first write on, also if a hundred tasks share their creator's",
    function* ({ wait, fn }) {
      const variable = new ContextVar("variable", { default: "unset" });
      variable.set("main's");
      const writers = Array.from({ length: 100 }, (_, i) =>
        createTask(
          fn(function* () {
            if (i % 3 === 0) variable.set(`task ${i}`);
            yield* wait(sleep(1));
            return variable.get();
          }),
        ),
      );
      const results: string[] = [];
      for (const task of writers) results.push(yield* wait(task));
      return [variable.get(), results.every((result, i) => result === (i % 3 === 0 ? `task ${i}` : "main's"))];
    },
    ({ result }) => expect(result).toEqual(["main's", true]),
  );

  bothDialects(
    "is a copy as of its creation, however often the creator writes in between",
    function* ({ wait, fn }) {
      const variable = new ContextVar("variable", { default: "unset" });
      const read = fn(function* () {
        return variable.get();
      });
      const tasks = [createTask(read)];
      for (const value of ["first", "second", "third"]) {
        variable.set(value);
        tasks.push(createTask(read), createTask(read));
      }
      const results: string[] = [];
      for (const task of tasks) results.push(yield* wait(task));
      return results.join(" ");
    },
    ({ result }) => expect(result).toBe("unset first first second second third third"),
  );

  bothDialects(
    "can be reset by the task that set it, also after a wait",
    function* ({ wait, fn }) {
      const variable = new ContextVar("variable", { default: "unset" });
      variable.set("main's");
      const task = createTask(
        fn(function* () {
          const token = variable.set("child's");
          yield* wait(sleep(1));
          const during = variable.get();
          variable.reset(token);
          return [during, variable.get()];
        }),
      );
      return yield* wait(task);
    },
    ({ result }) => expect(result).toEqual(["child's", "main's"]),
  );

  bothDialects(
    "is copied by copyContext(), so that a write to the copy is not seen in the task",
    function* ({ wait }) {
      const variable = new ContextVar("variable", { default: "unset" });
      const copy = copyContext();
      copy.run(() => variable.set("copy's"));
      yield* wait(sleep(1));
      return [variable.get(), copy.get(variable)];
    },
    ({ result }) => expect(result).toEqual(["unset", "copy's"]),
  );

  bothDialects(
    "is what its helpers read and write",
    function* ({ wait, call }) {
      const variable = new ContextVar("variable", { default: "unset" });
      yield* call(function* () {
        variable.set("helper's");
        yield* wait(sleep(1));
      });
      return variable.get();
    },
    ({ result }) => expect(result).toBe("helper's"),
  );

  it("is not that of code which is started beside it by the host", async () => {
    const variable = new ContextVar("variable", { default: "unset" });
    const seen: string[] = [];
    const outcome = await outcomeOf(function* () {
      variable.set("task's");
      void Promise.resolve().then(() => seen.push(variable.get()));
      yield* sleep(1);
    });
    outcome.verify();
    expect(seen).toEqual(["unset"]);
  });
});

describe("a callback's context", () => {
  byHand(
    "is a copy that callbacks do not share",
    async ({ loop, log }) => {
      const variable = new ContextVar("variable", { default: "unset" });
      for (const name of ["first", "second"]) {
        loop.callSoon(() => {
          log(name, variable.get());
          variable.set(name);
          loop.callSoon(() => log("child of", variable.get()));
        });
      }
      loop.callLater(1, () => loop.stop());
      await loop.runForever();
      log("outside", variable.get());
    },
    ({ events }) =>
      expect(events).toEqual(["first unset", "second unset", "child of first", "child of second", "outside unset"]),
  );

  byHand(
    "may be given, and then is that very one",
    async ({ loop, log }) => {
      const variable = new ContextVar("variable", { default: "unset" });
      const context = new Context();
      const handle = loop.callSoon(() => variable.set("soon"), { context });
      loop.callLater(1, () => variable.set(`${variable.get()}, later`), { context });
      loop.callAt(2, () => variable.set(`${variable.get()}, at`), { context });
      loop.callLater(3, () => loop.stop());
      await loop.runForever();
      log(context.get(variable), handle.getContext() === context);
    },
    ({ events }) => expect(events).toEqual(["soon, later, at true"]),
  );
});
