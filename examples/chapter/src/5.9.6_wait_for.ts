// 5.9.6, a coroutine that may take three seconds: coroutines as generators.

import { type Coroutine, TimeoutError, newEventLoop, run, sleep, waitFor } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* longTask(): Coroutine {
  yield* sleep(5);
  console.log("Долгосрочная задача завершена");
}

function* main(): Coroutine {
  try {
    yield* waitFor(longTask(), 3);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log("Задача превысила лимит времени и была отменена");
  }
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);
