// The lines that a user types, and an address as Python prints it. Shared by the chapter's chat programs.

import process from "node:process";
import { createInterface } from "node:readline";

/** The lines of standard input, one after the other. */
export function typedLines(): AsyncIterable<string> {
  return createInterface({ input: process.stdin });
}

/** An address in Python's notation of a tuple. */
export function tuple(address: unknown): string {
  const [host, port] = address as [string, number];
  return `('${host}', ${port})`;
}
