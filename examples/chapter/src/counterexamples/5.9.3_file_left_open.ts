// 5.9.3, an error comes before `close()`: the file stays open, and what was written is not in it: coroutines as generators.

import { join } from "node:path";

import { type Coroutine, ValueError, newEventLoop, run } from "tsyncio";
import { open, os } from "tsyncio/files";

import { type Program, ownStage, runIfMain } from "../program.ts";

export const program: Program = (loopFactory = newEventLoop, { folder } = ownStage) => {
  const path = join(folder, "left_open.txt");

  function* main(): Coroutine {
    const f = yield* open(path, "w");
    try {
      yield* f.write("Привет, асинхронность!");
      throw new ValueError("Произошла ошибка!"); // and so it never comes to f.close()
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      console.log(`Исключение поймано: ${error.message}`);
    }
    console.log(`closed: ${f.closed}, in the file: ${yield* sizeOf(path)} bytes`);
    yield* f.close();
    console.log(`closed: ${f.closed}, in the file: ${yield* sizeOf(path)} bytes`);
  }

  return run(main(), { loopFactory, debug: true });
};

function* sizeOf(path: string): Coroutine<number> {
  return Number((yield* os.stat(path)).size);
}

await runIfMain(import.meta.url, program);
