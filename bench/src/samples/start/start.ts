// How long a process takes that runs one coroutine, and how long the import takes in it. It starts processes, and imports no library.

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
/** Where `npm run build:release` puts the package as users get it. */
const PUBLISHED = path.join(ROOT, "build/tsyncio");

/** A copy of the script that stands where its `tsyncio` is the published package. It is gone when this process ends. */
function beside(script: string): string {
  if (!existsSync(PUBLISHED)) execFileSync(process.execPath, [path.join(ROOT, "tools/stage.mjs")]);
  const folder = mkdtempSync(path.join(tmpdir(), "tsyncio-start-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const copy = path.join(folder, path.basename(script));
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(PUBLISHED, path.join(folder, "node_modules/tsyncio"), "junction");
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module", "dependencies": { "tsyncio": "*" } }\n');
  copyFileSync(script, copy);
  return copy;
}

const whole = (script: string): Reading => ({ value: launch(script).whole, cpu: 0 });
const importing = (script: string): Reading => ({ value: launch(script).importing, cpu: 0 });

/** The two programs of a contender whose script is `start/hello_<name>.js`, or at `url`. */
export function startPrograms(
  name: string,
  url: URL = new URL(`hello_${name}.js`, import.meta.url),
): Readonly<Record<string, Program>> {
  const script = fileURLToPath(url);
  return { start: async () => whole(script), import: async () => importing(script) };
}

/** The same of tsyncio: as it is published, and as it is built here, a file a module. */
export function tsyncioStartPrograms(name: string): Readonly<Record<string, Program>> {
  const script = fileURLToPath(new URL(`hello_${name}.js`, import.meta.url));
  let copy: string | null = null;
  const published = (): string => (copy ??= beside(script));
  return {
    start: async () => whole(published()),
    import: async () => importing(published()),
    "import-modules": async () => importing(script),
  };
}
