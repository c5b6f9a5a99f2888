// Queues: races of getters, putters, cancellation and shutdown, with the trace that CPython leaves.

import {
  type Awaitable,
  type Coroutine,
  LifoQueue,
  PriorityQueue,
  Queue,
  QueueShutDown,
  type Task,
  TimeoutError,
  createTask,
  gather,
  sleep,
  wait as waitForAll,
  waitFor,
} from "tsyncio";

import { type Dialect, followsTrace, once, repr, state } from "../support/dialects.ts";

/** Let everything else run `n` times. */
function* ticks({ wait }: Dialect, n = 1): Coroutine {
  for (let tick = 0; tick < n; tick++) yield* wait(sleep(0));
}

function states(tasks: readonly Task<unknown>[]): string {
  return tasks.map(state).join(", ");
}

function getter(d: Dialect, name: string, queue: Queue<unknown>): Task<void> {
  return createTask(
    d.fn(function* () {
      d.stamp(name, "got", yield* d.wait(queue.get()));
    }),
  );
}

function putter(d: Dialect, name: string, queue: Queue<unknown>): Task<void> {
  return createTask(
    d.fn(function* () {
      yield* d.wait(queue.put(name));
      d.stamp("put", name, "size", queue.qsize());
    }),
  );
}

/** What `call` throws, as Python prints it, else what it returns. */
function outcome(call: () => unknown): string {
  try {
    return repr(call());
  } catch (error) {
    return repr(error);
  }
}

// bpo-25233.
followsTrace(
  "a woken getter whose item a newcomer has taken goes to the end of the line",
  once(function* (d) {
    const queue = new Queue<number>();
    const [a, b] = [getter(d, "A", queue), getter(d, "B", queue)];
    yield* ticks(d);
    queue.putNowait(1);
    d.stamp("thief got", queue.getNowait());
    yield* ticks(d, 2);
    queue.putNowait(2);
    yield* d.wait(sleep(1));
    queue.putNowait(3);
    yield* d.wait(waitForAll([a, b]));
  }),
  `
    t=0 thief got 1
    t=0 B got 2
    t=1 A got 3
  `,
);

// bpo-31620.
followsTrace(
  "an item goes to the next getter when the one woken for it is cancelled",
  once(function* (d) {
    const queue = new Queue<string>();
    const [a, b] = [getter(d, "A", queue), getter(d, "B", queue)];
    yield* ticks(d);
    queue.putNowait("item");
    a.cancel();
    yield* d.wait(waitForAll([a, b], { timeout: 5 }));
    d.stamp(states([a, b]), queue.qsize());
  }),
  `
    t=0 B got item
    t=0 cancelled, result None 0
  `,
);

// bpo-32574.
followsTrace(
  "the item of a cancelled put() never comes, and the room goes to the next putter",
  once(function* (d) {
    const queue = new Queue<string>(1);
    queue.putNowait("x");
    const [a, b, c] = [putter(d, "A", queue), putter(d, "B", queue), putter(d, "C", queue)];
    yield* ticks(d);
    a.cancel();
    yield* ticks(d);
    d.stamp(queue.getNowait());
    b.cancel();
    yield* d.wait(waitForAll([b, c], { timeout: 5 }));
    d.stamp(states([a, b, c]), queue.getNowait());
    d.stamp(String(queue));
  }),
  `
    t=0 x
    t=0 put C size 1
    t=0 cancelled, cancelled, result None C
    t=0 <Queue maxsize=1 tasks=2>
  `,
);

followsTrace(
  "a queue never holds more than its size, though a newcomer takes the room that a putter was woken for",
  once(function* (d) {
    const queue = new Queue<string>(1);
    queue.putNowait("x");
    const slow = putter(d, "slow", queue);
    yield* ticks(d);
    queue.getNowait();
    queue.putNowait("newcomer");
    yield* ticks(d, 3);
    d.stamp("size", queue.qsize(), state(slow));
    d.stamp(queue.getNowait());
    yield* d.wait(slow);
    d.stamp(queue.getNowait());
  }),
  `
    t=0 size 1 pending
    t=0 newcomer
    t=0 put slow size 1
    t=0 slow
  `,
);

