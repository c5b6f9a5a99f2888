// Replays recorded programs and collects what differs. Prints nothing.

import { firstDifference, showDifference } from "./compare.ts";
import { asyncDialect } from "./interpreter_async.ts";
import { callsDialect, generatorDialect } from "./interpreter_generators.ts";
import { type Recorded, type TraceLine, startsEagerly } from "./language.ts";
import { replay } from "./runner.ts";
import type { Dialect } from "./world.ts";

export const dialects: readonly Dialect[] = [generatorDialect, callsDialect, asyncDialect];

export interface Difference {
  readonly id: string;
  readonly dialect: Dialect["name"];
  readonly actual: readonly TraceLine[];
  /** Both traces around the place where they part. */
  readonly text: string;
}

/** Whether the program can be written in the dialect: what starts eagerly is for generators only. */
function suits(program: Recorded, dialect: Dialect): boolean {
  return dialect.name !== "async" || !startsEagerly(program);
}

/** Replay the program, and say how its trace differs; null if it does not. */
async function compareWithRecorded(program: Recorded, dialect: Dialect): Promise<Difference | null> {
  const actual = await replay(program, dialect);
  if (firstDifference(program.trace, actual) < 0) return null;
  return { id: program.id, dialect: dialect.name, actual, text: showDifference(program.trace, actual) };
}

/** Replay those of the programs that suit the dialect. */
export async function replayAll(
  programs: readonly Recorded[],
  dialect: Dialect,
): Promise<{ replayed: number; differences: Difference[] }> {
  const suitable = programs.filter((program) => suits(program, dialect));
  const differences: Difference[] = [];
  for (const program of suitable) {
    const difference = await compareWithRecorded(program, dialect);
    if (difference !== null) differences.push(difference);
  }
  return { replayed: suitable.length, differences };
}

/** The ids of all that differ, and the first few in full. Empty if nothing differs. */
export function differencesText(differences: readonly Difference[], shown = 5): string {
  if (differences.length === 0) return "";
  const ids = differences.map(({ id }) => id).join(" ");
  const texts = differences
    .slice(0, shown)
    .map(({ id, dialect, text }) => `${id} (${dialect}), - CPython, + tsyncio\n${text}`);
  return [`${differences.length} differ: ${ids}`, ...texts].join("\n\n");
}
