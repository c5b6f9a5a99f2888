// 5.5.1, a producer and a consumer with a queue between them: coroutines as async functions.

import { Queue, gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function producer(queue: Queue<string | null>, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const item = `item_${index}`;
    await queue.put(item);
    console.log(`Производитель добавил: ${item}`);
    await sleep(1);
  }
  await queue.put(null); // nothing more will come
}

async function consumer(queue: Queue<string | null>): Promise<void> {
  for (;;) {
    const item = await queue.get();
    if (item === null) break;
    console.log(`Потребитель обработал: ${item}`);
    await sleep(2);
  }
  console.log("Потребитель завершил работу");
}

async function main(): Promise<void> {
  const queue = new Queue<string | null>();
  await gather(
    () => producer(queue, 5),
    () => consumer(queue),
  );
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
