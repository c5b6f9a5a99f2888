// Draws figures as SVG: bars on a logarithmic scale, shorter is better. It fits light and dark pages, and measures nothing.

import type { Figures, Row, Table } from "./figures.ts";
import { formatFigure } from "./report.ts";

/** What is drawn, in this order, with the name that stands above the bars. */
const SHOWN: readonly (readonly [string, string])[] = [
  ["switch", "Switch between tasks"],
  ["spawn-suspend", "Spawn a task and join it"],
  ["queue-1-1", "Pass an item through Queue(1)"],
  ["lock-contended", "Take a contended Lock"],
  ["wait-for", "Wait with a time limit"],
  ["sleepers", "Sleep: 50,000 tasks"],
];

/** Who is drawn, with the class that colours the bar. */
const WHO: readonly (readonly [string, string, string])[] = [
  ["generators", "tsyncio, generators", "own"],
  ["async", "tsyncio, async functions", "own2"],
  ["native", "native promises", "native"],
  ["effect", "Effect", "other"],
  ["effection", "Effection", "other"],
  ["uvloop", "uvloop", "python"],
  ["cpython", "CPython asyncio", "python"],
];

const WIDTH = 720;
const LEFT = 168;
const RIGHT = 64;
const BAR = 13;
const GAP = 3;
const STYLE = `
text{font:12px system-ui,sans-serif;fill:#1f2328}
.title{font-weight:600}
.small{font-size:11px;fill:#59636e}
.name{text-anchor:end}
.grid{stroke:#d1d9e0;stroke-width:1}
.own{fill:#0969da}.own2{fill:#54aeff}.native{fill:#8c959f}.other{fill:#bf8700}.python{fill:#1a7f37}
@media (prefers-color-scheme:dark){
text{fill:#f0f6fc}.small{fill:#9198a1}.grid{stroke:#3d444d}
.own{fill:#4493f8}.own2{fill:#1f6feb}.native{fill:#9198a1}.other{fill:#d29922}.python{fill:#3fb950}
}`;

interface Bar {
  readonly label: string;
  readonly style: string;
  readonly value: number;
}

/** The chart of what these figures have of the workloads that are drawn. Throws a `RangeError` if that is nothing. */
export function renderChart(figures: Figures): string {
  const groups = SHOWN.map(([name, title]) => {
    const table = figures.tables.find((candidate) => candidate.name === name);
    return { title, bars: table === undefined ? [] : barsOf(table) };
  }).filter((group) => group.bars.length > 0);
  const values = groups.flatMap((group) => group.bars.map((bar) => bar.value));
  if (values.length === 0) {
    throw new RangeError(`there is nothing to draw: the chart shows ${SHOWN.map(([name]) => name).join(", ")}`);
  }
  const low = 10 ** Math.floor(Math.log10(Math.min(...values)) - 0.05);
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values)));
  const x = (value: number): number =>
    LEFT + ((WIDTH - LEFT - RIGHT) * Math.log10(value / low)) / Math.log10(high / low);
  const parts: string[] = [];
  let y = 44;
  for (const { title, bars } of groups) {
    parts.push(`<text class="title" x="${LEFT}" y="${y + 12}">${escape(title)}</text>`);
    y += 20;
    for (const bar of bars) {
      parts.push(drawBar(bar, x(bar.value), y));
      y += BAR + GAP;
    }
    y += 8;
  }
  const height = y + 22;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">`,
    `<title id="title">What an operation costs, in nanoseconds, on a logarithmic scale</title>`,
    `<style>${STYLE}\n</style>`,
    `<text class="title" x="8" y="18">Nanoseconds an operation, logarithmic: shorter is better</text>`,
    `<text class="small" x="8" y="34">${escape(caption(figures))}</text>`,
    ...grid(low, high, x, y),
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

function barsOf(table: Table): Bar[] {
  return WHO.flatMap(([id, label, style]) => {
    const row: Row | undefined = table.rows.find((candidate) => candidate.id === id);
    const value = row?.spread?.median;
    return value === undefined ? [] : [{ label, style, value }];
  });
}

function drawBar({ label, style, value }: Bar, end: number, y: number): string {
  const middle = y + BAR - 3;
  return [
    `<text class="name" x="${LEFT - 6}" y="${middle}">${escape(label)}</text>`,
    `<rect class="${style}" x="${LEFT}" y="${y}" width="${Math.max(1, end - LEFT).toFixed(1)}" height="${BAR}" rx="2"/>`,
    `<text class="small" x="${(end + 5).toFixed(1)}" y="${middle}">${formatFigure(value)}</text>`,
  ].join("");
}

/** A line at each power of ten. */
function grid(low: number, high: number, x: (value: number) => number, bottom: number): string[] {
  const lines: string[] = [];
  for (let value = low; value <= high * 1.001; value *= 10) {
    const at = x(value).toFixed(1);
    lines.push(`<line class="grid" x1="${at}" y1="42" x2="${at}" y2="${bottom}"/>`);
    lines.push(
      `<text class="small" text-anchor="middle" x="${at}" y="${bottom + 14}">${value.toLocaleString("en")}</text>`,
    );
  }
  return lines;
}

function caption({ header }: Figures): string {
  const runtime = (id: string): string | undefined =>
    header.contenders.find((contender) => contender.id === id)?.runtime;
  const versions = [runtime("generators"), runtime("cpython"), runtime("uvloop")].filter((text) => text !== undefined);
  return `${versions.join("; ")}. ${header.machine}, ${header.date.slice(0, 10)}. npm run bench`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
