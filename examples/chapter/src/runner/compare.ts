// Says how what a program printed differs from what CPython printed.

import type { Line, Played } from "./play.ts";

/** A line may come this many seconds before its time: clocks are rounded. */
const EARLY = 0.06;

/** What to expect of a program. */
export interface Score {
  /** The file's name in `src`, without its end. */
  readonly program: string;
  readonly title: string;
  /** What CPython prints, and when. */
  readonly lines: readonly Line[];
  /** Regular expressions, one for each report of the loop. Only counter-examples have them. */
  readonly reports?: readonly string[];
  /** It uses the network or files, which have no virtual time. */
  readonly io?: boolean;
  /** It never ends by itself. */
  readonly endless?: boolean;
  /** It blocks its thread. */
  readonly blocks?: boolean;
  /** Each line begins with its speaker; between two speakers the order is the network's. */
  readonly speakers?: boolean;
  /** Its lines come in the order in which the system does its work. */
  readonly anyOrder?: boolean;
}

/**
 * The first difference, in words; `null` if there is none.
 *
 * @param late how many seconds after its time a line may come; `Infinity`: times do not matter
 */
export function difference(played: Played, score: Score, late: number): string | null {
  const compare = score.speakers === true ? differenceOfSpeakers : differenceOfLines;
  const inOrder = score.anyOrder === true ? byText : (lines: readonly Line[]) => lines;
  return (
    compare(inOrder(played.lines), inOrder(score.lines), late) ??
    differenceOfReports(played.reports, score.reports ?? []) ??
    (played.failure === null ? null : `it failed: ${played.failure}`)
  );
}

function byText(lines: readonly Line[]): readonly Line[] {
  return lines.toSorted((left, right) => (left.text < right.text ? -1 : left.text > right.text ? 1 : 0));
}

function differenceOfLines(printed: readonly Line[], wanted: readonly Line[], late: number): string | null {
  for (const [index, { t, text }] of wanted.entries()) {
    const line = printed[index];
    const name = `line ${index + 1}`;
    if (line === undefined) return `${name} is missing: ${JSON.stringify(text)}`;
    if (line.text !== text) return `${name} should be ${JSON.stringify(text)}`;
    if (late === Infinity || (line.t >= t - EARLY && line.t <= t + late)) continue;
    return `${name} should come at ${t.toFixed(1)} s`;
  }
  const next = printed[wanted.length];
  return next === undefined ? null : `line ${wanted.length + 1} is one too many`;
}

function differenceOfSpeakers(printed: readonly Line[], wanted: readonly Line[], late: number): string | null {
  const speaker = (line: Line): string => line.text.split(" ", 1)[0] ?? "";
  for (const name of new Set([...wanted, ...printed].map(speaker))) {
    const isTheirs = (line: Line): boolean => speaker(line) === name;
    const found = differenceOfLines(printed.filter(isTheirs), wanted.filter(isTheirs), late);
    if (found !== null) return `${name}: ${found}`;
  }
  return null;
}

function differenceOfReports(reports: readonly Line[], wanted: readonly string[]): string | null {
  for (const [index, pattern] of wanted.entries()) {
    const report = reports[index];
    if (report === undefined) return `a report is missing: /${pattern}/`;
    if (!new RegExp(pattern).test(report.text)) return `report ${index + 1} should match /${pattern}/`;
  }
  const next = reports[wanted.length];
  return next === undefined ? null : `a report too many: ${next.text}`;
}
