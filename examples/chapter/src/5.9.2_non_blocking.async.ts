// 5.9.2, the right way: a wait that lets others run: coroutines as async functions.

import { newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function nonBlockingTask(): Promise<void> {
  console.log("Начало неблокирующей задачи");
  await sleep(2); // others run meanwhile
  console.log("Завершение неблокирующей задачи");
}

async function main(): Promise<void> {
  await nonBlockingTask();
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
