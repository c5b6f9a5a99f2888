// 5.9.3, a file that is closed whatever happens: coroutines as async functions.

import { join } from "node:path";

import { asyncWith, newEventLoop, run } from "tsyncio";
import { open } from "tsyncio/files";

import { type Program, ownStage, runIfMain } from "./program.ts";

export const program: Program = (loopFactory = newEventLoop, { folder } = ownStage) => {
  async function writeFile(filePath: string, content: string): Promise<void> {
    await asyncWith(open(join(folder, filePath), "w"), async (f) => {
      await f.write(content);
    });
    console.log(`Записано в ${filePath}`);
  }

  async function main(): Promise<void> {
    await writeFile("output.txt", "Привет, асинхронность!");
  }

  return run(main, { loopFactory });
};

await runIfMain(import.meta.url, program);
