// What every program of the chapter has in common: it can be started by itself, and by a test in virtual time.

import process from "node:process";
import { pathToFileURL } from "node:url";

import type { EventLoop } from "tsyncio";

/** A program of the chapter. A test gives it a loop of its own making. */
export type Program = (loopFactory?: () => EventLoop) => Promise<void>;

/** Run `program` if the module at `url` is the one that Node was started with. */
export async function runIfMain(url: string, program: Program): Promise<void> {
  const main = process.argv[1];
  if (main !== undefined && pathToFileURL(main).href === url) await program();
}
