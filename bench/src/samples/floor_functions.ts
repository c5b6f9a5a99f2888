// The sample program of async functions alone, with no loop, no task and no cancellation, but each inside an AsyncLocalStorage:
// nothing else finds out whose one is after it has awaited a promise of others. It imports no library.

import { AsyncLocalStorage } from "node:async_hooks";
import type { Sizes } from "../workload.ts";
import { check, type Program, randomDelays, type Reading, Stopwatch, sumTo } from "./measure.ts";
import { main } from "./sample.ts";
import { inOrder } from "./shared.ts";

const storage = new AsyncLocalStorage<object>();

type Resolve = (value?: undefined) => void;

/** What is awaited in a loop's place: it keeps the callbacks of those who wait. */
class Waiting {
  resolvers: Resolve[] = [];

  then(resolve: Resolve): void {
    this.resolvers.push(resolve);
  }
}

/** What is awaited where nobody has to wait. */
const ready = {
  then(resolve: Resolve): void {
    resolve();
  },
};

const microtasksDone = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function switchesOfFunctions({ tasks, steps }: Sizes): Promise<Reading> {
  const waiting = new Waiting();
  let done = 0;
  const waitOften = async (): Promise<void> => {
    for (let step = 0; step < steps; step++) await waiting;
    done += steps;
  };
  const watch = new Stopwatch();
  for (let i = 0; i < tasks; i++) void storage.run({}, waitOften);
  await microtasksDone();
  for (let step = 0; step < steps; step++) {
    const { resolvers } = waiting;
    waiting.resolvers = [];
    for (const resolve of resolvers) resolve();
    await microtasksDone();
  }
  return watch.read(check(done, tasks * steps));
}

async function spawnFunctions({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  const made: Promise<number>[] = [];
  for (let i = 0; i < tasks; i++) made.push(storage.run({}, async () => i));
  for (const promise of made) {
    void promise.then((value) => {
      sum += value;
    });
  }
  await microtasksDone();
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

/** An item that neither side has to wait for is two awaits all the same: one of `put()`, one of `get()`. */
async function itemsOfFunctions({ tasks, steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  let items = 0;
  const cross = async (): Promise<void> => {
    for (let i = 0; i < steps; i++) {
      await ready;
      await ready;
      items++;
    }
  };
  const crossing: Promise<void>[] = [];
  for (let i = 0; i < tasks; i++) crossing.push(storage.run({}, cross));
  for (const promise of crossing) await promise;
  return watch.read(check(items, tasks * steps));
}

async function sleepingFunctions({ tasks }: Sizes): Promise<Reading> {
  const delays = randomDelays(tasks, 0.01);
  const watch = new Stopwatch();
  const start = performance.now();
  const waiting = new Waiting();
  let sum = 0;
  const sleeper = async (value: number): Promise<void> => {
    await waiting;
    sum += value;
  };
  for (let i = 0; i < tasks; i++) void storage.run({}, () => sleeper(i));
  await microtasksDone();
  inOrder(delays, start, (index) => waiting.resolvers[index]?.());
  await microtasksDone();
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

const FUNCTIONS: Readonly<Record<string, Program>> = {
  spawn: spawnFunctions,
  switch: switchesOfFunctions,
  queue: itemsOfFunctions,
  sleepers: sleepingFunctions,
};

await main(FUNCTIONS);
