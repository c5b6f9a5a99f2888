// 5.2.2, a main coroutine and `run()`: coroutines as generators.

import { type Coroutine, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* main(): Coroutine {
  console.log("Привет из asyncio.run!");
  yield* sleep(1);
  console.log("До свидания из asyncio.run!");
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
