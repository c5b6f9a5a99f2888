// How many tiny jobs a thread pool does in a second, from its first batch on, and whether a slow one holds others back.
// Usage: node bench/dist/executors.js [jobs] [workers]. The peer is bench/python/executors.py.

import process from "node:process";

import { ThreadPoolExecutor, getRunningLoop, run } from "tsyncio";

const jobs = Number(process.argv[2] ?? 20_000);
const workers = Number(process.argv[3] ?? 2);

const addOne = (number: number): number => number + 1;

function isWhole(results: readonly number[]): boolean {
  return results.every((result, i) => result === i + 1);
}

/** What a batch took: jobs a second, and microseconds of processor time a job, of all threads. */
interface Taken {
  readonly rate: number;
  readonly cpu: number;
}

function stopwatch(): () => Taken {
  const began = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    return { rate: jobs / seconds, cpu: (user + system) / jobs };
  };
}

/** A batch through `submit()`: the results are asked for one after the other, as the peer does. */
async function submitAll(executor: ThreadPoolExecutor): Promise<Taken> {
  const taken = stopwatch();
  const results: number[] = [];
  for (const future of Array.from({ length: jobs }, (_, i) => executor.submit(addOne, i))) results.push(await future);
  const figures = taken();
  if (!isWhole(results)) throw new Error("a result is wrong");
  return figures;
}

/** The same through `Promise.all()`, which makes several promises a job before any is done. */
async function submitAtOnce(executor: ThreadPoolExecutor): Promise<Taken> {
  const taken = stopwatch();
  const results = await Promise.all(Array.from({ length: jobs }, (_, i) => executor.submit(addOne, i)));
  const figures = taken();
  if (!isWhole(results)) throw new Error("a result is wrong");
  return figures;
}

/** The same through the loop. */
async function runAll(executor: ThreadPoolExecutor): Promise<Taken> {
  return run(async () => {
    const loop = getRunningLoop();
    const taken = stopwatch();
    const results: number[] = [];
    for (const future of Array.from({ length: jobs }, (_, i) => loop.runInExecutor(executor, addOne, i))) {
      results.push(await future);
    }
    const figures = taken();
    if (!isWhole(results)) throw new Error("a result is wrong");
    return figures;
  });
}

/** How long a tiny job takes beside one of 0.3 s, in milliseconds. */
async function besideSlow(executor: ThreadPoolExecutor): Promise<number> {
  const slow = executor.submit(() => {
    const end = Date.now() + 300;
    while (Date.now() < end);
  });
  const began = performance.now();
  await Promise.all(Array.from({ length: 100 }, (_, i) => executor.submit(addOne, i)));
  const taken = performance.now() - began;
  await slow;
  return taken;
}

const submitted: Taken[] = [];
const executor = new ThreadPoolExecutor({ maxWorkers: workers });
for (let i = 0; i < 6; i++) submitted.push(await submitAll(executor));
const atOnce: Taken[] = [];
for (let i = 0; i < 6; i++) atOnce.push(await submitAtOnce(executor));
const beside = await besideSlow(executor);
await executor.shutdown();
const inLoop: Taken[] = [];
const second = new ThreadPoolExecutor({ maxWorkers: workers });
for (let i = 0; i < 6; i++) inLoop.push(await runAll(second));
await second.shutdown();

function show(name: string, all: readonly Taken[]): void {
  console.log(`${name} jobs a second     ${all.map(({ rate }) => Math.round(rate).toLocaleString("en")).join("  ")}`);
  console.log(`${name} us of CPU a job   ${all.map(({ cpu }) => cpu.toFixed(1)).join("  ")}`);
}

console.log(`${jobs} jobs, ${workers} threads, batch after batch; the first one starts the threads`);
show("submit       ", submitted);
show("Promise.all  ", atOnce);
show("runInExecutor", inLoop);
console.log(`100 jobs beside one of 300 ms: ${beside.toFixed(1)} ms`);
