// 5.7.3, two who wait for an event, and one who sets it: coroutines as generators.

import { type Coroutine, Event, gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* waiter(event: Event, name: string): Coroutine {
  console.log(`Ожидатель ${name} ждет события...`);
  yield* event.wait();
  console.log(`Ожидатель ${name} получил событие!`);
}

function* setter(event: Event): Coroutine {
  yield* sleep(2);
  console.log("Установка события.");
  event.set();
}

function* main(): Coroutine {
  const event = new Event();
  yield* gather(waiter(event, "A"), waiter(event, "B"), setter(event));
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);
