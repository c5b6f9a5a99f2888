// Tasks and coroutines in plain promises. The twin of generators.ts, async_functions.ts and python/tasks.py.

import type { Sizes } from "../../workload.ts";
import { check, type Program, type Reading, Stopwatch, sumTo } from "../measure.ts";

async function switcher(steps: number): Promise<number> {
  for (let i = 0; i < steps; i++) await undefined;
  return steps;
}

async function switches({ tasks, steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Promise<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(switcher(steps));
  let done = 0;
  for (const task of spawned) done += await task;
  return watch.read(check(done, tasks * steps));
}

async function nothing(value: number): Promise<number> {
  return value;
}

async function suspendOnce(value: number): Promise<number> {
  await undefined;
  return value;
}

async function spawn({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Promise<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(nothing(i));
  let sum = 0;
  for (const task of spawned) sum += await task;
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

async function spawnSuspend({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Promise<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(suspendOnce(i));
  let sum = 0;
  for (const task of spawned) sum += await task;
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

async function gatherAll({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const promises: Promise<number>[] = [];
  for (let i = 0; i < tasks; i++) promises.push(suspendOnce(i));
  const results = await Promise.all(promises);
  const reading = watch.read(tasks);
  let sum = 0;
  for (const value of results) sum += value;
  check(sum, sumTo(tasks));
  return reading;
}

async function future({ steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  for (let i = 0; i < steps; i++) {
    await new Promise<void>((resolve) => {
      queueMicrotask(resolve);
    });
  }
  return watch.read(steps);
}

class Slot {
  #resolve: (value: number) => void = () => undefined;

  wait(): Promise<number> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  wake(value: number): void {
    this.#resolve(value);
  }
}

async function pingPong({ steps }: Sizes): Promise<Reading> {
  const ping = new Slot();
  const pong = new Slot();
  const watch = new Stopwatch();
  const partner = (async (): Promise<void> => {
    for (let i = 0; i < steps; i++) {
      await ping.wait();
      pong.wake(i);
    }
  })();
  await undefined;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const answer = pong.wait();
    ping.wake(i);
    sum += await answer;
  }
  await partner;
  const reading = watch.read(steps);
  check(sum, sumTo(steps));
  return reading;
}

async function call({ steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += await nothing(i);
  const reading = watch.read(steps);
  check(sum, sumTo(steps));
  return reading;
}

async function descend(depth: number, steps: number): Promise<number> {
  if (depth > 0) return 1 + (await descend(depth - 1, steps));
  for (let i = 0; i < steps; i++) await undefined;
  return 0;
}

async function chain({ tasks, steps, depth }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Promise<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(descend(depth, steps));
  let sum = 0;
  for (const task of spawned) sum += await task;
  const reading = watch.read(tasks * steps);
  check(sum, tasks * depth);
  return reading;
}

/** `task-group` has no counterpart: promises have no owner. */
export const TASKS: Readonly<Record<string, Program>> = {
  switch: switches,
  spawn,
  "spawn-suspend": spawnSuspend,
  gather: gatherAll,
  future,
  "ping-pong": pingPong,
  call,
  chain,
  "chain-coroutine": chain,
};
