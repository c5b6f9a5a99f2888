// 5.9.6, a `catch` for everything swallows the cancellation: the time limit cannot stop the task: coroutines as async functions.

import { TimeoutError, createTask, newEventLoop, run, sleep, waitFor } from "tsyncio";

import { type Program, runIfMain } from "../program.ts";

async function stubborn(): Promise<void> {
  try {
    await sleep(2);
  } catch {
    console.log("stubborn goes on"); // right: if (!isException(error)) throw error;
  }
  await sleep(1);
}

async function main(): Promise<void> {
  const task = createTask(stubborn, { name: "stubborn" });
  try {
    await waitFor(task, 1);
    console.log("no time limit was noticed");
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log("the time limit was noticed");
  }
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory, debug: true });

await runIfMain(import.meta.url, program);
