// Patterns of names: `*`, `?` and `[...]`, as Python's fnmatch reads them.

import nodePath from "node:path";

const isWindows = nodePath.sep === "\\";
const known = new Map<string, RegExp>();

/** Whether a part of a pattern is more than a name. */
export function isPattern(part: string): boolean {
  return /[*?[]/.test(part);
}

/** Whether a name fits a pattern. */
export function matchesName(name: string, pattern: string): boolean {
  let expression = known.get(pattern);
  if (expression === undefined) {
    if (known.size > 256) known.clear();
    expression = new RegExp(`^(?:${translate(pattern)})$`, isWindows ? "isu" : "su");
    known.set(pattern, expression);
  }
  return expression.test(name);
}

function translate(pattern: string): string {
  let result = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    if (character === "*") result += ".*";
    else if (character === "?") result += ".";
    else if (character === "[") {
      const end = endOfSet(pattern, at);
      result += end < 0 ? "\\[" : translateSet(pattern.slice(at + 1, end));
      if (end >= 0) at = end;
    } else result += character.replace(/[\\^$.|+(){}\]/]/, "\\$&");
  }
  return result;
}

/** Where the set ends that begins at `at`: a "]" right at its beginning is one of its members. */
function endOfSet(pattern: string, at: number): number {
  let from = at + 1;
  if (pattern[from] === "!") from++;
  if (pattern[from] === "]") from++;
  return pattern.indexOf("]", from);
}

function translateSet(set: string): string {
  const isNegated = set.startsWith("!");
  const members = (isNegated ? set.slice(1) : set).replaceAll(/[\\\]^[&~|]/g, "\\$&");
  // A range that runs backwards holds nothing.
  const forward = members.replaceAll(/([^\\])-(.)/gsu, (range, low: string, high: string) => (low > high ? "" : range));
  if (forward === "") return isNegated ? "." : "(?!)";
  return `[${isNegated ? "^" : ""}${forward.replace(/^-|-$/g, "\\-")}]`;
}
