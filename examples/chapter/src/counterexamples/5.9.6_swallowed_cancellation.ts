// 5.9.6, a `catch` for everything swallows the cancellation: the time limit cannot stop the task: coroutines as generators.

import { type Coroutine, TimeoutError, createTask, newEventLoop, run, sleep, waitFor } from "tsyncio";

import { type Program, runIfMain } from "../program.ts";

function* stubborn(): Coroutine {
  try {
    yield* sleep(2);
  } catch {
    console.log("stubborn goes on"); // right: if (!isException(error)) throw error;
  }
  yield* sleep(1);
}

function* main(): Coroutine {
  const task = createTask(stubborn(), { name: "stubborn" });
  try {
    yield* waitFor(task, 1);
    console.log("no time limit was noticed");
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log("the time limit was noticed");
  }
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory, debug: true });

await runIfMain(import.meta.url, program);
