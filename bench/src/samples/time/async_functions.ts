// Timers, timeouts, cancellation, memory and delay in tsyncio's async functions. The twin of generators.ts,
// native.ts and python/time_and_memory.py.

import {
  asyncWith,
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

async function suspendOnce(value: number): Promise<number> {
  await sleep(0);
  return value;
}

async function waitForAnswer({ steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += await waitFor(() => suspendOnce(i), 10);
  const reading = watch.read(steps);
  check(sum, sumTo(steps));
  return reading;
}

async function one(): Promise<number> {
  await sleep(0);
  return 1;
}

async function forLong(): Promise<void> {
  await sleep(1000);
}

async function timeoutAround({ steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    sum += await timeout(10, one);
  }
  const reading = watch.read(steps);
  check(sum, steps);
  return reading;
}

async function expireWaitFor(): Promise<number> {
  try {
    await waitFor(sleep(1000), 0.001);
    return 0;
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    return 1;
  }
}

async function expireTimeout(): Promise<number> {
  try {
    await timeout(0.001, forLong);
    return 0;
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    return 1;
  }
}

async function expireAll(expire: () => Promise<number>, tasks: number): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(expire));
  let expired = 0;
  for (const task of spawned) expired += await task;
  const reading = watch.read(tasks);
  check(expired, tasks);
  return reading;
}

async function waitForExpired({ tasks }: Sizes): Promise<Reading> {
  return await expireAll(expireWaitFor, tasks);
}

async function timeoutExpired({ tasks }: Sizes): Promise<Reading> {
  return await expireAll(expireTimeout, tasks);
}

async function timers({ tasks }: Sizes): Promise<Reading> {
  const delays = randomDelays(tasks, 0.01);
  const watch = new Stopwatch();
  await startTimers(delays);
  return watch.read(tasks);
}

async function timersCancel({ tasks }: Sizes): Promise<Reading> {
  const delays = randomDelays(tasks, 1000);
  const watch = new Stopwatch();
  startAndCancelTimers(delays);
  await sleep(0);
  return watch.read(tasks);
}

async function sleeper(delay: number): Promise<void> {
  await sleep(delay);
}

async function sleepers({ tasks }: Sizes): Promise<Reading> {
  const delays = randomDelays(tasks, 0.01);
  const watch = new Stopwatch();
  const spawned: Task<void>[] = [];
  for (const delay of delays) spawned.push(createTask(() => sleeper(delay)));
  for (const task of spawned) await task;
  return watch.read(tasks);
}

async function cancelTree({ tasks }: Sizes): Promise<Reading> {
  let started = 0;
  let ended = 0;
  async function node(size: number): Promise<void> {
    started++;
    try {
      if (size === 1) return await sleep(1000);
      await asyncWith(new TaskGroup(), async (group) => {
        for (const part of treeOf(size)) group.createTask(() => node(part));
        await sleep(1000);
      });
    } finally {
      ended++;
    }
  }
  const root = createTask(() => node(tasks));
  while (started < tasks) await sleep(0);
  await sleep(0);
  const watch = new Stopwatch();
  root.cancel();
  try {
    await root;
  } catch {
    // It was cancelled, as it should be.
  }
  const reading = watch.read(tasks);
  check(ended, tasks);
  return reading;
}

async function suspended(waited: Future<void>): Promise<void> {
  await waited;
}

async function memory({ tasks }: Sizes): Promise<Reading> {
  const loop = getRunningLoop();
  const crowd = new Crowd<Future<void>, Task<void>>(tasks);
  for (let i = 0; i < tasks; i++) {
    const waited = loop.createFuture<void>();
    crowd.add(
      i,
      waited,
      createTask(() => suspended(waited)),
    );
  }
  await sleep(0);
  const reading = crowd.read();
  for (const waited of crowd.firsts) waited?.setResult(undefined);
  for (const task of crowd.seconds) if (task !== null) await task;
  return reading;
}

async function memoryTimer({ tasks }: Sizes): Promise<Reading> {
  const loop = getRunningLoop();
  const fire = (): void => undefined;
  const crowd = new Crowd<TimerHandle, null>(tasks);
  for (let i = 0; i < tasks; i++) crowd.add(i, loop.callLater(1000 + i, fire), null);
  const reading = crowd.read();
  for (const handle of crowd.firsts) handle?.cancel();
  return reading;
}

async function busy(load: Load, lateness: Lateness): Promise<void> {
  while (!lateness.complete) {
    load.work();
    await sleep(0);
  }
}

async function delay({ tasks, steps }: Sizes): Promise<Reading> {
  const lateness = new Lateness(steps);
  const load = new Load();
  const spawned: Task<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => busy(load, lateness)));
  while (!lateness.complete) {
    const start = performance.now();
    await sleep(Lateness.SECONDS);
    lateness.add(performance.now() - start);
  }
  for (const task of spawned) await task;
  return lateness.read(load);
}

export const TIME: Readonly<Record<string, (sizes: Sizes) => Promise<Reading>>> = {
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
