// What every sample program in JavaScript shares: the stopwatch, the repetitions, the protocol with the harness. No workload lives here.

import { median } from "../statistics.ts";
import type { Sizes } from "../catalogue.ts";

/** One repetition: its figure (in the workload's unit, per operation) and the processor time per operation. */
export interface Reading {
  readonly value: number;
  readonly cpu: number;
}

/** What one process tells the harness. */
export interface Sample {
  /** The median of the repetitions. */
  readonly value: number;
  /** The same, counted in processor time of all threads; 0 where it has no meaning. */
  readonly cpu: number;
  /** The very first repetition in this process, before anything is warm. */
  readonly first: number;
  readonly note?: string;
}

/** A workload: runs once, in a loop of its own, and tells what an operation cost. */
export type Program = (sizes: Sizes) => Promise<Reading>;

/** A server: calls `announce` once it listens, counts its background work in `load`, and runs until the process ends. */
export type Server = (sizes: Sizes, load: Load, announce: (port: number) => void) => Promise<void>;

/** Measures from its construction to `read()`. */
export class Stopwatch {
  readonly #cpu = process.cpuUsage();
  readonly #start = performance.now();

  /** The time since the start, in nanoseconds an operation. */
  read(operations: number): Reading {
    const wall = performance.now() - this.#start;
    const cpu = process.cpuUsage(this.#cpu);
    return { value: (wall * 1e6) / operations, cpu: ((cpu.user + cpu.system) * 1e3) / operations };
  }
}

/** Bytes on the heap after a full garbage collection. Needs `--expose-gc`. */
export function heapBytes(): number {
  if (globalThis.gc === undefined) throw new Error("start Node with --expose-gc to measure memory");
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** The same pseudo-random delays in every language: seconds, from 0 to `limit`. */
export function randomDelays(count: number, limit: number): Float64Array {
  const delays = new Float64Array(count);
  let state = 12345;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    delays[i] = (state / 2 ** 32) * limit;
  }
  return delays;
}

/** Background work: each call of `work()` takes about a microsecond and is counted. */
export class Load {
  steps = 0;
  #sink = 1;
  readonly #turns: number;

  constructor() {
    this.#turns = 1000;
    for (let i = 0; i < 200; i++) this.work();
    const start = performance.now();
    for (let i = 0; i < 1000; i++) this.work();
    const nanosecondsPerTurn = performance.now() - start;
    this.#turns = Math.max(1, Math.round(1000 / nanosecondsPerTurn));
    this.steps = 0;
  }

  work(): void {
    let x = this.#sink;
    for (let i = this.#turns; i > 0; i--) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
    }
    this.#sink = x;
    this.steps++;
  }
}

/** Runs what the command line asks for: `<program> <json>`, where the JSON holds sizes, warmups and repeats. */
export async function main(
  programs: Readonly<Record<string, Program>>,
  servers: Readonly<Record<string, Server>>,
): Promise<void> {
  const name = process.argv[2] ?? "";
  const order = JSON.parse(process.argv[3] ?? "{}") as { sizes: Sizes; warmups: number; repeats: number };
  const program = programs[name];
  const server = servers[name];
  if (program !== undefined) say(await repeat(program, order));
  else if (server !== undefined) await serve(server, order.sizes);
  else say({ absent: `it has no program for this workload` });
}

async function repeat(program: Program, order: { sizes: Sizes; warmups: number; repeats: number }): Promise<Sample> {
  const first = await program(order.sizes);
  for (let i = 1; i < order.warmups; i++) await program(order.sizes);
  const readings: Reading[] = [];
  for (let i = 0; i < order.repeats; i++) readings.push(await program(order.sizes));
  return {
    value: median(readings.map((reading) => reading.value)),
    cpu: median(readings.map((reading) => reading.cpu)),
    first: first.value,
  };
}

/** The harness closes our standard input when it has measured enough. */
async function serve(server: Server, sizes: Sizes): Promise<void> {
  const load = new Load();
  let start = performance.now();
  process.stdin.on("end", () => {
    say({ stepsPerSecond: Math.round((load.steps * 1e3) / (performance.now() - start)) });
    process.exit(0);
  });
  process.stdin.resume();
  await server(sizes, load, (port) => {
    start = performance.now();
    say({ port });
  });
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
