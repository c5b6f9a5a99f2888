// The program behind `npm run bench`: reads the command line, measures, prints. What it does is done by the other files.

import { writeFileSync } from "node:fs";
import { chooseWorkloads } from "./catalogue.ts";
import { chooseContenders, findContenders } from "./contenders.ts";
import { HELP, type Options, parseOptions } from "./options.ts";
import { makeHeader, renderHeader, renderJson, renderList, renderWorkload } from "./report.ts";
import { measureWorkload, type WorkloadResult } from "./session.ts";

async function main(options: Options): Promise<number> {
  const workloads = chooseWorkloads(options.workloads);
  const field = findContenders(options.nodes);
  if (options.list) {
    print(renderList(workloads, field));
    return 0;
  }
  const contenders = chooseContenders(field, options.contenders);
  const header = makeHeader(field, contenders, options);
  print(renderHeader(header));
  const results: WorkloadResult[] = [];
  for (const workload of workloads) {
    const result = await measureWorkload(workload, contenders, options, showProgress);
    showProgress("");
    results.push(result);
    print(renderWorkload(result));
    if (options.json !== null) writeFileSync(options.json, renderJson(header, results));
  }
  return results.some((result) => result.results.some((row) => row.failed)) ? 1 : 0;
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
