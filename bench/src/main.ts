// The program behind `npm run bench`: reads the command line, measures, prints. What it does is done by the other files.

import { readFileSync, writeFileSync } from "node:fs";
import { chooseWorkloads } from "./catalogue.ts";
import { renderChart } from "./chart.ts";
import { chooseContenders, findContenders } from "./contenders.ts";
import { fillDocument } from "./document.ts";
import { type Figures, type Growth, type IoResult, readFigures, type Table, writeFigures } from "./figures.ts";
import { chooseIo, findPythons, measureIo, renderIo } from "./io.ts";
import { HELP, type Options, parseOptions } from "./options.ts";
import { makeHeader, renderGrowth, renderHeader, renderList, renderTable } from "./report.ts";
import { measureGrowth, measureWorkload } from "./session.ts";
import { renderTargets } from "./targets.ts";

async function main(options: Options): Promise<number> {
  if (options.list) {
    print(renderList(chooseWorkloads(options.workloads), findContenders(options.nodes)));
    return 0;
  }
  const figures = options.from === null ? await measure(options) : readFigures(options.from);
  if (figures.tables.length > 0) print(renderTargets(figures));
  if (options.write !== null) {
    writeFileSync(options.write, fillDocument(readFileSync(options.write, "utf8"), figures));
  }
  if (options.chart !== null) writeFileSync(options.chart, renderChart(figures));
  const failed =
    figures.tables.some((table) => table.rows.some((row) => row.failed)) ||
    figures.io.some((one) => one.failed !== null);
  return failed ? 1 : 0;
}

async function measure(options: Options): Promise<Figures> {
  if (options.io) return measureAllIo(options);
  const workloads = chooseWorkloads(options.workloads);
  const field = findContenders(options.nodes);
  const contenders = chooseContenders(field, options.contenders, options.runtimes);
  const header = makeHeader(field, contenders, options, measuringOptions());
  print(renderHeader(header));
  const tables: Table[] = [];
  const growth: Growth[] = [];
  for (const workload of workloads) {
    if (options.growth) {
      if (!workload.grows) continue;
      const result = await measureGrowth(workload, contenders, options, showProgress);
      showProgress("");
      growth.push(result);
      print(renderGrowth(result));
    } else {
      const result = await measureWorkload(workload, contenders, options, showProgress);
      showProgress("");
      tables.push(result);
      print(renderTable(result));
    }
    if (options.json !== null) writeFigures(options.json, { header, tables, growth, io: [] });
  }
  return { header, tables, growth, io: [] };
}

function measureAllIo(options: Options): Figures {
  const programs = chooseIo(options.workloads);
  const header = makeHeader({ contenders: [], absent: [] }, [], options, measuringOptions());
  print(renderHeader(header));
  const pythons = findPythons();
  const io: IoResult[] = [];
  for (const program of programs) {
    showProgress(program.name);
    const result = measureIo(program, pythons, options.quick);
    showProgress("");
    io.push(result);
    print(renderIo(result));
    if (options.json !== null) writeFigures(options.json, { header, tables: [], growth: [], io });
  }
  return { header, tables: [], growth: [], io };
}

/** The command line without where the figures go: what somebody else needs to get the same. */
function measuringOptions(): string[] {
  const args = process.argv.slice(2);
  const outputs = ["--json", "--write", "--chart"];
  return args.filter((arg, index) => {
    const [name = ""] = arg.split("=");
    return !outputs.includes(name) && !outputs.includes(args[index - 1] ?? "");
  });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One line on the terminal that replaces itself; nothing where standard error is no terminal. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

function readCommandLine(): Options | null {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    return complain(error);
  }
}

/** A mistake on the command line: one line, no stack. */
function complain(error: unknown): null {
  process.stderr.write(
    `bench: ${error instanceof Error ? error.message : String(error)}\nTry npm run bench -- --help\n`,
  );
  process.exitCode = 2;
  return null;
}

// An end by signal is an end by exit, too, so that the sample under way ends with us.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

const options = readCommandLine();
if (options?.help === true) print(HELP);
else if (options !== null) {
  try {
    process.exitCode = await main(options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    complain(error);
  }
}
