// Two builds of the library in two processes, running the same path in turns: which of them needs more processor time.

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../statistics.ts";
import type { Score } from "./judge.ts";
import type { Answer, Command } from "./worker.ts";

const WORKER = fileURLToPath(new URL("worker.js", import.meta.url));
/** One thread, so that the processor time of a process is that of its program; one seed, so that both begin alike. */
const FLAGS = ["--single-threaded", "--random-seed=1", "--hash-seed=1", "--expose-gc"];
const WARM_UPS = 10;
const ROUNDS = 12;
/** On a busy machine a path gets fewer rounds, so that all of it ends within a minute. */
const LONGEST_MS = 4000;
const FEWEST_ROUNDS = 4;

class Fighter {
  readonly #process: ChildProcess;
  readonly #answers: ((answer: Answer | null) => void)[] = [];
  readonly #early: Answer[] = [];
  #ended = false;

  constructor(entry: string) {
    const env = { ...process.env };
    for (const name of ["NODE_OPTIONS", "TSYNCIO_DEBUG"]) delete env[name];
    this.#process = fork(WORKER, [entry], { execArgv: FLAGS, env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
    this.#process.on("message", (answer: Answer) => {
      const waiting = this.#answers.shift();
      if (waiting === undefined) this.#early.push(answer);
      else waiting(answer);
    });
    this.#process.on("exit", () => {
      this.#ended = true;
      for (const waiting of this.#answers.splice(0)) waiting(null);
    });
  }

  async names(): Promise<readonly string[]> {
    const answer = await this.#next();
    if ("names" in answer) return answer.names;
    throw new Error(`a build did not say its paths, but ${JSON.stringify(answer)}`);
  }

  /** The processor time of running a path, in microseconds. */
  async run(path: number): Promise<number> {
    const command: Command = { path };
    this.#process.send(command);
    const answer = await this.#next();
    if ("microseconds" in answer) return answer.microseconds;
    throw new Error("error" in answer ? answer.error : "a build did not say what it took");
  }

  end(): void {
    this.#process.kill();
  }

  async #next(): Promise<Answer> {
    const early = this.#early.shift();
    if (early !== undefined) return early;
    const answer = this.#ended ? null : await new Promise<Answer | null>((resolve) => void this.#answers.push(resolve));
    if (answer === null) throw new Error("the process of a build ended before its time");
    return answer;
  }
}

/** Lets two builds run these paths, or all, in turns: base, build, build, base, and so on. */
export async function duel(base: string, build: string, only: readonly string[] | null): Promise<readonly Score[]> {
  const pair = [new Fighter(base), new Fighter(build)] as const;
  try {
    const [names] = await Promise.all(pair.map((fighter) => fighter.names()));
    const scores: Score[] = [];
    for (const [path, name] of (names ?? []).entries()) {
      if (only !== null && !only.includes(name)) continue;
      const deadline = performance.now() + LONGEST_MS;
      for (const fighter of pair) for (let i = 0; i < WARM_UPS; i++) await fighter.run(path);
      scores.push({ name, ratio: await compare(pair, path, deadline) });
    }
    return scores;
  } finally {
    for (const fighter of pair) fighter.end();
  }
}

async function compare([base, build]: readonly [Fighter, Fighter], path: number, deadline: number): Promise<number> {
  const ratios: number[] = [];
  while (ratios.length < ROUNDS && (ratios.length < FEWEST_ROUNDS || performance.now() < deadline)) {
    const first = await base.run(path);
    const second = await build.run(path);
    const third = await build.run(path);
    const fourth = await base.run(path);
    ratios.push((second + third) / (first + fourth));
  }
  return median(ratios);
}
