// The workloads in plain promises and async functions: what the language gives for nothing. It imports no library.

import type { Sizes } from "../catalogue.ts";
import { listenAndEcho, listenAndEchoChunks } from "./echo_socket.ts";
import { heapBytes, type Load, main, randomDelays, type Reading, Stopwatch } from "./sample.ts";

async function switcher(steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) await undefined;
}

async function switches({ tasks, steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Promise<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(switcher(steps));
  for (const task of spawned) await task;
  return watch.read(tasks * steps);
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
  for (const task of spawned) await task;
  return watch.read(tasks);
}

async function spawnGather({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Promise<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(nothing(i));
  await Promise.all(spawned);
  return watch.read(tasks);
}

async function spawnSuspend({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Promise<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(suspendOnce(i));
  for (const task of spawned) await task;
  return watch.read(tasks);
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
  for (let i = 0; i < steps; i++) {
    const answer = pong.wait();
    ping.wake(i);
    await answer;
  }
  await partner;
  return watch.read(steps);
}

async function call({ steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += await nothing(i);
  const reading = watch.read(steps);
  if (sum !== (steps * (steps - 1)) / 2) throw new Error(`the calls returned ${sum}`);
  return reading;
}

async function descend(depth: number, steps: number): Promise<void> {
  if (depth > 0) await descend(depth - 1, steps);
  else for (let i = 0; i < steps; i++) await undefined;
}

async function chain({ tasks, steps, depth }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Promise<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(descend(depth, steps));
  for (const task of spawned) await task;
  return watch.read(tasks * steps);
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

async function suspended(promise: Promise<void>): Promise<void> {
  await promise;
}

async function memory({ tasks }: Sizes): Promise<Reading> {
  const promises = new Array<Promise<void> | null>(tasks).fill(null);
  const spawned = new Array<Promise<void> | null>(tasks).fill(null);
  const never = (): void => undefined;
  const before = heapBytes();
  for (let i = 0; i < tasks; i++) {
    const promise = new Promise<void>(never);
    promises[i] = promise;
    spawned[i] = suspended(promise);
  }
  await undefined;
  const bytes = heapBytes() - before;
  if (promises.length !== spawned.length) throw new Error("the lists are kept until here");
  return { value: bytes / tasks, cpu: 0 };
}

/** An endless loop of `await undefined` would never let input in: `setImmediate` is what a careful program does. */
async function busy(load: Load): Promise<void> {
  for (;;) {
    load.work();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

async function echoSocket({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  listenAndEcho(announce);
  if (loaded) for (let i = 0; i < tasks; i++) void busy(load);
}

async function echoStreams({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  listenAndEchoChunks(announce);
  if (loaded) for (let i = 0; i < tasks; i++) void busy(load);
}

await main(
  {
    switch: switches,
    spawn,
    "spawn-gather": spawnGather,
    "spawn-suspend": spawnSuspend,
    future,
    "ping-pong": pingPong,
    call,
    chain,
    timers,
    "timers-cancel": timersCancel,
    sleepers,
    memory,
  },
  { "echo-socket": echoSocket, "echo-streams": echoStreams },
);
