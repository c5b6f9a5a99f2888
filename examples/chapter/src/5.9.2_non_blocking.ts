// 5.9.2, the right way: a wait that lets others run: coroutines as generators.

import { type Coroutine, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* nonBlockingTask(): Coroutine {
  console.log("Начало неблокирующей задачи");
  yield* sleep(2); // others run meanwhile
  console.log("Завершение неблокирующей задачи");
}

function* main(): Coroutine {
  yield* nonBlockingTask();
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);
