// The fuzzer's parts that need no CPython: random programs, their comparison, and the search for a smaller one.

import { describe, expect, it } from "../../packages/tsyncio/test/support/suite.ts";
import { firstDifference, showDifference } from "../src/compare.ts";
import { makeProgram } from "../src/generator.ts";
import { type Op, type Program, type TraceLine, allOps, bodiesOf } from "../src/language.ts";
import { learnProfile } from "../src/profiles.ts";
import { reasonToLeaveOut } from "../src/rules.ts";
import { shrink } from "../src/shrink.ts";
import { profileNames } from "../src/trace_files.ts";

const profiles = profileNames().map(learnProfile);

function programsOf(seed: string, count: number): Program[] {
  return profiles.flatMap((profile) =>
    Array.from({ length: count }, (_, number) => makeProgram(profile, seed, number)),
  );
}

describe("makeProgram", () => {
  it("gives the same programs for the same seed, and others for another", () => {
    expect(programsOf("a", 3)).toEqual(programsOf("a", 3));
    expect(programsOf("a", 3)).not.toEqual(programsOf("b", 3));
  });

  it("uses every op that the recorded programs use", () => {
    const recorded = new Set(
      profiles.flatMap(({ taskOps, callbackOps }) => [...taskOps.keys(), ...callbackOps.keys()]),
    );
    const made = new Set(programsOf("ops", 60).flatMap(({ main }) => [...allOps(main)].map(([name]) => name)));
    expect([...recorded].filter((name) => !made.has(name))).toEqual([]);
  });

  it("puts nothing that waits into a callback", () => {
    const callbacks = programsOf("callbacks", 20)
      .flatMap(({ main }) => [...allOps(main)])
      .filter(([name]) => name === "callSoon" || name === "callLater" || name === "addDoneCallback");
    const names = new Set(callbacks.flatMap((op) => bodiesOf(op).flatMap((body) => body.map(([name]) => name))));
    expect(names).toContain("cancel");
    expect(["sleep", "await", "try", "return"].filter((name) => names.has(name as Op[0]))).toEqual([]);
  });
});

describe("shrink", () => {
  it("leaves the ops that matter and takes away the rest", async () => {
    const program: Program = {
      id: "p",
      objects: { L: ["lock"], E: ["event"] },
      main: [
        [
          "spawn",
          "t",
          [
            ["sleep", 1],
            [
              "try",
              [
                [
                  "with",
                  "L",
                  [
                    ["sleep", 2],
                    ["raise", "Boom"],
                  ],
                ],
              ],
              [["any", []]],
            ],
          ],
        ],
        ["sleep", 3],
        ["await", "t"],
      ],
    };
    const raises = async ({ main }: Program): Promise<boolean> => [...allOps(main)].some(([name]) => name === "raise");
    expect(await shrink(program, raises)).toEqual({
      id: "p",
      objects: {},
      main: [["spawn", "t", [["raise", "Boom"]]]],
    });
  });

  it("gives back a program that cannot be smaller", async () => {
    const program: Program = { id: "p", objects: {}, main: [["sleep", 1]] };
    expect(await shrink(program, async ({ main }) => main.length > 0)).toEqual(program);
  });
});

describe("comparing traces", () => {
  const line = (time: number, text: string): TraceLine => [time, "main", text];

  it("finds the first line that differs", () => {
    expect(firstDifference([line(0, "a"), line(1, "b")], [line(0, "a"), line(2, "b")])).toBe(1);
    expect(firstDifference([line(0, "a")], [line(0, "a")])).toBe(-1);
  });

  it("takes a missing end for a difference, and says so", () => {
    expect(firstDifference([line(0, "a"), line(1, "b")], [line(0, "a")])).toBe(1);
    expect(showDifference([line(0, "a"), line(1, "b")], [line(0, "a")])).toBe(
      ["        0 main  a", "-       1 main  b", "+ (the trace has ended)"].join("\n"),
    );
  });
});

describe("reasonToLeaveOut", () => {
  it("leaves out with each version what tsyncio does as the other", () => {
    expect(reasonToLeaveOut(["eager group task failed"], [3, 13, 0])).toContain("gh-128550");
    expect(reasonToLeaveOut(["eager group task failed"], [3, 14, 2])).toBeUndefined();
    expect(reasonToLeaveOut(["eager group task ended"], [3, 14, 2])).toContain("gh-128550");
    expect(reasonToLeaveOut(["eager group task ended"], [3, 13, 1])).toBeUndefined();
  });

  it("leaves out nothing that shows no difference", () => {
    expect(reasonToLeaveOut([], [3, 13, 0])).toBeUndefined();
  });
});
