// 5.9.1, a loop run by hand leaves a task behind, which `run()` would have cancelled and waited for: coroutines as async functions.

import { createTask, newEventLoop, sleep } from "tsyncio";

import { type Program, runIfMain } from "../program.ts";

async function worker(): Promise<void> {
  try {
    await sleep(60);
  } finally {
    console.log("worker has cleaned up"); // never: nobody steps the task again
  }
}

async function main(): Promise<void> {
  createTask(worker, { name: "worker" });
  await sleep(1);
  console.log("main ends, and forgets the worker");
}

export const program: Program = async (loopFactory = newEventLoop) => {
  const loop = loopFactory();
  loop.setDebug(true);
  try {
    await loop.runUntilComplete(main);
  } finally {
    loop.close();
  }
};

await runIfMain(import.meta.url, program);
