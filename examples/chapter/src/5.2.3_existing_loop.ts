// 5.2.3, a task in a loop that exists already: coroutines as generators.

import { type Coroutine, getEventLoop, newEventLoop, setEventLoop, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* greet(): Coroutine {
  console.log("Привет из существующего цикла событий!");
  yield* sleep(1);
  console.log("До свидания из существующего цикла событий!");
}

// Like the original it never ends by itself: Ctrl-C ends it, or somebody's `loop.stop()`.
export const program: Program = (loopFactory = newEventLoop) => {
  const loop = loopFactory();
  setEventLoop(loop);
  const existing = getEventLoop();
  existing.createTask(greet);
  return existing.runForever();
};

await runIfMain(import.meta.url, program);
