// A process that holds one build of the library and runs every hot path often enough to be compiled, and then on, with
// marks between. `node worker.js <index.node.js>`; prints the paths' names.

import { pathToFileURL } from "node:url";
import type * as Tsyncio from "tsyncio";
import { makePaths, MARKED, WARM_UPS } from "./paths.ts";

async function repeat(entry: string): Promise<void> {
  const library = (await import(pathToFileURL(entry).href)) as typeof Tsyncio;
  const paths = makePaths(library);
  let marks = 0;
  const mark = (): void => void (marks += process.ppid);
  for (const { main, count } of paths) {
    for (let i = 0; i < WARM_UPS; i++) await library.run(main(count));
    mark();
    for (let i = 0; i < MARKED; i++) {
      await library.run(main(count));
      mark();
    }
  }
  if (marks === 0) throw new Error("no mark was set");
  process.stdout.write(JSON.stringify(paths.map(({ name }) => name)));
}

await repeat(process.argv[2] ?? "");
