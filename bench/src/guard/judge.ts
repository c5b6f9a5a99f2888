// When a path counts as slower: what several duels say of it. It runs nothing itself.

import { median } from "../statistics.ts";

/** How a build does against the base on one path. */
export interface Score {
  readonly name: string;
  /** Processor time of the build, divided by that of the base: above 1 it is slower. */
  readonly ratio: number;
}

export interface Verdict {
  readonly name: string;
  /** The ratio of each duel: one where the first raised no suspicion. */
  readonly ratios: readonly number[];
  /** Their median. */
  readonly ratio: number;
  readonly slower: boolean;
}

/** A path may be slower by less than this. */
export const LIMIT = 1.1;
/** A suspicion counts if most of so many duels confirm it, each in processes of its own. */
const DUELS = 3;

/** Has all paths run once, and those that look slower again. `fight` runs these paths, or all for `null`. */
export async function judge(
  fight: (only: readonly string[] | null) => Promise<readonly Score[]>,
): Promise<readonly Verdict[]> {
  const ratios = new Map<string, number[]>();
  const add = ({ name, ratio }: Score): void => void ratios.set(name, [...(ratios.get(name) ?? []), ratio]);
  for (const score of await fight(null)) add(score);
  const suspects = [...ratios].filter(([, [ratio = 0]]) => ratio > LIMIT).map(([name]) => name);
  for (let i = 1; i < DUELS && suspects.length > 0; i++) for (const score of await fight(suspects)) add(score);
  return [...ratios].map(([name, all]) => ({ name, ratios: all, ratio: median(all), slower: median(all) > LIMIT }));
}

/** One line a path, and what to do about it. */
export function renderVerdicts(verdicts: readonly Verdict[]): string {
  const percent = (ratio: number): string => `${ratio < 1 ? "" : "+"}${((ratio - 1) * 100).toFixed(1)} %`;
  const lines = verdicts.map(({ name, ratios, ratio, slower }) => {
    const again = ratios.length === 1 ? "" : ` (${ratios.map(percent).join(", ")})`;
    return `  ${slower ? "SLOWER" : "ok    "} ${percent(ratio).padStart(8)}  ${name}${again}`;
  });
  const slower = verdicts.filter((verdict) => verdict.slower).length;
  const closing =
    slower === 0
      ? "no path is slower than the recorded base by 10 %"
      : `${slower} of ${verdicts.length} paths are slower than the recorded base by more than 10 %`;
  return [...lines, closing].join("\n");
}
