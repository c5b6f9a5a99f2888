// The time line: a bar for each act, which shows when it did how much. Pure: text from numbers.

import type { Stage, Step } from "./stage.ts";

/** From "hardly anything" to "most of what was ever done at once". */
const LEVELS = "▁▂▃▄▅▆▇█";
/** Seconds from one mark to the next, of which the first is taken that leaves room for its text. */
const MARKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
const MARK_COLUMNS = 8;

/**
 * How much of an act was done in each of `columns` equal parts of `seconds`, 0 to 1: its share of the most that was done in one
 * of them. `null`: it was not on stage.
 */
export function activity(
  { steps, began, ended }: Pick<Stage, "steps" | "began" | "ended">,
  seconds: number,
  columns: number,
): (number | null)[] {
  const columnOf = (at: number): number => Math.min(Math.floor((at / seconds) * columns), columns - 1);
  const done = new Array<number>(columns).fill(0);
  let before: Step = { at: began, share: 0 };
  for (const step of steps) {
    // What was done between two steps was done evenly.
    const [from, to] = [columnOf(before.at), columnOf(step.at)];
    for (let column = from; column <= to; column++)
      done[column] = (done[column] ?? 0) + (step.share - before.share) / (to - from + 1);
    before = step;
  }
  const most = Math.max(...done);
  const [first, last] = [columnOf(began), columnOf(ended ?? seconds)];
  return done.map((amount, column) => {
    if (column < first || column > last) return null;
    return most === 0 ? 0 : amount / most;
  });
}

/** The bars of all acts, one below the other, and below them the seconds. */
export function timeLine(stages: readonly Stage[], seconds: number, columns: number): string[] {
  const nameColumns = Math.max(...stages.map(({ name }) => name.length)) + 2;
  const barColumns = Math.max(columns - nameColumns, MARK_COLUMNS);
  const bars = stages.map((stage) => {
    const bar = activity(stage, seconds, barColumns).map((amount) => (amount === null ? " " : levelOf(amount)));
    return `${stage.name.padEnd(nameColumns)}${bar.join("")}`.trimEnd();
  });
  return [...bars, `${" ".repeat(nameColumns)}${scale(seconds, barColumns)}`.trimEnd()];
}

function levelOf(amount: number): string {
  return LEVELS[Math.round(amount * (LEVELS.length - 1))] ?? "";
}

/** `0 s       1 s       2 s`, each where its second begins. */
function scale(seconds: number, columns: number): string {
  const step = MARKS.find((mark) => (mark / seconds) * columns >= MARK_COLUMNS) ?? seconds;
  let line = "";
  for (let mark = 0; mark * step <= seconds; mark++) {
    const text = `${Number((mark * step).toFixed(1))} s`;
    const column = Math.round(((mark * step) / seconds) * columns);
    if (column + text.length > columns) break;
    line = line.padEnd(column) + text;
  }
  return line;
}
