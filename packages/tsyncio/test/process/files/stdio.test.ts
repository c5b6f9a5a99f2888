// Standard input, output and error as files, in a program of its own.

import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";

import { onFiles } from "../../support/files.ts";
import { describe, expect, it } from "../../support/suite.ts";

const program = (body: string): string => `
  import { asyncFor, run, timeout, TimeoutError, asyncWith } from "tsyncio";
  import { stdin, stdinBytes, stdout, stdoutBytes, stderr, stderrBytes } from "tsyncio/files";
  await run(async () => { ${body} });
`;

function started(body: string, stdio: (string | number)[], input?: string): { stdout: string; stderr: string } {
  const args = ["--input-type=module", "--eval", program(body)];
  const options = { encoding: "utf8", stdio: stdio as ["pipe"], input, timeout: 20_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  if (status !== 0) throw new Error(`exit code ${status}: ${stderr}`);
  return { stdout, stderr };
}

describe("standard streams", () => {
  it("are read by line and written, as text and as bytes", () => {
    const { stdout, stderr } = started(
      `for await (const line of stdin) await stdout.write("<" + line.trimEnd() + ">");
       await stdoutBytes.write(new Uint8Array([10]));
       await stderr.write("é");
       await stderrBytes.write(new Uint8Array([33]));
       await stdout.write("read " + (await stdinBytes.read()).length);`,
      ["pipe", "pipe", "pipe"],
      "one\ntwo é\nthree",
    );
    expect(stdout).toBe("<one><two é><three>\nread 0");
    expect(stderr).toBe("é!");
  });

  onFiles("may be files on disk", function* ({ at }) {
    writeFileSync(at("in"), "from a file\n");
    const input = openSync(at("in"), "r");
    const output = openSync(at("out"), "w");
    started(`await stdout.write("got " + await stdin.read());`, [input, output, "pipe"]);
    closeSync(input);
    closeSync(output);
    expect(readFileSync(at("out"), "utf8")).toBe("got from a file\n");
  });

  it("do not keep a program from ending that no longer reads", async () => {
    const child = spawn(process.execPath, [
      "--input-type=module",
      "--eval",
      program(`try { await asyncWith(timeout(0.05), async () => { await stdin.readline(); }); }
       catch (error) { await stdout.write(error.name + " " + stdin.closed); }`),
    ]);
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    // Its input stays open until it has ended by itself.
    const code = await new Promise((resolve) => void child.on("exit", resolve));
    child.stdin.destroy();
    expect([code, output]).toEqual([0, "TimeoutError false"]);
  });
});
