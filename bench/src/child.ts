// Takes one sample: starts a contender's process, and a client beside it where a server is measured, and reads what they say.

import { spawn, type ChildProcessByStdio } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { shrunk, type Sizes, type Workload } from "./workload.ts";
import type { Contender } from "./contenders.ts";
import type { Sample } from "./samples/sample.ts";

/** What came of one sample. */
export type Outcome =
  | { readonly state: "measured"; readonly sample: Sample }
  | { readonly state: "absent"; readonly reason: string }
  | { readonly state: "failed"; readonly reason: string };

interface Order {
  readonly sizes: Sizes;
  readonly warmups: number;
  readonly repeats: number;
  /** No repetition begins later. */
  readonly budgetMs: number;
}

interface Trips {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly count: number;
}

interface Answer extends Partial<Sample> {
  readonly port?: number;
  readonly stepsPerSecond?: number;
  readonly absent?: string;
}

const LONGEST_MS = 180_000;
const BUDGET_MS = 1500;
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CLIENT = fileURLToPath(new URL("../dist/samples/echo_client.js", import.meta.url));
/** Settings of the caller that would slow one contender down and not the others. */
const UNWANTED = ["NODE_OPTIONS", "TSYNCIO_DEBUG", "PYTHONASYNCIODEBUG", "PYTHONDEVMODE", "PYTHONTRACEMALLOC"];

/** One process that answers with lines of JSON. It is killed when it takes too long, and when the harness ends. */
class Child {
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<string>;
  #errors = "";

  constructor(command: readonly string[], extra: Readonly<Record<string, string>> = {}) {
    const [file = "", ...args] = command;
    const env: NodeJS.ProcessEnv = { ...process.env, ...extra };
    for (const name of UNWANTED) delete env[name];
    const child = spawn(file, args, { cwd: ROOT, env, stdio: ["pipe", "pipe", "pipe"] });
    this.#process = child;
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (text: string) => (this.#errors += text));
    child.stdin.on("error", () => undefined);
    const kill = (): boolean => child.kill("SIGKILL");
    const timer = setTimeout(kill, LONGEST_MS);
    process.once("exit", kill);
    this.#ended = new Promise((resolve) => {
      child.on("error", (error) => resolve(error.message));
      child.on("close", (code, signal) =>
        resolve(signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`),
      );
    });
    void this.#ended.then(() => {
      clearTimeout(timer);
      process.off("exit", kill);
    });
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** The next line of JSON. Throws an `Error` with what the process said otherwise, if there is none. */
  async read<T>(): Promise<T> {
    const line = await this.#lines.next();
    if (line.done !== true) return JSON.parse(line.value) as T;
    const end = await this.#ended;
    const lines = this.#errors.trim().split("\n");
    const said = lines.findLast((text) => /^(Uncaught )?\w*(Error|Exception)\b/.test(text)) ?? lines.at(-1);
    throw new Error(`${end}${said === undefined || said === "" ? "" : `: ${said}`}`);
  }

  endInput(): void {
    this.#process.stdin.end();
  }

  async ended(): Promise<void> {
    await this.#ended;
  }
}

/** Takes one sample of a workload. Never rejects: a failure is an outcome. */
export async function takeSample(contender: Contender, workload: Workload, quick: boolean): Promise<Outcome> {
  const sizes = quick ? workload.quickSizes : workload.sizes;
  const order: Order = {
    sizes: workload.unit === "ns" ? shrunk(sizes, contender.shrink) : sizes,
    warmups: workload.warmups,
    repeats: quick ? Math.min(3, workload.repeats) : workload.repeats,
    budgetMs: quick ? BUDGET_MS / 5 : BUDGET_MS,
  };
  const child = new Child([...contender.command(workload), workload.program, JSON.stringify(order)], contender.env);
  try {
    const answer = await child.read<Answer>();
    if (answer.absent !== undefined) return { state: "absent", reason: answer.absent };
    if (workload.served) return await measureServer(child, answer, order.sizes);
    return { state: "measured", sample: answer as Sample };
  } catch (error) {
    return { state: "failed", reason: error instanceof Error ? error.message : String(error) };
  } finally {
    child.endInput();
    await child.ended();
  }
}

async function measureServer(server: Child, { port }: Answer, sizes: Sizes): Promise<Outcome> {
  const client = new Child([process.execPath, CLIENT, String(port), String(sizes.steps)]);
  const trips = await client.read<Trips>();
  await client.ended();
  server.endInput();
  const { stepsPerSecond = 0 } = await server.read<Answer>();
  const tail = `p99 ${(trips.p99 / 1000).toFixed(1)} ms, p99.9 ${(trips.p999 / 1000).toFixed(1)} ms`;
  const note = sizes.loaded ? `${tail}, ${stepsPerSecond.toLocaleString("en")} steps/s` : tail;
  return {
    state: "measured",
    sample: { value: trips.p50, cpu: 0, first: trips.p50, note, tails: { p99: trips.p99, p999: trips.p999 } },
  };
}
