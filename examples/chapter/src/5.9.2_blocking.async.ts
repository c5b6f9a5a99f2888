// 5.9.2, the wrong way: a call that blocks the whole thread: coroutines as async functions.

import { newEventLoop, run } from "tsyncio";

import { type Program, ownStage, runIfMain } from "./program.ts";

async function blockingTask(block: (seconds: number) => void): Promise<void> {
  console.log("Начало блокирующей задачи");
  block(2); // nothing else runs in this thread meanwhile
  console.log("Завершение блокирующей задачи");
}

async function main(block: (seconds: number) => void): Promise<void> {
  await blockingTask(block);
}

export const program: Program = (loopFactory = newEventLoop, { block } = ownStage) =>
  run(() => main(block), { loopFactory });

await runIfMain(import.meta.url, program);
