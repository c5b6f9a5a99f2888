// 5.8.3, files written and read at once: coroutines as async functions.

import { join } from "node:path";

import { gather, newEventLoop, run } from "tsyncio";
import { open } from "tsyncio/files";

import { type Program, ownStage, runIfMain } from "./program.ts";

export const program: Program = (loopFactory = newEventLoop, { folder } = ownStage) => {
  async function readFile(filePath: string): Promise<void> {
    await using f = await open(join(folder, filePath), "r");
    const contents = await f.read();
    console.log(`Содержимое ${filePath}:\n${contents}\n`);
  }

  async function writeFile(filePath: string, content: string): Promise<void> {
    await using f = await open(join(folder, filePath), "w");
    await f.write(content);
    console.log(`Записано в ${filePath}`);
  }

  async function main(): Promise<void> {
    await gather(
      () => writeFile("file1.txt", "Содержимое файла 1"),
      () => writeFile("file2.txt", "Содержимое файла 2"),
      () => writeFile("file3.txt", "Содержимое файла 3"),
    );
    await gather(
      () => readFile("file1.txt"),
      () => readFile("file2.txt"),
      () => readFile("file3.txt"),
    );
  }

  return run(main, { loopFactory });
};

await runIfMain(import.meta.url, program);
