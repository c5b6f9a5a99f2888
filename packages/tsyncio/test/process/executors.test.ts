// ThreadPoolExecutor and ProcessPoolExecutor with real threads and processes, and the loop's default executor.

import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import process from "node:process";
import { promisify } from "node:util";

import {
  BrokenExecutor,
  BrokenProcessPool,
  BrokenThreadPool,
  CancelledError,
  type ExecutorFuture,
  type ExecutorOptions,
  ProcessPoolExecutor,
  RuntimeError,
  ThreadPoolExecutor,
  ValueError,
  asyncFor,
  createTask,
  gather,
  getHost,
  getRunningLoop,
  moduleFunction,
  run,
  sleep,
  toThread,
  transfer,
  waitFor,
} from "tsyncio";

import { runNode } from "../support/node_process.ts";
import { afterEach, describe, expect, it, vi } from "../support/suite.ts";

const jobs = new URL("fixtures/executor_jobs.mjs", import.meta.url);

type AnyExecutor = ThreadPoolExecutor | ProcessPoolExecutor;

const opened: AnyExecutor[] = [];

/** An executor that is shut down after the test. */
function open<E extends AnyExecutor>(executor: E): E {
  opened.push(executor);
  return executor;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((executor) => executor.shutdown({ cancelFutures: true })));
});

const add = (a: number, b: number): number => a + b;

