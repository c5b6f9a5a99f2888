// Every workload of every contender that is present here works, at sizes too small to measure anything.

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { WORKLOADS } from "../../src/catalogue.ts";
import { takeSample } from "../../src/child.ts";
import { findContenders } from "../../src/contenders.ts";
import { workload } from "../../src/workload.ts";

const TINY = { tasks: 20, steps: 3, depth: 3, limit: 2, loaded: true };
const SECONDS = 60_000;

const all = workload({
  name: "all",
  group: "all",
  title: "every program, once",
  unit: "us",
  sizes: TINY,
  warmups: 1,
  repeats: 1,
  nodeFlags: ["--expose-gc"],
});
const served = WORKLOADS.filter((candidate) => candidate.served).map((candidate) => ({
  ...candidate,
  quickSizes: { ...TINY, loaded: candidate.sizes.loaded },
}));
const { contenders } = findContenders([]);
const own = contenders.filter(({ id }) => id === "generators" || id === "async");

describe.each(contenders)("$id on $runtime", (contender) => {
  it("does its work in every program", { timeout: SECONDS }, async () => {
    const outcome = await takeSample(contender, all, true);
    expect(outcome).toMatchObject({ state: "measured" });
  });
});

describe.each(own)("$id", (contender) => {
  it("has a program for every workload of the catalogue", { timeout: SECONDS }, async () => {
    const outcome = await takeSample(contender, all, true);
    const names = outcome.state === "measured" ? (outcome.sample.note ?? "").split(" ") : [];
    const wanted = WORKLOADS.filter((candidate) => !candidate.served).map((candidate) => candidate.program);
    expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(served)("serves $name", { timeout: SECONDS }, async (candidate) => {
    const outcome = await takeSample(contender, candidate, true);
    expect(outcome).toMatchObject({ state: "measured" });
  });
});

describe("a contender without a program", () => {
  it("is absent from that workload, and has not failed", { timeout: SECONDS }, async () => {
    const [contender] = own;
    if (contender === undefined) throw new Error("tsyncio takes part everywhere");
    const unknown = workload({ name: "unknown", group: "unknown", title: "nobody does this", sizes: TINY });
    expect(await takeSample(contender, unknown, true)).toMatchObject({ state: "absent" });
  });
});
