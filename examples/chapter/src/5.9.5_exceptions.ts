// 5.9.5, an error is caught where the coroutine is awaited: coroutines as generators.

import { type Coroutine, ValueError, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* faultyTask(): Coroutine {
  yield* sleep(1);
  throw new ValueError("Произошла ошибка!");
}

function* main(): Coroutine {
  try {
    yield* faultyTask();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    console.log(`Исключение поймано: ${error.message}`);
  }
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);
