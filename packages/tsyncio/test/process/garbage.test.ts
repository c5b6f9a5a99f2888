// What the garbage collector may take, and what it tells us when it does. Needs `--expose-gc`, as this project has it.

import process from "node:process";

import {
  type Coroutine,
  type Future,
  type Task,
  type TransportSocket,
  createTask,
  getRunningLoop,
  newEventLoop,
  openConnection,
  run,
  sleep,
  startServer,
  until,
} from "tsyncio";

import { repr } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

const collect = (globalThis as { gc?: () => void }).gc as () => void;

/** Collect until `done`; finalizers run between two turns of the host, and so does what frees what `deref()` has touched. */
async function collectUntil(done: () => boolean): Promise<void> {
  for (let i = 0; i < 20; i++) {
    await new Promise((resolve) => void setImmediate(resolve));
    collect();
    await new Promise((resolve) => void setImmediate(resolve));
    if (done()) return;
  }
}

describe("an error that nobody asks for", () => {
  for (const kind of ["Future", "Task"] as const) {
    for (const isBusy of [false, true]) {
      it(`is reported when its ${kind} is collected, once, while the loop ${isBusy ? "is busy" : "waits"}`, async () => {
        const messages: string[] = [];
        const loop = newEventLoop();
        loop.setExceptionHandler((_, { message, exception }) => messages.push(`${message} | ${repr(exception)}`));
        const lose = (): void => {
          if (kind === "Future") loop.createFuture().setException(new RangeError("lost"));
          else {
            loop.createTask(function* () {
              throw new RangeError("lost");
            });
          }
        };
        const spin = function* (): Coroutine {
          for (;;) yield* sleep(0);
        };
        await loop.runUntilComplete(
          loop.createTask(function* () {
            const spinner = isBusy ? createTask(spin()) : null;
            lose();
            yield* sleep(0);
            yield* until(collectUntil(() => messages.length > 0));
            spinner?.cancel();
            yield* sleep(0);
          }),
        );
        expect(messages).toEqual([`${kind} exception was never retrieved | RangeError('lost')`]);
        loop.close();
        expect(messages).toHaveLength(1);
      });
    }
  }

  it("is reported with the name of its task and where that was made, in debug mode", async () => {
    const reports: string[] = [];
    const loop = newEventLoop();
    loop.setDebug(true);
    loop.setExceptionHandler((_, { message, sourceTraceback }) => reports.push(`${message}\n${sourceTraceback}`));
    const fail = function* (): Coroutine {
      throw new RangeError("lost");
    };
    const lose = (): void => void loop.createTask(fail(), { name: "loser" });
    await loop.runUntilComplete(function* () {
      lose();
      yield* sleep(0);
      yield* until(collectUntil(() => reports.length > 0));
    });
    expect(reports).toEqual([
      expect.stringMatching(/^Task exception was never retrieved: <Task finished .* name='loser'>\n.*garbage\.test/),
    ]);
    loop.close();
  });

  it("is not reported on collection if somebody has asked", async () => {
    const messages: string[] = [];
    const loop = newEventLoop();
    loop.setExceptionHandler((_, { message }) => messages.push(message));
    const collected: string[] = [];
    const registry = new FinalizationRegistry<string>((name) => collected.push(name));
    const ask = function* (late: boolean) {
      const future = loop.createFuture();
      registry.register(future, "asked for");
      future.setException(new RangeError("seen"));
      if (late) yield* until(new Promise<void>((resolve) => void setImmediate(resolve)));
      future.exception();
    };
    await loop.runUntilComplete(
      loop.createTask(function* () {
        yield* createTask(ask(false));
        yield* createTask(ask(true));
        yield* until(collectUntil(() => collected.length === 2));
      }),
    );
    loop.close();
    expect([collected, messages]).toEqual([["asked for", "asked for"], []]);
  });
});

function doNothing(): void {}

