// 5.6.1, something to enter and to leave, both of which take time: coroutines as async functions.

import { type AsyncContextManager, asyncWith, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

class Manager implements AsyncContextManager<Manager> {
  async aenter(): Promise<Manager> {
    console.log("Асинхронный контекст: Вход");
    await sleep(1);
    return this;
  }

  async aexit(): Promise<void> {
    console.log("Асинхронный контекст: Выход");
    await sleep(1);
  }

  async doSomething(): Promise<void> {
    console.log("Асинхронный контекст: Выполнение действия");
    await sleep(1);
  }
}

async function main(): Promise<void> {
  await asyncWith(new Manager(), async (manager) => {
    await manager.doSomething();
  });
}

export const program: Program = (loopFactory = newEventLoop) => run(main, { loopFactory });

await runIfMain(import.meta.url, program);
