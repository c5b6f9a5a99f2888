// The report of a deadlock: who waits for what, held by whom, and the circle if there is one.

import {
  Barrier,
  Condition,
  type Coroutine,
  Event,
  type Future,
  Lock,
  Queue,
  Semaphore,
  type Task,
  TaskGroup,
  asCompleted,
  asyncWith,
  createTask,
  gather,
  getRunningLoop,
  shield,
  sleep,
  staggeredRace,
  until,
  wait,
  waitFor,
} from "tsyncio";
import { DeadlockError, Sequencer, runVirtual } from "tsyncio/testing";

import { describe, expect, it } from "../support/suite.ts";

type Main = () => Coroutine<unknown> | Promise<unknown>;

async function deadlockOf(main: Main, options?: { debug?: boolean }): Promise<DeadlockError> {
  const error = await runVirtual(main, options).catch((reason: unknown) => reason);
  if (!(error instanceof DeadlockError)) throw new Error(`no deadlock, but ${String(error)}`);
  return error;
}

/** The lines of the report that say who waits for what, without places. */
async function waitsOf(main: Main): Promise<string[]> {
  const { report } = await deadlockOf(main);
  return report.split("\n").filter((line) => /^(task|in a circle)/.test(line));
}

/** What the report says that a task waits for that does `body`. */
async function waitOf(body: Main): Promise<string | undefined> {
  const lines = await waitsOf(function* () {
    yield* createTask(body, { name: "it" });
  });
  return lines.find((line) => line.startsWith("task 'it' "))?.slice("task 'it' waits for ".length);
}

describe("a deadlock", () => {
  it("ends the run with an error that says when and who", async () => {
    const error = await deadlockOf(function* () {
      yield* sleep(12.5);
      yield* new Event().wait();
    });
    expect(error.message).toMatch(
      /^deadlock at t=12\.5: nothing is ready, no timer is left, and the main task waits\n/,
    );
    expect(error.report).toMatch(/^task 'Task-\d+' \(main\) waits for Event-1\.wait\(\)/);
    expect(error).toMatchObject({ name: "DeadlockError", code: "ERR_TSYNCIO_DEADLOCK" });
  });

  it("is none while a timer is left, however far", async () => {
    const time = await runVirtual(function* () {
      const event = new Event();
      getRunningLoop().callLater(1e9, () => event.set());
      yield* event.wait();
      return getRunningLoop().time();
    });
    expect(time).toBe(1e9);
  });

  it("lets every task clean up", async () => {
    const events: string[] = [];
    await deadlockOf(function* () {
      const event = new Event();
      createTask(function* () {
        try {
          yield* event.wait();
        } finally {
          events.push("task");
        }
      });
      try {
        yield* event.wait();
      } finally {
        events.push("main");
      }
    });
    expect(events).toEqual(["main", "task"]);
  });
});

