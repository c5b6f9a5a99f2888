// Compares two traces, and shows where they part. Texts only.

import type { TraceLine } from "./language.ts";

const linesBefore = 5;
const linesAfter = 4;

/** The index of the first line that is not the same in both, -1 if there is none. */
export function firstDifference(expected: readonly TraceLine[], actual: readonly TraceLine[]): number {
  const length = Math.max(expected.length, actual.length);
  for (let index = 0; index < length; index++) {
    if (!sameLine(expected[index], actual[index])) return index;
  }
  return -1;
}

function sameLine(a: TraceLine | undefined, b: TraceLine | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1] && a?.[2] === b?.[2];
}

/** Both traces around their first difference: `-` marks CPython's lines, `+` ours. */
export function showDifference(expected: readonly TraceLine[], actual: readonly TraceLine[]): string {
  const index = firstDifference(expected, actual);
  const shown = (mark: string, lines: readonly TraceLine[]): string[] =>
    lines.map((line) => `${mark} ${lineText(line)}`);
  const after = (mark: string, trace: readonly TraceLine[]): string[] => {
    const lines = trace.slice(index, index + linesAfter);
    return lines.length > 0 ? shown(mark, lines) : [`${mark} (the trace has ended)`];
  };
  return [
    ...shown(" ", expected.slice(Math.max(0, index - linesBefore), index)),
    ...after("-", expected),
    ...after("+", actual),
  ].join("\n");
}

function lineText([time, task, text]: TraceLine): string {
  return `${String(time).padStart(7)} ${task.padEnd(5)} ${text}`;
}
