// The user's own AsyncLocalStorage inside tasks and callbacks: each sees the store of the code that started it, and no other.

import { AsyncLocalStorage } from "node:async_hooks";

import {
  type Coroutine,
  type Task,
  coroutine,
  createTask,
  currentTask,
  run,
  sleep,
  timeout,
  until,
  waitFor,
} from "tsyncio";

import { bothDialects, byHand, outcomeOf } from "../support/dialects.ts";
import { runNode } from "../support/node_process.ts";
import { describe, expect, it } from "../support/suite.ts";

// Made at the start, and entered before most programs run; others are made late.
const storage = new AsyncLocalStorage<string>();
const store = (): string => storage.getStore() ?? "none";

describe("a task", () => {
  it("sees the store of its creator in the generators that its async function awaits", async () => {
    const seen: string[] = [];
    const pause = function* (): Coroutine {
      yield* sleep(0);
      seen.push(store());
    };
    const pauses = coroutine(pause);
    await run(async () => {
      const child = async (): Promise<void> => {
        await pauses();
        await waitFor(pause(), 60);
        await timeout(60, pause);
      };
      await storage.run("child's", () => createTask(child));
    });
    expect(seen).toEqual(["child's", "child's", "child's"]);
  });

  bothDialects(
    "sees the store of its creator at every step",
    function* ({ wait, fn, log, loop }) {
      const future = loop.createFuture<void>();
      const child = fn(function* () {
        log("first step", store());
        yield* wait(sleep(0));
        log("after sleep(0)", store());
        yield* wait(sleep(1));
        log("after a timer", store());
        yield* wait(future);
        log("after a future", store());
        yield* wait(until(Promise.resolve()));
        log("after a promise", store());
      });
      const task = storage.run("child's", () => createTask(child));
      loop.callLater(2, () => future.setResult());
      log("creator", store());
      yield* wait(task);
      log("creator", store());
    },
    ({ events }) =>
      expect(events).toEqual([
        "creator none",
        "first step child's",
        "after sleep(0) child's",
        "after a timer child's",
        "after a future child's",
        "after a promise child's",
        "creator none",
      ]),
  );

  bothDialects(
    "keeps its store while siblings with other stores, and one with none, run in between",
    function* ({ wait, fn, log }) {
      const seen = new Map<string, Set<string>>();
      const child = (name: string) =>
        fn(function* () {
          const stores = new Set<string>();
          seen.set(name, stores);
          for (let i = 0; i < 5; i++) {
            stores.add(store());
            yield* wait(sleep(i % 2));
            stores.add(store());
          }
        });
      const tasks: Task<void>[] = [createTask(child("none"))];
      for (const name of ["a", "b", "c"]) tasks.push(storage.run(name, () => createTask(child(name))));
      tasks.push(createTask(child("none, too")));
      for (const task of tasks) {
        yield* wait(task);
        log(store());
      }
      return Object.fromEntries([...seen].map(([name, stores]) => [name, [...stores].join(" ")]));
    },
    ({ events, result }) => {
      expect(events).toEqual(["none", "none", "none", "none", "none"]);
      expect(result).toEqual({ none: "none", a: "a", b: "b", c: "c", "none, too": "none" });
    },
  );

  it("keeps its store beside tasks of the other dialect", async () => {
    const { result } = await outcomeOf(function* () {
      const seen: string[] = [];
      const note = (name: string): void => {
        if (!seen.includes(`${name}: ${store()}`)) seen.push(`${name}: ${store()}`);
      };
      const generator = (name: string) =>
        function* () {
          for (let i = 0; i < 6; i++) {
            note(name);
            yield* sleep(i % 2);
          }
        };
      const guest = (name: string) => async () => {
        for (let i = 0; i < 6; i++) {
          note(name);
          await sleep(i % 2);
          note(name);
          await Promise.resolve();
        }
      };
      const tasks = [
        createTask(generator("bare generator")),
        createTask(guest("bare guest")),
        storage.run("x", () => createTask(guest("guest in x"))),
        storage.run("y", () => createTask(generator("generator in y"))),
        createTask(generator("later bare generator")),
        storage.run("z", () => createTask(guest("guest in z"))),
      ];
      for (const task of tasks) yield* task;
      note("main");
      return seen.toSorted();
    });
    expect(result).toEqual([
      "bare generator: none",
      "bare guest: none",
      "generator in y: y",
      "guest in x: x",
      "guest in z: z",
      "later bare generator: none",
      "main: none",
    ]);
  });

  bothDialects(
    "may enter other stores for a stretch, nested, and finds its own again",
    function* ({ wait, fn, log, call }) {
      const task = storage.run("outer", () =>
        createTask(
          fn(function* () {
            log(store());
            storage.run("inner", () => log(store()));
            log(store());
            yield* wait(sleep(1));
            const nested = storage.run("nested", () =>
              createTask(
                fn(function* () {
                  yield* wait(sleep(1));
                  log("nested task", store());
                }),
              ),
            );
            yield* wait(nested);
            log(store());
            yield* call(function* () {
              yield* wait(sleep(1));
              log("helper", store());
            });
          }),
        ),
      );
      yield* wait(task);
      log(store());
    },
    ({ events }) =>
      expect(events).toEqual(["outer", "inner", "outer", "nested task nested", "outer", "helper outer", "none"]),
  );

  bothDialects(
    "sees its store when somebody else's context wakes it",
    function* ({ wait, fn, log, loop }) {
      const future = loop.createFuture<string>();
      const waiter = fn(function* () {
        yield* wait(future);
        log("waiter", store());
        yield* wait(sleep(0));
        log("waiter", store());
      });
      const tasks = [storage.run("waiter's", () => createTask(waiter)), createTask(waiter)];
      yield* wait(sleep(0));
      storage.run("waker's", () => loop.callSoon(() => future.setResult("x")));
      for (const task of tasks) yield* wait(task);
      log("main", store());
    },
    ({ events }) =>
      expect(events).toEqual(["waiter waiter's", "waiter none", "waiter waiter's", "waiter none", "main none"]),
  );

  bothDialects(
    "sees its store when it is cancelled from somebody else's context, and while it cleans up",
    function* ({ wait, fn, log }) {
      const task = storage.run("own", () =>
        createTask(
          fn(function* () {
            try {
              yield* wait(sleep(9));
            } finally {
              log(store());
              yield* wait(sleep(1));
              log(store());
            }
          }),
        ),
      );
      yield* wait(sleep(1));
      storage.run("canceller's", () => task.cancel());
      yield* wait(sleep(2));
      log(task.cancelled());
    },
    ({ events }) => expect(events).toEqual(["own", "own", "true"]),
  );

  bothDialects(
    "sees the store of its creator when it starts eagerly, and the creator its own afterwards",
    function* ({ wait, fn, log }) {
      const child = fn(function* () {
        log("child", store());
        yield* wait(sleep(1));
        log("child", store());
      });
      const task = storage.run("child's", () => createTask(child, { eagerStart: true }));
      log("main", store());
      yield* wait(task);
      log("main", store());
    },
    ({ events }) => expect(events).toEqual(["child child's", "main none", "child child's", "main none"]),
  );
});

