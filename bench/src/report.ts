// Turns figures into text for a terminal. It measures nothing and writes nothing.

import { cpus, loadavg, platform, release, totalmem } from "node:os";
import { type Contender, type Field, type Reference, REFERENCES } from "./contenders.ts";
import type { Growth, Header, Row, Table } from "./figures.ts";
import type { Absent } from "./runtimes.ts";
import { type Effort, isOutsideOfItsTrade } from "./session.ts";
import type { Unit, Workload } from "./workload.ts";

type Side = "left" | "right";

interface Column {
  readonly head: string;
  readonly side: Side;
  readonly cell: (row: Row) => string;
}

export const REFERENCE_NAMES: Readonly<Record<Reference, string>> = {
  native: "native",
  cpython: "CPython",
  uvloop: "uvloop",
  effect: "Effect",
  effection: "Effection",
};

export const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  ns: "nanoseconds an operation",
  ms: "milliseconds",
  bytes: "bytes of heap",
  us: "microseconds",
};

export function makeHeader(
  field: Field,
  contenders: readonly Contender[],
  { rounds, quick, cpu }: Effort,
  options: readonly string[],
): Header {
  return {
    date: new Date().toISOString(),
    machine: cpus()[0]?.model.trim() ?? "unknown processor",
    processors: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${process.arch}`,
    loadAverage: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    options: options.join(" "),
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

export function renderTable({ name, title, unit, rows }: Table): string {
  const measured = rows.filter((row) => row.spread !== null);
  const several = new Set(measured.map((row) => row.runtime)).size > 1;
  const shown = REFERENCES.filter((reference) => measured.some((row) => row.ratios[reference] !== null));
  const columns: readonly Column[] = [
    { head: "  contender", side: "left", cell: (row) => `  ${row.label}` },
    { head: several ? "on" : "", side: "left", cell: (row) => (several ? row.runtime : "") },
    { head: "median", side: "right", cell: (row) => formatFigure(row.spread?.median) },
    { head: "min", side: "right", cell: (row) => formatFigure(row.spread?.min) },
    { head: "max", side: "right", cell: (row) => formatFigure(row.spread?.max) },
    { head: "first", side: "right", cell: (row) => formatFigure(row.first) },
    ...shown.map((reference): Column => ({
      head: `vs ${REFERENCE_NAMES[reference]}`,
      side: "right",
      cell: (row) => formatRatio(row.ratios[reference]),
    })),
    { head: "", side: "left", cell: (row) => row.note ?? "" },
  ];
  const lines = align(
    [columns.map(({ head }) => head), ...measured.map((row) => columns.map(({ cell }) => cell(row)))],
    columns.map(({ side }) => side),
  );
  return ["", `${name}: ${title} (${UNIT_NAMES[unit]})`, ...lines, ...renderMissing(rows)].join("\n");
}

/** Who has no figure, and why. Those who do something else are named in one line. */
function renderMissing(rows: readonly Row[]): string[] {
  const outside = rows.filter(isOutsideOfItsTrade).map((row) => row.id);
  const missing = rows.filter((row) => row.missing !== null && !isOutsideOfItsTrade(row));
  return [
    ...(outside.length === 0 ? [] : [`  no program: ${outside.join(", ")}`]),
    ...missing.map((row) => `  ${row.id}: ${row.failed ? "FAILED" : "not measured"}: ${row.missing}`),
  ];
}

export function renderGrowth({ name, title, unit, counts, rows }: Growth): string {
  const several = new Set(rows.map((row) => row.runtime)).size > 1;
  const head = ["  contender", several ? "on" : "", ...counts.map((count) => count.toLocaleString("en")), "grows"];
  const lines = align(
    [
      head,
      ...rows.map((row) => [
        `  ${row.label}`,
        several ? row.runtime : "",
        ...row.costs.map(formatFigure),
        formatRatio(row.factor),
      ]),
    ],
    head.map((_, column) => (column < 2 ? "left" : "right")),
  );
  return ["", `${name}, growing: ${title} (${UNIT_NAMES[unit]}, processor time)`, ...lines].join("\n");
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

/** 1234.5 as "1,235", 56.78 as "56.8", nothing where there is no figure. */
export function formatFigure(value: number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (Math.abs(value) < 100) return value.toFixed(1);
  return Math.round(value).toLocaleString("en");
}

/** 12.34 as "12.3x", 1.234 as "1.23x", and nothing where there is no ratio. */
export function formatRatio(value: number | null): string {
  if (value === null) return "";
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)}x`;
}

/** Pads the cells of each column to one width. */
export function align(rows: readonly (readonly string[])[], sides: readonly Side[]): string[] {
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
