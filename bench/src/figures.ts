// What a run of the benchmark found out, as it is written to JSON and read back. Types, and no computing.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Reference } from "./contenders.ts";
import type { Absent } from "./runtimes.ts";
import type { Sample } from "./samples/sample.ts";
import type { Spread } from "./statistics.ts";
import type { Sizes, Unit } from "./workload.ts";

export interface Header {
  readonly date: string;
  readonly machine: string;
  readonly processors: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** The load average of the last minute when the run began: above 0 somebody else was busy. */
  readonly loadAverage: number;
  /** The options that this run was started with. */
  readonly options: string;
  readonly rounds: number;
  readonly quick: boolean;
  readonly cpu: boolean;
  readonly contenders: readonly Named[];
  readonly absent: readonly Absent[];
}

export interface Named {
  readonly id: string;
  readonly label: string;
  readonly runtime: string;
}

/** A contender's figures in one workload. */
export interface Row extends Named {
  /** One a round, `null` where a round gave none. */
  readonly samples: readonly (Sample | null)[];
  /** Why there is no sample, or `null`. */
  readonly missing: string | null;
  /** Whether `missing` is a fault and not an absence. */
  readonly failed: boolean;
  readonly spread: Spread | null;
  readonly first: number | null;
  /** The medians of the tails, where the workload has them. */
  readonly tails: { readonly p99: number; readonly p999: number } | null;
  readonly note: string | null;
  /** How many times less this contender needs than the reference: above 1 it is ahead. */
  readonly ratios: Readonly<Record<Reference, number | null>>;
}

export interface Table {
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly unit: Unit;
  readonly sizes: Sizes;
  readonly rows: readonly Row[];
}

/** One workload at growing sizes. */
export interface Growth {
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  /** The sizes of the columns. */
  readonly counts: readonly number[];
  readonly rows: readonly GrowthRow[];
}

export interface GrowthRow extends Named {
  /** What an operation costs at each size, `null` where it was not measured. */
  readonly costs: readonly (number | null)[];
  /** The dearest of the sizes from 1,000 up, divided by the cheapest; `null` if there are not two. */
  readonly factor: number | null;
}

/** What a program of `--io` printed. */
export interface IoResult {
  readonly name: string;
  readonly title: string;
  readonly command: string;
  readonly output: string;
  /** What went wrong, or `null`. */
  readonly failed: string | null;
}

export interface Figures {
  readonly header: Header;
  readonly tables: readonly Table[];
  readonly growth: readonly Growth[];
  readonly io: readonly IoResult[];
}

/** Reads what `--json` wrote. Throws a `RangeError` if it is something else. */
export function readFigures(path: string): Figures {
  const figures = JSON.parse(readFileSync(path, "utf8")) as Partial<Figures> | null;
  if (figures?.header === undefined || !Array.isArray(figures.tables)) {
    throw new RangeError(`${path} does not hold the figures of a run: write them with --json`);
  }
  return { header: figures.header, tables: figures.tables, growth: figures.growth ?? [], io: figures.io ?? [] };
}

/** Five digits are more than any figure deserves. */
export function writeFigures(path: string, figures: Figures): void {
  const rounded = (_key: string, value: unknown): unknown =>
    typeof value === "number" ? Number(value.toPrecision(5)) : value;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(figures, rounded, 1)}\n`);
}