function thrownBy(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

async function errorOf(call: PromiseLike<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error("it did not fail");
}

/** A gate that a thread waits at, and a bell that says that it has come there. */
class Gate {
  readonly cells = new Int32Array(new SharedArrayBuffer(8));

  static readonly pass = (cells: Int32Array, result: string): string => {
    Atomics.store(cells, 1, 1);
    Atomics.notify(cells, 1);
    Atomics.wait(cells, 0, 0);
    return result;
  };

  open(): void {
    Atomics.store(this.cells, 0, 1);
    Atomics.notify(this.cells, 0);
  }

  /** Wait until a thread stands at the gate. */
  async reached(): Promise<void> {
    const wait = (Atomics as unknown as { waitAsync: typeof waitAsync }).waitAsync(this.cells, 1, 0);
    await wait.value;
  }
}

declare function waitAsync(cells: Int32Array, index: number, value: number): { value: PromiseLike<string> | string };

const pools = [
  { name: "ThreadPoolExecutor", Pool: ThreadPoolExecutor, Broken: BrokenThreadPool },
  { name: "ProcessPoolExecutor", Pool: ProcessPoolExecutor, Broken: BrokenProcessPool },
] as const;

for (const { name, Pool, Broken } of pools) {
  const make = (options?: ExecutorOptions): AnyExecutor => open(new Pool({ maxWorkers: 2, ...options }));

  describe(name, () => {
    it("calls functions elsewhere, plain and async ones, with copies of their arguments", async () => {
      const executor = make();
      const argument = { list: [1, 2] };
      const results = await Promise.all([
        executor.submit(add, 1, 2),
        executor.submit(async (a: number) => (await import("node:path")).basename(`/x/${a}`), 5),
        executor.submit((value: { list: number[] }) => {
          value.list.push(3);
          return value;
        }, argument),
        executor.submit(function named() {
          return [typeof named, typeof globalThis.process.pid];
        }),
        executor.submit({ method: (text: string) => text.toUpperCase() }.method, "up"),
        executor.submit(
          {
            method(text: string) {
              return text.length;
            },
          }.method,
          "four",
        ),
      ]);
      expect(results).toEqual([3, "5", { list: [1, 2, 3] }, ["function", "number"], "UP", 4]);
      expect(argument).toEqual({ list: [1, 2] });
    });

    it("brings every kind of result back", async () => {
      const executor = make();
      const give = (kind: number): unknown =>
        [1.5, undefined, null, true, false, "text", 5n, [1], new Map([[1, 2]]), new Date(0), new Uint8Array([7])][kind];
      const results = await Promise.all(Array.from({ length: 11 }, (_, kind) => executor.submit(give, kind)));
      expect(results).toEqual([
        ...[1.5, undefined, null, true, false, "text", 5n, [1], new Map([[1, 2]]), new Date(0)],
        expect.any(Uint8Array),
      ]);
    });

    it("calls what a module exports", async () => {
      const executor = make();
      const greet = moduleFunction<(name: string) => string>(jobs, "greet");
      expect(await executor.submit(greet, "you")).toBe("hello you");
      expect(await executor.submit(moduleFunction<(n: number) => number>(jobs.href, "double"), 4)).toBe(8);
      expect(await greet("me")).toBe("hello me");
      const missing = await errorOf(executor.submit(moduleFunction(jobs, "noFunction")));
      expect([missing.name, missing.message]).toEqual(["TypeError", `${jobs.href} exports no function "noFunction"`]);
    });

    it("refuses at the call what cannot run elsewhere, and says why", () => {
      const executor = make();
      const messages = [Math.max, add.bind(null, 1), class Thing {}, function* () {}, 5].map((fn) =>
        String(thrownBy(() => executor.submit(fn as () => void))),
      );
      const advice =
        "Give a function that uses nothing but its arguments and globals, or moduleFunction(import.meta.url, name)";
      const native = "it is native or bound, so there is no source text of it that could be sent";
      expect(messages).toEqual([
        `TypeError: fn must be self-contained, got function max: ${native}. ${advice}`,
        `TypeError: fn must be self-contained, got function bound add: ${native}. ${advice}`,
        `TypeError: fn must be self-contained, got function Thing: it is a class. ${advice}`,
        expect.stringContaining("it is a generator function, and a coroutine stays with the loop of its thread"),
        "TypeError: fn must be a function, got 5",
      ]);
    });

    it("explains what is wrong with a closure", async () => {
      const executor = make();
      const factor = Number("3");
      const error = await errorOf(
        executor.submit(function scale(n: number) {
          return n * factor;
        }, 2),
      );
      expect(error).toBeInstanceOf(ReferenceError);
      expect(error.message).toBe(
        "factor is not defined in the worker that ran scale(): the function is sent as its source text, so of the code " +
          "around it nothing goes with it. Pass factor as an argument, or use moduleFunction(import.meta.url, name)",
      );
    });

    it("gives errors back with class, name, message, stack, code, cause, and their parts", async () => {
      const executor = make();
      const range = await errorOf(
        executor.submit(function deep() {
          throw new RangeError("too far", { cause: new Error("why") });
        }),
      );
      expect(range).toBeInstanceOf(RangeError);
      expect([range.message, range.stack?.includes("deep"), String(range.cause)]).toEqual([
        "too far",
        true,
        "Error: why",
      ]);
      const own = await errorOf(
        executor.submit(() => {
          class DiskError extends Error {
            override name = "DiskError";
            code = "EDISK";
          }
          throw new DiskError("full");
        }),
      );
      expect([own instanceof Error, String(own), own["code"]]).toEqual([true, "DiskError: full", "EDISK"]);
      const none = await errorOf(executor.submit(async () => (await import("node:fs")).readFileSync("/no/such/file")));
      expect(none["code"]).toBe("ENOENT");
      const many = await errorOf(
        executor.submit(() => {
          throw new AggregateError([new TypeError("a"), 5], "both");
        }),
      );
      expect(many).toBeInstanceOf(AggregateError);
      expect((many as unknown as AggregateError).errors.map(String)).toEqual(["TypeError: a", "5"]);
      const text = errorOf(
        executor.submit(() => {
          throw "plain text";
        }),
      );
      expect(await text).toBe("plain text");
    });

    it("fails the one call whose argument or result cannot be copied", async () => {
      const executor = make({ maxWorkers: 1 });
      const calls = [
        executor.submit(add, 1, 2),
        executor.submit((value: object) => value, { callback() {} }),
        executor.submit(() => () => 5),
        executor.submit(() => {
          throw Object.assign(() => {}, {});
        }),
        executor.submit(add, 3, 4),
      ];
      const outcomes = (await Promise.allSettled(calls)).map((outcome) =>
        outcome.status === "fulfilled" ? outcome.value : String(outcome.reason),
      );
      expect(outcomes).toEqual([
        3,
        expect.stringMatching(/^DataCloneError: an argument of .* cannot be sent: .*could not be cloned/),
        expect.stringMatching(/^DataCloneError: the result cannot be sent back: .*could not be cloned/),
        expect.stringMatching(/^DataCloneError: what was thrown cannot be sent back: .*could not be cloned/),
        7,
      ]);
    });

    it("maps over items in their order, with and without chunks, and cancels the rest when the iteration is left", async () => {
      const executor = make();
      const square = (n: number): number => n * n;
      const numbers = Array.from({ length: 10 }, (_, i) => i);
      const squares = numbers.map((n) => n * n);
      for (const chunksize of [1, 3, 100]) {
        const results: number[] = [];
        for await (const result of executor.map(square, numbers, { chunksize })) results.push(result);
        expect(results).toEqual(squares);
      }
      const greet = moduleFunction<(name: string) => string>(jobs, "greet");
      const greetings: string[] = [];
      for await (const text of executor.map(greet, ["a", "b", "c"], { chunksize: 2 })) greetings.push(text);
      expect(greetings).toEqual(["hello a", "hello b", "hello c"]);
      const first: number[] = [];
      for await (const result of executor.map(square, numbers)) {
        first.push(result);
        if (result === 1) break;
      }
      expect(first).toEqual([0, 1]);
      expect(thrownBy(() => executor.map(square, [], { chunksize: 0 }))).toEqual(
        new ValueError("chunksize must be a whole number greater than 0, got 0"),
      );
    });

    it("makes its calls for tasks, in both dialects", async () => {
      const executor = make();
      const results = await run(function* () {
        const loop = getRunningLoop();
        const [three, seven] = yield* gather(
          loop.runInExecutor(executor, add, 1, 2),
          createTask(async () => await loop.runInExecutor(executor, add, 3, 4)),
        );
        const nine = yield* executor.submit(add, 4, 5);
        const eleven = yield* createTask(async () => await executor.submit(add, 5, 6));
        const mapped: number[] = [];
        yield* asyncFor(
          executor.map((n: number) => -n, [1, 2]),
          function* (n: number) {
            yield* sleep(0);
            mapped.push(n);
          },
        );
        return [three, seven, nine, eleven, mapped];
      });
      expect(results).toEqual([3, 7, 9, 11, [-1, -2]]);
    });

    it("calls the initializer first in each worker", async () => {
      const executor = make({
        initializer: (text: string) => {
          (globalThis as Record<string, unknown>)["prepared"] = text;
        },
        initargs: ["ready"],
      });
      const look = (): unknown => (globalThis as Record<string, unknown>)["prepared"];
      expect(await Promise.all([executor.submit(look), executor.submit(look)])).toEqual(["ready", "ready"]);
    });

    it("is broken once an initializer has failed", async () => {
      const executor = make({
        initializer: () => {
          throw new RangeError("no more licenses");
        },
      });
      const calls = [executor.submit(add, 1, 2), executor.submit(add, 1, 2), executor.submit(add, 1, 2)];
      for (const call of calls) {
        const error = await errorOf(call);
        expect(error).toBeInstanceOf(Broken);
        expect(error.message).toMatch(/^the initializer failed, .*: RangeError: no more licenses$/);
        expect(error.cause).toBeInstanceOf(RangeError);
      }
      expect(thrownBy(() => executor.submit(add, 1, 2))).toBeInstanceOf(Broken);
      await executor.shutdown();
    });

    it("is broken when its workers cannot be started, and says so at each call", async () => {
      const executor = make({ initializer: (call: () => number) => call(), initargs: [() => 1] });
      for (let attempt = 0; attempt < 2; attempt++) {
        const error = thrownBy(() => executor.submit(add, 1, 2)) as Error;
        expect(error).toBeInstanceOf(Broken);
        expect(error.message).toContain("a worker could not start");
        expect(error.cause).toBeInstanceOf(Error);
      }
      await executor.shutdown();
    });

    it("fails the call in which a worker exits, and replaces the worker", async () => {
      const executor = make({ maxWorkers: 1 });
      const calls = [
        executor.submit(add, 1, 2),
        executor.submit(function leave() {
          globalThis.process.exit(3);
        }),
        executor.submit(add, 3, 4),
      ] as const;
      expect(await calls[0]).toBe(3);
      const error = await errorOf(calls[1]);
      expect([error instanceof Broken, error instanceof BrokenExecutor, error.name]).toEqual([true, true, Broken.name]);
      expect(error.message).toMatch(/_0 ended with exit code 3 while it ran leave\(\)$/);
      expect(await calls[2]).toBe(7);
    });

    it("ends the worker of a cancelled call if that is asked for, and starts a new one", async () => {
      const executor = make({ maxWorkers: 1, onCancel: "terminate" });
      await executor.submit(add, 1, 2);
      const endless = executor.submit(() => {
        for (;;);
      });
      const next = executor.submit(add, 3, 4);
      while (!endless.running()) await new Promise(setImmediate);
      expect(endless.cancel()).toBe(true);
      expect(await errorOf(endless)).toBeInstanceOf(CancelledError);
      expect(await next).toBe(7);
      expect([endless.cancelled(), endless.done(), next.cancel()]).toEqual([true, true, false]);
    });

    it("ends the worker when the task that waits for the call is cancelled", async () => {
      const executor = make({ maxWorkers: 1, onCancel: "terminate" });
      const result = await run(function* () {
        const endless = executor.submit(() => {
          for (;;);
        });
        const task = createTask(function* () {
          yield* endless;
        });
        while (!endless.running()) yield* sleep(0);
        task.cancel();
        return yield* getRunningLoop().runInExecutor(executor, add, 1, 2);
      });
      expect(result).toBe(3);
    });

    it("makes the calls that were submitted before it shuts down, and takes no more", async () => {
      const executor = make();
      const calls = Array.from({ length: 20 }, (_, i) => executor.submit(add, i, 1));
      const end = executor.shutdown();
      expect(thrownBy(() => executor.submit(add, 1, 2))).toEqual(
        new RuntimeError("cannot schedule new futures after shutdown"),
      );
      await end;
      expect(calls.every((call) => call.done())).toBe(true);
      expect(await Promise.all(calls)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
      await executor.shutdown();
    });

    it("shuts down without having been used, without being waited for, and at the end of a block", async () => {
      await make().shutdown();
      const executor = make();
      const call = executor.submit(add, 1, 2);
      await executor.shutdown({ wait: false });
      expect(call.done()).toBe(false);
      expect(await call).toBe(3);
      let inner: AnyExecutor | undefined;
      {
        await using block = make();
        inner = block;
        expect(await block.submit(add, 1, 2)).toBe(3);
      }
      expect(thrownBy(() => inner?.submit(add, 1, 2))).toBeInstanceOf(RuntimeError);
    });

    it("refuses options that are out of place", () => {
      for (const maxWorkers of [0, 1.5, -1, Number.NaN]) {
        expect(() => new Pool({ maxWorkers })).toThrow(
          new ValueError(`maxWorkers must be a whole number greater than 0, got ${maxWorkers}`),
        );
      }
      expect(() => new Pool({ onCancel: "explode" as "finish" })).toThrow(
        new ValueError('onCancel must be "finish" or "terminate", got "explode"'),
      );
      expect(() => new Pool({ initializer: Math.max })).toThrow(TypeError);
    });

    it("works in a program that is given on the command line", async () => {
      const { href } = new URL("../../dist/index.node.js", import.meta.url);
      const program = `import { ${Pool.name} } from ${JSON.stringify(href)};
        const executor = new ${Pool.name}({ maxWorkers: 1 });
        executor.submit((text) => console.log(text), "from the worker").then(() => executor.shutdown());`;
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [
        "--input-type=module",
        "--eval",
        program,
      ]);
      expect([stdout, stderr]).toEqual(["from the worker\n", ""]);
    });

    it("keeps a process alive for its calls, and not for idle workers", async () => {
      const { code, stdout, stderr } = await runNode("executor_idle.mjs", [
        Pool === ThreadPoolExecutor ? "threads" : "",
      ]);
      expect([code, stdout, stderr]).toEqual([0, "sum 3\nfrom the worker\n", ""]);
    });
  });
}

describe("ThreadPoolExecutor, whose threads share memory with the pool,", () => {
  it("fails the calls whose arguments the thread cannot read, and makes all others that were sent with them", async () => {
    const { unreadable } = (await import(new URL("fixtures/unreadable.mjs", import.meta.url).href)) as {
      unreadable(): object;
    };
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 2 }));
    const calls: ExecutorFuture<unknown>[] = [];
    for (let i = 0; i < 400; i++) {
      if (i % 7 === 3) calls.push(executor.submit((value: object) => value, unreadable()));
      else calls.push(executor.submit((n: number) => (n % 5 === 0 ? [n] : n), i));
    }
    calls[20]?.cancel();
    const outcomes = (await Promise.allSettled(calls)).map((outcome) =>
      outcome.status === "fulfilled" ? outcome.value : (outcome.reason as Error).name,
    );
    const expected: unknown[] = Array.from({ length: 400 }, (_, i) =>
      i % 7 === 3 ? "DataCloneError" : i % 5 === 0 ? [i] : i,
    );
    expect(outcomes).toEqual(expected.with(20, "CancelledError"));
    const error = await errorOf(executor.submit((value: object) => value, unreadable()));
    expect(error.message).toMatch(/^an argument of .* cannot be read in the worker: .*nowhere/);
    expect(await executor.submit(add, 1, 2)).toBe(3);
  });

  it("never starts a call that was cancelled before it began, although it was sent already", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 1 }));
    const gate = new Gate();
    const started = new Int32Array(new SharedArrayBuffer(4));
    const first = executor.submit(Gate.pass, gate.cells, "job 1");
    const second = executor.submit((cells: Int32Array) => void Atomics.add(cells, 0, 1), started);
    const third = executor.submit(add, 1, 2);
    await gate.reached();
    expect([first.running(), first.cancel(), second.running(), second.cancel(), second.cancel()]).toEqual([
      ...[true, false, false, true, true],
    ]);
    gate.open();
    expect([await first, await third, started[0]]).toEqual(["job 1", 3, 0]);
    expect(await errorOf(second)).toBeInstanceOf(CancelledError);
  });

  it("has an idle thread take over what a slow call holds back", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 2 }));
    const gate = new Gate();
    const slow = executor.submit(Gate.pass, gate.cells, "slow");
    const others = Array.from({ length: 400 }, (_, i) => executor.submit(add, i, 1));
    expect(await Promise.all(others)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
    const late = executor.submit((text: string) => [text], "an answer that is a message");
    expect(await late).toEqual(["an answer that is a message"]);
    expect(slow.done()).toBe(false);
    gate.open();
    expect(await slow).toBe("slow");
  });

  it("gives what a thread has finished before a slow call of its", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 1 }));
    const gate = new Gate();
    const fast = [executor.submit(add, 1, 2), executor.submit((text: string) => [text], "x")] as const;
    const slow = executor.submit(Gate.pass, gate.cells, "slow");
    expect(await Promise.all(fast)).toEqual([3, ["x"]]);
    expect(slow.done()).toBe(false);
    gate.open();
    expect(await slow).toBe("slow");
  });

  it("keeps the results of a full window apart when a cancel meets a call that is done already", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 1, onCancel: "terminate" }));
    const gate = new Gate();
    await executor.submit(add, 0, 0);
    const first = executor.submit(add, 1, 2);
    const slow = executor.submit(Gate.pass, gate.cells, "slow");
    const others = Array.from({ length: 120 }, (_, i) => executor.submit(add, i, 1));
    await new Promise<void>((resolve) => process.nextTick(resolve));
    // The thread has done the first call, but this one does not know it yet.
    Atomics.wait(gate.cells, 1, 0);
    expect(first.cancel()).toBe(false);
    gate.open();
    expect([await first, await slow]).toEqual([3, "slow"]);
    expect(await Promise.all(others)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  });

  it("keeps the results apart when a thread whose calls were all cancelled takes others over", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 2 }));
    const gates = [new Gate(), new Gate()] as const;
    const held = gates.map((gate) => executor.submit(Gate.pass, gate.cells, "held"));
    await Promise.all(gates.map((gate) => gate.reached()));
    for (const gate of gates) gate.open();
    await Promise.all(held);
    const calls = Array.from({ length: 256 }, (_, i) => executor.submit(add, i, 1));
    await new Promise<void>((resolve) => process.nextTick(resolve));
    // One after the other goes to each of the two.
    for (let i = 0; i < 256; i += 2) (calls[i] as ExecutorFuture<number>).cancel();
    const results: (readonly [number, number])[] = [];
    for (const [i, call] of calls.entries()) if (!call.cancelled()) results.push([i, await call]);
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(([i, result]) => result !== i + 1)).toEqual([]);
  });

  it("makes thousands of calls, most of them sent while others are made", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 2 }));
    let sum = 0;
    const calls = Array.from({ length: 5000 }, (_, i) => executor.submit((n: number) => (n % 3 === 0 ? [n] : n), i));
    for (const call of calls.filter((_, i) => i % 7 === 0)) call.cancel();
    for (const [i, call] of calls.entries()) {
      if (i % 7 === 0) expect(call.cancelled()).toBe(true);
      else sum += Number(await call);
    }
    const expected = Array.from({ length: 5000 }, (_, i) => (i % 7 === 0 ? 0 : i)).reduce(add);
    expect(sum).toBe(expected);
  });

  it("cancels at its shutdown what has not begun", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 1 }));
    const gate = new Gate();
    const first = executor.submit(Gate.pass, gate.cells, "done");
    const others = Array.from({ length: 300 }, (_, i) => executor.submit(add, i, 1));
    await gate.reached();
    const end = executor.shutdown({ cancelFutures: true });
    expect(others.every((call) => call.cancelled())).toBe(true);
    gate.open();
    await end;
    expect(await first).toBe("done");
  });

  it("fails only the call that is being made when its thread ends", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 1, threadNamePrefix: "crew" }));
    const calls = [
      executor.submit((text: string) => [text], "before"),
      executor.submit(async function explode() {
        setTimeout(() => {
          throw new RangeError("in a timer");
        });
        await new Promise(() => {});
      }),
      ...[1, 2, 3].map((n) => executor.submit(add, n, 1)),
    ];
    const [before, died, ...after] = await Promise.allSettled(calls as ExecutorFuture<unknown>[]);
    expect(before).toEqual({ status: "fulfilled", value: ["before"] });
    const error = (died as PromiseRejectedResult).reason as BrokenThreadPool;
    expect(error.message).toBe("thread crew_0 ended with exit code 1 while it ran explode()");
    expect(error.cause).toEqual(new RangeError("in a timer"));
    expect(after).toEqual([2, 3, 4].map((value) => ({ status: "fulfilled", value })));
  });

  it("reports what kills a thread that has nothing to do, and starts another", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 1, threadNamePrefix: "crew" }));
    const reports: unknown[] = [];
    let told: () => void = () => {};
    const isTold = new Promise<void>((resolve) => {
      told = resolve;
    });
    const host = getHost();
    const report = vi.spyOn(host, "report").mockImplementation((text, error) => {
      reports.push([text, String(error)]);
      told();
    });
    await executor.submit(() => {
      setTimeout(() => {
        throw new RangeError("too late");
      });
    });
    await isTold;
    report.mockRestore();
    expect(reports).toEqual([["thread crew_0 ended with exit code 1 between two calls", "RangeError: too late"]]);
    expect(await executor.submit(add, 1, 2)).toBe(3);
  });

  it("moves what is named to be transferred, there and back", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 1 }));
    const bytes = new Uint8Array([1, 2, 3]);
    const more = new Uint8Array([4]);
    const flip = (array: Uint8Array): Uint8Array => {
      array.reverse();
      const place = globalThis as unknown as Record<symbol, WeakMap<object, unknown>>;
      (place[Symbol.for("tsyncio.transfers")] ??= new WeakMap()).set(array, [array.buffer]);
      (globalThis as Record<string, unknown>)["kept"] = array;
      return array;
    };
    const flipped = await executor.submit(flip, transfer(bytes, [bytes.buffer]));
    expect([bytes.length, [...flipped]]).toEqual([0, [3, 2, 1]]);
    expect(await executor.submit(() => (globalThis as unknown as { kept: Uint8Array }).kept.length)).toBe(0);
    for await (const result of executor.map(flip, [transfer(more, [more.buffer])], { chunksize: 2 })) {
      expect([more.length, [...result]]).toEqual([0, [4]]);
    }
    // A slow call in between: what was moved can be sent only once, so it is never taken back from a thread.
    const two = open(new ThreadPoolExecutor({ maxWorkers: 2 }));
    const gate = new Gate();
    const slow = two.submit(Gate.pass, gate.cells, "slow");
    const buffers = Array.from({ length: 50 }, (_, i) => new Uint8Array([i]));
    const sums = buffers.map((buffer) => two.submit((b: Uint8Array) => b[0], transfer(buffer, [buffer.buffer])));
    expect(await Promise.all(sums)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(slow.done()).toBe(false);
    gate.open();
    expect(() => transfer(5 as unknown as object, [])).toThrow(new TypeError("value must be an object, got 5"));
    expect(() => transfer({}, 5 as never)).toThrow(new TypeError("list must be an array, got 5"));
  });
});

