// 5.7.1, two workers and one lock: coroutines as generators.

import { type Coroutine, Lock, gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

function* worker(name: string, lock: Lock): Coroutine {
  console.log(`Работник ${name} пытается получить лок...`);
  {
    using _ = yield* lock.acquire();
    console.log(`Работник ${name} получил лок.`);
    yield* sleep(2);
  }
  console.log(`Работник ${name} освободил лок.`);
}

function* main(): Coroutine {
  const lock = new Lock();
  yield* gather(worker("A", lock), worker("B", lock));
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);
