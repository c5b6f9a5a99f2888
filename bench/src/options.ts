// The command line: what `npm run bench -- ...` accepts. Nothing here measures or prints.

import { parseArgs } from "node:util";

export interface Options {
  readonly workloads: readonly string[];
  readonly contenders: readonly string[];
  /** What stands behind `@`, or "this": empty for all. */
  readonly runtimes: readonly string[];
  readonly rounds: number;
  readonly quick: boolean;
  readonly nodes: readonly string[];
  /** Compare processor time instead of wall-clock time: always so for growth. */
  readonly cpu: boolean;
  /** Whether workloads are measured at growing sizes. */
  readonly growth: boolean;
  /** Whether the programs of the second section run instead. */
  readonly io: boolean;
  /** Where the figures go as JSON, or null. */
  readonly json: string | null;
  /** Where figures come from that are not measured now, or null. */
  readonly from: string | null;
  /** The Markdown file whose marked blocks the figures are written into, or null. */
  readonly write: string | null;
  /** Where the chart goes, or null. */
  readonly chart: string | null;
  readonly list: boolean;
  readonly help: boolean;
}

export const HELP = `npm run bench -- [options]

Runs each workload for every contender that this machine has, in turns, each sample in a
process of its own, and prints medians, spreads and ratios.

  --workload NAME     only this workload or group of workloads (may be repeated)
  --contender NAME    only this contender (may be repeated): generators, async, native,
                      effect, effection, async-mutex, p-limit, p-queue, cpython, uvloop;
                      "generators@24" is the one on another Node 24, "native@bun" on Bun
  --runtime NAME      only what runs on this runtime (may be repeated): "this" is the Node that
                      runs the harness, and Python; else 24, 26, bun, deno
  --rounds N          samples of each contender in each workload (5; 2 with --quick)
  --quick             smaller workloads and fewer repetitions: a first impression
  --node PATH         measure on this Node as well (may be repeated)
  --cpu               compare processor time (of all threads) instead of wall-clock time, where a
                      workload has it: for a busy machine
  --growth            measure the workloads that can grow at 100 to 1,000,000 tasks instead
  --io                run the programs of input and output instead: echo-100, bulk, connections,
                      chat-tsyncio, chat-chapter, chat-uvloop, http, files, executors,
                      executors-cpython; --workload chooses some
  --json FILE         also write every sample and all that was computed to FILE
  --from FILE         measure nothing: take the figures that --json wrote
  --write FILE        put the figures into the marked blocks of a Markdown file
  --chart FILE        draw the figures as SVG
  --list              list the workloads and the contenders, and measure nothing
  --help              this text

Absent contenders are named with how to get them; \`npm run bench:peers\` installs most.
Environment: TSYNCIO_BENCH_PYTHON is the Python to measure; without it, a Python 3.13 is looked for.
The methods are described in bench/README.md.`;

/** Reads the command line. Throws a `TypeError` or a `RangeError` that says what is wrong with it. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: false,
    options: {
      workload: { type: "string", multiple: true, default: [] },
      contender: { type: "string", multiple: true, default: [] },
      runtime: { type: "string", multiple: true, default: [] },
      rounds: { type: "string" },
      quick: { type: "boolean", default: false },
      node: { type: "string", multiple: true, default: [] },
      cpu: { type: "boolean", default: false },
      growth: { type: "boolean", default: false },
      io: { type: "boolean", default: false },
      json: { type: "string" },
      from: { type: "string" },
      write: { type: "string" },
      chart: { type: "string" },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return {
    workloads: values.workload,
    contenders: values.contender,
    runtimes: values.runtime,
    rounds: parseRounds(values.rounds, values.quick),
    quick: values.quick,
    nodes: values.node,
    cpu: values.cpu || values.growth,
    growth: values.growth,
    io: values.io,
    json: values.json ?? null,
    from: values.from ?? null,
    write: values.write ?? null,
    chart: values.chart ?? null,
    list: values.list,
    help: values.help,
  };
}

function parseRounds(text: string | undefined, quick: boolean): number {
  if (text === undefined) return quick ? 2 : 5;
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new RangeError(`--rounds takes a whole number from 1 up, not ${JSON.stringify(text)}`);
  }
  return rounds;
}
