// The user at a terminal, or in a pipe: lines typed, and lines shown without garbling what is being typed.

import { type Interface, clearScreenDown, createInterface, cursorTo, moveCursor } from "node:readline";

import { type Coroutine, until } from "tsyncio";

import type { User } from "./client.ts";

const PROMPT = "> ";

/** A stream that may be a terminal. */
type MaybeTerminal<Stream> = Stream & { isTTY?: boolean };

export class TerminalUser implements User {
  readonly #typed: AsyncIterator<string, undefined>;
  readonly #readline: Interface;
  readonly #output: NodeJS.WritableStream;
  readonly #isTerminal: boolean;
  #isClosed = false;

  /** In a pipe, on either side, there is no prompt, and lines pass through as they are. */
  constructor(input: MaybeTerminal<NodeJS.ReadableStream>, output: MaybeTerminal<NodeJS.WritableStream>) {
    const isTerminal = input.isTTY === true && output.isTTY === true;
    const readline = createInterface(isTerminal ? { input, output, terminal: true, prompt: PROMPT } : { input });
    this.#readline = readline;
    this.#output = output;
    this.#isTerminal = isTerminal;
    // It has to be asked for at once: what is typed before would be lost.
    this.#typed = readline[Symbol.asyncIterator]();
    readline.on("close", () => this.close());
    if (!isTerminal) return;
    // A terminal in raw mode sends no signal: Ctrl-C is a key, and readline tells of it.
    readline.on("SIGINT", () => readline.close());
    readline.on("line", () => readline.prompt());
    readline.prompt();
  }

  *read(): Coroutine<string | null> {
    const typed = yield* until(this.#typed.next());
    return typed.done === true ? null : typed.value;
  }

  show(line: string): void {
    if (!this.#isTerminal) this.#output.write(`${line}\n`);
    else if (this.#isClosed) this.#output.write(`${printable(line)}\n`);
    else this.#showAbovePrompt(printable(line));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#readline.close();
    if (this.#isTerminal) this.#output.write("\n");
  }

  /** Wipe out the prompt and what is typed, which may take several rows, and draw both again below `line`. */
  #showAbovePrompt(line: string): void {
    moveCursor(this.#output, 0, -this.#readline.getCursorPos().rows);
    cursorTo(this.#output, 0);
    clearScreenDown(this.#output);
    this.#output.write(`${line}\n`);
    // How far below the prompt's first row readline believes the cursor to be. Here is the first row now.
    (this.#readline as { prevRows?: number }).prevRows = 0;
    this.#readline.prompt(true);
  }
}

/** A line without the control characters by which somebody else could play with the terminal. */
function printable(line: string): string {
  return line.replaceAll(/(?!\t)\p{Cc}/gu, "\u{FFFD}");
}
