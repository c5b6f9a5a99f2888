// Holds conformance/hazards.json, the list of known hazards, against the tests that protect from them. It runs none of them.

import { readFileSync } from "node:fs";

import { allTestNames } from "./support/test_names.ts";
import { describe, expect, it } from "./support/suite.ts";

/** A scenario in which asyncio, or somebody who wrote it anew, went wrong. */
interface Hazard {
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  /** The tests that protect from it: `file > group > sentence`. */
  readonly tests?: readonly string[];
  /** Why it cannot happen here, if there is no test. */
  readonly reason?: string;
  /** The words of docs/differences.md about what is different, or better, here. */
  readonly differences?: string;
}

/** How many scenarios there are, by hundreds: loop, cancelling, deadlines, groups, waiting, locks, queues, futures, streams, system. */
const COUNTS: Readonly<Record<string, number>> = {
  ...{ "0": 21, "1": 30, "2": 27, "3": 19, "4": 23 },
  ...{ "5": 24, "6": 12, "7": 15, "8": 40, "9": 42 },
};

const read = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8");
const hazards = JSON.parse(read("conformance/hazards.json")) as Hazard[];

describe("the list of hazards", () => {
  it("has every scenario once", () => {
    const counts: Record<string, number> = {};
    for (const { id } of hazards) counts[id.charAt(0)] = (counts[id.charAt(0)] ?? 0) + 1;
    expect(counts).toEqual(COUNTS);
    expect(new Set(hazards.map(({ id }) => id)).size).toBe(253);
  });

  it("names for each a test of ours, or says why there can be none", () => {
    const unproven = hazards.filter(({ tests = [], reason }) => tests.length === 0 && reason === undefined);
    expect(unproven.map(({ id, title }) => `${id} ${title}`)).toEqual([]);
  });

  it("names tests that exist", () => {
    const existing = allTestNames();
    const missing = hazards.flatMap(({ id, tests = [] }) =>
      tests.filter((test) => !existing.has(test)).map((test) => `${id} ${test}`),
    );
    expect(missing).toEqual([]);
  });

  it("quotes what docs/differences.md says", () => {
    const words = read("docs/differences.md").replaceAll(/\s+/g, " ");
    const misquoted = hazards.filter(({ differences }) => differences !== undefined && !words.includes(differences));
    expect(misquoted.map(({ id, differences }) => `${id} ${differences}`)).toEqual([]);
  });
});