describe("the report of a deadlock", () => {
  it("names the circle of two tasks that take two locks in different orders", async () => {
    const report = await waitsOf(function* () {
      const [first, second] = [new Lock(), new Lock()];
      const take = (outer: Lock, inner: Lock) =>
        function* (): Coroutine {
          yield* asyncWith(outer, function* () {
            yield* sleep(1);
            yield* asyncWith(inner, function* () {});
          });
        };
      yield* gather(createTask(take(first, second), { name: "A" }), createTask(take(second, first), { name: "B" }));
    });
    expect(report).toEqual([
      expect.stringMatching(/^task 'Task-\d+' \(main\) waits for gather\(\) of task 'A', task 'B'$/),
      "task 'A' waits for Lock-1.acquire() which is held by task 'B'",
      "task 'B' waits for Lock-2.acquire() which is held by task 'A'",
      "in a circle: task 'A' -> Lock-1 -> task 'B' -> Lock-2 -> task 'A'",
    ]);
  });

  it("names the circle in async functions, too", async () => {
    const report = await waitsOf(async () => {
      const [first, second] = [new Lock(), new Lock()];
      const take = (outer: Lock, inner: Lock) => async (): Promise<void> => {
        await outer.acquire();
        await sleep(1);
        await inner.acquire();
      };
      const a = createTask(take(first, second), { name: "A" });
      const b = createTask(take(second, first), { name: "B" });
      await a;
      await b;
    });
    expect(report.at(-1)).toBe("in a circle: task 'A' -> Lock-1 -> task 'B' -> Lock-2 -> task 'A'");
  });

  it("names a task that takes a lock twice", async () => {
    const report = await waitsOf(function* () {
      const lock = new Lock();
      yield* createTask(
        function* () {
          yield* lock.acquire();
          yield* lock.acquire();
        },
        { name: "twice" },
      );
    });
    expect(report.at(-1)).toBe("in a circle: task 'twice' -> Lock-1 -> task 'twice'");
  });

  it("names tasks that wait for each other, and the run still ends", async () => {
    const report = await waitsOf(function* () {
      const tasks: Task<void>[] = [];
      const follow = (next: number) =>
        function* (): Coroutine {
          yield* tasks[next] as Task<void>;
        };
      for (const [index, name] of ["A", "B", "C"].entries()) tasks.push(createTask(follow((index + 1) % 3), { name }));
      yield* gather(tasks);
    });
    expect(report.at(-1)).toBe("in a circle: task 'A' -> task 'B' -> task 'C' -> task 'A'");
  });

  it("finds a circle that goes through gather, shield and a group", async () => {
    const report = await waitsOf(function* () {
      const tasks: Future<unknown>[] = [];
      const entry = createTask(
        function* () {
          yield* gather(shield(tasks[0] as Future<unknown>), sleep(1));
        },
        { name: "gathers" },
      );
      tasks.push(
        createTask(
          function* () {
            yield* asyncWith(new TaskGroup(), function* (group) {
              group.createTask(
                function* () {
                  yield* entry;
                },
                { name: "member" },
              );
            });
          },
          { name: "groups" },
        ),
      );
      yield* entry;
    });
    expect(report).toContain("task 'gathers' waits for gather() of shield() of task 'groups'");
    expect(report).toContain("task 'groups' waits for TaskGroup-1 with task 'member'");
    expect(report.at(-1)).toBe(
      "in a circle: task 'gathers' -> gather() -> task 'groups' -> TaskGroup-1 -> task 'member' -> task 'gathers'",
    );
  });

  it("says nothing of circles where there is none", async () => {
    const { report } = await deadlockOf(function* () {
      yield* gather(new Event().wait(), new Event().wait());
    });
    expect(report).not.toContain("circle");
  });

  it("copes with chains of many thousand tasks", async () => {
    const { report } = await deadlockOf(function* () {
      let last: Task<unknown> = createTask(new Event().wait());
      for (let index = 0; index < 3000; index++) {
        const next = last;
        last = createTask(function* () {
          yield* shield(next);
        });
      }
      yield* last;
    });
    expect(report).toContain("and 2902 tasks more");
  });

  it("shows where each coroutine is suspended, through all its calls", async () => {
    function* innermost(event: Event): Coroutine {
      yield* event.wait();
    }
    function* outermost(event: Event): Coroutine {
      yield* innermost(event);
    }
    const { report } = await deadlockOf(function* () {
      yield* createTask(outermost(new Event()), { name: "it" });
    });
    const [, ...places] = report.slice(report.indexOf("task 'it' waits")).split("\n");
    expect(places).toEqual([
      expect.stringMatching(/^ {2}in innermost \(.*deadlock\.test\.ts:\d+:\d+\)$/),
      expect.stringMatching(/^ {2}in outermost \(.*deadlock\.test\.ts:\d+:\d+\)$/),
    ]);
  });

  it("shows in debug mode where a future and a task were made, and where an async function waits", async () => {
    const { report } = await deadlockOf(
      function* () {
        function makeFuture(): Future<void> {
          return getRunningLoop().createFuture();
        }
        createTask(
          async function waiting() {
            await new Event().wait();
          },
          { name: "guest" },
        );
        yield* makeFuture();
      },
      { debug: true },
    );
    expect(report).toMatch(/waits for Future-1 made at makeFuture \(.*deadlock\.test\.ts/);
    expect(report).toMatch(
      /task 'guest' waits for Event-1\.wait\(\)\n {2}in waiting \(.*deadlock\.test\.ts.*\n {2}made at /,
    );
  });
});

describe("what a task waits for, in the report of a deadlock", () => {
  it("is the lock, and who holds it", async () => {
    const lock = new Lock();
    const held = await waitOf(function* () {
      const holder = createTask(
        function* () {
          yield* lock.acquire();
          yield* new Event().wait();
        },
        { name: "holder" },
      );
      yield* sleep(0);
      expect(holder.done()).toBe(false);
      yield* lock.acquire();
    });
    expect(held).toBe("Lock-1.acquire() which is held by task 'holder'");
  });

  it("is the event", async () => {
    expect(await waitOf(() => new Event().wait() as never)).toBe("Event-1.wait()");
  });

  it("is the condition", async () => {
    const condition = new Condition();
    const waiting = await waitOf(
      () =>
        asyncWith(condition, function* () {
          yield* condition.wait();
        }) as never,
    );
    expect(waiting).toBe("Condition-1.wait()");
  });

  it("is the semaphore, and what is free", async () => {
    expect(await waitOf(() => new Semaphore(0).acquire() as never)).toBe("Semaphore-1.acquire() with 0 free");
  });

  it("is the barrier, and how many are there", async () => {
    expect(await waitOf(() => new Barrier(3).wait() as never)).toBe("Barrier-1.wait() with 1 of 3 there");
  });

  it("is the queue, and what it is asked for", async () => {
    expect(await waitOf(() => new Queue().get() as never)).toBe("Queue-1.get() which is empty");
    const full = new Queue<number>(2);
    for (const item of [1, 2]) full.putNowait(item);
    expect(await waitOf(() => full.put(3) as never)).toBe("Queue-1.put() which is full with 2");
    expect(await waitOf(() => full.join() as never)).toBe("Queue-1.join() with 2 unfinished");
  });

  it("is each of several futures that are not done", async () => {
    const waiting = await waitOf(function* () {
      const event = new Event();
      const tasks = ["a", "b", "c"].map((name) => createTask(event.wait(), { name }));
      yield* wait([...tasks, createTask(sleep(1))]);
    });
    expect(waiting).toBe("wait() of task 'a', task 'b', task 'c'");
  });

  it("is cut short where they are too many", async () => {
    const waiting = await waitOf(function* () {
      const event = new Event();
      yield* gather(Array.from({ length: 15 }, () => event.wait()));
    });
    expect(waiting).toMatch(/^gather\(\) of (?:task 'Task-\d+'(?:, )?){10} and 5 more$/);
  });

  it("is what is left of asCompleted and of a staggered race", async () => {
    const completed = await waitOf(function* () {
      const slow = createTask(new Event().wait(), { name: "slow" });
      for (const next of asCompleted([slow, createTask(sleep(1))] as Future<unknown>[])) yield* next;
    });
    expect(completed).toBe("asCompleted() of task 'slow'");
    const race = await waitOf(() => staggeredRace([() => new Event().wait()], null) as never);
    expect(race).toMatch(/^staggeredRace\(\) of task 'Task-\d+', task 'Task-\d+'$/);
  });

  it("is the task that waitFor waits for", async () => {
    const waiting = await waitOf(function* () {
      yield* waitFor(createTask(new Event().wait(), { name: "slow" }), null);
    });
    expect(waiting).toBe("task 'slow'");
  });

  it("is the place in a sequence", async () => {
    expect(await waitOf(() => new Sequencer().at(3) as never)).toBe("Sequencer-1.at(3) which is at 0");
  });

  it("is a future that somebody made", async () => {
    expect(await waitOf(() => getRunningLoop().createFuture() as never)).toBe("Future-1");
  });

  it("is a promise of others", async () => {
    const never = new Promise<never>(() => undefined);
    expect(await waitOf(() => until(never) as never)).toBe("Future-1 which follows a promise");
    const report = await deadlockOf(async () => {
      let release!: () => void;
      const promise = new Promise<void>((resolve) => void (release = resolve));
      setImmediate(() => setImmediate(() => setImmediate(() => setImmediate(release))));
      await promise;
    });
    expect(report.report).toMatch(/\(main\) waits for a promise that is not the library's$/);
  });
});
