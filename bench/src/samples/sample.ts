// What every sample program in JavaScript does: the repetitions, the protocol with the harness. No workload lives here.

import { median } from "../statistics.ts";
import type { Sizes } from "../workload.ts";
import type { Program, Reading, Server, Tails } from "./measure.ts";
import { Load } from "./shared.ts";

/** What one process tells the harness. */
export interface Sample {
  /** The median of the repetitions. */
  readonly value: number;
  /** The same, counted in processor time of all threads; 0 where it has no meaning. */
  readonly cpu: number;
  /** The very first repetition in this process, before anything is warm. */
  readonly first: number;
  readonly note?: string;
  readonly tails?: Tails;
}

interface Order {
  readonly sizes: Sizes;
  readonly warmups: number;
  readonly repeats: number;
  /** No repetition begins later than so many milliseconds after the first. */
  readonly budgetMs: number;
}

/** Runs what the command line asks for: `<program> <json>`, where the JSON is an `Order`. */
export async function main(
  programs: Readonly<Record<string, Program>>,
  servers: Readonly<Record<string, Server>> = {},
): Promise<void> {
  const name = process.argv[2] ?? "";
  const order = { warmups: 3, repeats: 5, budgetMs: Infinity, ...JSON.parse(process.argv[3] ?? "{}") } as Order;
  const program = programs[name];
  const server = servers[name];
  if (server !== undefined) return await serve(server, order.sizes);
  try {
    if (name === ALL) await say(await runAll(programs, order.sizes));
    else await say(program === undefined ? { absent: NO_PROGRAM } : await repeat(program, order));
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    await say({ absent: error.message });
  }
  // A peer may keep the process alive for a while; there is nothing left to do here.
  process.exit(0);
}

/** In place of a program's name: every one of them, once, to see whether they work. */
const ALL = "all";

async function runAll(programs: Readonly<Record<string, Program>>, sizes: Sizes): Promise<Sample> {
  const names: string[] = [];
  for (const [name, program] of Object.entries(programs)) {
    try {
      const { value } = await program(sizes);
      if (!Number.isFinite(value)) throw new Error(`its figure is ${value}`);
      names.push(name);
    } catch (error) {
      if (!(error instanceof Unfit)) throw new Error(`${name}: ${String(error)}`, { cause: error });
    }
  }
  return { value: names.length, cpu: 0, first: names.length, note: names.join(" ") };
}

/** What a contender says that does not do this job. */
export const NO_PROGRAM = "it has no program for this workload";

/** Thrown by a program that cannot do the job at these sizes. */
export class Unfit extends Error {}

async function repeat(program: Program, order: Order): Promise<Sample> {
  const deadline = performance.now() + order.budgetMs;
  const first = await program(order.sizes);
  for (let i = 1; i < order.warmups && performance.now() < deadline; i++) await program(order.sizes);
  const readings: Reading[] = [];
  do readings.push(await program(order.sizes));
  while (readings.length < order.repeats && performance.now() < deadline);
  const last = readings.at(-1);
  return {
    value: median(readings.map((reading) => reading.value)),
    cpu: median(readings.map((reading) => reading.cpu)),
    first: first.value,
    ...(last?.note === undefined ? {} : { note: last.note }),
    ...(last?.tails === undefined ? {} : { tails: last.tails }),
  };
}

/** The harness closes our standard input when it has measured enough. */
async function serve(server: Server, sizes: Sizes): Promise<void> {
  const load = new Load();
  process.stdin.on("end", () => {
    void say({ stepsPerSecond: load.rate() }).then(() => process.exit(0));
  });
  process.stdin.resume();
  await server(sizes, load, (port) => void say({ port }));
}

function say(message: object): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve());
  });
}