describe("ProcessPoolExecutor", () => {
  it("survives a process that is killed", async () => {
    const executor = open(new ProcessPoolExecutor({ maxWorkers: 1 }));
    const pid = await executor.submit(() => globalThis.process.pid);
    expect(pid).not.toBe(process.pid);
    const call = executor.submit(function suicide() {
      globalThis.process.kill(globalThis.process.pid, "SIGKILL");
      for (;;);
    });
    const error = await errorOf(call);
    expect(error).toBeInstanceOf(BrokenProcessPool);
    expect(error.message).toMatch(/^process ProcessPoolExecutor_0 .* while it ran suicide\(\)$/);
    expect(await executor.submit(() => globalThis.process.pid)).not.toBe(pid);
  });

  it("sends nothing before a process is ready, so that it can be cancelled", async () => {
    const executor = open(new ProcessPoolExecutor({ maxWorkers: 1 }));
    const calls = [executor.submit(add, 1, 2), executor.submit(add, 3, 4)] as const;
    await new Promise(setImmediate);
    expect([calls[0].cancel(), await calls[1]]).toEqual([true, 7]);
  });
});

describe("the default executor", () => {
  it("is made of threads at the first call of toThread or runInExecutor", async () => {
    const results = await run(async () => {
      const id = async (): Promise<number> => (await import("node:worker_threads")).threadId;
      const [a, b] = await gather(toThread(id), getRunningLoop().runInExecutor(null, add, 1, 2));
      return [a > 0, b];
    });
    expect(results).toEqual([true, 3]);
  });

  it("refuses a closure at the call", async () => {
    const error = await run(function* () {
      yield* sleep(0);
      return thrownBy(() => getRunningLoop().runInExecutor(null, add.bind(null, 1, 2)));
    });
    expect(String(error)).toContain("it is native or bound");
  });

  // Hazard 931.
  it("lets a cancelled call run on, drops its result, and is waited for at the end of run()", async () => {
    const gate = new Gate();
    const facts = await run(function* () {
      const future = getRunningLoop().runInExecutor(null, Gate.pass, gate.cells, "dropped");
      const waiting = createTask(waitFor(future, 0));
      let outcome = "";
      try {
        yield* waiting;
      } catch (error) {
        outcome = (error as Error).name;
      }
      const cancelled = future.cancelled();
      gate.open();
      return [outcome, cancelled];
    });
    expect(facts).toEqual(["TimeoutError", true]);
  });

  // Hazard 932.
  it("never runs a queued call whose future was cancelled", async () => {
    const executor = open(new ThreadPoolExecutor({ maxWorkers: 1 }));
    const gate = new Gate();
    const started = new Int32Array(new SharedArrayBuffer(4));
    const facts = await run(async () => {
      const loop = getRunningLoop();
      const first = loop.runInExecutor(executor, Gate.pass, gate.cells, "job 1");
      const second = loop.runInExecutor(executor, (cells: Int32Array) => void Atomics.add(cells, 0, 1), started);
      await sleep(0);
      second.cancel();
      await sleep(0);
      gate.open();
      return [await first, second.cancelled()];
    });
    await executor.shutdown();
    expect([facts, started[0]]).toEqual([["job 1", true], 0]);
  });

  // Hazard 933.
  it("passes errors through, and takes no call after its shutdown", async () => {
    const facts = await run(function* () {
      const loop = getRunningLoop();
      const fail = (): never => {
        throw new RangeError("x");
      };
      const errors: unknown[] = [];
      try {
        yield* waitFor(loop.runInExecutor(null, fail), 20);
      } catch (error) {
        errors.push(error);
      }
      yield* loop.shutdownDefaultExecutor();
      errors.push(thrownBy(() => loop.runInExecutor(null, add, 1, 2)));
      return errors;
    });
    expect(facts).toEqual([new RangeError("x"), new RuntimeError("Executor shutdown has been called")]);
    expect(facts[0]).toBeInstanceOf(RangeError);
  });

  it("leaves no thread behind", { timeout: 60_000 }, async () => {
    // Every thread of the process is a directory here; other systems have no such count, and run the rounds alone.
    const threads = (): number => (process.platform === "linux" ? readdirSync("/proc/self/task").length : 0);
    const round = (i: number): Promise<number> => run(() => toThread(add, i, 1));
    expect(await round(0)).toBe(1);
    const before = threads();
    for (let i = 0; i < 20; i++) expect(await round(i)).toBe(i + 1);
    expect(threads()).toBeLessThanOrEqual(before);
  });
});

describe("moduleFunction", () => {
  it("refuses what is no URL and no name", () => {
    expect(() => moduleFunction("not a url", "x")).toThrow(
      new TypeError('url must be the URL of a module, such as import.meta.url, got "not a url"'),
    );
    expect(() => moduleFunction(jobs, "")).toThrow(new TypeError('name must be that of an export, got ""'));
  });
});
