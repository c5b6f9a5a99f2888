// 5.8.3, files written and read at once: coroutines as generators.

import { join } from "node:path";

import { type Coroutine, asyncWith, gather, newEventLoop, run } from "tsyncio";
import { open } from "tsyncio/files";

import { type Program, ownStage, runIfMain } from "./program.ts";

export const program: Program = (loopFactory = newEventLoop, { folder } = ownStage) => {
  function* readFile(filePath: string): Coroutine {
    yield* asyncWith(open(join(folder, filePath), "r"), function* (f) {
      const contents = yield* f.read();
      console.log(`Содержимое ${filePath}:\n${contents}\n`);
    });
  }

  function* writeFile(filePath: string, content: string): Coroutine {
    yield* asyncWith(open(join(folder, filePath), "w"), function* (f) {
      yield* f.write(content);
      console.log(`Записано в ${filePath}`);
    });
  }

  function* main(): Coroutine {
    yield* gather(
      writeFile("file1.txt", "Содержимое файла 1"),
      writeFile("file2.txt", "Содержимое файла 2"),
      writeFile("file3.txt", "Содержимое файла 3"),
    );
    yield* gather(readFile("file1.txt"), readFile("file2.txt"), readFile("file3.txt"));
  }

  return run(main(), { loopFactory });
};

await runIfMain(import.meta.url, program);
