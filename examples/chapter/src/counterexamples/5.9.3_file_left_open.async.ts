// 5.9.3, an error comes before `close()`: the file stays open, and what was written is not in it: coroutines as async functions.

import { join } from "node:path";

import { ValueError, newEventLoop, run } from "tsyncio";
import { open, os } from "tsyncio/files";

import { type Program, ownStage, runIfMain } from "../program.ts";

export const program: Program = (loopFactory = newEventLoop, { folder } = ownStage) => {
  const path = join(folder, "left_open.txt");

  async function main(): Promise<void> {
    const f = await open(path, "w");
    try {
      await f.write("Привет, асинхронность!");
      throw new ValueError("Произошла ошибка!"); // and so it never comes to f.close()
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      console.log(`Исключение поймано: ${error.message}`);
    }
    console.log(`closed: ${f.closed}, in the file: ${await sizeOf(path)} bytes`);
    await f.close();
    console.log(`closed: ${f.closed}, in the file: ${await sizeOf(path)} bytes`);
  }

  return run(main, { loopFactory, debug: true });
};

async function sizeOf(path: string): Promise<number> {
  return Number((await os.stat(path)).size);
}

await runIfMain(import.meta.url, program);
