// How a copy is shown: a bar on a terminal, plain lines elsewhere, and numbers of bytes in words.

import type { Writable } from "node:stream";

import { Presets, SingleBar } from "cli-progress";

import type { Progress } from "./copy_tree.ts";

const UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;

/** `1536` as "1.5 KiB". */
export function inBytes(count: number): string {
  if (count === 1) return "1 byte";
  let amount = count;
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit++;
  }
  return `${unit === 0 ? amount : amount.toFixed(1)} ${UNITS[unit]}`;
}

/** `1` and "file" as "1 file", `2` as "2 files". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Shows how far a copy is. */
export interface Display {
  show(progress: Progress): void;
  end(): void;
}

/** A bar, on a terminal. */
export class BarDisplay implements Display {
  readonly #bar: SingleBar;
  #isShown = false;

  constructor(stream: NodeJS.WriteStream) {
    const options = {
      stream,
      format: "{bar} {percentage}% | {done} of {all} | {files} of {totalFiles} files | {rate}/s",
      hideCursor: true,
      clearOnComplete: true,
      // Ctrl-C is the program's business.
      gracefulExit: false,
    };
    this.#bar = new SingleBar(options, Presets.shades_classic);
  }

  readonly #start = performance.now();

  show({ files, totalFiles, bytes, totalBytes }: Progress): void {
    if (totalFiles === 0) return;
    const seconds = (performance.now() - this.#start) / 1000;
    const payload = {
      files,
      totalFiles,
      done: inBytes(bytes),
      all: inBytes(totalBytes),
      rate: inBytes(Math.round(bytes / seconds)),
    };
    // A tree of empty files has no bytes to go by.
    const [value, total] = totalBytes > 0 ? [bytes, totalBytes] : [files, totalFiles];
    if (!this.#isShown) this.#bar.start(total, value, payload);
    else this.#bar.update(value, payload);
    this.#isShown = true;
  }

  end(): void {
    if (this.#isShown) this.#bar.stop();
  }
}

/** Lines, in a pipe: now and then one, and none for what is over at once. */
export class LineDisplay implements Display {
  readonly #output: Writable;
  readonly #seconds: number;
  #last = performance.now();

  /** @param seconds at least so much time between two lines */
  constructor(output: Writable, seconds = 2) {
    this.#output = output;
    this.#seconds = seconds;
  }

  show({ files, totalFiles, bytes, totalBytes }: Progress): void {
    const now = performance.now();
    if (totalFiles === 0 || now - this.#last < this.#seconds * 1000) return;
    this.#last = now;
    this.#output.write(`${inBytes(bytes)} of ${inBytes(totalBytes)}, ${files} of ${counted(totalFiles, "file")}\n`);
  }

  end(): void {}
}
