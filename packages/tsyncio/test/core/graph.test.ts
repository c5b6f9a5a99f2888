// The call graph: where coroutines are suspended, who waits for whom, and how that is printed.

import {
  type CallGraphOptions,
  type Coroutine,
  Event,
  FrameCallGraphEntry,
  type Future,
  FutureCallGraph,
  Lock,
  Queue,
  type Task,
  TaskGroup,
  asCompleted,
  asyncWith,
  captureCallGraph,
  createTask,
  currentTask,
  formatCallGraph,
  futureAddToAwaitedBy,
  futureDiscardFromAwaitedBy,
  gather,
  getRunningLoop,
  printCallGraph,
  shield,
  sleep,
  staggeredRace,
  until,
  wait,
  waitFor,
} from "tsyncio";
import { runVirtual, virtualTest, waitAllTasksBlocked } from "tsyncio/testing";

import { describe, expect, it } from "../support/suite.ts";

/** The names of the functions in a call stack, innermost first. */
function names(graph: FutureCallGraph | null): string[] {
  return graph?.callStack.map(({ frame }) => frame.functionName) ?? [];
}

/** The names of the tasks that wait for `future`. */
function awaiters(future: Future<unknown>): string[] {
  return captureCallGraph(future)?.awaitedBy.map((graph) => (graph.future as Task<unknown>).getName()) ?? [];
}

function* innermost(event: Event): Coroutine {
  yield* event.wait();
}
function* middle(event: Event): Coroutine {
  yield* innermost(event);
}
function* outermost(event: Event): Coroutine {
  yield* middle(event);
}

describe("captureCallGraph of a suspended task", () => {
  it(
    "gives its call stack through all yield*, innermost first, and the places",
    virtualTest(function* () {
      const event = new Event();
      const task = createTask(outermost(event));
      yield* waitAllTasksBlocked();
      const graph = captureCallGraph(task);
      expect(graph).toBeInstanceOf(FutureCallGraph);
      expect(graph?.future).toBe(task);
      expect(names(graph)).toEqual(["innermost", "middle", "outermost"]);
      expect(graph?.callStack[0]).toBeInstanceOf(FrameCallGraphEntry);
      expect(graph?.callStack[0]?.frame).toMatchObject({
        fileName: expect.stringMatching(/graph\.test\.ts$/),
        isCoroutine: true,
      });
      const lines = graph?.callStack.map(({ frame }) => frame.lineNumber) ?? [];
      expect(lines.map((line) => line - (lines[0] ?? 0))).toEqual([0, 3, 6]);
      event.set();
      yield* task;
    }),
  );

  it(
    "runs none of its code, and disturbs none of its waits",
    virtualTest(function* () {
      const events: string[] = [];
      const lock = new Lock();
      const queue = new Queue<number>(1);
      const future = getRunningLoop().createFuture<string>();
      const note = (name: string, body: () => Coroutine<unknown>): Task<void> =>
        createTask(
          function* stepper() {
            try {
              events.push(`${name} ${String(yield* body())}`);
            } finally {
              events.push(`${name} ends`);
            }
          },
          { name },
        );
      yield* lock.acquire();
      queue.putNowait(1);
      const tasks = [
        note("future", () => future[Symbol.iterator]() as Coroutine<unknown>),
        note("sleep", function* () {
          yield* sleep(2);
        }),
        note("lock", function* () {
          yield* lock.acquire();
          lock.release();
        }),
        note("put", function* () {
          yield* queue.put(2);
        }),
        note("get", function* () {
          yield* new Queue().get();
        }),
        note("waitFor", function* () {
          yield* waitFor(sleep(9), 3);
        }),
        note("gather", function* () {
          return yield* gather(sleep(1, "a"), sleep(2, "b"));
        }),
        note("group", function* () {
          yield* asyncWith(new TaskGroup(), function* (group) {
            group.createTask(sleep(1));
          });
        }),
        note("shield", function* () {
          yield* shield(future);
        }),
        note("until", function* () {
          yield* until(new Promise(() => undefined));
        }),
      ];
      for (let round = 0; round < 3; round++) {
        yield* waitAllTasksBlocked();
        for (const task of tasks) expect(names(captureCallGraph(task)).at(-1)).toBe("stepper");
      }
      expect(events).toEqual([]);
      future.setResult("done");
      lock.release();
      expect(queue.getNowait()).toBe(1);
      yield* waitAllTasksBlocked();
      expect(events.filter((event) => !event.endsWith("ends"))).toEqual([
        "future done",
        "lock undefined",
        "put undefined",
        "shield undefined",
      ]);
      for (const task of tasks) task.cancel();
      yield* wait(tasks);
      expect(events.filter((event) => event.endsWith("ends"))).toHaveLength(tasks.length);
      expect(queue.getNowait()).toBe(2);
    }),
  );

  it("gives nothing of an async function, but in debug mode where it waits", async () => {
    const stacks: string[][] = [];
    for (const debug of [false, true]) {
      await runVirtual(
        async () => {
          const task = createTask(async function guest() {
            await new Event().wait();
          });
          await waitAllTasksBlocked();
          stacks.push(names(captureCallGraph(task)));
          task.cancel();
        },
        { debug },
      );
    }
    expect(stacks).toEqual([[], ["guest"]]);
  });

  it(
    "sees the generators below an async function that runs as a part of them",
    virtualTest(function* () {
      const task = createTask(function* user(): Coroutine {
        yield* asyncWith(new Lock(), async () => {
          await new Event().wait();
        });
      });
      yield* waitAllTasksBlocked();
      expect(names(captureCallGraph(task))).toEqual(["user"]);
      task.cancel();
    }),
  );

  it(
    "gives none for a task that has not begun, is about to go on, or is done",
    virtualTest(function* () {
      const task = createTask(outermost(new Event()));
      expect(names(captureCallGraph(task))).toEqual([]);
      yield* waitAllTasksBlocked();
      task.cancel();
      expect(names(captureCallGraph(task))).toEqual([]);
      yield* wait([task]);
      expect(names(captureCallGraph(task))).toEqual([]);
    }),
  );
});

