// 5.9.4, the same two one after the other: no error, only three seconds instead of two: coroutines as async functions.

import { newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "../program.ts";

async function task1(): Promise<void> {
  await sleep(1);
  console.log("Задача 1 завершена");
}

async function task2(): Promise<void> {
  await sleep(2);
  console.log("Задача 2 завершена");
}

async function main(): Promise<void> {
  await task1();
  await task2();
  console.log("Все задачи завершены");
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory, debug: true });

await runIfMain(import.meta.url, program);
