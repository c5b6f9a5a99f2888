// virtualTest under real test runners, each in a process of its own: what passes, what fails, and with what message.

import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "../support/suite.ts";

const folder = fileURLToPath(new URL("fixtures/runners/", import.meta.url));

/** Run Node with `args` in the folder of the fixtures, as if no test runner ran it. */
async function node(...args: string[]): Promise<{ code: number | null; output: string }> {
  const { NODE_TEST_CONTEXT: _context, VITEST: _vitest, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...env, NODE_OPTIONS: "", FORCE_COLOR: "0" } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const code = await new Promise<number | null>((resolve) => void child.once("close", resolve));
  return { code, output };
}

describe("virtualTest", () => {
  it("passes and fails as it is meant to under node:test", async () => {
    const { code, output } = await node("--test", "--test-reporter=tap", "node_test.mjs");
    expect(code).toBe(1);
    const verdicts = output.match(/^(?: {4})?(?:not )?ok \d+ - (?:an?|two) .*$/gm)?.map((line) => line.trim());
    expect(verdicts).toEqual([
      "ok 1 - an hour passes",
      "ok 2 - an hour passes in an async function",
      "not ok 3 - two locks in two orders",
      "not ok 4 - a task is left",
      "not ok 5 - an error is not received",
    ]);
    expect(output).toContain("which is held by task 'other'");
    expect(output).toContain("task 'left over' waits for sleep() for 59 seconds more");
    expect(output).toContain("Task exception was never retrieved: Error: nobody looked");
  }, 30_000);

  it("passes and fails as it is meant to under vitest", async () => {
    const vitest = fileURLToPath(new URL("../../../../node_modules/vitest/vitest.mjs", import.meta.url));
    const { output } = await node(vitest, "run", "--config", "vitest.config.mjs", "--root", folder);
    const report = JSON.parse(output.slice(output.indexOf("{"))) as {
      testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
    };
    const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(results.map(({ title, status }) => `${status} ${title}`)).toEqual([
      "passed an hour passes",
      "passed an hour passes in an async function",
      "failed two locks in two orders",
      "failed a task is left",
      "failed an error is not received",
    ]);
    const messages = results.map(({ failureMessages }) => failureMessages.join("\n"));
    expect(messages[2]).toContain("in a circle: task ");
    expect(messages[3]).toContain("task 'left over' waits for sleep() for 59 seconds more");
    expect(messages[4]).toContain("Task exception was never retrieved: Error: nobody looked");
  }, 30_000);
});
