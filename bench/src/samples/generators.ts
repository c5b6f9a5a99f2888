// The workloads in tsyncio's generator dialect. The twin of async_functions.ts, native.ts and python/sample.py.

import {
  type Coroutine,
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

/**
 * Each repetition runs in a loop of its own; starting and closing the loop is not measured.
 *
 * The loop gets a generator and not a function: a plain function might be an async one, and would switch on the
 * `AsyncLocalStorage` that only async functions need.
 */
function inLoop(workload: (sizes: Sizes) => Coroutine<Reading>): Program {
  return (sizes) => run(workload(sizes));
}

function* switcher(steps: number): Coroutine {
  for (let i = 0; i < steps; i++) yield* sleep(0);
}

function* switches({ tasks, steps }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(switcher(steps)));
  for (const task of spawned) yield* task;
  return watch.read(tasks * steps);
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
  for (const task of spawned) yield* task;
  return watch.read(tasks);
}

function* spawnGather({ tasks }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(nothing(i)));
  yield* gather(spawned);
  return watch.read(tasks);
}

function* spawnSuspend({ tasks }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<number>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(suspendOnce(i)));
  for (const task of spawned) yield* task;
  return watch.read(tasks);
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
  for (let i = 0; i < steps; i++) {
    const answer = pong.wait();
    ping.wake(i);
    yield* answer;
  }
  yield* partner;
  return watch.read(steps);
}

function* call({ steps }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += yield* nothing(i);
  const reading = watch.read(steps);
  if (sum !== (steps * (steps - 1)) / 2) throw new Error(`the calls returned ${sum}`);
  return reading;
}

function* descend(depth: number, steps: number): Coroutine {
  if (depth > 0) yield* descend(depth - 1, steps);
  else for (let i = 0; i < steps; i++) yield* sleep(0);
}

function* chain({ tasks, steps, depth }: Sizes): Coroutine<Reading> {
  const watch = new Stopwatch();
  const spawned: Task<void>[] = [];
  for (let i = 0; i < tasks; i++) spawned.push(createTask(descend(depth, steps)));
  for (const task of spawned) yield* task;
  return watch.read(tasks * steps);
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

function* suspended(waited: Future<void>): Coroutine {
  yield* waited;
}

function* memory({ tasks }: Sizes): Coroutine<Reading> {
  const loop = getRunningLoop();
  const crowd = new Crowd<Task<void>>(tasks);
  for (let i = 0; i < tasks; i++) {
    const waited = loop.createFuture<void>();
    crowd.futures[i] = waited;
    crowd.tasks[i] = createTask(suspended(waited));
  }
  yield* sleep(0);
  const value = crowd.bytesEach();
  crowd.release();
  for (const task of crowd.tasks) if (task !== null) yield* task;
  return { value, cpu: 0 };
}

function* busy(load: Load): Coroutine<never> {
  for (;;) {
    load.work();
    yield* sleep(0);
  }
}

function* keepServing(tasks: number, loaded: boolean, load: Load): Coroutine {
  if (loaded) for (let i = 0; i < tasks; i++) createTask(busy(load));
  yield* getRunningLoop().createFuture<void>();
}

async function echoSocket({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  await run(function* () {
    listenAndEcho(announce);
    yield* keepServing(tasks, loaded, load);
  });
}

function* echoChunks(reader: StreamReader, writer: StreamWriter): Coroutine {
  for (;;) {
    const data = yield* reader.read(65536);
    if (data.length === 0) break;
    writer.write(data);
    yield* writer.drain();
  }
  writer.close();
}

async function echoStreams({ tasks, loaded }: Sizes, load: Load, announce: (port: number) => void): Promise<void> {
  await run(function* () {
    const server = yield* startServer(echoChunks, "127.0.0.1", 0);
    announce(Number(server.sockets[0]?.getsockname()[1]));
    yield* keepServing(tasks, loaded, load);
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
