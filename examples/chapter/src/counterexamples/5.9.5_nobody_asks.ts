// 5.9.5, a task fails and nobody asks it: the error is reported, with where the task was made: coroutines as generators.

import { type Coroutine, ValueError, createTask, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "../program.ts";

function* faultyTask(): Coroutine {
  yield* sleep(1);
  throw new ValueError("Произошла ошибка!");
}

function* main(): Coroutine {
  createTask(faultyTask(), { name: "faulty" });
  yield* sleep(2);
  console.log("main ends well");
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory, debug: true });

await runIfMain(import.meta.url, program);
