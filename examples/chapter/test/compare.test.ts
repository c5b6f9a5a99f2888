// What the runner says when a program does not print what it should.

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { type Score, difference } from "../src/runner/compare.ts";
import type { Played } from "../src/runner/play.ts";

const score: Score = {
  program: "5.0_none",
  title: "None",
  lines: [
    { t: 0, text: "one" },
    { t: 1, text: "two" },
  ],
};

function played(times: readonly number[], texts: readonly string[], more: Partial<Played> = {}): Played {
  return {
    lines: texts.map((text, index) => ({ t: times[index] ?? 0, text })),
    reports: [],
    failure: null,
    ...more,
  };
}

describe("The comparison with CPython", () => {
  it("finds nothing where lines and times are right", () => {
    expect(difference(played([0.01, 1.2], ["one", "two"]), score, 0.5)).toBe(null);
  });

  for (const [what, wrong, words] of [
    ["another text", played([0, 1], ["one", "three"]), 'line 2 should be "two"'],
    ["a line that is missing", played([0], ["one"]), 'line 2 is missing: "two"'],
    ["a line too many", played([0, 1, 2], ["one", "two", "three"]), "line 3 is one too many"],
    ["a line that comes late", played([0, 1.6], ["one", "two"]), "line 2 should come at 1.0 s"],
    ["a line that comes early", played([0, 0.5], ["one", "two"]), "line 2 should come at 1.0 s"],
    ["an error", played([0, 1], ["one", "two"], { failure: "Error: no" }), "it failed: Error: no"],
    [
      "a report that nobody expects",
      played([0, 1], ["one", "two"], { reports: [{ t: 1, text: "oh" }] }),
      "a report too many: oh",
    ],
  ] as const) {
    it(`finds ${what}`, () => {
      expect(difference(wrong, score, 0.5)).toBe(words);
    });
  }

  it("finds a report that is missing or another one", () => {
    const reported: Score = { ...score, reports: ["never awaited"] };
    expect(difference(played([0, 1], ["one", "two"]), reported, 0.5)).toBe("a report is missing: /never awaited/");
    const other = played([0, 1], ["one", "two"], { reports: [{ t: 1, text: "oh" }] });
    expect(difference(other, reported, 0.5)).toBe("report 1 should match /never awaited/");
  });

  it("leaves the order between speakers to the network, and not that of one speaker", () => {
    const chat: Score = { ...score, speakers: true, lines: ["a 1", "b 1", "a 2"].map((text) => ({ t: 0, text })) };
    expect(difference(played([], ["b 1", "a 1", "a 2"]), chat, 0.5)).toBe(null);
    expect(difference(played([], ["b 1", "a 2", "a 1"]), chat, 0.5)).toBe('a: line 1 should be "a 1"');
  });
});
