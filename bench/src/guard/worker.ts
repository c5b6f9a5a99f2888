// A process that holds one build of the library and runs a path when it is told to. `node worker.js <index.node.js>`.

import { pathToFileURL } from "node:url";
import type * as Tsyncio from "tsyncio";
import { makePaths } from "./paths.ts";

/** Runs a path, chosen by its place; the answer is the processor time in microseconds, or what went wrong. */
export interface Command {
  readonly path: number;
}

export type Answer =
  | { readonly names: readonly string[] }
  | { readonly microseconds: number }
  | { readonly error: string };

const library = (await import(pathToFileURL(process.argv[2] ?? "").href)) as typeof Tsyncio;
const paths = makePaths(library);

async function obey({ path }: Command): Promise<Answer> {
  const hot = paths[path];
  if (hot === undefined) return { error: `there is no path ${path}` };
  globalThis.gc?.();
  const before = process.cpuUsage();
  await library.run(hot.main(hot.count));
  const { user, system } = process.cpuUsage(before);
  return { microseconds: user + system };
}

function answer(message: Answer): void {
  process.send?.(message);
}

process.on("message", (command: Command) => {
  obey(command).then(answer, (error: unknown) => answer({ error: String(error) }));
});
process.on("disconnect", () => process.exit(0));
answer({ names: paths.map(({ name }) => name) });
