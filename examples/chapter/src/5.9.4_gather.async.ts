// 5.9.4, two at once take as long as the longer one: coroutines as async functions.

import { gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function task1(): Promise<void> {
  await sleep(1);
  console.log("Задача 1 завершена");
}

async function task2(): Promise<void> {
  await sleep(2);
  console.log("Задача 2 завершена");
}

async function main(): Promise<void> {
  await gather(task1, task2);
  console.log("Все задачи завершены");
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
