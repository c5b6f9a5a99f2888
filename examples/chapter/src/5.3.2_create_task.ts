// 5.3.2, two tasks at once: coroutines as generators.

import { type Coroutine, createTask, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* sayAfter(delay: number, message: string): Coroutine {
  yield* sleep(delay);
  console.log(message);
}

function* main(): Coroutine {
  const task1 = createTask(sayAfter(1, "Задача 1 завершена"));
  const task2 = createTask(sayAfter(2, "Задача 2 завершена"));

  console.log("Задачи созданы");
  yield* task1;
  yield* task2;
  console.log("Все задачи завершены");
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
