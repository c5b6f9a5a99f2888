// The echo servers that a measurement compares: starts them as processes, asks for their processor time, ends them.

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import process from "node:process";
import { type Interface, createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("./server.js", import.meta.url));
const pythonScript = fileURLToPath(new URL("../../python/net_server.py", import.meta.url));

/** Where the peers are. */
export interface Pythons {
  readonly cpython: string;
  readonly uvloop: string;
}

/** A server that listens. */
export class EchoServer {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;
  port = 0;

  private constructor(name: string, program: string, args: readonly string[]) {
    this.name = name;
    this.#child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
    if (this.#child.stdout === null) throw new Error("the server has no output");
    this.#reader = createInterface({ input: this.#child.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /**
   * Start one.
   *
   * @param name `tsyncio:MODE`, `net`, `cpython:MODE` or `uvloop:MODE`; MODE is `streams`, `streams-async` or `protocol`
   * @param node the Node to run ours on, with its options
   */
  static async start(
    name: string,
    pythons: Pythons,
    node: readonly string[] = [process.execPath],
  ): Promise<EchoServer> {
    const [kind = "", mode = "net"] = name.split(":");
    const [program = process.execPath, ...options] = node;
    let server: EchoServer;
    if (kind === "tsyncio" || kind === "net") server = new EchoServer(name, program, [...options, script, mode]);
    else if (kind === "cpython") server = new EchoServer(name, pythons.cpython, [pythonScript, mode]);
    else if (kind === "uvloop") server = new EchoServer(name, pythons.uvloop, [pythonScript, mode, "uvloop"]);
    else throw new Error(`no such server: ${name}`);
    server.port = await server.#number();
    return server;
  }

  /** Microseconds of processor time that it has used, all its threads together. */
  cpu(): Promise<number> {
    this.#child.stdin?.write("cpu\n");
    return this.#number();
  }

  /** Bytes of memory that it holds (its resident set), garbage left aside where it can be asked to collect it. Linux only. */
  async memory(): Promise<number> {
    if (this.name.startsWith("tsyncio") || this.name === "net") {
      this.#child.stdin?.write("collect\n");
      await this.#number();
    }
    const status = readFileSync(`/proc/${this.#child.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) * 1024;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGKILL");
    await ended;
    this.#reader.close();
  }

  async #number(): Promise<number> {
    const line = await this.#lines.next();
    if (line.done === true) throw new Error(`${this.name} ended`);
    return Number(line.value);
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
