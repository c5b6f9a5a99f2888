// 5.9.4, a coroutine that nobody awaits does not run. Debug mode says which, and where it was made: coroutines as async functions.

import { gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "../program.ts";

async function main(): Promise<void> {
  // oxlint-disable-next-line typescript/no-floating-promises -- the fault that is shown
  sleep(2); // `await` is missing: no wait
  console.log("too early");
  await gather(sleep(1), sleep(1));
  console.log("on time");
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory, debug: true });

await runIfMain(import.meta.url, program);