describe("the loop lets go of", () => {
  // Each thing is made in a function of its own: the frame of a function that still runs may hold what it has dropped.

  it("what a cancelled timer's callback holds, though the timer stays in the heap", async () => {
    const loop = newEventLoop();
    const make = (): WeakRef<object> => {
      const payload = { big: Array.from({ length: 1000 }, () => 0) };
      const timer = loop.callLater(3600, () => void payload);
      loop.callLater(7200, doNothing).cancel(); // stands last, so it goes at once
      loop.callLater(7200, doNothing);
      timer.cancel();
      return new WeakRef(payload);
    };
    const reference = make();
    await collectUntil(() => reference.deref() === undefined);
    expect([reference.deref(), [...loop._timers()].length]).toEqual([undefined, 2]);
    loop.close();
  });

  it("finished tasks, their coroutines and their results, while it runs on", async () => {
    const references: WeakRef<object>[] = [];
    const make = (): Task<object>[] => {
      const result = { generator: {}, guest: {} };
      const tasks = [
        createTask(function* () {
          yield* sleep(0);
          return result.generator;
        }),
        createTask(async () => {
          await sleep(0);
          return result.guest;
        }),
      ];
      for (const thing of [...tasks, result.generator, result.guest]) references.push(new WeakRef(thing));
      return tasks;
    };
    const waitForAll = function* (tasks: Task<object>[]): Coroutine {
      for (const task of tasks) yield* task;
    };
    const left = (): number => references.filter((reference) => reference.deref() !== undefined).length;
    await run(function* () {
      yield* createTask(waitForAll(make()));
      yield* until(collectUntil(() => left() === 0));
    });
    expect([references.length, left()]).toEqual([4, 0]);
  });

  it("the tasks that waited for a future, once it is done", async () => {
    const make = (future: Future<void>): WeakRef<object> =>
      new WeakRef(
        createTask(function* () {
          yield* future;
        }),
      );
    const [reference, stillThere] = await run(function* () {
      const future = getRunningLoop().createFuture<void>();
      const waiter = make(future);
      yield* sleep(0);
      future.setResult();
      yield* sleep(0);
      yield* until(collectUntil(() => waiter.deref() === undefined));
      return [waiter, future.done()] as const;
    });
    expect([reference.deref(), stillThere]).toEqual([undefined, true]);
  });
});

describe("a task that nobody holds", () => {
  it("is not lost while it waits: the loop holds it (gh-91887)", async () => {
    const events: string[] = [];
    await run(function* () {
      createTask(function* () {
        yield* until(new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve))));
        events.push("woke up");
      });
      yield* sleep(0);
      collect();
      yield* until(collectUntil(() => events.length > 0));
    });
    expect(events).toEqual(["woke up"]);
  });

  it("is not lost if it serves a connection, and waits for what nobody else holds (gh-90467)", async () => {
    const read = await run(function* () {
      const server = yield* startServer(
        function* (reader, writer) {
          yield* reader.readline();
          yield* until(new Promise<void>((resolve) => void setImmediate(() => setImmediate(resolve))));
          writer.write(new TextEncoder().encode("served"));
          writer.close();
        },
        "127.0.0.1",
        0,
      );
      const [reader, writer] = yield* openConnection(...(server.sockets[0] as TransportSocket).getsockname());
      writer.write(new TextEncoder().encode("\n"));
      collect();
      yield* sleep(0);
      collect();
      const read = yield* reader.read();
      writer.close();
      server.close();
      yield* server.waitClosed();
      return new TextDecoder().decode(read);
    });
    expect(read).toBe("served");
  });
});

describe("memory", () => {
  it("a suspended task and the future that it waits for take no more than 300 bytes", async () => {
    const COUNT = 100_000;
    const waits = new Array<Future<void> | null>(COUNT).fill(null);
    const tasks = new Array<Task<void> | null>(COUNT).fill(null);
    function* waiting(future: Future<void>): Coroutine {
      yield* future;
    }
    const measure = (): number => {
      collect();
      collect();
      return process.memoryUsage().heapUsed;
    };
    const bytes = await run(function* () {
      const loop = getRunningLoop();
      let last = 0; // of three: the first is taken while things are still being compiled
      for (let round = 0; round < 3; round++) {
        const before = measure();
        for (let i = 0; i < COUNT; i++) {
          const future = loop.createFuture<void>();
          waits[i] = future;
          tasks[i] = createTask(waiting(future));
        }
        yield* sleep(0);
        last = (measure() - before) / COUNT;
        for (const future of waits) future?.setResult();
        for (const task of tasks) if (task !== null) yield* task;
        for (let i = 0; i < COUNT; i++) waits[i] = tasks[i] = null;
      }
      return last;
    });
    expect(bytes).toBeGreaterThan(100);
    expect(bytes).toBeLessThanOrEqual(300);
  });
});
