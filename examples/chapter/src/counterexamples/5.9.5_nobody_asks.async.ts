// 5.9.5, a task fails and nobody asks it: the error is reported, with where the task was made: coroutines as async functions.

import { ValueError, createTask, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "../program.ts";

async function faultyTask(): Promise<void> {
  await sleep(1);
  throw new ValueError("Произошла ошибка!");
}

async function main(): Promise<void> {
  createTask(faultyTask, { name: "faulty" });
  await sleep(2);
  console.log("main ends well");
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory, debug: true });

await runIfMain(import.meta.url, program);
