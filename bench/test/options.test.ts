// The command line, the choice of workloads and of contenders.

import { describe, expect, it } from "../../packages/tsyncio/test/support/suite.ts";
import { chooseWorkloads, WORKLOADS } from "../src/catalogue.ts";
import { type Contender, chooseContenders } from "../src/contenders.ts";
import { HELP, parseOptions } from "../src/options.ts";
import { grown, shrunk } from "../src/workload.ts";

describe("parseOptions", () => {
  it("measures everything by default, five times", () => {
    expect(parseOptions([])).toMatchObject({ workloads: [], contenders: [], rounds: 5, quick: false, json: null });
  });

  it("takes options that are repeated", () => {
    const { workloads, runtimes } = parseOptions(["--workload", "switch", "--workload", "lock", "--runtime", "24"]);
    expect(workloads).toEqual(["switch", "lock"]);
    expect(runtimes).toEqual(["24"]);
  });

  it.each([["--rounds=0"], ["--rounds=x"], ["--round=1"], ["switch"]])("refuses %s", (argument) => {
    expect(() => parseOptions([argument])).toThrow();
  });

  it("explains each option in the help", () => {
    const known = Object.keys(parseOptions([])).filter((name) => name !== "help");
    for (const name of known) expect(HELP).toContain(`--${name.replace(/s$/, "")}`);
  });
});

describe("chooseWorkloads", () => {
  it("takes names and groups, and keeps the catalogue's order", () => {
    expect(chooseWorkloads(["lock", "switch"]).map(({ name }) => name)).toEqual([
      "switch",
      "lock-free",
      "lock-contended",
    ]);
  });

  it("names what there is when a name is unknown", () => {
    expect(() => chooseWorkloads(["swich"])).toThrow(/"swich".*switch, spawn/s);
  });

  it("gives no name twice", () => {
    expect(new Set(WORKLOADS.map(({ name }) => name)).size).toBe(WORKLOADS.length);
  });
});

describe("chooseContenders", () => {
  const contender = (id: string, kind: Contender["kind"]): Contender => ({
    id,
    kind,
    label: id,
    runtime: id,
    shrink: 1,
    references: { native: "", cpython: "", uvloop: "", effect: "", effection: "" },
    env: {},
    command: () => [],
  });
  const field = {
    contenders: [
      contender("generators", "generators"),
      contender("generators@24", "generators"),
      contender("native@24", "native"),
      contender("cpython@3.11", "cpython"),
    ],
    absent: [],
  };
  const chosen = (...args: [string[], string[]?]): string[] => chooseContenders(field, ...args).map(({ id }) => id);

  it("takes a kind on every runtime, or one contender", () => {
    expect(chosen(["generators"])).toEqual(["generators", "generators@24"]);
    expect(chosen(["generators@24"])).toEqual(["generators@24"]);
  });

  it("counts Python to what runs here", () => {
    expect(chosen([], ["this"])).toEqual(["generators", "cpython@3.11"]);
    expect(chosen([], ["24"])).toEqual(["generators@24", "native@24"]);
  });

  it("names who takes part when a name is unknown", () => {
    expect(() => chosen(["trio"])).toThrow(/"trio".*generators@24/);
  });
});

describe("the sizes of a workload", () => {
  it("grow in tasks and shrink in steps", () => {
    const [workload] = chooseWorkloads(["switch"]);
    if (workload === undefined) throw new Error("there is no switch");
    expect(grown(workload, 5000).sizes).toMatchObject({ tasks: 5000, steps: 60 });
    expect(grown(workload, 1_000_000).sizes).toMatchObject({ tasks: 1_000_000, steps: 50 });
  });

  it("are divided for a slow contender, and never reach zero", () => {
    const sizes = { tasks: 1000, steps: 10, depth: 7, limit: 2, loaded: false };
    expect(shrunk(sizes, 5)).toEqual({ ...sizes, steps: 2 });
    expect(shrunk({ ...sizes, steps: 1 }, 5)).toEqual({ ...sizes, tasks: 200, steps: 1 });
    expect(shrunk(sizes, 50)).toEqual({ ...sizes, steps: 1 });
  });
});
