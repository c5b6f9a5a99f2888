// 5.9.4, two at once take as long as the longer one: coroutines as generators.

import { type Coroutine, gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* task1(): Coroutine {
  yield* sleep(1);
  console.log("Задача 1 завершена");
}

function* task2(): Coroutine {
  yield* sleep(2);
  console.log("Задача 2 завершена");
}

function* main(): Coroutine {
  yield* gather(task1(), task2());
  console.log("Все задачи завершены");
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);
