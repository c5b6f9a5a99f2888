// 5.3.1, a coroutine that waits for another: coroutines as generators.

import { type Coroutine, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* sayHello(): Coroutine {
  console.log("Hello");
  yield* sleep(1);
  console.log("World");
}

function* main(): Coroutine {
  yield* sayHello();
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
