// 5.7.1, two workers and one lock: coroutines as async functions.

import { Lock, gather, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

async function worker(name: string, lock: Lock): Promise<void> {
  console.log(`Работник ${name} пытается получить лок...`);
  {
    using _ = await lock.acquire();
    console.log(`Работник ${name} получил лок.`);
    await sleep(2);
  }
  console.log(`Работник ${name} освободил лок.`);
}

async function main(): Promise<void> {
  const lock = new Lock();
  await gather(
    () => worker("A", lock),
    () => worker("B", lock),
  );
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
