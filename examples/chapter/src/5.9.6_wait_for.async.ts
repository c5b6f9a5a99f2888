// 5.9.6, a coroutine that may take three seconds: coroutines as async functions.

import { TimeoutError, newEventLoop, run, sleep, waitFor } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function longTask(): Promise<void> {
  await sleep(5);
  console.log("Долгосрочная задача завершена");
}

async function main(): Promise<void> {
  try {
    await waitFor(longTask, 3);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log("Задача превысила лимит времени и была отменена");
  }
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
