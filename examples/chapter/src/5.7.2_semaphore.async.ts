// 5.7.2, four workers, of which two may work at a time: coroutines as async functions.

import { Semaphore, gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function worker(name: string, semaphore: Semaphore): Promise<void> {
  {
    using _ = await semaphore.acquire();
    console.log(`Работник ${name} получил доступ.`);
    await sleep(2);
  }
  console.log(`Работник ${name} освободил доступ.`);
}

async function main(): Promise<void> {
  const semaphore = new Semaphore(2); // two at a time
  await gather(
    () => worker("A", semaphore),
    () => worker("B", semaphore),
    () => worker("C", semaphore),
    () => worker("D", semaphore),
  );
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
