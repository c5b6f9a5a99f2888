// 5.9.4, a coroutine that nobody awaits does not run. Debug mode says which, and where it was made: coroutines as generators.

import { type Coroutine, gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "../program.ts";

function* main(): Coroutine {
  // oxlint-disable-next-line typescript/no-floating-promises -- the fault that is shown
  sleep(2); // `yield*` is missing: no wait
  console.log("too early");
  yield* gather(sleep(1), sleep(1));
  console.log("on time");
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory, debug: true });

await runIfMain(import.meta.url, program);
