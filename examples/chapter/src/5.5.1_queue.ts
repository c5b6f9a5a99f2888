// 5.5.1, a producer and a consumer with a queue between them: coroutines as generators.

import { type Coroutine, Queue, gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* producer(queue: Queue<string | null>, count: number): Coroutine {
  for (let index = 0; index < count; index++) {
    const item = `item_${index}`;
    yield* queue.put(item);
    console.log(`Производитель добавил: ${item}`);
    yield* sleep(1);
  }
  yield* queue.put(null); // nothing more will come
}

function* consumer(queue: Queue<string | null>): Coroutine {
  for (;;) {
    const item = yield* queue.get();
    if (item === null) break;
    console.log(`Потребитель обработал: ${item}`);
    yield* sleep(2);
  }
  console.log("Потребитель завершил работу");
}

function* main(): Coroutine {
  const queue = new Queue<string | null>();
  yield* gather(producer(queue, 5), consumer(queue));
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);
