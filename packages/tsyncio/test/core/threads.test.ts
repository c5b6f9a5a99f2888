// Executors as the loop uses them, toThread and runCoroutineThreadsafe. The executors themselves are not here.

import {
  type Coroutine,
  type Executor,
  type ExecutorJob,
  NotImplementedError,
  Queue,
  RuntimeError,
  createTask,
  currentTask,
  newEventLoop,
  runCoroutineThreadsafe,
  sleep,
  toThread,
} from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";

import { bothDialects, outcomeOf, repr, state } from "../support/dialects.ts";
import { describe, expect, it } from "../support/suite.ts";

interface Call {
  readonly text: string;
  finish(): void;
}

/** An executor whose calls are made by the test. */
class FakeExecutor implements Executor {
  readonly calls: Call[] = [];
  readonly log: string[] = [];
  #shutDown: () => void = () => {};

  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): ExecutorJob<Awaited<R>> {
    const text = `${fn.name}(${args.join(", ")})`;
    let finish!: () => void;
    const promise = new Promise<void>((resolve) => {
      finish = resolve;
    }).then(() => fn(...args));
    this.calls.push({ text, finish });
    const job = promise as Promise<Awaited<R>> & { cancel(): void };
    job.cancel = () => this.log.push(`cancel ${text}`);
    return job;
  }

  shutdown({ wait }: { wait?: boolean } = {}): Promise<void> {
    this.log.push(`shutdown wait=${String(wait)}`);
    return new Promise((resolve) => {
      this.#shutDown = resolve;
    });
  }

  end(): void {
    this.#shutDown();
  }
}

function add(a: number, b: number): number {
  return a + b;
}

function fail(): never {
  throw new RangeError("in the executor");
}

describe("runInExecutor and toThread", () => {
  bothDialects(
    "give back what the call returns or throws",
    function* (d) {
      const executor = new FakeExecutor();
      d.loop.setDefaultExecutor(executor);
      const tasks = [
        d.loop.runInExecutor(executor, add, 1, 2),
        d.loop.runInExecutor(null, fail),
        createTask(toThread(add, 3, 4)),
      ];
      yield* d.wait(sleep(0));
      for (const { finish } of executor.calls) finish();
      yield* d.wait(sleep(1));
      d.log(executor.calls.map(({ text }) => text).join(" "));
      d.log(tasks.map(state).join(" "));
      executor.shutdown = () => Promise.resolve();
    },
    ({ events }) => {
      expect(events).toEqual(["add(1, 2) fail() add(3, 4)", "result 3 RangeError('in the executor') result 7"]);
    },
  );

  bothDialects(
    "end at once when they are cancelled, and drop what comes of the call",
    function* (d) {
      const executor = new FakeExecutor();
      d.loop.setDefaultExecutor(executor);
      const task = createTask(toThread(fail));
      yield* d.wait(sleep(1));
      task.cancel();
      yield* d.wait(sleep(1));
      d.log(state(task), executor.log.join(" "));
      executor.calls[0]?.finish();
      yield* d.wait(sleep(1));
      executor.shutdown = () => Promise.resolve();
    },
    ({ events }) => expect(events).toEqual(["cancelled cancel fail()"]),
  );

  bothDialects(
    "say what is missing where there is no default executor",
    function* (d) {
      for (const call of [() => d.wait(toThread(add, 1, 2)), () => d.wait(d.loop.runInExecutor(null, add, 1, 2))]) {
        try {
          yield* call();
        } catch (error) {
          d.log(error instanceof NotImplementedError, repr(error));
        }
      }
    },
    ({ events }) => {
      const line =
        "true NotImplementedError('the loop has no default executor: give it one with setDefaultExecutor()')";
      expect(events).toEqual([line, line]);
    },
  );

  it("refuse at once what is no executor or no function", () => {
    const loop = newEventLoop();
    expect(() => loop.setDefaultExecutor({} as Executor)).toThrow(
      new TypeError("executor must have submit() and shutdown(), got an object of class Object"),
    );
    expect(() => loop.runInExecutor(5 as unknown as Executor, add, 1, 2)).toThrow(TypeError);
    expect(() => loop.runInExecutor(new FakeExecutor(), 5 as unknown as () => void)).toThrow(TypeError);
    expect(() => toThread(5 as unknown as () => void)).toThrow(new TypeError("fn must be a function, got 5"));
    loop.close();
    expect(() => loop.runInExecutor(new FakeExecutor(), add, 1, 2)).toThrow(RuntimeError);
  });
});

