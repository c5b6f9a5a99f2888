// The smallest program of the generator dialect: prints how many milliseconds the import took.

import type { Coroutine } from "tsyncio";

const start = performance.now();
const { run, sleep } = await import("tsyncio");
const importing = performance.now() - start;

function* main(): Coroutine {
  yield* sleep(0);
}

await run(main());
console.log(importing);
