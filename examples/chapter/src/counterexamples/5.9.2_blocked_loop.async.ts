// 5.9.2, one task blocks the thread, and the clock of another stands still. Debug mode names the culprit: coroutines as async functions.

import { createTask, newEventLoop, run, sleep } from "tsyncio";

import { type Program, ownStage, runIfMain } from "../program.ts";

async function clock(): Promise<void> {
  for (let tick = 1; tick <= 5; tick++) {
    await sleep(0.5);
    console.log(`tick ${tick}`);
  }
}

async function main(block: (seconds: number) => void): Promise<void> {
  const ticking = createTask(clock, { name: "clock" });
  await sleep(0.75);
  await createTask(() => report(block), { name: "report" });
  await ticking;
}

async function report(block: (seconds: number) => void): Promise<void> {
  block(1.5);
  console.log("the report is made");
}

export const program: Program = (loopFactory = newEventLoop, { block } = ownStage) =>
  run(() => main(block), { loopFactory, debug: true });

await runIfMain(import.meta.url, program);
