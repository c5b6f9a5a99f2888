// What is made of figures: tables, verdicts, Markdown, the chart.

import { describe, expect, it } from "../../packages/tsyncio/test/support/suite.ts";
import { WORKLOADS } from "../src/catalogue.ts";
import { renderChart } from "../src/chart.ts";
import { fillDocument } from "../src/document.ts";
import { tidy } from "../src/io.ts";
import { formatFigure, formatRatio, renderGrowth, renderHeader, renderTable } from "../src/report.ts";
import { NO_PROGRAM } from "../src/samples/sample.ts";
import { judge, renderTargets, TARGETS } from "../src/targets.ts";
import { figures, row, table } from "./support.ts";

const measured = figures([
  table("switch", [
    row("generators", [50, 40, 60], { native: 1.5, cpython: 25 }),
    row("native", [75]),
    row("cpython", [1250]),
    { ...row("p-limit", []), missing: NO_PROGRAM, failed: false },
    row("effect", []),
  ]),
]);

describe("figures in print", () => {
  it("have as many digits as they deserve", () => {
    expect([1234.5, 99.94, 0.123, null].map(formatFigure)).toEqual(["1,235", "99.9", "0.1", ""]);
    expect([12.34, 1.234, null].map(formatRatio)).toEqual(["12.3x", "1.23x", ""]);
  });
});

describe("renderTable", () => {
  const text = renderTable(measured.tables[0] ?? table("none", []));

  it("shows median, spread, first repetition and ratios", () => {
    expect(text).toMatch(/generators +50\.0 +40\.0 +60\.0 +150 +1\.50x +25\.0x/);
  });

  it("leaves references out that nobody is compared with", () => {
    expect(text).toContain("vs CPython");
    expect(text).not.toContain("vs uvloop");
  });

  it("tells failures from contenders of another trade", () => {
    expect(text).toContain("effect: FAILED: it is out of order");
    expect(text).toContain("no program: p-limit");
  });
});

describe("renderHeader", () => {
  it("names the machine, who takes part and who is absent", () => {
    expect(renderHeader(measured.header)).toMatch(/a machine.*Effect 4\.1\.0.*absent +uvloop: nobody installed it/s);
  });
});

describe("renderGrowth", () => {
  it("shows a cost for each size, and by how much it grows", () => {
    const rows = [{ id: "generators", label: "ours", runtime: "Node", costs: [10, 20, null], factor: 2 }];
    const text = renderGrowth({ name: "spawn", title: "spawn", unit: "ns", counts: [100, 1000, 10_000], rows });
    expect(text).toMatch(/100 +1,000 +10,000 +grows/);
    expect(text).toMatch(/ours +10\.0 +20\.0 +2\.00x/);
  });
});

describe("the targets", () => {
  it("are about workloads that exist", () => {
    const names = new Set(WORKLOADS.map(({ name }) => name));
    expect(TARGETS.filter(({ workload }) => !names.has(workload))).toEqual([]);
  });

  it("are judged by ratio, and only where there is a figure", () => {
    const verdicts = judge(measured).map(({ target, met }) => [target.against, met]);
    expect(verdicts).toEqual([
      ["native", true],
      ["cpython", true],
    ]);
  });

  it("are judged by figure where they bound it", () => {
    const memory = (bytes: number): unknown =>
      judge(figures([table("memory", [row("generators", [bytes])], { unit: "bytes" })]))[0]?.met;
    expect(memory(300)).toBe(true);
    expect(memory(301)).toBe(false);
  });

  it("are judged a second time by the smallest samples, whose ratio is not that of the medians", () => {
    const rows = [row("generators", [60, 50], { cpython: 18 }), row("cpython", [1000, 1050])];
    const [verdict] = judge(figures([table("switch", rows)]));
    expect([verdict?.met, verdict?.undisturbed, verdict?.metUndisturbed]).toEqual([false, 20, true]);
  });

  it("stand beside what the bare parts of their dialect reach", () => {
    const rows = [
      row("generators", [60]),
      row("async", [400]),
      row("floor", [20]),
      row("floor-async", [300]),
      row("cpython", [900]),
    ];
    const against = rows.map((one) => ({ ...one, ratios: { ...one.ratios, cpython: 1 } }));
    const floors = judge(figures([table("switch", against)])).map(({ target, floor }) => [target.contender, floor]);
    expect(floors).toEqual([
      ["generators", 45],
      ["async", 3],
    ]);
  });

  it("are counted in the report", () => {
    const short = figures([table("switch", [row("generators", [50], { cpython: 19 })])]);
    expect(renderTargets(short)).toMatch(/0 of 1 met; .*\n +SHORT +switch, generators: 19\.0x, wanted at least 20\.0x/);
  });
});

describe("fillDocument", () => {
  const text =
    "before\n<!-- bench: table switch -->\nold\n<!-- /bench -->\nbetween\n<!-- bench: growth -->\nkept\n<!-- /bench -->\n";

  it("replaces what stands between the marks, and nothing else", () => {
    const filled = fillDocument(text, measured);
    expect(filled).toMatch(/^before\n<!-- bench: table switch -->\n\n\| workload \|/);
    expect(filled).toContain("| 50.0 (25.0x) | 75.0 | 1,250 |");
    expect(filled).not.toContain("old");
    expect(filled).toContain("<!-- /bench -->\nbetween\n");
  });

  it("keeps a block that the figures say nothing about", () => {
    expect(fillDocument(text, measured)).toContain("<!-- bench: growth -->\nkept\n<!-- /bench -->");
  });

  it("gives the same text when it is filled again", () => {
    const filled = fillDocument(text, measured);
    expect(fillDocument(filled, measured)).toBe(filled);
  });

  it("refuses a block of an unknown kind", () => {
    expect(() => fillDocument("<!-- bench: tabel -->\n<!-- /bench -->", measured)).toThrow(/"tabel"/);
  });
});

describe("renderChart", () => {
  const svg = renderChart(measured);
  const widths = [...svg.matchAll(/<rect class="(\w+)"[^>]*width="([\d.]+)"/g)].map(([, who, width]) => [
    who,
    Number(width),
  ]);

  it("draws a bar for each contender with a figure, on a logarithmic scale", () => {
    expect(widths.map(([who]) => who)).toEqual(["own", "native", "python"]);
    const [own, native, python] = widths.map(([, width]) => Number(width)) as [number, number, number];
    expect((python - native) / (native - own)).toBeCloseTo(Math.log(1250 / 75) / Math.log(75 / 50), 1);
  });

  it("adapts to a dark page, and escapes what it is told", () => {
    expect(svg).toContain("prefers-color-scheme:dark");
    expect(svg).toContain("a machine &amp; more");
  });

  it("refuses to draw nothing", () => {
    expect(() => renderChart(figures([]))).toThrow(RangeError);
  });
});

describe("what a program of --io printed", () => {
  it("becomes a table where it is lines of JSON", () => {
    expect(tidy('{"server":"ours","cpu":1.5}\n{"server":"net","cpu":20}\n')).toBe(
      "server  cpu\nours    1.5\nnet      20",
    );
  });

  it("stays as it is where it is text, without the list that repeats it", () => {
    expect(tidy("name  a\nours  1\n[1]\n")).toBe("name  a\nours  1");
  });
});
