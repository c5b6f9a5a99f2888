// Starts a Node of its own on a fixture, and tells how it ended. Only for what cannot be tested inside the test runner.

import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** How a child process ended, and what it wrote. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A Node that runs a fixture. */
export interface NodeProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<ProcessEnd>;
  /** Wait until it has written `text` to its standard output, and give all of that. Rejects if it ends without. */
  wrote(text: string): Promise<string>;
}

/**
 * Start `test/process/fixtures/<name>` with the built package. `npm test` builds before it tests.
 *
 * @param environment variables on top of this process's own
 * @param descriptors how many files and sockets it may have open; not on Windows
 */
export function startNode(
  name: string,
  args: readonly string[] = [],
  environment: Record<string, string> = {},
  descriptors: number | null = null,
): NodeProcess {
  const path = fileURLToPath(new URL(`../process/fixtures/${name}`, import.meta.url));
  const command = [process.execPath, "--expose-gc", path, ...args];
  // The shell takes the limit over, and then is the program.
  const limited = ["/bin/sh", "-c", 'ulimit -n "$0" && exec "$@"', String(descriptors), ...command];
  const [program = "", ...rest] = descriptors === null ? command : limited;
  const child = spawn(program, rest, {
    env: { ...process.env, NODE_OPTIONS: "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  const watchers: (() => void)[] = [];
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8");
    child[name].on("data", (text: string) => {
      output[name] += text;
      for (const watcher of watchers) watcher();
    });
  }
  const ended = new Promise<ProcessEnd>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, ...output }));
  });
  return {
    child,
    ended,
    wrote: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (output.stdout.includes(text)) resolve(output.stdout);
        };
        watchers.push(look);
        look();
        ended.then(
          () =>
            reject(
              new Error(`the process ended without writing ${JSON.stringify(text)}:\n${output.stdout}${output.stderr}`),
            ),
          reject,
        );
      }),
  };
}

/** Run a fixture to its end. */
export function runNode(
  name: string,
  args?: readonly string[],
  environment?: Record<string, string>,
): Promise<ProcessEnd> {
  return startNode(name, args, environment).ended;
}
