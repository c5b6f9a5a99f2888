// Locks, semaphores, events, conditions and queues in tsyncio's generator dialect. The twin of async_functions.ts,
// native.ts and python/coordination.py.

import { Condition, type Coroutine, createTask, Event, Lock, Queue, Semaphore, sleep, type Task } from "tsyncio";
import type { Sizes } from "../../workload.ts";
import { check, type Reading, Stopwatch, sumTo } from "../measure.ts";
import { Crossing } from "../shared.ts";

function* lockFree({ steps }: Sizes): Coroutine<Reading> {
  const lock = new Lock();
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    yield* lock.acquire();
    try {
      sum += i;
    } finally {
      lock.release();
    }
  }
  const reading = watch.read(steps);
  check(sum, sumTo(steps));
  return reading;
}

function* holdAgain(lock: Lock | Semaphore, crossing: Crossing, steps: number): Coroutine {
  for (let i = 0; i < steps; i++) {
    yield* lock.acquire();
    try {
      crossing.enter();
      yield* sleep(0);
      crossing.leave();
    } finally {
      lock.release();
    }
  }
}

function* contend(lock: Lock | Semaphore, most: number, { tasks, steps }: Sizes): Coroutine<Reading> {
  const crossing = new Crossing();
  const watch = new Stopwatch();
  const spawned: Task<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(holdAgain(lock, crossing, steps)));
  for (const task of spawned) yield* task;
  const reading = watch.read(tasks * steps);
  crossing.check(tasks * steps, Math.min(tasks, most));
  return reading;
}

function* lockContended(sizes: Sizes): Coroutine<Reading> {
  return yield* contend(new Lock(), 1, sizes);
}

function* semaphore(sizes: Sizes): Coroutine<Reading> {
  return yield* contend(new Semaphore(sizes.limit), sizes.limit, sizes);
}

function* eventWakes({ tasks, steps }: Sizes): Coroutine<Reading> {
  let event = new Event();
  let waiting = 0;
  let woken = 0;
  function* waitAgain(): Coroutine {
    for (let i = 0; i < steps; i++) {
      waiting++;
      yield* event.wait();
      woken++;
    }
  }
  const spawned: Task<void>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) spawned.push(createTask(waitAgain()));
  for (let i = 0; i < steps; i++) {
    while (waiting < tasks) yield* sleep(0);
    waiting = 0;
    const fired = event;
    event = new Event();
    fired.set();
  }
  for (const task of spawned) yield* task;
  const reading = watch.read(tasks * steps);
  check(woken, tasks * steps);
  return reading;
}

function* condition({ tasks, steps }: Sizes): Coroutine<Reading> {
  const changed = new Condition();
  let waiting = 0;
  let woken = 0;
  function* waitAgain(): Coroutine {
    for (let i = 0; i < steps; i++) {
      yield* changed.acquire();
      try {
        waiting++;
        yield* changed.wait();
        woken++;
      } finally {
        changed.release();
      }
    }
  }
  const spawned: Task<void>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) spawned.push(createTask(waitAgain()));
  for (let i = 0; i < steps; i++) {
    while (waiting < tasks) yield* sleep(0);
    waiting = 0;
    yield* changed.acquire();
    changed.notifyAll();
    changed.release();
  }
  for (const task of spawned) yield* task;
  const reading = watch.read(tasks * steps);
  check(woken, tasks * steps);
  return reading;
}

function* produce(queue: Queue<number>, steps: number): Coroutine<number> {
  for (let i = 0; i < steps; i++) yield* queue.put(i);
  return 0;
}

function* consume(queue: Queue<number>, steps: number): Coroutine<number> {
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += yield* queue.get();
  return sum;
}

function* queue({ tasks, steps, limit }: Sizes): Coroutine<Reading> {
  const items = new Queue<number>(limit);
  const spawned: Task<number>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) spawned.push(createTask(produce(items, steps)), createTask(consume(items, steps)));
  let sum = 0;
  for (const task of spawned) sum += yield* task;
  const reading = watch.read(tasks * steps);
  check(sum, tasks * sumTo(steps));
  return reading;
}

function* job(permits: Semaphore, crossing: Crossing): Coroutine {
  yield* permits.acquire();
  try {
    crossing.enter();
    yield* sleep(0);
    crossing.leave();
  } finally {
    permits.release();
  }
}

function* limited({ tasks, limit }: Sizes): Coroutine<Reading> {
  const permits = new Semaphore(limit);
  const crossing = new Crossing();
  const spawned: Task<void>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) spawned.push(createTask(job(permits, crossing)));
  for (const task of spawned) yield* task;
  const reading = watch.read(tasks);
  crossing.check(tasks, Math.min(tasks, limit));
  return reading;
}

export const COORDINATION: Readonly<Record<string, (sizes: Sizes) => Coroutine<Reading>>> = {
  "lock-free": lockFree,
  "lock-contended": lockContended,
  semaphore,
  limited,
  event: eventWakes,
  condition,
  queue,
};
