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

/** The contender that does a dialect's work without a loop: generators, or async functions, made, stepped and dropped. */
const FLOORS: Readonly<Record<Target["contender"], string>> = {
  generators: "floor",
  async: "floor-async",
  "async@24": "floor-async@24",
};

/** A target, and how it stands: by the medians, and by the samples that the machine disturbed least. */
export interface Verdict {
  readonly target: Target;
  readonly measured: number;
  readonly met: boolean;
  readonly undisturbed: number;
  readonly metUndisturbed: boolean;
  /** What the bare parts reach by their smallest samples: nothing that is made of them gets further. */
  readonly floor: number | null;
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
    const rows = figures.tables.find((table) => table.name === target.workload)?.rows ?? [];
    const row = rows.find(({ id }) => id === target.contender);
    const measured = row === undefined ? null : measuredBy(row, target);
    if (row === undefined || measured === null) continue;
    const undisturbed = smallestOf(row, rows, target) ?? measured;
    const floor = rows.find(({ id }) => id === FLOORS[target.contender]);
    verdicts.push({
      target,
      measured,
      met: meets(measured, target),
      undisturbed,
      metUndisturbed: meets(undisturbed, target),
      floor: floor === undefined ? null : smallestOf(floor, rows, target),
    });
  }
  return verdicts;
}

function measuredBy(row: Row, { against }: Target): number | null {
  return against === "figure" ? (row.spread?.median ?? null) : row.ratios[against];
}

/**
 * By the smallest samples of both sides. Others on the machine only ever make a sample slower, and not all contenders alike:
 * the smallest of several is the one that they disturbed least.
 */
function smallestOf(row: Row, rows: readonly Row[], { against }: Target): number | null {
  const own = row.spread?.min ?? null;
  if (own === null || against === "figure") return own;
  const other = rows.find(({ id }) => id === against)?.spread?.min;
  return other === undefined ? null : other / own;
}

function meets(measured: number, { against, bound }: Target): boolean {
  return against === "figure" ? measured <= bound : measured >= bound;
}

/** "at least 1.30x native" or "at most 300.0". */
export function describeTarget({ against, bound }: Target): string {
  return against === "figure"
    ? `at most ${formatFigure(bound)}`
    : `at least ${formatRatio(bound)} ${REFERENCE_NAMES[against]}`;
}

export function formatMeasured(measured: number, { against }: Target): string {
  return against === "figure" ? formatFigure(measured) : formatRatio(measured);
}

/** One line a target, and how many are met. */
export function renderTargets(figures: Figures): string {
  const verdicts = judge(figures);
  if (verdicts.length === 0) return "";
  const met = verdicts.filter((verdict) => verdict.met).length;
  const metUndisturbed = verdicts.filter((verdict) => verdict.metUndisturbed).length;
  const lines = verdicts.map(({ target, measured, met: isMet, undisturbed, floor }) => {
    const { workload, contender } = target;
    const parts = floor === null ? "" : `, and ${formatMeasured(floor, target)} of the bare parts`;
    return (
      `  ${isMet ? "met  " : "SHORT"}  ${workload}, ${contender}: ${formatMeasured(measured, target)}, ` +
      `wanted ${describeTarget(target)}; by the smallest samples ${formatMeasured(undisturbed, target)}${parts}`
    );
  });
  return ["", `targets: ${met} of ${verdicts.length} met; by the smallest samples ${metUndisturbed}`, ...lines].join(
    "\n",
  );
}
