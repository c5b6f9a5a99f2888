// One run of the benchmark: takes the samples in turns and computes medians and ratios. It prints nothing but progress.

import { takeSample } from "./child.ts";
import type { Workload } from "./catalogue.ts";
import type { Contender, Reference } from "./contenders.ts";
import type { Sample } from "./samples/sample.ts";
import { median, spread, type Spread } from "./statistics.ts";

/** A contender's figures in one workload. */
export interface Result {
  readonly contender: Contender;
  /** One a round, `null` where a round gave none. */
  readonly samples: readonly (Sample | null)[];
  /** Why there is no sample, or `null`. */
  readonly missing: string | null;
  /** Whether `missing` is a fault and not an absence. */
  readonly failed: boolean;
  readonly spread: Spread | null;
  readonly first: number | null;
  readonly note: string | null;
  /** How many times less this contender needs than the reference: above 1 it is ahead. */
  readonly ratios: Readonly<Record<Reference, number | null>>;
}

export interface WorkloadResult {
  readonly workload: Workload;
  readonly results: readonly Result[];
}

/** How much is measured. */
export interface Effort {
  readonly rounds: number;
  readonly quick: boolean;
  /** Whether processor time counts and not wall-clock time. */
  readonly cpu: boolean;
}

interface Row {
  readonly contender: Contender;
  readonly samples: (Sample | null)[];
  missing: string | null;
  failed: boolean;
}

/** Measures one workload: a sample of each contender, then the next of each, and so on. */
export async function measureWorkload(
  workload: Workload,
  contenders: readonly Contender[],
  effort: Effort,
  progress: (text: string) => void,
): Promise<WorkloadResult> {
  const rows = contenders.map((contender): Row => ({ contender, samples: [], missing: null, failed: false }));
  for (let round = 1; round <= effort.rounds; round++) {
    for (const row of rows) {
      progress(`${workload.name}, round ${round} of ${effort.rounds}: ${row.contender.id}`);
      await addSample(row, workload, effort.quick);
    }
  }
  return { workload, results: rows.map((row) => summarise(row, rows, effort.cpu)) };
}

async function addSample(row: Row, workload: Workload, quick: boolean): Promise<void> {
  // What is absent or broken in the first round is so in all of them.
  const outcome = row.missing === null ? await takeSample(row.contender, workload, quick) : null;
  if (outcome?.state === "measured") {
    row.samples.push(outcome.sample);
    return;
  }
  row.samples.push(null);
  if (outcome === null) return;
  row.missing = outcome.reason;
  row.failed = outcome.state === "failed";
}

function summarise(row: Row, rows: readonly Row[], cpu: boolean): Result {
  const figures = (samples: readonly (Sample | null)[]): (number | null)[] =>
    samples.map((sample) => figure(sample, cpu));
  const measured = row.samples.filter((sample) => sample !== null);
  const ratio = (reference: Reference): number | null => {
    const other = rows.find((candidate) => candidate.contender.id === row.contender.references[reference]);
    return other === undefined || other === row ? null : pairedRatio(figures(other.samples), figures(row.samples));
  };
  return {
    ...row,
    spread: measured.length === 0 ? null : spread(figures(row.samples).filter((value) => value !== null)),
    first: measured.length === 0 ? null : median(measured.map((sample) => sample.first)),
    note: measured.find((sample) => sample.note !== undefined)?.note ?? null,
    ratios: { native: ratio("native"), cpython: ratio("cpython"), uvloop: ratio("uvloop") },
  };
}

/** What counts of a sample: its processor time if that is asked for and has a meaning, else its value. */
function figure(sample: Sample | null, cpu: boolean): number | null {
  if (sample === null) return null;
  return cpu && sample.cpu > 0 ? sample.cpu : sample.value;
}

/** The median, over the rounds, of the ratios within a round: what slows a whole round down cancels out. */
function pairedRatio(reference: readonly (number | null)[], own: readonly (number | null)[]): number | null {
  const ratios: number[] = [];
  for (const [round, value] of own.entries()) {
    const other = reference[round];
    if (value !== null && other !== null && other !== undefined) ratios.push(other / value);
  }
  return ratios.length === 0 ? null : median(ratios);
}
