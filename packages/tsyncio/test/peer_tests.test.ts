// Holds tools/peer_tests/, what CPython's own tests check, against the tests of ours that it names. It runs none of them.

import { readFileSync, readdirSync } from "node:fs";

import { allTestNames } from "./support/test_names.ts";
import { describe, expect, it } from "./support/suite.ts";

interface PeerTest {
  readonly checks: string;
  /** Our tests of the same: `file > group > sentence`. */
  readonly tests?: readonly string[];
  /** Why there can be none. */
  readonly reason?: string;
}

const folder = new URL("../../../tools/peer_tests/", import.meta.url);

/** All of them, with the names that they have in CPython. */
const peers: readonly (readonly [name: string, test: PeerTest])[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .flatMap((file) => {
    const classes = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Record<string, Record<string, PeerTest>>;
    return Object.entries(classes).flatMap(([owner, tests]) =>
      Object.entries(tests).map(([name, test]) => [`${file}: ${owner}.${name}`, test] as const),
    );
  });

describe("the list of CPython's own tests", () => {
  it("says what each checks, and which test of ours does, or why none can", () => {
    const silent = peers.filter(
      ([, { checks, tests = [], reason }]) => checks === "" || (tests.length === 0 && reason === undefined),
    );
    expect(silent.map(([name]) => name)).toEqual([]);
    expect(peers.length).toBeGreaterThan(200);
  });

  it("names tests that exist", () => {
    const existing = allTestNames();
    const missing = peers.flatMap(([name, { tests = [] }]) =>
      tests.filter((test) => !existing.has(test)).map((test) => `${name}: ${test}`),
    );
    expect(missing).toEqual([]);
  });
});
