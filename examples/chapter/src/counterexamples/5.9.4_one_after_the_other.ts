// 5.9.4, the same two one after the other: no error, only three seconds instead of two: coroutines as generators.

import { type Coroutine, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "../program.ts";

function* task1(): Coroutine {
  yield* sleep(1);
  console.log("Задача 1 завершена");
}

function* task2(): Coroutine {
  yield* sleep(2);
  console.log("Задача 2 завершена");
}

function* main(): Coroutine {
  yield* task1();
  yield* task2();
  console.log("Все задачи завершены");
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory, debug: true });

await runIfMain(import.meta.url, program);
