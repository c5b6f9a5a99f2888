// 5.7.2, four workers, of which two may work at a time: coroutines as generators.

import { type Coroutine, Semaphore, gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* worker(name: string, semaphore: Semaphore): Coroutine {
  {
    using _ = yield* semaphore.acquire();
    console.log(`Работник ${name} получил доступ.`);
    yield* sleep(2);
  }
  console.log(`Работник ${name} освободил доступ.`);
}

function* main(): Coroutine {
  const semaphore = new Semaphore(2); // two at a time
  yield* gather(worker("A", semaphore), worker("B", semaphore), worker("C", semaphore), worker("D", semaphore));
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);