followsTrace(
  "join() returns when the last item is worked on, not when the queue is empty",
  once(function* (d) {
    const queue = new Queue<number>();
    const join = (name: string): Task<void> =>
      createTask(
        d.fn(function* () {
          yield* d.wait(queue.join());
          d.stamp(name, "joined");
        }),
      );
    yield* d.wait(queue.join());
    d.stamp("unused queue: join returns");
    for (const item of [0, 1, 2]) queue.putNowait(item);
    const worker = createTask(
      d.fn(function* () {
        for (;;) {
          const item = yield* d.wait(queue.get());
          yield* d.wait(sleep(1));
          d.stamp("done", item, "left", queue.qsize());
          queue.taskDone();
        }
      }),
    );
    yield* d.wait(gather(join("a"), join("b")));
    worker.cancel();
    d.stamp(outcome(() => queue.taskDone()));
  }),
  `
    t=0 unused queue: join returns
    t=1 done 0 left 2
    t=2 done 1 left 1
    t=3 done 2 left 0
    t=3 a joined
    t=3 b joined
    t=3 ValueError('task_done() called too many times')
  `,
);

// bpo-21723.
followsTrace(
  "each kind of queue has its order, and a size of zero or less is no limit",
  once(function* (d) {
    const pairs = new PriorityQueue<[number, string]>();
    const stack = new LifoQueue<number>();
    const unlimited = new Queue<number>(-1);
    for (const item of [3, 1, 2]) {
      pairs.putNowait([item, "x"]);
      stack.putNowait(item);
      unlimited.putNowait(item);
    }
    const three = [0, 1, 2];
    d.stamp(repr(three.map(() => pairs.getNowait()[0])), repr(three.map(() => stack.getNowait())));
    d.stamp(unlimited.full(), unlimited.qsize());
    const queue = new Queue<number>(1);
    d.stamp(outcome(() => queue.getNowait()));
    queue.putNowait(1);
    d.stamp(
      outcome(() => queue.putNowait(2)),
      queue.full(),
    );
  }),
  `
    t=0 [1, 2, 3] [2, 1, 3]
    t=0 false 3
    t=0 QueueEmpty()
    t=0 QueueFull() true
  `,
);

function* report<T>(d: Dialect, label: string, awaitable: Awaitable<T>): Coroutine {
  try {
    d.stamp(label, "got", repr(yield* d.wait(awaitable)));
  } catch (error) {
    if (!(error instanceof QueueShutDown)) throw error;
    d.stamp(label, "QueueShutDown");
  }
}

// gh-96471.
followsTrace(
  "a queue that is shut down gives what is in it, and wakes all that wait",
  once(function* (d) {
    const full = new Queue<unknown>(2);
    full.putNowait(1);
    full.putNowait(2);
    const putters = ["a", "b"].map((name) => createTask(d.fn(() => report(d, `put ${name}`, full.put(name)))));
    yield* ticks(d);
    full.shutdown();
    d.stamp("shutdown");
    yield* d.wait(waitForAll(putters));
    for (let count = 0; count < 3; count++) yield* report(d, "get", full.get());
    const empty = new Queue<unknown>();
    const getters = ["a", "b"].map((name) => createTask(d.fn(() => report(d, `get ${name}`, empty.get()))));
    yield* ticks(d);
    empty.shutdown();
    yield* d.wait(waitForAll(getters));
  }),
  `
    t=0 shutdown
    t=0 put a QueueShutDown
    t=0 put b QueueShutDown
    t=0 get got 1
    t=0 get got 2
    t=0 get QueueShutDown
    t=0 get a QueueShutDown
    t=0 get b QueueShutDown
  `,
);

