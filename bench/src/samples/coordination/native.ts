// Locks, semaphores, events and queues, written by hand in plain promises, as small as they can be: fair, and without cancellation. The
// twin of generators.ts, async_functions.ts and python/coordination.py.

import type { Sizes } from "../../workload.ts";
import { check, type Program, type Reading, Stopwatch, sumTo } from "../measure.ts";
import { Crossing } from "../shared.ts";

/** A queue whose `shift` costs the same whatever its length. */
class Fifo<T> {
  #items: T[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    if (this.#head === this.#items.length) return undefined;
    const item = this.#items[this.#head++];
    if (this.#head > 1000 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}

/** Gives its permits to those who wait, in order. A lock is one with a single permit. */
class Semaphore {
  #free: number;
  readonly #waiting = new Fifo<() => void>();

  constructor(permits: number) {
    this.#free = permits;
  }

  async acquire(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}

class Queue<T> {
  readonly #limit: number;
  readonly #items = new Fifo<T>();
  readonly #getters = new Fifo<(item: T) => void>();
  readonly #putters = new Fifo<() => void>();

  constructor(limit: number) {
    this.#limit = limit === 0 ? Infinity : limit;
  }

  async put(item: T): Promise<void> {
    while (this.#items.length >= this.#limit) {
      await new Promise<void>((resolve) => {
        this.#putters.push(resolve);
      });
    }
    const getter = this.#getters.shift();
    if (getter === undefined) this.#items.push(item);
    else getter(item);
  }

  async get(): Promise<T> {
    if (this.#items.length > 0) {
      const item = this.#items.shift() as T;
      this.#putters.shift()?.();
      return item;
    }
    return await new Promise<T>((resolve) => {
      this.#getters.push(resolve);
    });
  }
}

async function lockFree({ steps }: Sizes): Promise<Reading> {
  const lock = new Semaphore(1);
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

async function holdAgain(lock: Semaphore, crossing: Crossing, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) {
    await lock.acquire();
    try {
      crossing.enter();
      await undefined;
      crossing.leave();
    } finally {
      lock.release();
    }
  }
}

async function contend(most: number, { tasks, steps }: Sizes): Promise<Reading> {
  const lock = new Semaphore(most);
  const crossing = new Crossing();
  const watch = new Stopwatch();
  const spawned: Promise<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(holdAgain(lock, crossing, steps));
  for (const task of spawned) await task;
  const reading = watch.read(tasks * steps);
  crossing.check(tasks * steps, Math.min(tasks, most));
  return reading;
}

function lockContended(sizes: Sizes): Promise<Reading> {
  return contend(1, sizes);
}

function semaphore(sizes: Sizes): Promise<Reading> {
  return contend(sizes.limit, sizes);
}

async function eventWakes({ tasks, steps }: Sizes): Promise<Reading> {
  let fire: () => void = () => undefined;
  const renew = (): Promise<void> =>
    new Promise((resolve) => {
      fire = resolve;
    });
  let event = renew();
  let waiting = 0;
  let woken = 0;
  async function waitAgain(): Promise<void> {
    for (let i = 0; i < steps; i++) {
      waiting++;
      await event;
      woken++;
    }
  }
  const spawned: Promise<void>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) spawned.push(waitAgain());
  for (let i = 0; i < steps; i++) {
    while (waiting < tasks) await undefined;
    waiting = 0;
    const fired = fire;
    event = renew();
    fired();
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
  const spawned: Promise<number>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) spawned.push(produce(items, steps), consume(items, steps));
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
    await undefined;
    crossing.leave();
  } finally {
    permits.release();
  }
}

async function limited({ tasks, limit }: Sizes): Promise<Reading> {
  const permits = new Semaphore(limit);
  const crossing = new Crossing();
  const spawned: Promise<void>[] = [];
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) spawned.push(job(permits, crossing));
  for (const task of spawned) await task;
  const reading = watch.read(tasks);
  crossing.check(tasks, Math.min(tasks, limit));
  return reading;
}

/** `condition` has no counterpart that anybody would write by hand. */
export const COORDINATION: Readonly<Record<string, Program>> = {
  "lock-free": lockFree,
  "lock-contended": lockContended,
  semaphore,
  limited,
  event: eventWakes,
  queue,
};
