// 5.9.3, a file that is closed whatever happens: coroutines as generators.

import { join } from "node:path";

import { type Coroutine, asyncWith, newEventLoop, run } from "tsyncio";
import { open } from "tsyncio/files";

import { type Program, ownStage, runIfMain } from "./program.ts";

export const program: Program = (loopFactory = newEventLoop, { folder } = ownStage) => {
  function* writeFile(filePath: string, content: string): Coroutine {
    yield* asyncWith(open(join(folder, filePath), "w"), function* (f) {
      yield* f.write(content);
    });
    console.log(`Записано в ${filePath}`);
  }

  function* main(): Coroutine {
    yield* writeFile("output.txt", "Привет, асинхронность!");
  }

  return run(main(), { loopFactory });
};

await runIfMain(import.meta.url, program);
