// When a path counts as slower. It runs nothing itself.

import type { Counts } from "./count.ts";

export interface Verdict {
  readonly name: string;
  /** Instructions of the build, divided by those of the base: above 1 it does more. */
  readonly ratio: number;
  readonly slower: boolean;
}

/** A path may take so many times the instructions of the base. */
const LIMIT = 1.1;

/** Of each path the smaller of two counts. */
export function fewest(counts: Counts, others: Counts): Counts {
  return new Map([...others].map(([name, count]) => [name, Math.min(count, counts.get(name) ?? Infinity)]));
}

/** Compares each path of a build with the same path of the base. */
export function judge(base: Counts, build: Counts): readonly Verdict[] {
  return [...build].map(([name, instructions]) => {
    const before = base.get(name);
    if (before === undefined) throw new Error(`the base has no path "${name}"`);
    const ratio = instructions / before;
    return { name, ratio, slower: ratio > LIMIT };
  });
}

/** One line a path, and a line that sums up. */
export function renderVerdicts(verdicts: readonly Verdict[]): string {
  const lines = verdicts.map(({ name, ratio, slower }) => {
    const percent = `${ratio < 1 ? "" : "+"}${((ratio - 1) * 100).toFixed(1)} %`;
    return `  ${slower ? "SLOWER" : "ok    "} ${percent.padStart(8)}  ${name}`;
  });
  const slower = verdicts.filter((verdict) => verdict.slower).length;
  const closing =
    slower === 0
      ? "no path takes 10 % more instructions than in the recorded base"
      : `${slower} of ${verdicts.length} paths take over 10 % more instructions than in the recorded base`;
  return [...lines, closing].join("\n");
}
