// The program: the command line first, so that help and what is wrong with the arguments need not wait for all the rest to load.

import process from "node:process";

import { CommanderError } from "commander";

import { type CommandOptions, WRONG_ARGUMENTS, commandLine } from "./command_line.ts";

async function start(urls: string[], options: CommandOptions): Promise<void> {
  const program = await import("./program.ts");
  await program.start(urls, options);
}

// `--help | head`: who reads may have seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  await commandLine(start).parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : WRONG_ARGUMENTS;
}
