// What every program of the chapter has in common: it can be started by itself, by the runner, and by a test in virtual time.

import process from "node:process";
import { pathToFileURL } from "node:url";

import type { EventLoop } from "tsyncio";

/** What a program finds around it. */
export interface Stage {
  /** Where the web pages are that programs fetch, without a slash at the end. */
  readonly pages: string;
  /** The folder in which programs write and read files. */
  readonly folder: string;
  /** Block the thread, all of it, for as many seconds. */
  block(seconds: number): void;
}

/** The stage of a program that is started by itself. Its pages are served by `node examples/chapter/dist/pages.js`. */
export const ownStage: Stage = {
  pages: "http://127.0.0.1:8801",
  folder: ".",
  block(seconds) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  },
};

/** A program of the chapter. The runner and the tests give it a loop of their own making, and a stage. */
export type Program = (loopFactory?: () => EventLoop, stage?: Stage) => Promise<void>;

/** Run `program` if the module at `url` is the one that Node was started with. */
export async function runIfMain(url: string, program: Program): Promise<void> {
  const main = process.argv[1];
  if (main !== undefined && pathToFileURL(main).href === url) await program();
}
