// How a program's output looks: a bar for the time of each line, and a verdict. In colour only where a terminal shows it.

import { styleText } from "node:util";

import type { Score } from "./compare.ts";
import type { Line, Played } from "./play.ts";

/** Seconds that the bar has room for, and how many columns stand for one. */
const SECONDS = 10;
const COLUMNS_A_SECOND = 2;

type Style = Parameters<typeof styleText>[0];

/** How a program did in one of the dialects. */
export interface Verdict {
  readonly dialect: string;
  readonly difference: string | null;
}

export class Drawing {
  readonly #isColourful: boolean;

  constructor(isColourful: boolean) {
    this.#isColourful = isColourful;
  }

  /** A program: its title, its lines, and whether all is as it should be. */
  program(section: string, { title, program }: Score, played: Played, verdicts: readonly Verdict[]): string {
    const lines = [
      ...played.lines.map((line) => ({ ...line, isReport: false })),
      ...played.reports.map((line) => ({ ...line, isReport: true })),
    ].sort((left, right) => left.t - right.t);
    return [
      `${this.#style("bold", `${section}  ${title}`)}  ${this.#style("dim", `(${program}.ts)`)}`,
      ...lines.map((line) => this.#line(line, line.isReport)),
      ...this.#verdicts(verdicts),
      "",
    ].join("\n");
  }

  /** The last line of all. */
  summary(programs: number, differing: number, seconds: number, delays: number): string {
    const busy = delays < 0.1 ? "" : `, ${delays.toFixed(1)} s of which this machine was too busy to keep time`;
    const took = `${seconds.toFixed(1)} s${busy}`;
    if (differing === 0)
      return this.#style("green", `All ${programs} programs are as they should be. It took ${took}.`);
    return this.#style("red", `${differing} of ${programs} programs differ. It took ${took}.`);
  }

  /** What one may see while it runs. */
  progress(ended: number, all: number, seconds: number): string {
    return this.#style("dim", `${seconds.toFixed(1)} s: ${ended} of ${all} programs have ended`);
  }

  #line({ t, text }: Line, isReport: boolean): string {
    const column = Math.round(Math.min(t, SECONDS) * COLUMNS_A_SECOND);
    const bar = `${"─".repeat(column)}${isReport ? "!" : "●"}`.padEnd(SECONDS * COLUMNS_A_SECOND + 1);
    const time = `${t.toFixed(1).padStart(5)} s`;
    return `${time}  ${this.#style("cyan", bar)}  ${isReport ? this.#style("yellow", `reported: ${text}`) : text}`;
  }

  #verdicts(verdicts: readonly Verdict[]): string[] {
    const wrong = verdicts.filter(({ difference }) => difference !== null);
    if (wrong.length === 0) return [this.#style("green", `  ok (${verdicts.map((each) => each.dialect).join(", ")})`)];
    return wrong.map(({ dialect, difference }) => this.#style("red", `  DIFFERS (${dialect}): ${difference}`));
  }

  #style(style: Style, text: string): string {
    return this.#isColourful ? styleText(style, text) : text;
  }
}
