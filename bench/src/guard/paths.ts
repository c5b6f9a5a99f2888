// The ten hottest paths, each as a program that runs for about a millisecond. It gets the library as an argument: there are two of them.

import type * as Tsyncio from "tsyncio";
import type { Coroutine, Task } from "tsyncio";
import { randomDelays } from "../samples/measure.ts";

/** After so many repetitions of a path V8 has compiled all of it, and dropped what it compiled too early. */
export const WARM_UPS = 60;
/** So many repetitions follow, each between two marks. */
export const MARKED = 12;
/** The function of libuv that stands behind `process.ppid`; nothing else here calls it. */
export const MARK = "uv_os_getppid";

/** One path: what has to run to take it `count` times. */
export interface HotPath {
  readonly name: string;
  /** So many that what a loop costs to make and close is a small part. */
  readonly count: number;
  readonly main: (count: number) => Coroutine | (() => Promise<void>);
}

type Library = typeof Tsyncio;

/** The paths of this library, in the order in which they are measured. */
export function makePaths(library: Library): readonly HotPath[] {
  return [...taskPaths(library), ...coordinationPaths(library), ...asyncPaths(library)];
}

function taskPaths({ createTask, gather, getRunningLoop, sleep }: Library): readonly HotPath[] {
  function* switcher(steps: number): Coroutine {
    for (let i = 0; i < steps; i++) yield* sleep(0);
  }

  function* suspendOnce(value: number): Coroutine<number> {
    yield* sleep(0);
    return value;
  }

  function* descend(depth: number, steps: number): Coroutine {
    if (depth > 0) yield* descend(depth - 1, steps);
    else for (let i = 0; i < steps; i++) yield* sleep(0);
  }

  function* joinAll(tasks: readonly Task<unknown>[]): Coroutine {
    for (const task of tasks) yield* task;
  }

  return [
    {
      name: "switch between tasks",
      count: 4000,
      *main(count) {
        yield* joinAll(Array.from({ length: 100 }, () => createTask(switcher(count / 100))));
      },
    },
    {
      name: "spawn a task, suspend once, join",
      count: 500,
      *main(count) {
        yield* joinAll(Array.from({ length: count }, (_, i) => createTask(suspendOnce(i))));
      },
    },
    {
      name: "gather",
      count: 400,
      *main(count) {
        yield* gather(Array.from({ length: count }, (_, i) => suspendOnce(i)));
      },
    },
    {
      name: "await a future that a callback resolves",
      count: 800,
      *main(count) {
        const loop = getRunningLoop();
        for (let i = 0; i < count; i++) {
          const waited = loop.createFuture<void>();
          loop.callSoon(() => waited.setResult(undefined));
          yield* waited;
        }
      },
    },
    {
      name: "resume through 10 coroutines",
      count: 1200,
      *main(count) {
        yield* joinAll(Array.from({ length: 100 }, () => createTask(descend(10, count / 100))));
      },
    },
    {
      name: "callLater, fired and cancelled",
      count: 400,
      *main(count) {
        const loop = getRunningLoop();
        const done = loop.createFuture<void>();
        let left = count / 2;
        const fire = (): void => {
          if (--left === 0) done.setResult(undefined);
        };
        const delays = randomDelays(count / 2, 0.0005);
        const handles = Array.from(delays, (delay) => loop.callLater(1 + delay, fire));
        for (const delay of delays) loop.callLater(delay, fire);
        for (const handle of handles) handle.cancel();
        yield* done;
      },
    },
  ];
}

function coordinationPaths({ createTask, Lock, Queue, sleep, waitFor }: Library): readonly HotPath[] {
  function* hold(lock: Tsyncio.Lock, steps: number): Coroutine {
    for (let i = 0; i < steps; i++) {
      yield* lock.acquire();
      try {
        yield* sleep(0);
      } finally {
        lock.release();
      }
    }
  }

  function* produce(queue: Tsyncio.Queue<number>, steps: number): Coroutine {
    for (let i = 0; i < steps; i++) yield* queue.put(i);
  }

  function* consume(queue: Tsyncio.Queue<number>, steps: number): Coroutine {
    for (let i = 0; i < steps; i++) yield* queue.get();
  }

  function* one(): Coroutine<number> {
    yield* sleep(0);
    return 1;
  }

  return [
    {
      name: "a contended Lock",
      count: 500,
      *main(count) {
        const lock = new Lock();
        for (const task of Array.from({ length: 50 }, () => createTask(hold(lock, count / 50)))) yield* task;
      },
    },
    {
      name: "an item through Queue(10)",
      count: 1000,
      *main(count) {
        const queue = new Queue<number>(10);
        const consumer = createTask(consume(queue, count));
        yield* produce(queue, count);
        yield* consumer;
      },
    },
    {
      name: "waitFor that does not expire",
      count: 400,
      *main(count) {
        for (let i = 0; i < count; i++) yield* waitFor(one(), 10);
      },
    },
  ];
}

function asyncPaths({ createTask, sleep }: Library): readonly HotPath[] {
  async function switcher(steps: number): Promise<void> {
    for (let i = 0; i < steps; i++) await sleep(0);
  }

  return [
    {
      name: "switch between async functions",
      count: 500,
      main: (count) => async () => {
        for (const task of Array.from({ length: 100 }, () => createTask(() => switcher(count / 100)))) await task;
      },
    },
  ];
}
