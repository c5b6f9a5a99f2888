// `npm run conformance:fuzz`: makes random programs, has CPython record them, and replays them in both dialects.

import { parseArgs } from "node:util";
import { firstDifference, showDifference } from "./compare.ts";
import { makeProgram } from "./generator.ts";
import { type Program, type TraceLine, startsEagerly } from "./language.ts";
import { type Oracle, type OracleKind, type Recording, openOracle } from "./oracle.ts";
import { type Profile, learnProfile } from "./profiles.ts";
import { dialects } from "./replay_all.ts";
import { replay } from "./runner.ts";
import { shrink } from "./shrink.ts";
import { profileNames } from "./trace_files.ts";
import type { Dialect } from "./world.ts";

const usage = `usage: npm run conformance:fuzz -- [options]
  --seed 1           which programs: any text
  --count 1000       how many
  --start 0          the number of the first
  --profile locks    programs in the manner of this trace file only (may be given several times)
  --oracle auto      the CPython that records: local, pyodide (3.14), or auto: local if there is one
  --shrink 3         how many differences to show with the smallest program that makes them`;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "1000" },
    start: { type: "string", default: "0" },
    profile: { type: "string", multiple: true },
    oracle: { type: "string", default: "auto" },
    shrink: { type: "string", default: "3" },
    help: { type: "boolean", default: false },
  },
});

const batchSize = 64;

/** One run of the fuzzer. */
class Fuzz {
  readonly #kind: OracleKind;
  readonly #oracle: Oracle;
  #pureOracle: Oracle | undefined;
  #shrinksLeft: number;
  readonly replayed = { generator: 0, calls: 0, async: 0 };
  readonly differing: string[] = [];
  readonly #leftOut = new Map<string, number>();

  constructor(kind: OracleKind, oracle: Oracle, shrinks: number) {
    this.#kind = kind;
    this.#oracle = oracle;
    this.#shrinksLeft = shrinks;
  }

  async batch(programs: readonly Program[]): Promise<void> {
    const recordings = await Promise.all(programs.map((program) => this.#oracle.record(program)));
    for (const [index, program] of programs.entries()) {
      const { trace, rejected } = recordings[index] as Recording;
      if (trace === undefined) this.#leaveOut(rejected);
      else await this.#check(program, trace);
    }
  }

  summary(): string {
    const leftOut = [...this.#leftOut].map(([reason, count]) => `  ${count} left out: ${reason}`);
    const { generator, calls, async } = this.replayed;
    return [
      `recorded by ${this.#oracle.name}; replayed ${generator} as generators, ${calls} as calls of coroutine(), ${async} as async functions`,
      ...leftOut,
      `${this.differing.length} differ${this.differing.length > 0 ? `: ${this.differing.join(" ")}` : ""}`,
    ].join("\n");
  }

  close(): void {
    this.#oracle.close();
    this.#pureOracle?.close();
  }

  #leaveOut(reason: string): void {
    this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + 1);
  }

  async #check(program: Program, trace: readonly TraceLine[]): Promise<void> {
    for (const dialect of dialects) {
      if (dialect.name === "async" && startsEagerly(program)) continue;
      this.replayed[dialect.name]++;
      const actual = await replay(program, dialect);
      if (firstDifference(trace, actual) < 0) continue;
      if (await this.#isAmbiguous(program, trace)) {
        this.#leaveOut("CPython's accelerated tasks do not agree with those in Python");
        return;
      }
      await this.#report(program, dialect, trace, actual);
      return;
    }
  }

  /** Whether CPython's two implementations of futures and tasks give two traces. */
  async #isAmbiguous(program: Program, trace: readonly TraceLine[]): Promise<boolean> {
    this.#pureOracle ??= await openOracle(this.#kind, { pure: true });
    const recording = await this.#pureOracle.record(program);
    return recording.trace === undefined || firstDifference(trace, recording.trace) >= 0;
  }

  async #report(
    program: Program,
    dialect: Dialect,
    trace: readonly TraceLine[],
    actual: readonly TraceLine[],
  ): Promise<void> {
    this.differing.push(`${program.id}(${dialect.name})`);
    if (this.#shrinksLeft <= 0) return;
    this.#shrinksLeft--;
    console.log(`\n${program.id} (${dialect.name}), - CPython, + tsyncio\n${showDifference(trace, actual)}`);
    const smallest = await shrink(
      program,
      async (candidate) => (await this.#difference(candidate, dialect)) !== undefined,
    );
    console.log(`smallest program found:\n${programText(smallest)}`);
    console.log((await this.#difference(smallest, dialect)) ?? "(no longer differs)");
  }

  async #difference(program: Program, dialect: Dialect): Promise<string | undefined> {
    const { trace } = await this.#oracle.record(program);
    if (trace === undefined) return undefined;
    const actual = await replay(program, dialect);
    return firstDifference(trace, actual) < 0 ? undefined : showDifference(trace, actual);
  }
}

function programText({ objects, eager, main }: Program): string {
  const lines = main.map((op) => `    ${JSON.stringify(op)}`);
  return `{"objects":${JSON.stringify(objects)},${eager === true ? '"eager":true,' : ""}"main":[\n${lines.join(",\n")}]}`;
}

function* batches(profiles: readonly Profile[]): Generator<Program[], void, undefined> {
  const first = Number(values.start);
  const end = first + Number(values.count);
  for (let number = first; number < end; number += batchSize) {
    const numbers = Array.from({ length: Math.min(batchSize, end - number) }, (_, index) => number + index);
    yield numbers.map((each) => makeProgram(profiles[each % profiles.length] as Profile, values.seed, each));
  }
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(usage);
    return;
  }
  const kind = values.oracle as OracleKind;
  const profiles = (values.profile ?? profileNames()).map(learnProfile);
  const fuzz = new Fuzz(kind, await openOracle(kind), Number(values.shrink));
  try {
    for (const programs of batches(profiles)) await fuzz.batch(programs);
  } finally {
    fuzz.close();
  }
  console.log(`seed ${values.seed}, programs ${values.start} to ${Number(values.start) + Number(values.count) - 1}`);
  console.log(fuzz.summary());
  if (fuzz.differing.length > 0) process.exitCode = 1;
}

await main();
