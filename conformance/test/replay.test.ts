// Every recorded program gives CPython's trace, in both dialects.

import { describe, expect, it } from "../../packages/tsyncio/test/support/suite.ts";
import { dialects, differencesText, replayAll } from "../src/replay_all.ts";
import { profileNames, readProfile } from "../src/trace_files.ts";

describe.each(dialects)("the $name dialect", (dialect) => {
  it.each(profileNames())("gives CPython's traces of %s", async (profile) => {
    const { replayed, differences } = await replayAll(readProfile(profile), dialect);
    expect(replayed).toBeGreaterThan(0);
    expect(differencesText(differences)).toBe("");
  });
});
