// 5.2.2, a main coroutine and `run()`: coroutines as async functions.

import { newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function main(): Promise<void> {
  console.log("Привет из asyncio.run!");
  await sleep(1);
  console.log("До свидания из asyncio.run!");
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
