// `npm run bench:guard`: fails if one of the ten hottest paths takes 10 % more instructions than in the recorded base.

import path from "node:path";
import { parseArgs } from "node:util";
import { CURRENT, entryOf, record, unpack } from "./base.ts";
import { type Counts, count, valgrindVersion } from "./count.ts";
import { type Verdict, fewest, judge, renderVerdicts } from "./judge.ts";

/** A path is slower if it is so in the best of so many counts. */
const SEEDS = 3;

const HELP = `npm run bench:guard -- [options]

Runs ten hot paths of this build and of the recorded base (bench/guard/base.json.br), and compares how many
processor instructions they take, as valgrind counts them. Fails if a path takes 10 % more.

  --record        make this build the base
  --build FOLDER  guard the build in this folder instead of packages/tsyncio/dist
  --help          this text`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      record: { type: "boolean", default: false },
      build: { type: "string", default: CURRENT },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) print(HELP);
  else if (values.record) print(`recorded this build as the base: ${record()} bytes`);
  else return guard(path.resolve(values.build));
  return 0;
}

async function guard(folder: string): Promise<number> {
  const valgrind = valgrindVersion();
  if (valgrind === null) {
    print("nothing was counted: there is no valgrind on this machine (Debian: apt-get install valgrind)");
    return 0;
  }
  const start = performance.now();
  const [baseEntry, buildEntry] = [entryOf(unpack()), entryOf(folder)];
  let base: Counts = new Map();
  let build: Counts = new Map();
  let verdicts: readonly Verdict[] = [];
  // What V8 inlines hangs by a thread now and then, and makes the same code a quarter dearer: so nothing is slower at the first look.
  for (let seed = 1; seed <= SEEDS; seed++) {
    const [baseCounts, buildCounts] = await Promise.all([count(baseEntry, seed), count(buildEntry, seed)]);
    base = fewest(base, baseCounts);
    build = fewest(build, buildCounts);
    verdicts = judge(base, build);
    if (!verdicts.some((verdict) => verdict.slower)) break;
  }
  print(renderVerdicts(verdicts));
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  print(`it took ${seconds} s on Node ${process.versions.node}, with ${valgrind}`);
  return verdicts.some((verdict) => verdict.slower) ? 1 : 0;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
