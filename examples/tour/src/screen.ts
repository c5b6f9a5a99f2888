// What one sees while the tour runs: lines that stay, and below them, on a terminal, a line for each act that is redrawn.

import type { Writable } from "node:stream";
import { styleText } from "node:util";

import type { Stage } from "./stage.ts";

type Style = Parameters<typeof styleText>[0];

const BAR_COLUMNS = 20;
const NAME_COLUMNS = 11;
/** Seconds between two lines about the progress of an act, where lines cannot be redrawn. */
const PLAIN_SECONDS = 1;
/** The most characters of such a line that tell how far an act is. */
const PLAIN_WIDTH = 70;

/** What the screens need of the stream that they write to. */
export interface Output extends Pick<Writable, "write"> {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Shows the tour. */
export interface Screen {
  /** How many columns there are. */
  readonly columns: number;
  style(style: Style, text: string): string;
  /** Show a line that stays. */
  line(text: string): void;
  /** Show what happened on a stage. */
  event(stage: Stage, seconds: number, text: string): void;
  /** Show how far all acts are. */
  progress(stages: readonly Stage[], seconds: number): void;
  /** The acts are over: what comes now are lines that stay. */
  end(): void;
}

/** The one that suits the output. */
export function screenFor(output: Output, isColourful: boolean): Screen {
  return output.isTTY === true ? new LiveScreen(output, isColourful) : new PlainScreen(output);
}

/** `0.7` as "  0.70 s". */
function clock(seconds: number): string {
  return `${seconds.toFixed(2).padStart(6)} s`;
}

/** Lines one after the other, for a pipe or a file. */
export class PlainScreen implements Screen {
  readonly columns = 80;
  readonly #output: Output;
  #lastProgress = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  style(_style: Style, text: string): string {
    return text;
  }

  line(text: string): void {
    this.#output.write(`${text}\n`);
  }

  event(stage: Stage, seconds: number, text: string): void {
    this.line(`${clock(seconds)}  ${stage.name.padEnd(NAME_COLUMNS)}${text}`);
  }

  progress(stages: readonly Stage[], seconds: number): void {
    if (seconds - this.#lastProgress < PLAIN_SECONDS) return;
    this.#lastProgress = seconds;
    for (const stage of stages) {
      if (stage.state !== "running") continue;
      this.event(stage, seconds, shorten(`${percent(stage.share)}, ${stage.text}`, PLAIN_WIDTH));
    }
  }

  end(): void {}
}

/** The same on a terminal, with a line for each act below, drawn again and again. */
export class LiveScreen implements Screen {
  readonly #output: Output;
  readonly #isColourful: boolean;
  /** The lines that will be drawn again. */
  #drawn: string[] = [];

  constructor(output: Output, isColourful: boolean) {
    this.#output = output;
    this.#isColourful = isColourful;
  }

  get columns(): number {
    return this.#output.columns ?? 80;
  }

  style(style: Style, text: string): string {
    return this.#isColourful ? styleText(style, text, { validateStream: false }) : text;
  }

  line(text: string): void {
    this.#redraw(`${text}\n`, this.#drawn);
  }

  event(stage: Stage, seconds: number, text: string): void {
    this.line(`${this.style("dim", clock(seconds))}  ${stage.name.padEnd(NAME_COLUMNS)}${text}`);
  }

  progress(stages: readonly Stage[]): void {
    this.#redraw(
      "",
      stages.map((stage) => this.#lineOf(stage)),
    );
  }

  end(): void {
    this.#redraw("", []);
  }

  /** All at one go, so that nobody sees the lines gone. */
  #redraw(above: string, lines: string[]): void {
    const erase = this.#drawn.length > 0 ? `\u001b[${this.#drawn.length}A\r\u001b[J` : "";
    this.#drawn = lines;
    this.#output.write(erase + above + lines.map((line) => `${line}\n`).join(""));
  }

  /** No longer than the terminal is wide: a line that took two could not be erased. */
  #lineOf({ name, share, text }: Stage): string {
    const full = Math.round(share * BAR_COLUMNS);
    const bar = this.style("cyan", "█".repeat(full)) + this.style("dim", "░".repeat(BAR_COLUMNS - full));
    const room = this.columns - 1 - NAME_COLUMNS;
    if (room < BAR_COLUMNS) return `${name.padEnd(NAME_COLUMNS)}${percent(share)}`.slice(0, this.columns - 1);
    const rest = `  ${percent(share).padStart(4)}  ${text}`;
    return name.padEnd(NAME_COLUMNS) + bar + shorten(rest, room - BAR_COLUMNS);
  }
}

function percent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}

/** At most `columns` characters. */
export function shorten(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(columns - 3, 0))}...`.slice(0, columns);
}
