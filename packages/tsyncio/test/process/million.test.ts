// A million tasks at once. Nothing is measured here: bench/ does.

import { runNode } from "../support/node_process.ts";
import { expect, it } from "../support/suite.ts";

it("a million tasks wait at once, are all woken, and overflow no stack", { timeout: 120_000 }, async () => {
  const { code, stdout, stderr } = await runNode("million.mjs");
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "alive 1000000\nwoken 1000000\nleft 0\n", stderr: "" });
});
