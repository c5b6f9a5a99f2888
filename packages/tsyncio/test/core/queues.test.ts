// Queue, PriorityQueue and LifoQueue. Their races are in ../hazards/queues.test.ts.

import {
  BREAK,
  type Coroutine,
  LifoQueue,
  PriorityQueue,
  Queue,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  ValueError,
  asyncFor,
  createTask,
  gather,
  run,
  sleep,
} from "tsyncio";

import { bothDialects, inBothDialects, repr, state } from "../support/dialects.ts";
import { describe, expect, expectTypeOf, it } from "../support/suite.ts";

function drain<T>(queue: Queue<T>): T[] {
  const items: T[] = [];
  while (!queue.empty()) items.push(queue.getNowait());
  return items;
}

describe("Queue", () => {
  bothDialects(
    "gives items in the order in which they came",
    function* ({ wait }) {
      const queue = new Queue<string>();
      yield* wait(queue.put("a"));
      queue.putNowait("b");
      return [yield* wait(queue.get()), queue.getNowait()];
    },
    ({ result }) => expect(result).toEqual(["a", "b"]),
  );

  bothDialects(
    "lets get() wait while it is empty, and put() while it is full",
    function* (d) {
      const queue = new Queue<number>(1);
      const getting = createTask(queue.get());
      yield* d.wait(sleep(1));
      d.log(queue, state(getting));
      queue.putNowait(1);
      d.log(yield* d.wait(getting));
      yield* d.wait(queue.put(2));
      const putting = createTask(queue.put(3));
      yield* d.wait(sleep(1));
      d.log(queue, state(putting));
      d.log(queue.getNowait());
      yield* d.wait(putting);
      d.log(queue.getNowait());
    },
    ({ events }) => {
      expect(events).toEqual([
        "<Queue maxsize=1 getters=1> pending",
        "1",
        "<Queue maxsize=1 items=1 putters=1 tasks=2> pending",
        "2",
        "3",
      ]);
    },
  );

  bothDialects(
    "wakes getters in the order of their coming, each for one item",
    function* (d) {
      const queue = new Queue<string>();
      const tasks = ["A", "B", "C"].map((name) =>
        createTask(
          d.fn(function* () {
            d.log(name, "got", yield* d.wait(queue.get()));
          }),
        ),
      );
      yield* d.wait(sleep(0));
      for (const item of ["x", "y", "z"]) queue.putNowait(item);
      yield* d.wait(gather(tasks));
    },
    ({ events }) => expect(events).toEqual(["A got x", "B got y", "C got z"]),
  );

  it("tells its size and its limit", () => {
    const queue = new Queue<number>(2);
    expect([queue.maxsize, queue.qsize(), queue.empty(), queue.full()]).toEqual([2, 0, true, false]);
    queue.putNowait(1);
    expect([queue.qsize(), queue.empty(), queue.full()]).toEqual([1, false, false]);
    queue.putNowait(2);
    expect([queue.qsize(), queue.empty(), queue.full()]).toEqual([2, false, true]);
    expect(() => queue.putNowait(3)).toThrow(QueueFull);
    expect(drain(queue)).toEqual([1, 2]);
    expect(() => queue.getNowait()).toThrow(QueueEmpty);
  });

  it("has no limit if its size is zero or less", () => {
    for (const maxsize of [0, -1, Infinity]) {
      const queue = new Queue<number>(maxsize);
      for (let item = 0; item < 100; item++) queue.putNowait(item);
      expect(queue.full()).toBe(false);
    }
    expect(new Queue().maxsize).toBe(0);
  });

  it("keeps items that are undefined", () => {
    const queue = new Queue<number | undefined>();
    queue.putNowait(undefined);
    queue.putNowait(1);
    expect(queue.qsize()).toBe(2);
    expect(drain(queue)).toEqual([undefined, 1]);
  });

  it("refuses a size that is not a number", () => {
    expect(() => new Queue(Number.NaN)).toThrow(new ValueError("maxsize must be a number, got NaN"));
    expect(() => new Queue("1" as unknown as number)).toThrow(ValueError);
  });

  it("refuses more taskDone() calls than items", () => {
    const queue = new Queue<number>();
    expect(() => queue.taskDone()).toThrow(new ValueError("task_done() called too many times"));
    queue.putNowait(1);
    queue.taskDone();
    expect(() => queue.taskDone()).toThrow(ValueError);
  });

  bothDialects(
    "lets join() wait again for items that come after it was satisfied",
    function* (d) {
      const queue = new Queue<number>();
      yield* d.wait(queue.join());
      queue.putNowait(1);
      const joining = createTask(queue.join());
      yield* d.wait(sleep(0));
      queue.getNowait();
      d.log(state(joining));
      queue.taskDone();
      yield* d.wait(joining);
      d.log(state(joining));
    },
    ({ events }) => expect(events).toEqual(["pending", "result None"]),
  );

  it("gives the room and the item of a generator that is closed to the next", () =>
    run(function* (): Coroutine {
      const queue = new Queue<string>(1);
      const getting = queue.get()[Symbol.iterator]();
      expect(getting.next().done).toBe(false);
      const nextGetter = createTask(queue.get());
      yield* sleep(0);
      queue.putNowait("item");
      getting.return?.("");
      expect(yield* nextGetter).toBe("item");
      queue.putNowait("full");
      const putting = queue.put("never")[Symbol.iterator]();
      expect(putting.next().done).toBe(false);
      const nextPutter = createTask(queue.put("next"));
      yield* sleep(0);
      queue.getNowait();
      putting.return?.();
      yield* nextPutter;
      expect(drain(queue)).toEqual(["next"]);
    }));
});

