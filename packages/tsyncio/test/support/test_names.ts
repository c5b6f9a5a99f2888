// Finds the names of all tests in the sources of the tests, so that lists of proofs can be checked. It runs none of them.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const testFolder = fileURLToPath(new URL("..", import.meta.url));

/** What registers a test, here and in the suite's helpers. Those that name tests of their own are known by this, too. */
const REGISTRARS = new Set([
  ...["it", "bothDialects", "inBothDialects", "followsTrace", "byHand", "byHandInBothDialects", "onSockets"],
  ...["traces", "leaves", "cancelledEverywhere"],
]);

/** A call that begins a line, whose first argument is a text: its indentation, what is called, and the text; or an end of one. */
const NAMED_CALL =
  /^( *)(?:\}\);$|(?:it\.(?:each|for)\(.*\)|([A-Za-z]+)(?:<[^>(]*>)?)\(\s*(["'`])((?:\\.|(?!\3).)*)\3)/gm;

/** The names of the tests in a source text, each with the groups that it stands in: `group > sentence`. */
function namesIn(source: string): string[] {
  const names: string[] = [];
  const groups: { indentation: number; name: string }[] = [];
  for (const [, indent = "", called = "it", , text] of source.matchAll(NAMED_CALL)) {
    if (text === undefined) {
      if (groups.at(-1)?.indentation === indent.length) groups.pop();
      continue;
    }
    if (called !== "describe" && !REGISTRARS.has(called)) continue;
    const name = text.replaceAll(/\\(["'`\\])/g, "$1");
    while ((groups.at(-1)?.indentation ?? -1) >= indent.length) groups.pop();
    if (called === "describe") groups.push({ indentation: indent.length, name });
    else names.push([...groups.map((group) => group.name), name].join(" > "));
  }
  return names;
}

/**
 * All tests of the library, as `process/net.test.ts > createConnection > calls its protocol in order: made, data, eof, lost`.
 * A test that runs in both dialects is one. Where a name has parts that are worked out, they stand as in the source: `${how}`.
 */
export function allTestNames(): Set<string> {
  const names = new Set<string>();
  for (const entry of readdirSync(testFolder, { recursive: true, encoding: "utf8" })) {
    if (!entry.endsWith(".test.ts")) continue;
    const file = entry.split(path.sep).join("/");
    for (const name of namesIn(readFileSync(path.join(testFolder, entry), "utf8"))) names.add(`${file} > ${name}`);
  }
  return names;
}
