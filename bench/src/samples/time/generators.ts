// Timers, timeouts, cancellation, memory and delay in tsyncio's generator dialect. The twin of async_functions.ts,
// native.ts and python/time_and_memory.py.

import {
  asyncWith,
  type Coroutine,
  createTask,
  type Future,
  getRunningLoop,
  sleep,
  type Task,
  TaskGroup,
  timeout,
  TimeoutError,
  type TimerHandle,
  waitFor,
} from "tsyncio";
import type { Sizes } from "../../workload.ts";
import { startAndCancelTimers, startTimers } from "../parts.ts";
import { check, randomDelays, type Reading, Stopwatch, sumTo } from "../measure.ts";
import { Crowd, Lateness, Load, treeOf } from "../shared.ts";

function* suspendOnce(value: number): Coroutine<number> {
  yield* sleep(0);
  return value;
}

function* waitForAnswer({ steps }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += yield* waitFor(suspendOnce(i), 10);
  const reading = watch.read(steps);
  check(sum, sumTo(steps));
  return reading;
}

function* one(): Coroutine<number> {
  yield* sleep(0);
  return 1;
}

function* forLong(): Coroutine {
  yield* sleep(1000);
}

function* timeoutAround({ steps }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    sum += yield* timeout(10, one);
  }
  const reading = watch.read(steps);
  check(sum, steps);
  return reading;
}

function* expireWaitFor(): Coroutine<number> {
  try {
    yield* waitFor(sleep(1000), 0.001);
    return 0;
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    return 1;
  }
}

function* expireTimeout(): Coroutine<number> {
  try {
    yield* timeout(0.001, forLong);
    return 0;
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    return 1;
  }
}

function* expireAll(expire: () => Coroutine<number>, tasks: number): Coroutine<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(expire()));
  let expired = 0;
  for (const task of spawned) expired += yield* task;
  const reading = watch.read(tasks);
  check(expired, tasks);
  return reading;
}

function* waitForExpired({ tasks }: Sizes): Coroutine<Reading> {
  return yield* expireAll(expireWaitFor, tasks);
}

function* timeoutExpired({ tasks }: Sizes): Coroutine<Reading> {
  return yield* expireAll(expireTimeout, tasks);
}

function* timers({ tasks }: Sizes): Coroutine<Reading> {
  const delays = randomDelays(tasks, 0.01);
  const watch = new Stopwatch();
  yield* startTimers(delays);
  return watch.read(tasks);
}

function* timersCancel({ tasks }: Sizes): Coroutine<Reading> {
  const delays = randomDelays(tasks, 1000);
  const watch = new Stopwatch();
  startAndCancelTimers(delays);
  yield* sleep(0);
  return watch.read(tasks);
}

function* sleeper(delay: number): Coroutine {
  yield* sleep(delay);
}

function* sleepers({ tasks }: Sizes): Coroutine<Reading> {
  const delays = randomDelays(tasks, 0.01);
  const watch = new Stopwatch();
  const spawned: Task<void>[] = [];
  for (const delay of delays) spawned.push(createTask(sleeper(delay)));
  for (const task of spawned) yield* task;
  return watch.read(tasks);
}

function* cancelTree({ tasks }: Sizes): Coroutine<Reading> {
  let started = 0;
  let ended = 0;
  function* node(size: number): Coroutine {
    started++;
    try {
      if (size === 1) return yield* sleep(1000);
      yield* asyncWith(new TaskGroup(), function* (group) {
        for (const part of treeOf(size)) group.createTask(node(part));
        yield* sleep(1000);
      });
    } finally {
      ended++;
    }
  }
  const root = createTask(node(tasks));
  while (started < tasks) yield* sleep(0);
  yield* sleep(0);
  const watch = new Stopwatch();
  root.cancel();
  try {
    yield* root;
  } catch {
    // It was cancelled, as it should be.
  }
  const reading = watch.read(tasks);
  check(ended, tasks);
  return reading;
}

function* suspended(waited: Future<void>): Coroutine {
  yield* waited;
}

function* memory({ tasks }: Sizes): Coroutine<Reading> {
  const loop = getRunningLoop();
  const crowd = new Crowd<Future<void>, Task<void>>(tasks);
  for (let i = 0; i < tasks; i++) {
    const waited = loop.createFuture<void>();
    crowd.add(i, waited, createTask(suspended(waited)));
  }
  yield* sleep(0);
  const reading = crowd.read();
  for (const waited of crowd.firsts) waited?.setResult(undefined);
  for (const task of crowd.seconds) if (task !== null) yield* task;
  return reading;
}

function* memoryTimer({ tasks }: Sizes): Coroutine<Reading> {
  const loop = getRunningLoop();
  const fire = (): void => undefined;
  const crowd = new Crowd<TimerHandle, null>(tasks);
  for (let i = 0; i < tasks; i++) crowd.add(i, loop.callLater(1000 + i, fire), null);
  const reading = crowd.read();
  for (const handle of crowd.firsts) handle?.cancel();
  return reading;
}

function* busy(load: Load, lateness: Lateness): Coroutine {
  while (!lateness.complete) {
    load.work();
    yield* sleep(0);
  }
}

function* delay({ tasks, steps }: Sizes): Coroutine<Reading> {
  const lateness = new Lateness(steps);
  const load = new Load();
  const spawned: Task<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(busy(load, lateness)));
  while (!lateness.complete) {
    const start = performance.now();
    yield* sleep(Lateness.SECONDS);
    lateness.add(performance.now() - start);
  }
  for (const task of spawned) yield* task;
  return lateness.read(load);
}

export const TIME: Readonly<Record<string, (sizes: Sizes) => Coroutine<Reading>>> = {
  "wait-for": waitForAnswer,
  "wait-for-expired": waitForExpired,
  timeout: timeoutAround,
  "timeout-expired": timeoutExpired,
  timers,
  "timers-cancel": timersCancel,
  sleepers,
  "cancel-tree": cancelTree,
  memory,
  "memory-timer": memoryTimer,
  delay,
};
