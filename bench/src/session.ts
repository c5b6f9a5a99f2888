// One run of the benchmark: takes the samples in turns and computes medians and ratios. It prints nothing but progress.

import { takeSample } from "./child.ts";
import { type Contender, type Reference, REFERENCES } from "./contenders.ts";
import type { Growth, GrowthRow, Row, Table } from "./figures.ts";
import { NO_PROGRAM, type Sample } from "./samples/sample.ts";
import { median, pairedRatio, spread } from "./statistics.ts";
import { grown, type Workload } from "./workload.ts";

/** How much is measured. */
export interface Effort {
  readonly rounds: number;
  readonly quick: boolean;
  /** Whether processor time counts and not wall-clock time. */
  readonly cpu: boolean;
}

type Progress = (text: string) => void;

interface Entrant {
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
  progress: Progress,
): Promise<Table> {
  const entrants = contenders.map((contender): Entrant => ({ contender, samples: [], missing: null, failed: false }));
  for (let round = 1; round <= effort.rounds; round++) {
    for (const entrant of entrants) {
      progress(`${workload.name}, round ${round} of ${effort.rounds}: ${entrant.contender.id}`);
      await addSample(entrant, workload, effort.quick);
    }
  }
  const { name, group, title, unit } = workload;
  const sizes = effort.quick ? workload.quickSizes : workload.sizes;
  return { name, group, title, unit, sizes, rows: entrants.map((entrant) => summarise(entrant, entrants, effort.cpu)) };
}

/** The sizes of `--growth`. */
const GROWTH_COUNTS: readonly number[] = [100, 1000, 10_000, 100_000, 1_000_000];

/** Measures one workload at growing sizes: what an operation costs. */
export async function measureGrowth(
  workload: Workload,
  contenders: readonly Contender[],
  effort: Effort,
  progress: Progress,
  counts: readonly number[] = GROWTH_COUNTS,
): Promise<Growth> {
  const columns: Table[] = [];
  for (const count of counts) {
    columns.push(await measureWorkload(grown(workload, count), contenders, effort, progress));
  }
  const rows = contenders.map(({ id, label, runtime }, index): GrowthRow => {
    const costs = columns.map((table) => table.rows[index]?.spread?.median ?? null);
    return { id, label, runtime, costs, factor: growthFactor(counts, costs) };
  });
  const { name, title, unit } = workload;
  return { name, title, unit, counts, rows };
}

/** How much dearer an operation gets from 1,000 on: the dearest divided by the cheapest. */
export function growthFactor(counts: readonly number[], costs: readonly (number | null)[]): number | null {
  const known = costs.filter((cost, index): cost is number => cost !== null && (counts[index] ?? 0) >= 1000);
  return known.length < 2 ? null : Math.max(...known) / Math.min(...known);
}

async function addSample(entrant: Entrant, workload: Workload, quick: boolean): Promise<void> {
  // What is absent or broken in the first round is so in all of them.
  const outcome = entrant.missing === null ? await takeSample(entrant.contender, workload, quick) : null;
  if (outcome?.state === "measured") {
    entrant.samples.push(outcome.sample);
    return;
  }
  entrant.samples.push(null);
  if (outcome === null) return;
  entrant.missing = outcome.reason;
  entrant.failed = outcome.state === "failed";
}

function summarise(entrant: Entrant, entrants: readonly Entrant[], cpu: boolean): Row {
  const figures = (samples: readonly (Sample | null)[]): (number | null)[] =>
    samples.map((sample) => figure(sample, cpu));
  const measured = entrant.samples.filter((sample) => sample !== null);
  const { id, label, runtime, references } = entrant.contender;
  const ratio = (reference: Reference): number | null => {
    const other = entrants.find((candidate) => candidate.contender.id === references[reference]);
    return other === undefined || other === entrant
      ? null
      : pairedRatio(figures(other.samples), figures(entrant.samples));
  };
  return {
    id,
    label,
    runtime,
    samples: entrant.samples,
    missing: entrant.missing,
    failed: entrant.failed,
    spread: measured.length === 0 ? null : spread(figures(entrant.samples).filter((value) => value !== null)),
    first: measured.length === 0 ? null : median(measured.map((sample) => sample.first)),
    tails: medianTails(measured),
    note: measured.findLast((sample) => sample.note !== undefined)?.note ?? null,
    ratios: Object.fromEntries(REFERENCES.map((reference) => [reference, ratio(reference)])) as Row["ratios"],
  };
}

function medianTails(samples: readonly Sample[]): Row["tails"] {
  const tails = samples.map((sample) => sample.tails).filter((tail) => tail !== undefined);
  if (tails.length === 0) return null;
  return { p99: median(tails.map((tail) => tail.p99)), p999: median(tails.map((tail) => tail.p999)) };
}

/** What counts of a sample: its processor time if that is asked for and has a meaning, else its value. */
function figure(sample: Sample | null, cpu: boolean): number | null {
  if (sample === null) return null;
  return cpu && sample.cpu > 0 ? sample.cpu : sample.value;
}

/** Whether a row is empty because the contender does something else. */
export function isOutsideOfItsTrade(row: Row): boolean {
  return row.missing === NO_PROGRAM;
}
