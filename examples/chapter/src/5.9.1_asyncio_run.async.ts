// 5.9.1, `run()` makes the loop, runs the main coroutine and cleans up: coroutines as async functions.

import { newEventLoop, run } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function main(): Promise<void> {
  console.log("Запуск основной корутины");
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