describe("a storage that is made late", () => {
  bothDialects(
    "is seen like any other",
    function* ({ wait, fn, log }) {
      yield* wait(sleep(1));
      const late = new AsyncLocalStorage<string>();
      const read = (): string => late.getStore() ?? "none";
      const child = fn(function* () {
        log("child", read());
        yield* wait(sleep(1));
        log("child", read());
      });
      const bare = createTask(child);
      const task = late.run("late", () => createTask(child));
      yield* wait(bare);
      yield* wait(task);
      log("main", read());
    },
    ({ events }) => expect(events).toEqual(["child none", "child late", "child none", "child late", "main none"]),
  );
});

describe("a callback", () => {
  bothDialects(
    "runs with the store of who asked for it",
    function* ({ wait, log, loop }) {
      const future = loop.createFuture<void>();
      storage.run("soon's", () => loop.callSoon(() => log("soon", store())));
      storage.run("later's", () => loop.callLater(1, () => log("later", store())));
      storage.run("done's", () => future.addDoneCallback(() => log("done", store())));
      loop.callSoon(() => log("soon", store()));
      loop.callLater(1, () => log("later", store()));
      future.addDoneCallback(() => log("done", store()));
      storage.run("setter's", () => future.setResult());
      yield* wait(sleep(2));
    },
    ({ events }) =>
      expect(events).toEqual(["soon soon's", "soon none", "done done's", "done none", "later later's", "later none"]),
  );

  byHand(
    "of a loop that is started in some context does not see that context unless it was asked for there",
    async ({ log, loop }) => {
      loop.callSoon(() => log("before", store()));
      await storage.run("runner's", async () => {
        loop.callSoon(() => log("inside", store()));
        loop.callLater(1, () => loop.stop());
        await loop.runForever();
      });
      log(store());
    },
    ({ events }) => expect(events).toEqual(["before none", "inside runner's", "none"]),
  );
});

describe("enterWith() in a task", () => {
  // Within one turn of the host it does reach tasks that have no store of their own; see docs/differences.md.
  bothDialects(
    "is over at the end of the turn, for all who did not run in it",
    function* ({ wait, fn, log }) {
      const entering = createTask(
        fn(function* () {
          storage.enterWith("entered");
          log("entering", store());
          yield* wait(sleep(0));
        }),
      );
      yield* wait(sleep(1));
      const later = createTask(
        fn(function* () {
          log("later", store());
          yield* wait(sleep(1));
          log("later", store());
        }),
      );
      yield* wait(entering);
      yield* wait(later);
      log("main", store());
    },
    ({ events }) => expect(events).toEqual(["entering entered", "later none", "later none", "main none"]),
  );
});

describe("a program started inside a store", () => {
  it("sees that store, in both dialects, to its end", async () => {
    const seen: string[] = [];
    await storage.run("program's", async () => {
      const generator = await outcomeOf(function* () {
        yield* sleep(1);
        seen.push(`generator ${store()}`);
      });
      const guest = await outcomeOf(async () => {
        await sleep(1);
        seen.push(`async function ${store()} ${currentTask() !== null}`);
      });
      generator.verify();
      guest.verify();
    });
    expect(seen).toEqual(["generator program's", "async function program's true"]);
    expect(store()).toBe("none");
  });
});

// The test runner uses a storage itself, so that here every task has a context to carry. In most programs none has.
it("tasks without any store see none in a process whose other tasks have some", async () => {
  const { code, stdout, stderr } = await runNode("async_local_storage.mjs");
  expect([code, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toEqual({
    main: ["none"],
    "bare generator": ["none"],
    "bare guest": ["none"],
    "entering guest": ["none"],
    helper: ["helper's"],
    "second bare generator": ["none"],
    "guest in x": ["x"],
    "third bare generator": ["none"],
    "generator in y": ["y"],
    "bare callback": ["none"],
    outside: ["none"],
  });
});

it("tasks see the store of their creator, or none, where one was in force before the package was loaded", async () => {
  const { code, stdout, stderr } = await runNode("async_local_storage_first.mjs");
  expect([code, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toEqual({
    plain: ["first", "first", "first"],
    "in x": ["x", "x", "x"],
    "in none": ["none", "none", "none"],
    outside: ["none", "none", "none"],
  });
});
