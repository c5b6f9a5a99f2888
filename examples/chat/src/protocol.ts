// What the lines mean, for both sides: commands, names, and the notices of the server that a client has to understand.

import { encodeLine } from "./wire.ts";

/** How the server's own lines begin. A user's line begins with a name, and no name begins like that. */
const NOTICE = "* ";

/** How the server's last line begins when it wants the client not to come back. */
const DISMISSAL = `${NOTICE}You are disconnected: `;

/** Where newcomers are. */
export const LOBBY = "lobby";

/** Names and rooms: letters and digits of any script, and three signs. */
const NAME = /^[\p{L}\p{M}\p{N}_.-]{1,24}$/u;

/** What a name may be, in words. */
export const NAME_RULE = "1 to 24 letters, digits, or any of _.-";

/** A line in which the server itself speaks. */
export function notice(text: string): Uint8Array {
  return encodeLine(NOTICE + text);
}

/** The server's last words to a client that it sends away. */
export function dismissal(reason: string): Uint8Array {
  return encodeLine(DISMISSAL + reason);
}

/** Whether `line` says that the client should not come back. */
export function isDismissal(line: string): boolean {
  return line.startsWith(DISMISSAL);
}

export function isName(text: string): boolean {
  return NAME.test(text);
}

/** A line that a user typed: something to say, or a command. */
export type Typed = { readonly text: string } | { readonly command: string; readonly argument: string };

/** `/who` is a command; `//who` says "/who". */
export function parseTyped(line: string): Typed {
  if (!line.startsWith("/")) return { text: line };
  if (line.startsWith("//")) return { text: line.slice(1) };
  const [, command = "", argument = ""] = /^\/(\S*)\s*(.*?)\s*$/su.exec(line) ?? [];
  return { command: command.toLowerCase(), argument };
}
