// 5.3.1, a coroutine that waits for another: coroutines as async functions.

import { newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function sayHello(): Promise<void> {
  console.log("Hello");
  await sleep(1);
  console.log("World");
}

async function main(): Promise<void> {
  await sayHello();
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
