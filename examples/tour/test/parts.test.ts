// The parts of the tour by themselves: screens, the time line, and the comparisons behind the checks.

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { faultOf } from "../src/acts/guest.ts";
import { differenceOf } from "../src/acts/tree.ts";
import { type Output, screenFor, shorten } from "../src/screen.ts";
import { Stage } from "../src/stage.ts";
import { activity, timeLine } from "../src/timeline.ts";

function stageOf(name: string, text: string): Stage {
  const stage = new Stage({ name, *perform() {} }, 0, () => {});
  stage.state = "running";
  stage.text = text;
  return stage;
}

function outputTo(pieces: string[], rest: Partial<Output>): Output {
  return {
    write: (text: string): boolean => {
      pieces.push(text);
      return true;
    },
    ...rest,
  };
}

describe("On a terminal", () => {
  it("lines that stay go above those that are redrawn", () => {
    const pieces: string[] = [];
    const screen = screenFor(outputTo(pieces, { isTTY: true, columns: 60 }), false);
    screen.progress([stageOf("one", "a"), stageOf("two", "b")], 0);
    expect(pieces.join("")).toBe(`one        ${"░".repeat(20)}    0%  a\ntwo        ${"░".repeat(20)}    0%  b\n`);
    const below = pieces.splice(0).join("");
    screen.line("something");
    expect(pieces.splice(0)).toEqual([`\u001b[2A\r\u001b[Jsomething\n${below}`]);
    screen.end();
    screen.line("the end");
    expect(pieces).toEqual(["\u001b[2A\r\u001b[J", "the end\n"]);
  });

  it("no line that is redrawn is as wide as the terminal", () => {
    for (const columns of [1, 12, 20, 31, 32, 40, 80]) {
      const pieces: string[] = [];
      screenFor(outputTo(pieces, { isTTY: true, columns }), false).progress([stageOf("one", "x".repeat(100))], 0);
      expect(pieces.join("").trimEnd().length).toBeLessThan(columns);
    }
  });
});

describe("In a pipe", () => {
  it("how far all is takes a line an act, once a second, and no cursor is moved", () => {
    const pieces: string[] = [];
    const screen = screenFor(outputTo(pieces, {}), true);
    const [one, two] = [stageOf("one", "a"), stageOf("two", "b")];
    two.state = "done";
    for (const seconds of [0, 0.5, 1, 1.1, 1.9, 2.05]) screen.progress([one, two], seconds);
    screen.event(two, 2.5, screen.style("bold", "done"));
    expect(pieces).toEqual([
      "  1.00 s  one        0%, a\n",
      "  2.05 s  one        0%, a\n",
      "  2.50 s  two        done\n",
    ]);
  });
});

describe("The time line", () => {
  it("shows in which part of the time how much was done", () => {
    const steps = [
      { at: 1.5, share: 0.25 },
      { at: 2.5, share: 1 },
    ];
    expect(activity({ began: 1, ended: 3.5, steps }, 5, 5)).toEqual([null, 1, 0.6, 0, null]);
  });

  it("is as wide as it may be, with a mark for each second below", () => {
    const stage = stageOf("one", "");
    stage.steps.push({ at: 4, share: 1 });
    stage.ended = 4;
    expect(timeLine([stage], 4, 37)).toEqual([`one  ${"█".repeat(32)}`, "     0 s     1 s     2 s     3 s"]);
  });

  it("is drawn for acts that never began", () => {
    expect(timeLine([stageOf("one", "")], 0.001, 20)).toHaveLength(2);
  });
});

describe("The checks", () => {
  const anna = { name: "anna", text: ["one", "two"] };
  const boris = { name: "boris", text: ["uno"] };
  const goodbye = "* The server is shutting down. Goodbye!";
  const shown = (...lines: string[]): string | null => faultOf({ name: "boris", shown: lines }, [anna, boris]);

  it("find nothing wrong with a guest who has all lines of the others and a goodbye", () => {
    expect(shown("anna: one", "anna: two", goodbye)).toBeNull();
  });

  it("find lines of a guest that are missing, twice there, out of order, one's own, or nobody's", () => {
    expect(shown("anna: one", goodbye)).toBe(
      `boris was shown anna's lines, of which number 2 should be "anna: two", and is missing`,
    );
    expect(shown("anna: one", "anna: two", "anna: two", goodbye)).toContain("number 3 should be missing");
    expect(shown("anna: two", "anna: one", goodbye)).toContain("number 1 should be");
    expect(shown("anna: one", "anna: two", "boris: uno", goodbye)).toContain("boris's lines");
    expect(shown("anna: one", "anna: two", "vera: eins", goodbye)).toBe(
      `boris was shown "vera: eins", which nobody sent`,
    );
  });

  it("find a goodbye that is missing or comes too early", () => {
    expect(shown("anna: one", "anna: two")).toBe("boris was not told goodbye at the end");
    expect(shown("anna: one", goodbye, "anna: two")).toBe("boris was not told goodbye at the end");
  });

  it("find files that are missing, another one, or too many", () => {
    const wanted = new Map([
      ["a", "1"],
      ["b", "2"],
    ]);
    expect(differenceOf(new Map(wanted), wanted)).toBeNull();
    expect(differenceOf(new Map([["a", "1"]]), wanted)).toBe("b is missing");
    expect(differenceOf(new Map([...wanted, ["a", "3"]]), wanted)).toBe("a has another content");
    expect(differenceOf(new Map([...wanted, ["c", "3"]]), wanted)).toBe("c should not be there");
  });
});

describe("A line that is too long", () => {
  it("is cut", () => {
    expect([shorten("abcdef", 6), shorten("abcdef", 5), shorten("abcdef", 2), shorten("abcdef", 0)]).toEqual([
      "abcdef",
      "ab...",
      "..",
      "",
    ]);
  });
});
