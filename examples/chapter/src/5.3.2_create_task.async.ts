// 5.3.2, two tasks at once: coroutines as async functions.

import { createTask, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function sayAfter(delay: number, message: string): Promise<void> {
  await sleep(delay);
  console.log(message);
}

async function main(): Promise<void> {
  const task1 = createTask(() => sayAfter(1, "Задача 1 завершена"));
  const task2 = createTask(() => sayAfter(2, "Задача 2 завершена"));

  console.log("Задачи созданы");
  await task1;
  await task2;
  console.log("Все задачи завершены");
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