describe("Queue.shutdown", () => {
  bothDialects(
    "refuses further items, and gives out those that are in it",
    function* ({ wait, log }) {
      const queue = new Queue<number>();
      queue.putNowait(1);
      queue.shutdown();
      log(queue);
      expect(() => queue.putNowait(2)).toThrow(QueueShutDown);
      log(yield* wait(queue.get()));
      for (const call of [() => queue.get(), () => queue.put(2)]) {
        try {
          yield* wait(call() as ReturnType<typeof queue.put>);
        } catch (error) {
          log(repr(error));
        }
      }
      expect(() => queue.getNowait()).toThrow(QueueShutDown);
    },
    ({ events }) => {
      expect(events).toEqual(["<Queue maxsize=0 items=1 tasks=1 shutdown>", "1", "QueueShutDown()", "QueueShutDown()"]);
    },
  );

  bothDialects(
    "drops at once what is in it, so that join() returns",
    function* ({ wait, log }) {
      const queue = new Queue<number>();
      queue.putNowait(1);
      const joining = createTask(queue.join());
      yield* wait(sleep(0));
      queue.shutdown(true);
      yield* wait(joining);
      log(queue);
    },
    ({ events }) => expect(events).toEqual(["<Queue maxsize=0 shutdown>"]),
  );
});

describe("iteration over a queue", () => {
  inBothDialects(
    "gives each item to one of those that iterate, until the queue is shut down and empty",
    {
      *generator({ log, loop }): Coroutine {
        const queue = new Queue<number>(1);
        const consume = function* (name: string): Coroutine {
          yield* asyncFor(queue, function* (item) {
            log(name, item, "at", loop.time());
            yield* sleep(1);
          });
          log(name, "ends at", loop.time());
        };
        const consumers = [createTask(consume("A")), createTask(consume("B"))];
        for (let item = 0; item < 4; item++) yield* queue.put(item);
        queue.shutdown();
        yield* gather(consumers);
      },
      async async({ log, loop }): Promise<void> {
        const queue = new Queue<number>(1);
        const consume = async (name: string): Promise<void> => {
          for await (const item of queue) {
            log(name, item, "at", loop.time());
            await sleep(1);
          }
          log(name, "ends at", loop.time());
        };
        const consumers = [createTask(() => consume("A")), createTask(() => consume("B"))];
        for (let item = 0; item < 4; item++) await queue.put(item);
        queue.shutdown();
        await gather(consumers);
      },
    },
    ({ events }) => {
      expect(events).toEqual(["A 0 at 0", "B 1 at 0", "A 2 at 1", "B 3 at 1", "A ends at 2", "B ends at 2"]);
    },
  );

  inBothDialects(
    "leaves the rest in the queue when it ends early",
    {
      *generator(): Coroutine<number[]> {
        const queue = filled();
        yield* asyncFor(queue, () => BREAK);
        return drain(queue);
      },
      async async(): Promise<number[]> {
        const queue = filled();
        for await (const item of queue) if (item === 0) break;
        return drain(queue);
      },
    },
    ({ result }) => expect(result).toEqual([1, 2]),
  );

  bothDialects(
    "is cancelled like a get(), and loses no item",
    function* (d) {
      const queue = new Queue<number>();
      const iterator = queue[Symbol.asyncIterator]();
      const waiting = createTask(iterator.next());
      yield* d.wait(sleep(0));
      queue.putNowait(1);
      waiting.cancel();
      yield* d.wait(sleep(0));
      d.log(state(waiting), queue.qsize());
      const step = yield* d.wait(iterator.next());
      expectTypeOf(step).toEqualTypeOf<IteratorResult<number, undefined>>();
      return step;
    },
    ({ events, result }) => {
      expect(events).toEqual(["cancelled 1"]);
      expect(result).toEqual({ done: false, value: 1 });
    },
  );

  function filled(): Queue<number> {
    const queue = new Queue<number>();
    for (const item of [0, 1, 2]) queue.putNowait(item);
    return queue;
  }
});

