// Ctrl-C as the operating system sends it, to programs in processes of their own. Windows has no way to send it to one process.

import process from "node:process";

import { type NodeProcess, startNode } from "../support/node_process.ts";
import { afterEach, describe, expect, it } from "../support/suite.ts";

const started: NodeProcess[] = [];

afterEach(() => {
  for (const { child } of started.splice(0)) child.kill("SIGKILL");
});

/** Start the fixture, and wait until it is ready for Ctrl-C. */
async function start(what: string, dialect: string): Promise<NodeProcess> {
  const program = startNode("interrupt.mjs", [what, dialect]);
  started.push(program);
  await program.wrote("ready");
  return program;
}

const dialects = process.platform === "win32" ? [] : ["generator", "guest"];

describe.each(dialects)("Ctrl-C (%s)", (dialect) => {
  it("lets the program clean up, and ends the process with the exit code of an interrupted program", async () => {
    const { child, ended } = await start("cleanup", dialect);
    child.kill("SIGINT");
    const { code, signal, stdout, stderr } = await ended;
    expect([code, signal, stdout]).toEqual([130, null, "ready\ncleanup begins\ncleanup ends\n"]);
    expect(stderr).toContain("KeyboardInterrupt");
    expect(stderr).not.toContain("never retrieved");
  });

  it("pressed twice ends a program that does not listen, by the signal itself", async () => {
    const { child, ended, wrote } = await start("stubborn", dialect);
    child.kill("SIGINT");
    await wrote("ignored 0");
    child.kill("SIGINT");
    const { code, signal, stdout } = await ended;
    expect([code, signal, stdout]).toEqual([null, "SIGINT", "ready\nignored 0\n"]);
  });

  it("can be caught as KeyboardInterrupt, and then the process ends well", async () => {
    const { child, ended } = await start("caught", dialect);
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 0, signal: null, stdout: "ready\ncaught true\n", stderr: "" });
  });

  it("cancels the tasks of a group, waits for what they clean up, and comes out of it as itself", async () => {
    const { child, ended } = await start("group", dialect);
    child.kill("SIGINT");
    const cleanup = "one cancelled\ntwo cancelled\none done\ntwo done\n";
    expect(await ended).toEqual({ code: 0, signal: null, stdout: `ready\n${cleanup}caught true\n`, stderr: "" });
  });

  it("ends a process whose leftover tasks will not end", async () => {
    const { child, ended } = await start("leftover", dialect);
    child.kill("SIGINT");
    const { code, signal } = await ended;
    expect([code, signal]).toEqual([null, "SIGINT"]);
  });

  it("is Node's own affair again once the program has ended", async () => {
    const { child, ended } = await start("afterwards", dialect);
    child.kill("SIGINT");
    const { code, signal } = await ended;
    expect([code, signal]).toEqual([null, "SIGINT"]);
  });
});

describe.each(dialects.slice(1))("Ctrl-C at a foreign promise (%s)", (dialect) => {
  it("aborts the task's signal, and ends the program at its next await of ours", async () => {
    const { child, ended } = await start("foreign", dialect);
    child.kill("SIGINT");
    const { code, stdout } = await ended;
    expect([code, stdout]).toEqual([130, "ready\nsignal aborted\n"]);
  });
});

// Without it there would be no test at all on Windows.
it("the programs to interrupt run", async () => {
  const { child, wrote, ended } = await start("caught", "generator");
  await wrote("ready");
  child.kill("SIGKILL");
  expect((await ended).stdout).toBe("ready\n");
});
