// 5.9.2, one task blocks the thread, and the clock of another stands still. Debug mode names the culprit: coroutines as generators.

import { type Coroutine, createTask, newEventLoop, run, sleep } from "tsyncio";

import { type Program, ownStage, runIfMain } from "../program.ts";

function* clock(): Coroutine {
  for (let tick = 1; tick <= 5; tick++) {
    yield* sleep(0.5);
    console.log(`tick ${tick}`);
  }
}

function* main(block: (seconds: number) => void): Coroutine {
  const ticking = createTask(clock(), { name: "clock" });
  yield* sleep(0.75);
  yield* createTask(report(block), { name: "report" });
  yield* ticking;
}

function* report(block: (seconds: number) => void): Coroutine {
  block(1.5);
  console.log("the report is made");
}

export const program: Program = (loopFactory = newEventLoop, { block } = ownStage) =>
  run(main(block), { loopFactory, debug: true });

await runIfMain(import.meta.url, program);
