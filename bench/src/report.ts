// Turns results into text for people and JSON for machines. It measures nothing and writes nothing.

import { cpus, loadavg, platform, release, totalmem } from "node:os";
import type { Unit, Workload } from "./catalogue.ts";
import type { Absent, Contender, Field } from "./contenders.ts";
import type { Effort, Result, WorkloadResult } from "./session.ts";

export interface Header {
  readonly date: string;
  readonly machine: string;
  readonly processors: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** The load average of the last minute when the run began: above 0 somebody else was busy. */
  readonly loadAverage: number;
  readonly rounds: number;
  readonly quick: boolean;
  readonly cpu: boolean;
  readonly contenders: readonly { readonly id: string; readonly label: string; readonly runtime: string }[];
  readonly absent: readonly Absent[];
}

const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  ns: "nanoseconds an operation",
  bytes: "bytes of heap",
  us: "microseconds",
};

export function makeHeader(field: Field, contenders: readonly Contender[], { rounds, quick, cpu }: Effort): Header {
  return {
    date: new Date().toISOString(),
    machine: cpus()[0]?.model.trim() ?? "unknown processor",
    processors: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${process.arch}`,
    loadAverage: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    rounds,
    quick,
    cpu,
    contenders: contenders.map(({ id, label, runtime }) => ({ id, label, runtime })),
    absent: field.absent,
  };
}

export function renderHeader(header: Header): string {
  const size = header.quick ? ", --quick: small sizes, a first impression only" : "";
  const names = header.contenders.map(({ id, label, runtime }) => [`  ${id}`, label, runtime]);
  return [
    `tsyncio benchmark, ${header.date}`,
    `machine     ${header.machine}, ${header.processors} CPUs, ${header.memoryGiB} GiB, ${header.system}`,
    `load        ${header.loadAverage} when it began`,
    `samples     ${header.rounds} of each, taken in turns, each in a fresh process${size}`,
    `time        ${header.cpu ? "--cpu: processor time of all threads, where a workload has it" : "wall-clock time"}`,
    "contenders",
    ...align(names, ["left", "left", "left"]),
    ...renderAbsent(header.absent),
    "",
    "Less is better. A ratio says how many times less a contender needs than the reference: above 1 it is ahead.",
    '"first" is the first repetition in a fresh process, before anything is warm.',
  ].join("\n");
}

function renderAbsent(absent: readonly Absent[]): string[] {
  return absent.map(({ id, reason }) => `absent      ${id}: ${reason}`);
}

export function renderWorkload({ workload, results }: WorkloadResult): string {
  const several = new Set(results.map(({ contender }) => contender.runtime)).size > 1;
  const head = [
    "  contender",
    several ? "on" : "",
    "median",
    "min",
    "max",
    "first",
    "vs native",
    "vs CPython",
    "vs uvloop",
    "",
  ];
  const rows = results.filter((result) => result.spread !== null).map((result) => renderRow(result, several));
  const missing = results
    .filter((result) => result.missing !== null)
    .map((result) => `  ${result.contender.id}: ${result.failed ? "FAILED" : "not measured"}: ${result.missing}`);
  const table = align(
    [head, ...rows],
    ["left", "left", "right", "right", "right", "right", "right", "right", "right", "left"],
  );
  return ["", `${workload.name}: ${workload.title} (${UNIT_NAMES[workload.unit]})`, ...table, ...missing].join("\n");
}

function renderRow(result: Result, several: boolean): string[] {
  const { contender, spread, first, note, ratios } = result;
  if (spread === null) return [];
  const figures = [spread.median, spread.min, spread.max, first ?? Number.NaN].map(formatFigure);
  const compared = [ratios.native, ratios.cpython, ratios.uvloop].map(formatRatio);
  return [`  ${contender.label}`, several ? contender.runtime : "", ...figures, ...compared, note ?? ""];
}

export function renderList(workloads: readonly Workload[], field: Field): string {
  return [
    "workloads (group in brackets)",
    ...align(
      workloads.map(({ name, group, title }) => [`  ${name}`, `[${group}]`, title]),
      ["left", "left", "left"],
    ),
    "contenders",
    ...align(
      field.contenders.map(({ id, label, runtime }) => [`  ${id}`, label, runtime]),
      ["left", "left", "left"],
    ),
    ...renderAbsent(field.absent),
  ].join("\n");
}

/** All of it, for machines. */
export function renderJson(header: Header, results: readonly WorkloadResult[]): string {
  const workloads = results.map(({ workload, results: rows }) => ({
    ...workload,
    results: rows.map(({ contender, ...rest }) => ({ contender: contender.id, runtime: contender.runtime, ...rest })),
  }));
  return `${JSON.stringify({ header, workloads }, null, 2)}\n`;
}

/** 1234.5 as "1,235", 56.78 as "56.8". */
function formatFigure(value: number): string {
  if (Number.isNaN(value)) return "";
  if (Math.abs(value) < 100) return value.toFixed(1);
  return Math.round(value).toLocaleString("en");
}

/** 12.34 as "12.3x", 1.234 as "1.23x", and nothing where there is no ratio. */
function formatRatio(value: number | null): string {
  if (value === null) return "";
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)}x`;
}

/** Pads the cells of each column to one width. */
function align(rows: readonly (readonly string[])[], sides: readonly ("left" | "right")[]): string[] {
  const widths = sides.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return sides[column] === "right" ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