describe("PriorityQueue", () => {
  function sorted<T>(queue: PriorityQueue<T>, items: readonly T[]): T[] {
    for (const item of items) queue.putNowait(item);
    return drain(queue);
  }

  it("gives the lowest item first", () => {
    expect(sorted(new PriorityQueue<number>(), [5, 3, 9, 1, 3])).toEqual([1, 3, 3, 5, 9]);
    expect(sorted(new PriorityQueue<string>(), ["b", "c", "a"])).toEqual(["a", "b", "c"]);
    expect(sorted(new PriorityQueue<bigint>(), [2n, 1n])).toEqual([1n, 2n]);
    const [early, late] = [new Date(1), new Date(2)];
    expect(sorted(new PriorityQueue<Date>(), [late, early])).toEqual([early, late]);
  });

  it("orders arrays place by place", () => {
    const items: (readonly [number, ...string[]])[] = [[2, "a"], [1, "b"], [1, "a"], [1]];
    expect(sorted(new PriorityQueue<readonly unknown[]>(), items)).toEqual([[1], [1, "a"], [1, "b"], [2, "a"]]);
  });

  it("gives equal items in the order in which they came", () => {
    const jobs = ["a", "b", "c", "d", "e"].map((name) => ({ name }));
    const pairs = jobs.map((job, index) => [index % 2, job] as const);
    const result = sorted(new PriorityQueue<(typeof pairs)[number]>(), pairs);
    expect(result.map(([, { name }]) => name).join("")).toBe("acebd");
  });

  it("orders by a key or by a comparison that it is given", () => {
    const words = ["ccc", "a", "bb"];
    expect(sorted(new PriorityQueue<string>(0, { key: (word) => -word.length }), words)).toEqual(["ccc", "bb", "a"]);
    expect(sorted(new PriorityQueue<string>(0, { compare: (a, b) => a.length - b.length }), words)).toEqual([
      "a",
      "bb",
      "ccc",
    ]);
  });

  it("refuses items that have no order, and leaves the queue as it was", () => {
    const queue = new PriorityQueue<unknown>();
    queue.putNowait(1);
    expect(() => queue.putNowait({ priority: 1 })).toThrow(
      new TypeError("cannot order an object of class Object: give PriorityQueue a key or a compare function"),
    );
    expect(String(queue)).toBe("<PriorityQueue maxsize=0 items=1 tasks=1>");
  });

  it("loses nothing when a comparison throws", () => {
    let throws = false;
    const queue = new PriorityQueue<number>(0, {
      compare: (a, b) => {
        if (throws) throw new RangeError("no order today");
        return a - b;
      },
    });
    for (const item of [3, 1, 2]) queue.putNowait(item);
    throws = true;
    expect(() => queue.putNowait(0)).toThrow(RangeError);
    expect(() => queue.getNowait()).toThrow(RangeError);
    throws = false;
    expect(drain(queue)).toEqual([1, 2, 3]);
  });

  it("refuses orders that are no functions, and two at once", () => {
    const compare = (a: number, b: number): number => a - b;
    expect(() => new PriorityQueue<number>(0, { compare, key: String })).toThrow(TypeError);
    expect(() => new PriorityQueue(0, { key: 5 as unknown as () => number })).toThrow(
      new TypeError("key must be a function, got 5"),
    );
  });
});

describe("LifoQueue", () => {
  it("gives the item that came last", () => {
    const queue = new LifoQueue<number>(3);
    for (const item of [1, 2, 3]) queue.putNowait(item);
    expect(queue.full()).toBe(true);
    expect(drain(queue)).toEqual([3, 2, 1]);
    expect(String(queue)).toBe("<LifoQueue maxsize=3 tasks=3>");
  });
});
