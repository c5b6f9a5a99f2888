// 5.4.2, a callback at a future: coroutines as async functions.

import { type Future, createTask, getRunningLoop, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function callback(future: Future<string>): void {
  console.log(`Callback: ${future.result()}`);
}

async function setFuture(future: Future<string>): Promise<void> {
  await sleep(1);
  future.setResult("Результат с Callback");
}

async function main(): Promise<void> {
  const loop = getRunningLoop();
  const future = loop.createFuture<string>();
  future.addDoneCallback(callback);
  createTask(() => setFuture(future));
  await future;
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
