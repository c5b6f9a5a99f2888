// 5.7.3, two who wait for an event, and one who sets it: coroutines as async functions.

import { Event, gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function waiter(event: Event, name: string): Promise<void> {
  console.log(`Ожидатель ${name} ждет события...`);
  await event.wait();
  console.log(`Ожидатель ${name} получил событие!`);
}

async function setter(event: Event): Promise<void> {
  await sleep(2);
  console.log("Установка события.");
  event.set();
}

async function main(): Promise<void> {
  const event = new Event();
  await gather(
    () => waiter(event, "A"),
    () => waiter(event, "B"),
    () => setter(event),
  );
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
