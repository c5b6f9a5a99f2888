// How a process ends whose program ends in some way: the exit code, and what it says on standard error.

import { runNode, startNode } from "../support/node_process.ts";
import { expect, it } from "../support/suite.ts";

const uncaught: [end: string, code: number, said: string][] = [
  ["error", 1, "ValueError: of the program"],
  ["exit", 3, "SystemExit"],
  ["exitZero", 0, "SystemExit"],
  ["exitInTask", 4, "SystemExit"],
  ["exitInGuest", 5, "SystemExit"],
  ["exitInCallback", 6, "SystemExit"],
  ["interrupt", 130, "KeyboardInterrupt: by hand"],
  ["cancelled", 1, "CancelledError: by hand"],
];

it.each(uncaught)(
  "a program that ends by %s, which nobody catches, gives the exit code %i",
  async (end, code, said) => {
    const outcome = await runNode("exit_codes.mjs", [end]);
    expect([outcome.code, outcome.signal, outcome.stdout]).toEqual([code, null, ""]);
    expect(outcome.stderr).toContain(said);
    // The error of the main task has been received, that of another task has not: CPython tells of it, too.
    expect(outcome.stderr.includes("never retrieved")).toBe(end === "exitInTask");
  },
);

it("a program that ends well gives the exit code 0 and says nothing", async () => {
  expect(await runNode("exit_codes.mjs", ["result"])).toEqual({
    code: 0,
    signal: null,
    stdout: "after run()\n",
    stderr: "",
  });
});

it("an error that nobody asked for is told on standard error, and changes no exit code", async () => {
  const { code, stdout, stderr } = await runNode("exit_codes.mjs", ["lost"]);
  expect([code, stdout]).toEqual([0, "after run()\n"]);
  expect(stderr).toContain("Task exception was never retrieved");
  expect(stderr).toContain("ValueError: lost");
  expect(stderr).toContain("exit_codes.mjs");
});

it("neither leftover tasks nor timers keep the process alive", async () => {
  expect(await runNode("exit_codes.mjs", ["leftovers"])).toEqual({
    code: 0,
    signal: null,
    stdout: "after run()\n",
    stderr: "",
  });
});

it("a program that waits for something that never comes keeps the process alive", async () => {
  const { child, ended, wrote } = startNode("exit_codes.mjs", ["waits"]);
  await wrote("waits");
  // A process with nothing to do would end by itself, and then no signal would have ended it.
  await new Promise((resolve) => void setTimeout(resolve, 50));
  child.kill("SIGKILL");
  expect((await ended).signal).toBe("SIGKILL");
});
