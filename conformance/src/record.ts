// `npm run conformance:record`: records the programs of the trace files anew and compares, or makes new recordings.

import { parseArgs } from "node:util";
import { firstDifference, showDifference } from "./compare.ts";
import { makeProgram } from "./generator.ts";
import { type OpName, type Program, type Recorded, allOps } from "./language.ts";
import { type Oracle, type OracleKind, openOracle } from "./oracle.ts";
import { learnProfile } from "./profiles.ts";
import { profileNames, readProfile } from "./trace_files.ts";

const usage = `usage: npm run conformance:record -- [options]
  --oracle auto      the CPython that records: local, pyodide (3.14), or auto: local if there is one
  --pure             with the futures and tasks written in Python, not with the accelerated ones
  --file locks       compare this file only (may be given several times)
  --make locks       instead: print new programs in the manner of this file with their traces, as a trace file
  --seed 1           (with --make) which programs
  --count 100        (with --make) how many`;

const { values } = parseArgs({
  options: {
    oracle: { type: "string", default: "auto" },
    pure: { type: "boolean", default: false },
    file: { type: "string", multiple: true },
    make: { type: "string" },
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "100" },
    help: { type: "boolean", default: false },
  },
});

/** Record the programs of the file anew. Gives how many were recorded, and how many came out the same. */
async function compareFile(oracle: Oracle, profile: string): Promise<{ recorded: number; same: number }> {
  let recorded = 0;
  let same = 0;
  for (const program of readProfile(profile)) {
    const { trace, rejected } = await oracle.record(program);
    if (trace === undefined) {
      console.log(`${program.id} is left out: ${rejected}`);
      continue;
    }
    recorded++;
    if (firstDifference(program.trace, trace) < 0) same++;
    else console.log(`${program.id}, - as recorded, + now\n${showDifference(program.trace, trace)}`);
  }
  console.log(`${profile.padEnd(12)} ${same} of ${recorded} as recorded`);
  return { recorded, same };
}

async function compareFiles(oracle: Oracle): Promise<void> {
  const total = { recorded: 0, same: 0 };
  for (const profile of values.file ?? profileNames()) {
    const { recorded, same } = await compareFile(oracle, profile);
    total.recorded += recorded;
    total.same += same;
  }
  console.log(`${total.same} of ${total.recorded} as recorded, by ${oracle.name}`);
  if (total.same < total.recorded) process.exitCode = 1;
}

// The recorder fixes the order of the sets that CPython keeps for these.
const restingOnSets: ReadonlySet<OpName> = new Set<OpName>(["group", "asCompleted", "asCompletedFor"]);

function assumptions(program: Program): string[] {
  return [...allOps(program.main)].some(([name]) => restingOnSets.has(name)) ? ["sets"] : [];
}

async function makeFile(oracle: Oracle, name: string): Promise<void> {
  const profile = learnProfile(name);
  const recordings: Recorded[] = [];
  for (let number = 0; recordings.length < Number(values.count); number++) {
    const program = makeProgram(profile, values.seed, number);
    const { trace } = await oracle.record(program);
    if (trace !== undefined) recordings.push({ ...program, assumes: assumptions(program), trace });
  }
  console.log(`[\n${recordings.map((recording) => JSON.stringify(recording)).join(",\n")}\n]`);
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(usage);
    return;
  }
  const oracle = await openOracle(values.oracle as OracleKind, { pure: values.pure });
  try {
    if (values.make === undefined) await compareFiles(oracle);
    else await makeFile(oracle, values.make);
  } finally {
    oracle.close();
  }
}

await main();
