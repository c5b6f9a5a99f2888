// 5.6.1, something to enter and to leave, both of which take time: coroutines as generators.

import { type AsyncContextManager, type Coroutine, asyncWith, newEventLoop, run, sleep } from "tsyncio";

import { type Program, runIfMain } from "./program.ts";

class Manager implements AsyncContextManager<Manager> {
  *aenter(): Coroutine<Manager> {
    console.log("Асинхронный контекст: Вход");
    yield* sleep(1);
    return this;
  }

  *aexit(): Coroutine {
    console.log("Асинхронный контекст: Выход");
    yield* sleep(1);
  }

  *doSomething(): Coroutine {
    console.log("Асинхронный контекст: Выполнение действия");
    yield* sleep(1);
  }
}

function* main(): Coroutine {
  yield* asyncWith(new Manager(), function* (manager) {
    yield* manager.doSomething();
  });
}

export const program: Program = (loopFactory = newEventLoop) => run(main(), { loopFactory });

await runIfMain(import.meta.url, program);
