// `npm run bench:guard`: fails if one of the ten hottest paths needs 10 % more processor time than in the recorded base.

import path from "node:path";
import { parseArgs } from "node:util";
import { CURRENT, entryOf, record, unpack } from "./base.ts";
import { duel } from "./duel.ts";
import { judge, renderVerdicts } from "./judge.ts";

const HELP = `npm run bench:guard -- [options]

Runs ten hot paths of this build and of the recorded base (bench/guard/base.json.br), in turns, each
build in a process of its own, and compares processor times. Fails if a path is slower by 10 %.

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
  else {
    const start = performance.now();
    const [base, build] = [entryOf(unpack()), entryOf(path.resolve(values.build))];
    const verdicts = await judge((only) => duel(base, build, only));
    print(renderVerdicts(verdicts));
    print(`it took ${((performance.now() - start) / 1000).toFixed(0)} s on Node ${process.versions.node}`);
    return verdicts.some((verdict) => verdict.slower) ? 1 : 0;
  }
  return 0;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
