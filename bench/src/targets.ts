// What the benchmark has to show: for each workload, by how much tsyncio is ahead of whom. It compares, and measures nothing.

import type { Reference } from "./contenders.ts";
import type { Figures, Row } from "./figures.ts";
import { formatFigure, formatRatio, REFERENCE_NAMES } from "./report.ts";

export interface Target {
  readonly workload: string;
  readonly contender: "generators" | "async" | "async@24";
  /** A ratio to this reference, or the figure itself. */
  readonly against: Reference | "figure";
  /** A ratio has to be at least this, a figure at most. */
  readonly bound: number;
}

/** A target, and how it stands. */
export interface Verdict {
  readonly target: Target;
  readonly measured: number;
  readonly met: boolean;
}

/** The workloads in which async functions are compared with CPython, too. */
const DIALECTS = [
  "switch",
  "spawn",
  "chain-50",
  "queue-1-1",
  "queue-100-1",
  "lock-contended",
  "sleepers",
  "wait-for",
  "timeout",
];

const GENERATORS: readonly (readonly [string, Target["against"], number])[] = [
  ["switch", "native", 1.3],
  ["switch", "cpython", 20],
  ["switch", "uvloop", 15],
  ["switch", "effect", 10],
  ["switch", "effection", 100],
  ["spawn", "cpython", 20],
  ["spawn", "uvloop", 20],
  ["spawn", "effect", 15],
  ["chain-coroutine-50", "native", 1],
  ["queue-1-1", "cpython", 15],
  ["queue-1-1", "effect", 2],
  ["queue-100-1", "cpython", 8],
  ["queue-100-1", "effect", 2],
  ["lock-contended", "cpython", 8],
  ["sleepers", "cpython", 12],
  ["wait-for", "cpython", 15],
  ["timeout", "cpython", 15],
  ["gather", "cpython", 8],
  ["task-group", "cpython", 8],
  ["memory", "figure", 300],
  ["import", "figure", 30],
];

export const TARGETS: readonly Target[] = [
  ...GENERATORS.map(([workload, against, bound]): Target => ({ workload, contender: "generators", against, bound })),
  ...DIALECTS.map((workload): Target => ({ workload, contender: "async", against: "cpython", bound: 2 })),
  ...DIALECTS.map((workload): Target => ({ workload, contender: "async@24", against: "cpython", bound: 4 })),
];

/** How the targets stand that these figures can tell about. */
export function judge(figures: Figures): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const target of TARGETS) {
    const rows = figures.tables.find((table) => table.name === target.workload)?.rows;
    const measured = measuredBy(
      rows?.find((row) => row.id === target.contender),
      target,
    );
    if (measured === null) continue;
    const met = target.against === "figure" ? measured <= target.bound : measured >= target.bound;
    verdicts.push({ target, measured, met });
  }
  return verdicts;
}

function measuredBy(row: Row | undefined, { against }: Target): number | null {
  if (row === undefined) return null;
  return against === "figure" ? (row.spread?.median ?? null) : row.ratios[against];
}

/** "at least 1.30x native" or "at most 300.0". */
export function describeTarget({ against, bound }: Target): string {
  return against === "figure"
    ? `at most ${formatFigure(bound)}`
    : `at least ${formatRatio(bound)} ${REFERENCE_NAMES[against]}`;
}

export function formatMeasured({ target, measured }: Verdict): string {
  return target.against === "figure" ? formatFigure(measured) : formatRatio(measured);
}

/** One line a target, and how many are met. */
export function renderTargets(figures: Figures): string {
  const verdicts = judge(figures);
  if (verdicts.length === 0) return "";
  const met = verdicts.filter((verdict) => verdict.met).length;
  const lines = verdicts.map((verdict) => {
    const { workload, contender } = verdict.target;
    return `  ${verdict.met ? "met  " : "SHORT"}  ${workload}, ${contender}: ${formatMeasured(verdict)}, wanted ${describeTarget(verdict.target)}`;
  });
  return ["", `targets: ${met} of ${verdicts.length} met`, ...lines].join("\n");
}
