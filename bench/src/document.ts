// Puts figures into the marked blocks of a Markdown file. Between the marks nothing is typed by hand.

import type { Contender } from "./contenders.ts";
import type { Figures, Growth, IoResult, Row, Table } from "./figures.ts";
import { formatFigure, formatRatio, UNIT_NAMES } from "./report.ts";
import { describeTarget, formatMeasured, judge } from "./targets.ts";

/**
 * Fills the blocks between `<!-- bench: what -->` and `<!-- /bench -->`, where `what` is `machine`, `targets`, `growth`, `io`,
 * `runtimes` or `table` with groups of workloads behind it. A block that these figures have nothing for stays as it is.
 */
export function fillDocument(text: string, figures: Figures): string {
  return text.replace(
    /(<!-- bench: ([^>]*?) -->\n)([\s\S]*?)(<!-- \/bench -->)/g,
    (whole, open: string, what: string, _old: string, close: string) => {
      const content = renderBlock(what.split(/\s+/), figures);
      return content === "" ? whole : `${open}\n${content}\n\n${close}`;
    },
  );
}

function renderBlock([what = "", ...groups]: readonly string[], figures: Figures): string {
  switch (what) {
    case "machine":
      return figures.tables.length === 0 ? "" : renderMachine(figures);
    case "targets":
      return renderVerdicts(figures);
    case "growth":
      return underMachine(figures, figures.growth.map(renderGrowth));
    case "io":
      return underMachine(figures, figures.io.filter(({ failed }) => failed === null).map(renderIo));
    case "runtimes":
      return renderRuntimes(figures);
    case "table":
      return renderTables(figures.tables.filter((table) => groups.includes(table.group)));
    default:
      throw new RangeError(
        `a block asks for ${JSON.stringify(what)}; there are machine, targets, growth, io, runtimes, table`,
      );
  }
}

/** These parts below what they were measured with: each section comes from a run of its own. */
function underMachine(figures: Figures, parts: readonly string[]): string {
  const filled = parts.filter((part) => part !== "");
  return filled.length === 0 ? "" : [renderMachine(figures), ...filled].join("\n\n");
}

function renderIo({ title, output }: IoResult): string {
  return `**${title}**\n\n\`\`\`text\n${output}\n\`\`\``;
}

function renderMachine({ header }: Figures): string {
  const runtimes = [...new Set(header.contenders.map((contender) => contender.runtime))].join(", ");
  const versions = header.contenders
    .filter((contender) => /\d/.test(contender.label))
    .map((contender) => contender.label)
    .filter((label, index, all) => all.indexOf(label) === index)
    .join(", ");
  return [
    `Measured on ${header.date.slice(0, 10)}: ${header.machine}, ${header.processors} CPUs, ${header.memoryGiB} GiB, ${header.system}; ` +
      `load ${header.loadAverage} when it began; ${header.rounds} ${header.rounds === 1 ? "sample" : "samples"} each${header.quick ? ", small sizes (`--quick`)" : ""}` +
      `${header.cpu ? ", processor time" : ", wall-clock time"}.`,
    ...(runtimes === "" ? [] : [`On ${runtimes}.${versions === "" ? "" : ` ${versions}.`}`]),
    `The command: \`npm run bench${header.options === "" ? "" : ` -- ${header.options}`}\`.`,
  ].join("\n");
}

/** A row a workload, a column a contender on this Node or on Python: medians, and how far ahead of CPython in brackets. */
function renderTables(tables: readonly Table[]): string {
  const columns = columnsOf(tables, (id) => !id.includes("@"));
  if (columns.length === 0) return "";
  const rows = tables.map((table) => [
    `${table.title} (${UNIT_NAMES[table.unit]})`,
    ...columns.map(({ id }) => cellOf(table.rows.find((row) => row.id === id))),
  ]);
  return markdown([["workload", ...columns.map((column) => column.label)], ...rows]);
}

function cellOf(row: Row | undefined): string {
  if (row?.spread === undefined || row.spread === null) return "";
  const { median } = row.spread;
  const tail = row.tails === null ? "" : `, p99 ${formatFigure(row.tails.p99)}, p99.9 ${formatFigure(row.tails.p999)}`;
  const ours = row.id === "generators" || row.id === "async";
  const ratio = ours && row.ratios.cpython !== null ? ` (${formatRatio(row.ratios.cpython)})` : "";
  return `${formatFigure(median)}${tail}${ratio}`;
}

/** tsyncio and native promises on each runtime. */
function renderRuntimes({ tables }: Figures): string {
  const columns = columnsOf(tables, (id) => /^(generators|async|native)(@|$)/.test(id));
  if (!columns.some(({ id }) => id.includes("@"))) return "";
  const rows = tables
    .filter((table) => table.unit === "ns")
    .map((table) => [
      table.name,
      ...columns.map(({ id }) => formatFigure(table.rows.find((row) => row.id === id)?.spread?.median)),
    ]);
  return markdown([["workload", ...columns.map(({ label, runtime }) => `${label}, ${runtime}`)], ...rows]);
}

/** The contenders that have a figure in any of these tables, in the order in which they take part. */
function columnsOf(
  tables: readonly Table[],
  wanted: (id: string) => boolean,
): readonly Pick<Contender, "id" | "label" | "runtime">[] {
  const columns = new Map<string, Row>();
  for (const table of tables) {
    for (const row of table.rows) if (row.spread !== null && wanted(row.id)) columns.set(row.id, row);
  }
  const order = tables[0]?.rows.map((row) => row.id) ?? [];
  return [...columns.values()].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

function renderVerdicts(figures: Figures): string {
  const verdicts = judge(figures);
  if (verdicts.length === 0) return "";
  const yesOrNo = (met: boolean): string => (met ? "yes" : "**no**");
  const rows = verdicts.map(({ target, measured, met, undisturbed, metUndisturbed, floor }) => [
    target.workload,
    target.contender,
    describeTarget(target),
    formatMeasured(measured, target),
    yesOrNo(met),
    formatMeasured(undisturbed, target),
    yesOrNo(metUndisturbed),
    floor === null ? "" : formatMeasured(floor, target),
  ]);
  const head = [
    "workload",
    "dialect",
    "wanted",
    "by the medians",
    "met",
    "by the smallest samples",
    "met",
    "the bare parts",
  ];
  return markdown([head, ...rows]);
}

function renderGrowth({ title, unit, counts, rows }: Growth): string {
  const head = [
    `${title} (${UNIT_NAMES[unit]})`,
    ...counts.map((count) => count.toLocaleString("en")),
    "dearest / cheapest from 1,000 on",
  ];
  const lines = rows
    .filter((row) => row.costs.some((cost) => cost !== null))
    .map((row) => [`${row.label}, ${row.runtime}`, ...row.costs.map(formatFigure), formatRatio(row.factor)]);
  return lines.length === 0 ? "" : markdown([head, ...lines]);
}

function markdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    `|${head.map((_, column) => (column === 0 ? "---|" : "---:|")).join("")}`,
    ...body.map(line),
  ].join("\n");
}
