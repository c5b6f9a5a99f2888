// What the programs of this folder read from their command lines, besides what `commander` does.

import { InvalidArgumentError, Option } from "commander";

import { NAME_RULE, isName } from "./protocol.ts";

/** The lowest and the highest port. */
export const PORT = [0, 65535] as const;

/** Reads a whole number. */
export function wholeNumber(lowest: number, highest: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= lowest && number <= highest) return number;
    const upTo = highest === Number.MAX_SAFE_INTEGER ? "or more" : `to ${highest}`;
    throw new InvalidArgumentError(`It must be a whole number, ${lowest} ${upTo}.`);
  };
}

/** Reads a name. */
export function nameFrom(text: string): string {
  if (isName(text)) return text;
  throw new InvalidArgumentError(`A name is ${NAME_RULE}.`);
}

/** `--password`, or the environment's. */
export function passwordOption(description: string): Option {
  const safer = "better given in the environment, where others do not see it";
  return new Option("--password <text>", `${description}; ${safer}`).env("CHAT_PASSWORD");
}