describe("captureCallGraph of the current task", () => {
  it(
    "is what it gives without an argument: the stack from the caller to the coroutine's first function",
    virtualTest(function* main(): Coroutine {
      function plain(): FutureCallGraph | null {
        return captureCallGraph();
      }
      function* inner(): Coroutine<FutureCallGraph | null> {
        yield* sleep(1);
        return plain();
      }
      const task = createTask(function* outer() {
        return yield* inner();
      });
      const graph = yield* task;
      expect(graph?.future).toBe(task);
      expect(names(graph)).toEqual(["plain", "inner", "outer"]);
      expect(graph?.callStack.map(({ frame }) => frame.isCoroutine)).toEqual([false, true, true]);
      expect(graph?.awaitedBy).toHaveLength(1);
      expect(names(graph?.awaitedBy[0] ?? null)).toEqual(["main"]);
    }),
  );

  it(
    "leaves out as many frames as depth says",
    virtualTest(function* main(): Coroutine {
      function helper(depth: number): FutureCallGraph | null {
        return captureCallGraph(null, { depth });
      }
      yield* sleep(0);
      expect(names(helper(1))).toEqual(["helper", "main"]);
      expect(names(helper(2))).toEqual(["main"]);
    }),
  );

  it("shows the async functions that called each other", async () => {
    const graph = await runVirtual(async function main() {
      async function inner(): Promise<FutureCallGraph | null> {
        await sleep(1);
        return captureCallGraph();
      }
      return await inner();
    });
    expect(names(graph)).toEqual(["inner", "main"]);
  });

  it(
    "is null in a callback, and needs a loop",
    virtualTest(function* () {
      const seen: unknown[] = [];
      getRunningLoop().callSoon(() => seen.push(captureCallGraph()));
      yield* sleep(0);
      expect(seen).toEqual([null]);
    }),
  );

  it("throws without a loop and without a future", () => {
    expect(() => captureCallGraph()).toThrow("captureCallGraph() needs a future, since no event loop is running");
    expect(() => captureCallGraph("x" as never)).toThrow('future must be a future or a task, got "x"');
  });
});

