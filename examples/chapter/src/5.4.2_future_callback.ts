// 5.4.2, a callback at a future: coroutines as generators.

import { type Coroutine, type Future, createTask, getRunningLoop, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function callback(future: Future<string>): void {
  console.log(`Callback: ${future.result()}`);
}

function* setFuture(future: Future<string>): Coroutine {
  yield* sleep(1);
  future.setResult("Результат с Callback");
}

function* main(): Coroutine {
  const loop = getRunningLoop();
  const future = loop.createFuture<string>();
  future.addDoneCallback(callback);
  createTask(setFuture(future));
  yield* future;
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
