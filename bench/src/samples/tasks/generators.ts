// Tasks and coroutines in tsyncio's generator dialect. The twin of async_functions.ts, native.ts and python/tasks.py.

import {
  type Awaitable,
  coroutine,
  asyncWith,
  type Coroutine,
  createTask,
  gather,
  getRunningLoop,
  sleep,
  type Task,
  TaskGroup,
} from "tsyncio";
import type { Sizes } from "../../workload.ts";
import { Slot } from "../parts.ts";
import { check, type Reading, Stopwatch, sumTo } from "../measure.ts";

function* switcher(steps: number): Coroutine<number> {
  for (let i = 0; i < steps; i++) yield* sleep(0);
  return steps;
}

function* switches({ tasks, steps }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(switcher(steps)));
  let done = 0;
  for (const task of spawned) done += yield* task;
  return watch.read(check(done, tasks * steps));
}

function* nothing(value: number): Coroutine<number> {
  return value;
}

function* suspendOnce(value: number): Coroutine<number> {
  yield* sleep(0);
  return value;
}

function* spawn({ tasks }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(nothing(i)));
  let sum = 0;
  for (const task of spawned) sum += yield* task;
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

function* spawnSuspend({ tasks }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(suspendOnce(i)));
  let sum = 0;
  for (const task of spawned) sum += yield* task;
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

function* gatherAll({ tasks }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  const coroutines: Coroutine<number>[] = [];
  for (let i = 0; i < tasks; i++) coroutines.push(suspendOnce(i));
  const results = yield* gather(coroutines);
  const reading = watch.read(tasks);
  let sum = 0;
  for (const value of results) sum += value;
  check(sum, sumTo(tasks));
  return reading;
}

function* taskGroup({ tasks }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  function* add(value: number): Coroutine {
    const result = yield* suspendOnce(value);
    sum += result;
  }
  yield* asyncWith(new TaskGroup(), function* (group) {
    for (let i = 0; i < tasks; i++) group.createTask(add(i));
  });
  const reading = watch.read(tasks);
  check(sum, sumTo(tasks));
  return reading;
}

function* future({ steps }: Sizes): Coroutine<Reading> {
  const loop = getRunningLoop();
  const watch = new Stopwatch();
  for (let i = 0; i < steps; i++) {
    const waited = loop.createFuture<void>();
    loop.callSoon(() => waited.setResult(undefined));
    yield* waited;
  }
  return watch.read(steps);
}

function* answerAll(ping: Slot, pong: Slot, steps: number): Coroutine {
  for (let i = 0; i < steps; i++) {
    yield* ping.wait();
    pong.wake(i);
  }
}

function* pingPong({ steps }: Sizes): Coroutine<Reading> {
  const ping = new Slot();
  const pong = new Slot();
  const watch = new Stopwatch();
  const partner = createTask(answerAll(ping, pong, steps));
  yield* sleep(0);
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const answer = pong.wait();
    ping.wake(i);
    sum += yield* answer;
  }
  yield* partner;
  const reading = watch.read(steps);
  check(sum, sumTo(steps));
  return reading;
}

function* call({ steps }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += yield* nothing(i);
  const reading = watch.read(steps);
  check(sum, sumTo(steps));
  return reading;
}

function* descend(depth: number, steps: number): Coroutine<number> {
  if (depth > 0) return 1 + (yield* descend(depth - 1, steps));
  for (let i = 0; i < steps; i++) yield* sleep(0);
  return 0;
}

function* chain({ tasks, steps, depth }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(descend(depth, steps)));
  let sum = 0;
  for (const task of spawned) sum += yield* task;
  const reading = watch.read(tasks * steps);
  check(sum, tasks * depth);
  return reading;
}

const descendKept: (depth: number, steps: number) => Awaitable<number> = coroutine(function* (
  depth: number,
  steps: number,
): Coroutine<number> {
  if (depth > 0) return 1 + (yield* descendKept(depth - 1, steps));
  for (let i = 0; i < steps; i++) yield* sleep(0);
  return 0;
});

function* chainKept({ tasks, steps, depth }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(descendKept(depth, steps)));
  let sum = 0;
  for (const task of spawned) sum += yield* task;
  const reading = watch.read(tasks * steps);
  check(sum, tasks * depth);
  return reading;
}

export const TASKS: Readonly<Record<string, (sizes: Sizes) => Coroutine<Reading>>> = {
  switch: switches,
  spawn,
  "spawn-suspend": spawnSuspend,
  gather: gatherAll,
  "task-group": taskGroup,
  future,
  "ping-pong": pingPong,
  call,
  chain,
  "chain-coroutine": chainKept,
};
