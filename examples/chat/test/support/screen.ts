// A terminal that remembers what it shows: enough of one for what node:readline writes. No tests.

import { Writable } from "node:stream";

export class Screen extends Writable {
  readonly isTTY = true;
  readonly columns: number;
  readonly #rows: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(columns: number) {
    super({ decodeStrings: false });
    this.columns = columns;
  }

  /** What it shows, row by row, without spaces at the ends. */
  get rows(): string[] {
    return this.#rows.map((cells) => cells.join("").trimEnd());
  }

  override _write(text: string, _encoding: string, done: () => void): void {
    // oxlint-disable-next-line no-control-regex -- control sequences are the subject
    for (const [part, count, command] of text.matchAll(/\x1b\[(\d*)([A-Z])|[^]/g)) {
      if (command === undefined) this.#put(part);
      else this.#obey(command, count);
    }
    done();
  }

  #obey(command: string, argument: string | undefined): void {
    const count = Number(argument) || 1;
    if (command === "A") this.#row = Math.max(0, this.#row - count);
    else if (command === "B") this.#moveTo(this.#row + count);
    else if (command === "C") this.#column += count;
    else if (command === "D") this.#column = Math.max(0, this.#column - count);
    else if (command === "G") this.#column = count - 1;
    else if (command === "J") {
      this.#rows.length = this.#row + 1;
      this.#cells().length = Math.min(this.#cells().length, this.#column);
    } else throw new Error(`the screen does not know the command ${command}`);
  }

  #put(character: string): void {
    if (character === "\r") this.#column = 0;
    else if (character === "\n") {
      this.#moveTo(this.#row + 1);
      this.#column = 0;
    } else {
      // A full row is left when the next character comes, not before.
      if (this.#column === this.columns) {
        this.#moveTo(this.#row + 1);
        this.#column = 0;
      }
      const cells = this.#cells();
      while (cells.length < this.#column) cells.push(" ");
      cells[this.#column] = character;
      this.#column++;
    }
  }

  #moveTo(row: number): void {
    this.#row = row;
    while (this.#rows.length <= row) this.#rows.push([]);
  }

  #cells(): string[] {
    return this.#rows[this.#row] as string[];
  }
}
