// When the guard raises an alarm, and when it does not.

import { describe, expect, it } from "../../packages/tsyncio/test/support/suite.ts";
import { cheapest } from "../src/guard/count.ts";
import { fewest, judge, renderVerdicts } from "../src/guard/judge.ts";
import { MARKED } from "../src/guard/paths.ts";

function counts(of: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(of));
}

describe("the guard", () => {
  it("is content with up to 10 % more instructions", () => {
    const verdicts = judge(counts({ switch: 1000, spawn: 1000 }), counts({ switch: 1100, spawn: 700 }));
    expect(verdicts.map(({ slower }) => slower)).toEqual([false, false]);
    expect(renderVerdicts(verdicts)).toMatch(/ok +\+10\.0 % +switch\n +ok +-30\.0 % +spawn\nno path takes 10 % more/);
  });

  it("takes the smaller of two counts of each path", () => {
    const once = fewest(new Map(), counts({ switch: 1000, spawn: 700 }));
    expect([...fewest(once, counts({ switch: 900, spawn: 800 }))]).toEqual([
      ["switch", 900],
      ["spawn", 700],
    ]);
  });

  it("raises the alarm beyond that, and says for which path", () => {
    const verdicts = judge(counts({ switch: 1000, spawn: 1000 }), counts({ switch: 1101, spawn: 700 }));
    expect(verdicts.map(({ slower }) => slower)).toEqual([true, false]);
    expect(renderVerdicts(verdicts)).toMatch(/SLOWER +\+10\.1 % +switch\n +ok +-30\.0 % +spawn\n1 of 2 paths/);
  });

  it("refuses a base that lacks a path", () => {
    expect(() => judge(counts({}), counts({ switch: 1 }))).toThrow('the base has no path "switch"');
  });

  it("takes the cheapest repetition of each path", () => {
    const first = [50, ...Array.from({ length: MARKED - 1 }, () => 90)];
    const second = [...Array.from({ length: MARKED - 1 }, () => 80), 70];
    const between = 1; // The smallest of all, and none of the repetitions.
    const parts = [between, between, ...first, between, ...second];
    expect([...cheapest(["switch", "spawn"], parts)]).toEqual([
      ["switch", 50],
      ["spawn", 70],
    ]);
  });

  it("does not guess when a mark is missing", () => {
    expect(() => cheapest(["switch"], [1, 2])).toThrow(`1 paths left 2 parts, fewer than ${MARKED + 1}`);
  });
});