describe("who waits for a future", () => {
  it(
    "is found behind each way of waiting",
    virtualTest(function* () {
      const event = new Event();
      const target = createTask(event.wait(), { name: "target" });
      const ways: Record<string, () => Coroutine<unknown>> = {
        *directly() {
          yield* target;
        },
        *gather() {
          yield* gather(target, event.wait());
        },
        *"nested gather"() {
          yield* gather(gather(target), sleep(1));
        },
        *wait() {
          yield* wait([target]);
        },
        *waitFor() {
          yield* waitFor(target, 60);
        },
        *shield() {
          yield* shield(target);
        },
        *asCompleted() {
          for (const next of asCompleted([target])) yield* next;
        },
      };
      const tasks = Object.entries(ways).map(([name, way]) => createTask(way, { name }));
      yield* sleep(5);
      expect(awaiters(target)).toEqual(Object.keys(ways));
      expect(tasks.every((task) => !task.done())).toBe(true);
      event.set();
      yield* wait(tasks);
      expect(awaiters(target)).toEqual([]);
    }),
  );

  it(
    "is the task that entered the group of a task, even while its block runs",
    virtualTest(function* () {
      const members: Task<unknown>[] = [];
      const parent = createTask(
        function* () {
          yield* asyncWith(new TaskGroup(), function* (group) {
            members.push(group.createTask(sleep(10)));
            yield* sleep(5);
          });
        },
        { name: "parent" },
      );
      for (const time of [1, 6]) {
        yield* sleep(time - getRunningLoop().time());
        expect(members.map(awaiters)).toEqual([["parent"]]);
      }
      yield* parent;
    }),
  );

  it(
    "is the task that holds a staggered race",
    virtualTest(function* () {
      const attempts: (Future<unknown> | null)[] = [];
      const race = createTask(
        staggeredRace(
          [
            function* (): Coroutine {
              attempts.push(captureCallGraph()?.future ?? null);
              yield* sleep(5);
            },
          ],
          null,
        ),
        { name: "race" },
      );
      yield* sleep(1);
      expect(attempts.map((attempt) => attempt && awaiters(attempt))).toEqual([["race"]]);
      yield* race;
    }),
  );

  it(
    "is an async function's task, too",
    virtualTest(async () => {
      const event = new Event();
      const target = createTask(event.wait());
      const guest = createTask(async () => await target, { name: "guest" });
      await waitAllTasksBlocked();
      expect(awaiters(target)).toEqual(["guest"]);
      event.set();
      await guest;
    }),
  );

  it(
    "is followed up to those that nobody waits for, and not in circles",
    virtualTest(function* () {
      const tasks: Task<void>[] = [];
      for (const [index, name] of ["a", "b", "c"].entries()) {
        tasks.push(
          createTask(
            function* () {
              yield* tasks[(index + 1) % 3] as Task<void>;
            },
            { name },
          ),
        );
      }
      yield* waitAllTasksBlocked();
      const chain: string[] = [];
      for (let graph = captureCallGraph(tasks[0]); graph !== null; graph = graph.awaitedBy[0] ?? null) {
        chain.push((graph.future as Task<unknown>).getName());
      }
      expect(chain).toEqual(["a", "c", "b"]);
      for (const task of tasks) task.cancel();
    }),
  );

  it(
    "can be told by those who know better, and be taken back",
    virtualTest(function* () {
      const loop = getRunningLoop();
      const future = loop.createFuture<void>();
      const task = createTask(sleep(1), { name: "bridge" });
      futureAddToAwaitedBy(future, task);
      futureAddToAwaitedBy(future, task);
      expect(awaiters(future)).toEqual(["bridge"]);
      futureDiscardFromAwaitedBy(future, task);
      expect(awaiters(future)).toEqual([]);
      futureDiscardFromAwaitedBy(loop.createFuture(), task);
      yield* task;
    }),
  );
});

describe("the limit of a call graph", () => {
  const kept: [CallGraphOptions["limit"], string[]][] = [
    [null, ["innermost", "middle", "outermost"]],
    [9, ["innermost", "middle", "outermost"]],
    [2, ["middle", "outermost"]],
    [-2, ["innermost", "middle"]],
    [0, []],
  ];
  it.each(kept)("keeps of a suspended stack, for %s, as CPython does", (limit, expected) =>
    virtualTest(function* () {
      const task = createTask(outermost(new Event()));
      yield* waitAllTasksBlocked();
      expect(names(captureCallGraph(task, { limit: limit ?? null }))).toEqual(expected);
      task.cancel();
    })(),
  );

  it(
    "keeps the outermost of the current stack if positive, the innermost if negative",
    virtualTest(function* main(): Coroutine {
      const capture = (limit: number): FutureCallGraph | null => captureCallGraph(null, { limit });
      yield* sleep(0);
      expect(names(capture(1))).toEqual(["main"]);
      expect(names(capture(-1))).toEqual(["capture"]);
    }),
  );
});

