// A guest of the chat, who types the lines of a file and notes what the others write; and what is wrong with these notes.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { User } from "example-chat";
import { type Coroutine, Event, Queue, getRunningLoop, sleep } from "tsyncio";

export class Guest implements User {
  readonly name: string;
  /** A file of the repository. */
  readonly file: string;
  readonly text: readonly string[];
  readonly shown: string[] = [];
  /** Set once it has been shown as many lines as it expects. */
  readonly hasAll: Event = new Event();
  readonly #typed = new Queue<string>();
  readonly #onLine: (line: string) => void;
  #expected = Infinity;

  /** @param onLine is told each line of the others that it is shown */
  constructor(name: string, file: string, onLine: (line: string) => void) {
    this.name = name;
    this.file = file;
    const path = fileURLToPath(new URL(`../../../../${file}`, import.meta.url));
    this.text = readFileSync(path, "utf8").trimEnd().split(/\r?\n/);
    this.#onLine = onLine;
  }

  expectAllOf(others: readonly Guest[]): void {
    this.#expected = others.reduce((sum, other) => sum + other.text.length, 0);
  }

  /** Type all lines, evenly over so many seconds. */
  *typeAll(seconds: number): Coroutine {
    const loop = getRunningLoop();
    const start = loop.time();
    for (const [index, line] of this.text.entries()) {
      // A line that begins with a slash would be a command.
      yield* this.#typed.put(line.startsWith("/") ? `/${line}` : line);
      yield* sleep(start + ((index + 1) / this.text.length) * seconds - loop.time());
    }
  }

  *read(): Coroutine<string> {
    return yield* this.#typed.get();
  }

  /** What the server itself says, such as who has joined, is not counted; its goodbye is. */
  show(line: string): void {
    if (line.startsWith("* ") && !isGoodbye(line)) return;
    this.shown.push(line);
    if (!isGoodbye(line)) this.#onLine(line);
    if (this.shown.length === this.#expected) this.hasAll.set();
  }

  close(): void {}
}

function isGoodbye(line: string): boolean {
  return line.startsWith("* The server is shutting down");
}

/** How many of the lines that `guest` was shown are `sender`'s. */
export function countFrom(sender: Guest, guest: Guest): number {
  return linesOf(sender.name, guest.shown).length;
}

/** What is wrong with the lines that `guest` was shown, of which the last one is a goodbye; `null`: nothing. */
export function faultOf(
  { name, shown }: Pick<Guest, "name" | "shown">,
  guests: readonly Pick<Guest, "name" | "text">[],
): string | null {
  const said = shown.filter((line) => !isGoodbye(line));
  for (const sender of guests) {
    const wanted = sender.name === name ? [] : sender.text.map((line) => `${sender.name}: ${line}`);
    const fault = difference(linesOf(sender.name, said), wanted);
    if (fault !== null) return `${name} was shown ${sender.name}'s lines, of which ${fault}`;
  }
  const stranger = said.find((line) => !guests.some((sender) => line.startsWith(`${sender.name}: `)));
  if (stranger !== undefined) return `${name} was shown ${quote(stranger)}, which nobody sent`;
  const hasGoodbye = shown.filter(isGoodbye).length === 1 && isGoodbye(shown.at(-1) ?? "");
  return hasGoodbye ? null : `${name} was not told goodbye at the end`;
}

function linesOf(sender: string, lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith(`${sender}: `));
}

function difference(found: readonly string[], wanted: readonly string[]): string | null {
  const length = Math.max(found.length, wanted.length);
  for (let index = 0; index < length; index++) {
    if (found[index] === wanted[index]) continue;
    return `number ${index + 1} should be ${quote(wanted[index])}, and is ${quote(found[index])}`;
  }
  return null;
}

function quote(line: string | undefined): string {
  return line === undefined ? "missing" : JSON.stringify(line);
}
