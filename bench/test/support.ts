// Figures as a run would give them, for the tests of what is made of figures.

import type { Figures, Row, Table } from "../src/figures.ts";
import { spread } from "../src/statistics.ts";

export function row(id: string, values: readonly number[], ratios: Partial<Row["ratios"]> = {}): Row {
  return {
    id,
    label: id,
    runtime: "Node 20.0.0",
    samples: values.map((value) => ({ value, cpu: value / 2, first: value * 3 })),
    missing: values.length === 0 ? "it is out of order" : null,
    failed: values.length === 0,
    spread: values.length === 0 ? null : spread(values),
    first: values.length === 0 ? null : (values[0] ?? 0) * 3,
    tails: null,
    note: null,
    ratios: { native: null, cpython: null, uvloop: null, effect: null, effection: null, ...ratios },
  };
}

export function table(name: string, rows: readonly Row[], rest: Partial<Table> = {}): Table {
  return {
    name,
    group: name,
    title: `the ${name}`,
    unit: "ns",
    sizes: { tasks: 1, steps: 1, depth: 0, limit: 0, loaded: false },
    rows,
    ...rest,
  };
}

export function figures(tables: readonly Table[], growth: Figures["growth"] = []): Figures {
  return {
    header: {
      date: "2026-11-22T00:00:00.000Z",
      machine: "a machine & more",
      processors: 2,
      memoryGiB: 8,
      system: "linux",
      loadAverage: 0,
      options: "--quick",
      rounds: 3,
      quick: true,
      cpu: false,
      contenders: [
        { id: "generators", label: "tsyncio, generators", runtime: "Node 20.0.0" },
        { id: "effect", label: "Effect 4.1.0", runtime: "Node 20.0.0" },
      ],
      absent: [{ id: "uvloop", reason: "nobody installed it" }],
    },
    tables,
    growth,
    io: [],
  };
}