describe("formatCallGraph", () => {
  it(
    "prints the form that Python prints",
    virtualTest(function* () {
      const event = new Event();
      const inner = createTask(middle(event), { name: "inner" });
      const outer = createTask(
        function* follower() {
          yield* inner;
        },
        { name: "outer" },
      );
      yield* waitAllTasksBlocked();
      const text = formatCallGraph(inner).replaceAll(
        /File '.*?graph\.test\.ts', line \d+/g,
        "File 'graph.test.ts', line N",
      );
      expect(text.split("\n")).toEqual([
        "* Task(name='inner')",
        "  + Call stack:",
        "  |   File 'graph.test.ts', line N, in async innermost()",
        "  |   File 'graph.test.ts', line N, in async middle()",
        "  + Awaited by:",
        "    * Task(name='outer')",
        "      + Call stack:",
        "      |   File 'graph.test.ts', line N, in async follower()",
      ]);
      event.set();
      yield* outer;
    }),
  );

  it(
    "tells futures from tasks",
    virtualTest(function* () {
      yield* sleep(0);
      expect(formatCallGraph(getRunningLoop().createFuture())).toBe("* Future()");
    }),
  );

  it(
    "is empty in a callback",
    virtualTest(function* () {
      const seen: string[] = [];
      getRunningLoop().callSoon(() => seen.push(formatCallGraph()));
      yield* sleep(0);
      expect(seen).toEqual([""]);
    }),
  );
});

describe("printCallGraph", () => {
  it(
    "writes to the file that it is given, or to where reports go",
    virtualTest(function* () {
      const loop = getRunningLoop();
      const future = loop.createFuture();
      const written: string[] = [];
      printCallGraph(future, { file: { write: (text) => written.push(text) } });
      loop._host.report = (text) => void written.push(`report ${text}`);
      printCallGraph(future);
      expect(written).toEqual(["* Future()\n", "report * Future()"]);
      yield* sleep(0);
    }),
  );
});

describe("the stack of a task", () => {
  it(
    "has the innermost call last, as Python has it",
    virtualTest(function* () {
      const task = createTask(outermost(new Event()));
      yield* waitAllTasksBlocked();
      expect(task.getStack().map((frame) => frame.functionName)).toEqual(["outermost", "middle", "innermost"]);
      expect(task.getStack({ limit: 1 }).map((frame) => frame.functionName)).toEqual(["innermost"]);
      task.cancel();
    }),
  );

  it(
    "is that of the caller in the task itself",
    virtualTest(function* main(): Coroutine {
      function* inner(): Coroutine<string[]> {
        yield* sleep(0);
        return (currentTask() as Task<unknown>).getStack().map((frame) => frame.functionName);
      }
      expect(yield* inner()).toEqual(["main", "inner"]);
    }),
  );

  it(
    "is that of the error once the task has failed",
    virtualTest(function* () {
      function* failing(): Coroutine {
        yield* sleep(1);
        throw new Error("broken");
      }
      const task = createTask(function* caller() {
        yield* failing();
      });
      yield* wait([task]);
      expect(task.getStack().map((frame) => frame.functionName)).toEqual(["caller", "failing"]);
      expect(task.getStack({ limit: 1 }).map((frame) => frame.functionName)).toEqual(["caller"]);
      const written: string[] = [];
      task.printStack({ file: { write: (text) => written.push(text) } });
      expect(written.join("")).toMatch(
        /^Traceback for <Task .*\(most recent call last\):\n {2}File ".*", line \d+, in caller\n.* in failing\nError: broken\n$/s,
      );
      expect(task.exception()).toMatchObject({ message: "broken" });
    }),
  );

  it(
    "is printed with its places, or as none",
    virtualTest(function* () {
      const task = createTask(outermost(new Event()), { name: "it" });
      const written: string[] = [];
      const file = { write: (text: string) => written.push(text) };
      task.printStack({ file });
      yield* waitAllTasksBlocked();
      task.printStack({ limit: 2, file });
      expect(written[0]).toMatch(/^No stack for <Task pending name='it'.*>\n$/);
      expect(written[1]?.split("\n")).toEqual([
        expect.stringMatching(/^Stack for <Task pending name='it' .*> \(most recent call last\):$/),
        expect.stringMatching(/^ {2}File ".*graph\.test\.ts", line \d+, in middle$/),
        expect.stringMatching(/^ {2}File ".*graph\.test\.ts", line \d+, in innermost$/),
        "",
      ]);
      task.cancel();
    }),
  );
});
