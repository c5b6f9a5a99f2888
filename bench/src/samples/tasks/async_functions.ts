// Tasks and coroutines in tsyncio's async functions. The twin of generators.ts, native.ts and python/tasks.py.

import { asyncWith, createTask, gather, getRunningLoop, sleep, type Task, TaskGroup } from "tsyncio";
import type { Sizes } from "../../workload.ts";
import { Slot } from "../parts.ts";
import { check, type Reading, Stopwatch, sumTo } from "../measure.ts";

async function switcher(steps: number): Promise<number> {
  for (let i = 0; i < steps; i++) await sleep(0);
  return steps;
}

async function switches({ tasks, steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => switcher(steps)));
  let done = 0;
  for (const task of spawned) done += await task;
  return watch.read(check(done, tasks * steps));
}

async function nothing(value: number): Promise<number> {
  return value;
}

async function suspendOnce(value: number): Promise<number> {
  await sleep(0);
  return value;
}

async function spawn({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => nothing(i)));
  let sum = 0;
  for (const task of spawned) sum += await task;
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

async function spawnSuspend({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => suspendOnce(i)));
  let sum = 0;
  for (const task of spawned) sum += await task;
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

async function gatherAll({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const coroutines: (() => Promise<number>)[] = [];
  for (let i = 0; i < tasks; i++) coroutines.push(() => suspendOnce(i));
  const results = await gather(coroutines);
  const reading = watch.read(tasks);
  let sum = 0;
  for (const value of results) sum += value;
  check(sum, sumTo(tasks));
  return reading;
}

async function taskGroup({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  async function add(value: number): Promise<void> {
    const result = await suspendOnce(value);
    sum += result;
  }
  await asyncWith(new TaskGroup(), async (group) => {
    for (let i = 0; i < tasks; i++) group.createTask(() => add(i));
  });
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

async function future({ steps }: Sizes): Promise<Reading> {
  const loop = getRunningLoop();
  const watch = new Stopwatch();
  for (let i = 0; i < steps; i++) {
    const waited = loop.createFuture<void>();
    loop.callSoon(() => waited.setResult(undefined));
    await waited;
  }
  return watch.read(steps);
}

async function answerAll(ping: Slot, pong: Slot, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) {
    await ping.wait();
    pong.wake(i);
  }
}

async function pingPong({ steps }: Sizes): Promise<Reading> {
  const ping = new Slot();
  const pong = new Slot();
  const watch = new Stopwatch();
  const partner = createTask(() => answerAll(ping, pong, steps));
  await sleep(0);
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
  for (let i = 0; i < steps; i++) await sleep(0);
  return 0;
}

async function chain({ tasks, steps, depth }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => descend(depth, steps)));
  let sum = 0;
  for (const task of spawned) sum += await task;
  const reading = watch.read(tasks * steps);
  check(sum, tasks * depth);
  return reading;
}

export const TASKS: Readonly<Record<string, (sizes: Sizes) => Promise<Reading>>> = {
  switch: switches,
  spawn,
  "spawn-suspend": spawnSuspend,
  gather: gatherAll,
  "task-group": taskGroup,
  future,
  "ping-pong": pingPong,
  call,
  chain,
  "chain-coroutine": chain,
};
