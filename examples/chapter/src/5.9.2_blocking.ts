// 5.9.2, the wrong way: a call that blocks the whole thread: coroutines as generators.

import { type Coroutine, newEventLoop, run } from "tsyncio";

import { type Program, ownStage, runIfMain } from "./program.ts";

function* blockingTask(block: (seconds: number) => void): Coroutine {
  console.log("Начало блокирующей задачи");
  block(2); // nothing else runs in this thread meanwhile
  console.log("Завершение блокирующей задачи");
}

function* main(block: (seconds: number) => void): Coroutine {
  yield* blockingTask(block);
}

export const program: Program = (loopFactory = newEventLoop, { block } = ownStage) => run(main(block), { loopFactory });

await runIfMain(import.meta.url, program);
