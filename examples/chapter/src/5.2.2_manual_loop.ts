// 5.2.2, a loop made, run and closed by hand: coroutines as generators.

import { type Coroutine, newEventLoop, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* main(): Coroutine {
  console.log("Привет из ручного цикла событий!");
  yield* sleep(1);
  console.log("До свидания из ручного цикла событий!");
}

export const program: Program = async (loopFactory = newEventLoop) => {
  const loop = loopFactory();
  try {
    await loop.runUntilComplete(main);
  } finally {
    loop.close();
  }
};

await runIfMain(import.meta.url, program);
