// How long a process takes that runs one coroutine, and how long the import takes in it. It starts processes, and imports no library.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Program, Reading } from "../measure.ts";

/** What runs JavaScript here: the harness says it where it is more than the path of a program (`deno run -A`). */
function runtime(): readonly [string, ...string[]] {
  const told = process.env["TSYNCIO_BENCH_RUNTIME"];
  return told === undefined ? [process.execPath] : (JSON.parse(told) as [string, ...string[]]);
}

/** Runs a script that prints how many milliseconds its import took. */
function launch(script: string): { whole: number; importing: number } {
  const [file, ...args] = runtime();
  const start = performance.now();
  const output = execFileSync(file, [...args, script], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const whole = performance.now() - start;
  const importing = Number(output);
  if (!(importing >= 0)) throw new Error(`${script} printed ${JSON.stringify(output)}`);
  return { whole, importing };
}

/** The two programs of a contender whose script is `start/hello_<name>.js`, or at `url`. */
export function startPrograms(
  name: string,
  url: URL = new URL(`hello_${name}.js`, import.meta.url),
): Readonly<Record<string, Program>> {
  const script = fileURLToPath(url);
  return {
    start: async (): Promise<Reading> => ({ value: launch(script).whole, cpu: 0 }),
    import: async (): Promise<Reading> => ({ value: launch(script).importing, cpu: 0 }),
  };
}
