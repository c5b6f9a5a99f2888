// Locks, semaphores, events, conditions and queues in tsyncio's async functions. The twin of generators.ts,
// native.ts and python/coordination.py.

import { Condition, createTask, Event, Lock, Queue, Semaphore, sleep, type Task } from "tsyncio";
import type { Sizes } from "../../workload.ts";
import { check, type Reading, Stopwatch, sumTo } from "../measure.ts";
import { Crossing } from "../shared.ts";

async function lockFree({ steps }: Sizes): Promise<Reading> {
  const lock = new Lock();
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    await lock.acquire();
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

async function holdAgain(lock: Lock | Semaphore, crossing: Crossing, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) {
    await lock.acquire();
    try {
      crossing.enter();
      await sleep(0);
      crossing.leave();
    } finally {
      lock.release();
    }
  }
}

async function contend(lock: Lock | Semaphore, most: number, { tasks, steps }: Sizes): Promise<Reading> {
  const crossing = new Crossing();
  const watch = new Stopwatch();
  const spawned: Task<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => holdAgain(lock, crossing, steps)));
  for (const task of spawned) await task;
  const reading = watch.read(tasks * steps);
  crossing.check(tasks * steps, Math.min(tasks, most));
  return reading;
}

async function lockContended(sizes: Sizes): Promise<Reading> {
  return await contend(new Lock(), 1, sizes);
}

async function semaphore(sizes: Sizes): Promise<Reading> {
  return await contend(new Semaphore(sizes.limit), sizes.limit, sizes);
}

async function eventWakes({ tasks, steps }: Sizes): Promise<Reading> {
  let event = new Event();
  let waiting = 0;
  let woken = 0;
  async function waitAgain(): Promise<void> {
    for (let i = 0; i < steps; i++) {
      waiting++;
      await event.wait();
      woken++;
    }
  }
  const spawned: Task<void>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) spawned.push(createTask(waitAgain));
  for (let i = 0; i < steps; i++) {
    while (waiting < tasks) await sleep(0);
    waiting = 0;
    const fired = event;
    event = new Event();
    fired.set();
  }
  for (const task of spawned) await task;
  const reading = watch.read(tasks * steps);
  check(woken, tasks * steps);
  return reading;
}

async function condition({ tasks, steps }: Sizes): Promise<Reading> {
  const changed = new Condition();
  let waiting = 0;
  let woken = 0;
  async function waitAgain(): Promise<void> {
    for (let i = 0; i < steps; i++) {
      await changed.acquire();
      try {
        waiting++;
        await changed.wait();
        woken++;
      } finally {
        changed.release();
      }
    }
  }
  const spawned: Task<void>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) spawned.push(createTask(waitAgain));
  for (let i = 0; i < steps; i++) {
    while (waiting < tasks) await sleep(0);
    waiting = 0;
    await changed.acquire();
    changed.notifyAll();
    changed.release();
  }
  for (const task of spawned) await task;
  const reading = watch.read(tasks * steps);
  check(woken, tasks * steps);
  return reading;
}

async function produce(queue: Queue<number>, steps: number): Promise<number> {
  for (let i = 0; i < steps; i++) await queue.put(i);
  return 0;
}

async function consume(queue: Queue<number>, steps: number): Promise<number> {
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += await queue.get();
  return sum;
}

async function queue({ tasks, steps, limit }: Sizes): Promise<Reading> {
  const items = new Queue<number>(limit);
  const spawned: Task<number>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++)
    spawned.push(
      createTask(() => produce(items, steps)),
      createTask(() => consume(items, steps)),
    );
  let sum = 0;
  for (const task of spawned) sum += await task;
  const reading = watch.read(tasks * steps);
  check(sum, tasks * sumTo(steps));
  return reading;
}

async function job(permits: Semaphore, crossing: Crossing): Promise<void> {
  await permits.acquire();
  try {
    crossing.enter();
    await sleep(0);
    crossing.leave();
  } finally {
    permits.release();
  }
}

async function limited({ tasks, limit }: Sizes): Promise<Reading> {
  const permits = new Semaphore(limit);
  const crossing = new Crossing();
  const spawned: Task<void>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => job(permits, crossing)));
  for (const task of spawned) await task;
  const reading = watch.read(tasks);
  crossing.check(tasks, Math.min(tasks, limit));
  return reading;
}

export const COORDINATION: Readonly<Record<string, (sizes: Sizes) => Promise<Reading>>> = {
  "lock-free": lockFree,
  "lock-contended": lockContended,
  semaphore,
  limited,
  event: eventWakes,
  condition,
  queue,
};