// gh-96471.
followsTrace(
  "a queue that is shut down at once is empty, and join() waits only for what is in work",
  once(function* (d) {
    const queue = new Queue<number>();
    for (const item of [0, 1, 2]) queue.putNowait(item);
    d.stamp("in work", queue.getNowait());
    const join = createTask(queue.join());
    yield* ticks(d);
    queue.shutdown(true);
    yield* ticks(d, 2);
    d.stamp("size", queue.qsize(), "join", state(join));
    const calls = [() => queue.getNowait(), () => queue.putNowait(9), () => queue.taskDone(), () => queue.taskDone()];
    for (const call of calls) d.stamp(outcome(call));
    yield* ticks(d, 2);
    d.stamp("join", state(join));
  }),
  `
    t=0 in work 0
    t=0 size 0 join pending
    t=0 QueueShutDown()
    t=0 QueueShutDown()
    t=0 None
    t=0 ValueError('task_done() called too many times')
    t=0 join result None
  `,
);

// bpo-31620.
followsTrace(
  "a thousand get() calls that ran into their time limit leave nothing behind",
  once(function* (d) {
    const queue = new Queue<number>();
    let timeouts = 0;
    for (let count = 0; count < 1000; count++) {
      try {
        yield* d.wait(waitFor(queue.get(), 0.001));
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
        timeouts++;
      }
    }
    d.stamp(timeouts, "timeouts,", String(queue));
  }),
  `
    t=1 1000 timeouts, <Queue maxsize=0>
  `,
);

followsTrace(
  "producers and consumers of a small queue interleave in one order only",
  once(function* (d) {
    const queue = new Queue<string>(2);
    const producer = (name: string): Task<void> =>
      createTask(
        d.fn(function* () {
          for (const item of [0, 1, 2]) {
            yield* d.wait(queue.put(`${name} ${item}`));
            d.stamp("put", name, item);
          }
        }),
      );
    const consumers = ["X", "Y", "Z"].map((name) =>
      createTask(
        d.fn(function* () {
          for (;;) {
            d.stamp(name, "got", yield* d.wait(queue.get()));
            yield* d.wait(sleep(1));
            queue.taskDone();
          }
        }),
      ),
    );
    yield* d.wait(gather(producer("a"), producer("b")));
    yield* d.wait(queue.join());
    for (const consumer of consumers) consumer.cancel();
  }),
  `
    t=0 put a 0
    t=0 put a 1
    t=0 X got a 0
    t=0 Y got a 1
    t=0 put a 2
    t=0 put b 0
    t=0 Z got a 2
    t=0 put b 1
    t=1 X got b 0
    t=1 Y got b 1
    t=1 put b 2
    t=1 Z got b 2
  `,
);

followsTrace(
  "get() and put() that need not wait let nobody else run",
  once(function* (d) {
    const queue = new Queue<number>();
    d.loop.callSoon(() => d.stamp("other"));
    for (const item of [0, 1, 2]) {
      yield* d.wait(queue.put(item));
      d.stamp("got", yield* d.wait(queue.get()));
    }
    yield* ticks(d);
  }),
  `
    t=0 got 0
    t=0 got 1
    t=0 got 2
    t=0 other
  `,
);

// gh-86296.
followsTrace(
  "an item stays for a later getter when the only one is cancelled, before it or after it",
  once(function* (d) {
    const queue = new Queue<string>();
    const after = createTask(queue.get());
    yield* ticks(d);
    queue.putNowait("item");
    after.cancel();
    yield* d.wait(waitForAll([after]));
    d.stamp(state(after), yield* d.wait(queue.get()));
    const before = createTask(queue.get());
    yield* ticks(d);
    before.cancel();
    queue.putNowait("item 2");
    yield* d.wait(waitForAll([before]));
    d.stamp(state(before), yield* d.wait(queue.get()));
  }),
  `
    t=0 cancelled item
    t=0 cancelled item 2
  `,
);
