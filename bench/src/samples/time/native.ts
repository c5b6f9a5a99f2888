// Timers, timeouts, cancellation, memory and delay in plain promises. The twin of generators.ts, async_functions.ts and
// python/time_and_memory.py.

import { setMaxListeners } from "node:events";
import type { Sizes } from "../../workload.ts";
import { check, type Program, randomDelays, type Reading, Stopwatch, sumTo } from "../measure.ts";
import { Crowd, Lateness, Load, treeOf } from "../shared.ts";

async function suspendOnce(value: number): Promise<number> {
  await undefined;
  return value;
}

class Expired extends Error {}

/** What is written by hand for want of anything better: the loser of the race goes on, since nothing can stop it. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Expired()), ms);
  });
  try {
    return await Promise.race([promise, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

async function waitForAnswer({ steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += await within(suspendOnce(i), 10_000);
  const reading = watch.read(steps);
  check(sum, sumTo(steps));
  return reading;
}

async function expire(): Promise<number> {
  try {
    await within(new Promise<void>(() => undefined), 1);
    return 0;
  } catch (error) {
    if (!(error instanceof Expired)) throw error;
    return 1;
  }
}

async function waitForExpired({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Promise<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(expire());
  let expired = 0;
  for (const task of spawned) expired += await task;
  const reading = watch.read(tasks);
  check(expired, tasks);
  return reading;
}

async function timers({ tasks }: Sizes): Promise<Reading> {
  const delays = randomDelays(tasks, 0.01);
  const watch = new Stopwatch();
  await new Promise<void>((resolve) => {
    let left = tasks;
    const fire = (): void => {
      if (--left === 0) resolve();
    };
    for (const delay of delays) setTimeout(fire, delay * 1e3);
  });
  return watch.read(tasks);
}

async function timersCancel({ tasks }: Sizes): Promise<Reading> {
  const delays = randomDelays(tasks, 1000);
  const watch = new Stopwatch();
  const fire = (): void => undefined;
  const handles: NodeJS.Timeout[] = [];
  for (const delay of delays) handles.push(setTimeout(fire, 1e3 + delay * 1e3));
  for (const handle of handles) clearTimeout(handle);
  await undefined;
  return watch.read(tasks);
}

async function sleeper(delay: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, delay * 1e3);
  });
}

async function sleepers({ tasks }: Sizes): Promise<Reading> {
  const delays = randomDelays(tasks, 0.01);
  const watch = new Stopwatch();
  const spawned: Promise<void>[] = [];
  for (const delay of delays) spawned.push(sleeper(delay));
  for (const task of spawned) await task;
  return watch.read(tasks);
}

/** A wait that an abort ends, as it has to be written with signals. */
async function waitForAbort(signal: AbortSignal): Promise<void> {
  await new Promise<void>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

async function cancelTree({ tasks }: Sizes): Promise<Reading> {
  let ended = 0;
  async function node(size: number, signal: AbortSignal): Promise<void> {
    try {
      await Promise.all([waitForAbort(signal), ...treeOf(size).map((part) => node(part, signal))]);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      ended++;
    }
  }
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const root = node(tasks, controller.signal);
  await undefined;
  const watch = new Stopwatch();
  controller.abort();
  await root;
  while (ended < tasks) await undefined;
  const reading = watch.read(tasks);
  check(ended, tasks);
  return reading;
}

async function suspended(promise: Promise<void>): Promise<void> {
  await promise;
}

async function memory({ tasks }: Sizes): Promise<Reading> {
  const never = (): void => undefined;
  const crowd = new Crowd<Promise<void>, Promise<void>>(tasks);
  for (let i = 0; i < tasks; i++) {
    const promise = new Promise<void>(never);
    crowd.add(i, promise, suspended(promise));
  }
  await undefined;
  return crowd.read();
}

async function memoryTimer({ tasks }: Sizes): Promise<Reading> {
  const fire = (): void => undefined;
  const crowd = new Crowd<NodeJS.Timeout, null>(tasks);
  for (let i = 0; i < tasks; i++) crowd.add(i, setTimeout(fire, 1e6 + i * 1e3), null);
  const reading = crowd.read();
  for (const timer of crowd.firsts) if (timer !== null) clearTimeout(timer);
  return reading;
}

/** An endless loop of `await undefined` would never let a timer fire: `setImmediate` is what a careful program does. */
async function busy(load: Load, lateness: Lateness): Promise<void> {
  while (!lateness.complete) {
    load.work();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

async function delay({ tasks, steps }: Sizes): Promise<Reading> {
  const lateness = new Lateness(steps);
  const load = new Load();
  const spawned: Promise<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(busy(load, lateness));
  while (!lateness.complete) {
    const start = performance.now();
    await new Promise((resolve) => {
      setTimeout(resolve, Lateness.MS);
    });
    lateness.add(performance.now() - start);
  }
  for (const task of spawned) await task;
  return lateness.read(load);
}

/** `timeout` and `timeout-expired` have no counterpart: a block of code cannot be given a deadline. */
export const TIME: Readonly<Record<string, Program>> = {
  "wait-for": waitForAnswer,
  "wait-for-expired": waitForExpired,
  timers,
  "timers-cancel": timersCancel,
  sleepers,
  "cancel-tree": cancelTree,
  memory,
  "memory-timer": memoryTimer,
  delay,
};
