// The command line: what `npm run bench -- ...` accepts. Nothing here measures or prints.

import { parseArgs } from "node:util";

export interface Options {
  readonly workloads: readonly string[];
  readonly contenders: readonly string[];
  readonly rounds: number;
  readonly quick: boolean;
  readonly nodes: readonly string[];
  /** Compare processor time instead of wall-clock time. */
  readonly cpu: boolean;
  /** Where the figures go as JSON, or null. */
  readonly json: string | null;
  readonly list: boolean;
  readonly help: boolean;
}

export const HELP = `npm run bench -- [options]

Runs each workload for every contender that this machine has, in turns, each sample in a
process of its own, and prints medians, spreads and ratios.

  --workload NAME     only this workload or group of workloads (may be repeated)
  --contender NAME    only this contender (may be repeated): generators, async, native,
                      cpython, uvloop; "generators@24" is the one on another Node 24
  --rounds N          samples of each contender in each workload (5; 2 with --quick)
  --quick             smaller workloads and fewer repetitions: a first impression
  --node PATH         measure on this Node as well (may be repeated)
  --cpu               compare processor time (of all threads) instead of wall-clock time, where a
                      workload has it: for a busy machine
  --json FILE         also write every sample and all that was computed to FILE
  --list              list the workloads and the contenders, and measure nothing
  --help              this text

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
      rounds: { type: "string" },
      quick: { type: "boolean", default: false },
      node: { type: "string", multiple: true, default: [] },
      cpu: { type: "boolean", default: false },
      json: { type: "string" },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return {
    workloads: values.workload,
    contenders: values.contender,
    rounds: parseRounds(values.rounds, values.quick),
    quick: values.quick,
    nodes: values.node,
    cpu: values.cpu,
    json: values.json ?? null,
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
