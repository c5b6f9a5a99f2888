// The workloads in tsyncio's async functions. The twin of generators.ts, native.ts and python/sample.py.

import {
  createTask,
  type Future,
  gather,
  getRunningLoop,
  run,
  sleep,
  startServer,
  type StreamReader,
  type StreamWriter,
  type Task,
} from "tsyncio";
import type { Sizes } from "../catalogue.ts";
import { listenAndEcho } from "./echo_socket.ts";
import { Crowd, Slot, startAndCancelTimers, startTimers } from "./parts.ts";
import { type Load, main, type Program, randomDelays, type Reading, Stopwatch } from "./sample.ts";

/** Each repetition runs in a loop of its own; starting and closing the loop is not measured. */
function inLoop(workload: (sizes: Sizes) => Promise<Reading>): Program {
  return (sizes) => run(() => workload(sizes));
}

async function switcher(steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) await sleep(0);
}

async function switches({ tasks, steps }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => switcher(steps)));
  for (const task of spawned) await task;
  return watch.read(tasks * steps);
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
  for (const task of spawned) await task;
  return watch.read(tasks);
}

async function spawnGather({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => nothing(i)));
  await gather(spawned);
  return watch.read(tasks);
}

async function spawnSuspend({ tasks }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => suspendOnce(i)));
  for (const task of spawned) await task;
  return watch.read(tasks);
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
  else for (let i = 0; i < steps; i++) await sleep(0);
}

async function chain({ tasks, steps, depth }: Sizes): Promise<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(() => descend(depth, steps)));
  for (const task of spawned) await task;
  return watch.read(tasks * steps);
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

async function suspended(waited: Future<void>): Promise<void> {
  await waited;
}

async function memory({ tasks }: Sizes): Promise<Reading> {
  const loop = getRunningLoop();
  const crowd = new Crowd<Task<void>>(tasks);
  for (let i = 0; i < tasks; i++) {
    const waited = loop.createFuture<void>();
    crowd.futures[i] = waited;
    crowd.tasks[i] = createTask(() => suspended(waited));
  }
  await sleep(0);
  const value = crowd.bytesEach();
  crowd.release();
  for (const task of crowd.tasks) if (task !== null) await task;
  return { value, cpu: 0 };
}

async function busy(load: Load): Promise<never> {
  for (;;) {
    load.work();
    await sleep(0);
  }
}

async function keepServing(tasks: number, loaded: boolean, load: Load): Promise<void> {
  if (loaded) for (let i = 0; i < tasks; i++) createTask(() => busy(load));
  await getRunningLoop().createFuture<void>();
}

async function echoSocket({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  await run(async () => {
    listenAndEcho(announce);
    await keepServing(tasks, loaded, load);
  });
}

async function echoChunks(reader: StreamReader, writer: StreamWriter): Promise<void> {
  for (;;) {
    const data = await reader.read(65536);
    if (data.length === 0) break;
    writer.write(data);
    await writer.drain();
  }
  writer.close();
}

async function echoStreams({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  await run(async () => {
    const server = await startServer(echoChunks, "127.0.0.1", 0);
    announce(Number(server.sockets[0]?.getsockname()[1]));
    await keepServing(tasks, loaded, load);
  });
}

await main(
  {
    switch: inLoop(switches),
    spawn: inLoop(spawn),
    "spawn-gather": inLoop(spawnGather),
    "spawn-suspend": inLoop(spawnSuspend),
    future: inLoop(future),
    "ping-pong": inLoop(pingPong),
    call: inLoop(call),
    chain: inLoop(chain),
    timers: inLoop(timers),
    "timers-cancel": inLoop(timersCancel),
    sleepers: inLoop(sleepers),
    memory: inLoop(memory),
  },
  { "echo-socket": echoSocket, "echo-streams": echoStreams },
);
