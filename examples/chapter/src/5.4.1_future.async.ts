// 5.4.1, a future that one task sets and another awaits: coroutines as async functions.

import { type Future, createTask, getRunningLoop, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function setFuture(future: Future<string>): Promise<void> {
  await sleep(1);
  future.setResult("Результат Future");
}

async function main(): Promise<void> {
  const loop = getRunningLoop();
  const future = loop.createFuture<string>();
  createTask(() => setFuture(future));
  const result = await future;
  console.log(result);
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
