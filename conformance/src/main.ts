// `npm run conformance`: replays the recorded programs and prints what differs.

import { parseArgs } from "node:util";
import { type Difference, dialects, differencesText, replayAll } from "./replay_all.ts";
import { profileNames, readProfile } from "./trace_files.ts";
import type { Recorded } from "./language.ts";
import type { Dialect } from "./world.ts";

const usage = `usage: npm run conformance -- [options]
  --file locks            replay this file only (may be given several times)
  --id locks-7            replay this program only (may be given several times)
  --dialect generator     or calls (coroutine() around each function), or async; all if left out
  --verbose               print each program's traces, and every difference in full`;

const { values } = parseArgs({
  options: {
    file: { type: "string", multiple: true },
    id: { type: "string", multiple: true },
    dialect: { type: "string" },
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

function chosenPrograms(profile: string): Recorded[] {
  const programs = readProfile(profile);
  return values.id === undefined ? programs : programs.filter(({ id }) => values.id?.includes(id));
}

function chosenDialects(): Dialect[] {
  const chosen = dialects.filter(({ name }) => values.dialect === undefined || values.dialect === name);
  if (chosen.length === 0) throw new Error(`--dialect is generator, calls or async, not ${String(values.dialect)}`);
  return chosen;
}

function printProgram({ id, objects, main, trace, eager }: Recorded, difference: Difference | undefined): void {
  console.log(`\n${id}${eager === true ? " (eager)" : ""} ${JSON.stringify(objects)}`);
  for (const op of main) console.log(`  ${JSON.stringify(op)}`);
  console.log("CPython:");
  for (const line of trace) console.log(`  ${line.join("\t")}`);
  if (difference === undefined) return;
  console.log("tsyncio:");
  for (const line of difference.actual) console.log(`  ${line.join("\t")}`);
}

async function replayFile(profile: string, dialect: Dialect): Promise<{ replayed: number; differing: number }> {
  const programs = chosenPrograms(profile);
  const { replayed, differences } = await replayAll(programs, dialect);
  if (replayed === 0) return { replayed, differing: 0 };
  console.log(
    `${profile.padEnd(12)} ${dialect.name.padEnd(9)} ${replayed - differences.length} of ${replayed} as CPython`,
  );
  if (values.verbose) {
    const differenceOf = new Map(differences.map((difference) => [difference.id, difference]));
    for (const program of programs) printProgram(program, differenceOf.get(program.id));
  }
  if (differences.length > 0) console.log(`${differencesText(differences, values.verbose ? differences.length : 5)}\n`);
  return { replayed, differing: differences.length };
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(usage);
    return;
  }
  const total = { replayed: 0, differing: 0 };
  for (const dialect of chosenDialects()) {
    for (const profile of values.file ?? profileNames()) {
      const { replayed, differing } = await replayFile(profile, dialect);
      total.replayed += replayed;
      total.differing += differing;
    }
  }
  console.log(`${total.replayed} replayed, ${total.differing} differ`);
  if (total.differing > 0 || total.replayed === 0) process.exitCode = 1;
}

await main();
