// 5.4.1, a future that one task sets and another awaits: coroutines as generators.

import { type Coroutine, type Future, createTask, getRunningLoop, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* setFuture(future: Future<string>): Coroutine {
  yield* sleep(1);
  future.setResult("Результат Future");
}

function* main(): Coroutine {
  const loop = getRunningLoop();
  const future = loop.createFuture<string>();
  createTask(setFuture(future));
  const result = yield* future;
  console.log(result);
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
