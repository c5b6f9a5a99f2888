// The whole chapter on one stage: which programs there are, and how each is started in either dialect.

import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";

import { newEventLoop } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";

import { type Site, servePages } from "../pages.ts";
import { type Program, type Stage, ownStage } from "../program.ts";
import { ChatScene, chatScore } from "./chat.ts";
import type { Score } from "./compare.ts";
import { type PlayOptions, type Played, play } from "./play.ts";

/** The dialects, by what stands before `.ts` in a file's name. */
export const dialects: ReadonlyMap<string, string> = new Map([
  ["", "generators"],
  [".async", "async functions"],
]);

/** What is not over after as many seconds is stopped. */
const PATIENCE = 20;
/** The endless program is stopped this long after its last line. */
const ENCORE = 0.5;

/** The chapter's section, such as "5.7.1". */
export const sectionOf = ({ program }: Score): string => /[\d.]+\d/.exec(program)?.[0] ?? "";

/** All programs with what CPython prints, in the chapter's order. */
export function allScores(): Score[] {
  const golden = JSON.parse(readFileSync(new URL("../../golden.json", import.meta.url), "utf8")) as Score[];
  return [...golden, chatScore].sort((left, right) => (sectionOf(left) < sectionOf(right) ? -1 : 1));
}

export class Company {
  readonly #isVirtual: boolean;
  readonly #site: Site;
  readonly #folder: string;
  readonly #understudies = new Map<string, Understudy>();

  private constructor(isVirtual: boolean, site: Site) {
    this.#isVirtual = isVirtual;
    this.#site = site;
    this.#folder = mkdtempSync(path.join(tmpdir(), "tsyncio-chapter-"));
  }

  /** @param isVirtual whether programs without input and output run in virtual time */
  static async open(isVirtual: boolean): Promise<Company> {
    return new Company(isVirtual, await servePages());
  }

  /** Load all that is needed, so that the programs do not wait for each other's files once they run. */
  async prepare(scores: readonly Score[]): Promise<void> {
    const loading: Promise<unknown>[] = [];
    for (const score of scores) {
      for (const suffix of dialects.keys()) {
        if (score === chatScore) continue;
        if (score.blocks === true && !this.#isVirtual) {
          const understudy = new Understudy(score.program, suffix);
          this.#understudies.set(score.program + suffix, understudy);
          loading.push(understudy.ready());
        } else loading.push(load(score.program, suffix));
      }
    }
    await Promise.all(loading);
  }

  close(): void {
    this.#site.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Run a program. It never rejects. */
  async play(score: Score, suffix: string): Promise<Played> {
    if (score === chatScore) return this.#playChat(suffix);
    const understudy = this.#understudies.get(score.program + suffix);
    if (understudy !== undefined) return understudy.play();
    const program = await load(score.program, suffix);
    const isVirtual = this.#isVirtual && score.io !== true;
    const stopAfter = score.endless === true ? (score.lines.at(-1)?.t ?? 0) + ENCORE : PATIENCE;
    return play(program, { stopAfter, ...(isVirtual ? virtualOptions() : this.#realOptions()) });
  }

  #playChat(suffix: string): Promise<Played> {
    const { program, edit } = new ChatScene(suffix);
    const makeLoop = this.#isVirtual ? () => new VirtualEventLoop({ allowIo: true }) : newEventLoop;
    return play(program, { stopAfter: PATIENCE, makeLoop, edit });
  }

  #realOptions(): Pick<PlayOptions, "makeLoop" | "stage" | "edit"> {
    const stage: Stage = {
      pages: this.#site.url,
      folder: mkdtempSync(path.join(this.#folder, "program-")),
      block: ownStage.block,
    };
    const edit = (text: string): string => text.replaceAll(stage.pages, ownStage.pages);
    return { makeLoop: newEventLoop, stage, edit };
  }
}

/** A program that blocks its thread lets virtual time pass. */
function virtualOptions(): Pick<PlayOptions, "makeLoop" | "stage"> {
  const loop = new VirtualEventLoop();
  return { makeLoop: () => loop, stage: { ...ownStage, block: (seconds) => loop.advance(seconds) } };
}

/** The program of a file in `src`. */
export async function load(name: string, suffix: string): Promise<Program> {
  const module = (await import(new URL(`../${name}${suffix}.js`, import.meta.url).href)) as { program: Program };
  return module.program;
}

/** A program that blocks would stop all the others: it gets a thread of its own, which waits until all is ready. */
class Understudy {
  readonly #worker: Worker;
  readonly #ready: Promise<unknown>;

  constructor(name: string, suffix: string) {
    const workerData = { name, suffix, stopAfter: PATIENCE };
    this.#worker = new Worker(new URL("thread.js", import.meta.url), { workerData });
    this.#ready = once(this.#worker, "message");
  }

  async ready(): Promise<void> {
    await this.#ready;
  }

  async play(): Promise<Played> {
    this.#worker.postMessage("play");
    const [played] = (await once(this.#worker, "message")) as [Played];
    return played;
  }
}
