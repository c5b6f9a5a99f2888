// 5.9.5, an error is caught where the coroutine is awaited: coroutines as async functions.

import { ValueError, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function faultyTask(): Promise<void> {
  await sleep(1);
  throw new ValueError("Произошла ошибка!");
}

async function main(): Promise<void> {
  try {
    await faultyTask();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    console.log(`Исключение поймано: ${error.message}`);
  }
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
