// When the guard raises an alarm, and when it does not.

import { describe, expect, it } from "../../packages/tsyncio/test/support/suite.ts";
import { judge, renderVerdicts, type Score } from "../src/guard/judge.ts";

/** Duels with these ratios, one list a path; notes which paths were asked for. */
function duels(ratios: Readonly<Record<string, readonly number[]>>): {
  asked: (readonly string[] | null)[];
  fight: (only: readonly string[] | null) => Promise<readonly Score[]>;
} {
  const asked: (readonly string[] | null)[] = [];
  const fight = async (only: readonly string[] | null): Promise<readonly Score[]> => {
    const turn = asked.push(only) - 1;
    return Object.keys(ratios)
      .filter((name) => only === null || only.includes(name))
      .map((name) => ({ name, ratio: ratios[name]?.[turn] ?? Number.NaN }));
  };
  return { asked, fight };
}

describe("the guard", () => {
  it("is content with one duel when nothing looks slower", async () => {
    const { asked, fight } = duels({ switch: [1.09], spawn: [0.7] });
    const verdicts = await judge(fight);
    expect(asked).toEqual([null]);
    expect(verdicts.map(({ slower }) => slower)).toEqual([false, false]);
  });

  it("repeats what looks slower, and nothing else", async () => {
    const { asked, fight } = duels({ switch: [1], spawn: [1.3, 1, 1] });
    const verdicts = await judge(fight);
    expect(asked).toEqual([null, ["spawn"], ["spawn"]]);
    expect(verdicts.map(({ slower }) => slower)).toEqual([false, false]);
  });

  it("raises the alarm when most duels say so", async () => {
    const { fight } = duels({ switch: [1.12, 1.05, 1.13] });
    const verdicts = await judge(fight);
    expect(verdicts).toEqual([{ name: "switch", ratios: [1.12, 1.05, 1.13], ratio: 1.12, slower: true }]);
    expect(renderVerdicts(verdicts)).toMatch(
      /SLOWER +\+12\.0 % +switch \(\+12\.0 %, \+5\.0 %, \+13\.0 %\)\n1 of 1 paths/,
    );
  });
});