describe("shutdownDefaultExecutor", () => {
  bothDialects(
    "waits until the executor's calls have ended, and lets no more in",
    function* (d) {
      const executor = new FakeExecutor();
      d.loop.setDefaultExecutor(executor);
      const ending = createTask(d.loop.shutdownDefaultExecutor());
      yield* d.wait(sleep(1));
      d.log(state(ending), executor.log.join(" "));
      expect(() => d.loop.runInExecutor(null, add, 1, 2)).toThrow(
        new RuntimeError("Executor shutdown has been called"),
      );
      executor.end();
      yield* d.wait(ending);
      executor.shutdown = () => Promise.resolve();
    },
    ({ events }) => expect(events).toEqual(["pending shutdown wait=true"]),
  );

  it("warns when its time limit has passed, and waits no longer", async () => {
    const executor = new FakeExecutor();
    const loop = new VirtualEventLoop();
    const warnings: string[] = [];
    loop._host.report = (text) => void warnings.push(text);
    loop.setDefaultExecutor(executor);
    await loop.runUntilComplete(loop.shutdownDefaultExecutor({ timeout: 3 }));
    expect(loop.time()).toBe(3);
    expect(executor.log).toEqual(["shutdown wait=true", "shutdown wait=false"]);
    expect(warnings).toEqual(["The executor did not finish its calls within 3 seconds"]);
    loop.close();
    expect(executor.log).toHaveLength(2);
  });

  it("is done without waiting when the loop is closed", () => {
    const executor = new FakeExecutor();
    const loop = newEventLoop();
    loop.setDefaultExecutor(executor);
    loop.close();
    expect(executor.log).toEqual(["shutdown wait=false"]);
  });
});

describe("runCoroutineThreadsafe", () => {
  it("runs a coroutine in the loop, for code that the loop does not run", async () => {
    const loop = new VirtualEventLoop();
    const requests = new Queue<string>();
    const serving = loop.runUntilComplete(serve(requests));
    const answers = await Promise.all([
      runCoroutineThreadsafe(function* (): Coroutine<boolean> {
        yield* sleep(1);
        return currentTask() !== null;
      }, loop),
      runCoroutineThreadsafe(async () => {
        await sleep(2);
        return loop.time();
      }, loop),
      runCoroutineThreadsafe(requests.put("last"), loop),
      runCoroutineThreadsafe(failing(), loop).then(undefined, repr),
    ]);
    expect(answers).toEqual([true, 2, undefined, "RangeError('in the coroutine')"]);
    expect(await serving).toBe("last");
    loop.close();
  });

  it("cancels the coroutine by its future, and never starts one that was cancelled before", async () => {
    const { events, error } = await outcomeOf(function* ({ log, loop }): Coroutine {
      const body = function* (name: string): Coroutine {
        try {
          log(name, "starts");
          yield* sleep(10);
        } finally {
          log(name, "ends at", loop.time());
        }
      };
      const never = runCoroutineThreadsafe(body("never"), loop);
      never.cancel();
      const future = runCoroutineThreadsafe(body("started"), loop);
      yield* sleep(1);
      future.cancel();
      yield* sleep(1);
      log(state(never), state(future));
    });
    expect(error).toBeNull();
    expect(events).toEqual(["started starts", "started ends at 1", "cancelled cancelled"]);
  });

  it("refuses what is no coroutine, and a loop that is closed", () => {
    const loop = newEventLoop();
    expect(() => runCoroutineThreadsafe(Promise.resolve() as unknown as Coroutine, loop)).toThrow(TypeError);
    loop.close();
    expect(() => runCoroutineThreadsafe(failing(), loop)).toThrow(RuntimeError);
  });

  function* serve(requests: Queue<string>): Coroutine<string> {
    yield* sleep(5);
    return yield* requests.get();
  }

  function* failing(): Coroutine<never> {
    yield* sleep(1);
    throw new RangeError("in the coroutine");
  }
});
